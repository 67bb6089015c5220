package scriptorium.page.model;

import java.time.Instant;
import java.util.Optional;

/**
 * A protection in force.
 *
 * @param type what is protected: "edit", "move", "create", "upload"
 * @param level who may still do it: "autoconfirmed", "sysop"
 * @param expiresAt empty for one without end
 */
public record Protection(String type, String level, Optional<Instant> expiresAt, boolean cascading) {}

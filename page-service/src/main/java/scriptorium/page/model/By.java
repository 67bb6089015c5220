package scriptorium.page.model;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import scriptorium.contract.identity.Caller;

/** Who does something, when, and in which request. */
public record By(Caller caller, Instant now, String requestId) {

    /** The time as it is kept: in whole seconds. */
    public Instant second() {
        return now.truncatedTo(ChronoUnit.SECONDS);
    }
}

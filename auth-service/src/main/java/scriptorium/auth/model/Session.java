package scriptorium.auth.model;

import java.time.Instant;
import java.util.OptionalLong;

/**
 * A session.
 *
 * @param idHash hash of its id; the id itself only the client has
 * @param accountId empty for one that is not logged in
 * @param tokenKey key of its tokens
 * @param botApp application id of the bot password it was made with, empty for a main login
 * @param usedAt about when it was last used
 * @param renewalDue whether its id is to change with the next request, because its user's rights or password have changed
 * @param temporaryName name of the temporary account that is set aside for it; empty for none
 */
public record Session(String idHash, OptionalLong accountId, String tokenKey, Instant expiresAt, String botApp, Instant usedAt, boolean renewalDue, String temporaryName) {

    /** One that lives in no table, or has just begun. */
    public Session(String idHash, OptionalLong accountId, String tokenKey, Instant expiresAt, String botApp) {
        this(idHash, accountId, tokenKey, expiresAt, botApp, Instant.EPOCH, false, "");
    }


    @Override
    public String toString() {
        return "Session[" + idHash.substring(0, 8) + "]";
    }
}

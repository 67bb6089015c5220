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
 */
public record Session(String idHash, OptionalLong accountId, String tokenKey, Instant expiresAt, String botApp) {

    @Override
    public String toString() {
        return "Session[" + idHash.substring(0, 8) + "]";
    }
}

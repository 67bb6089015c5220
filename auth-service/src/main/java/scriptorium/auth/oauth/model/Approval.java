package scriptorium.auth.oauth.model;

import java.util.List;
import scriptorium.contract.identity.Caller;

/**
 * What a user allows a client.
 *
 * @param tokenKey key of the edit tokens that the client gets in the user's name
 */
public record Approval(long id, long clientId, long accountId, List<String> scopes, String tokenKey) {

    public Approval {
        scopes = List.copyOf(scopes);
    }

    private static final String SESSION = "oauth-";

    /** Whether somebody calls through a client of OAuth, and so can neither log in nor out. */
    public static boolean ofClient(Caller caller) {
        return caller.sessionId().startsWith(SESSION);
    }

    /** What names the session that requests with such tokens share. */
    public String sessionId() {
        return SESSION + id;
    }

    /** How routers are told that identities of these requests are out of date. */
    public String stale() {
        return "sid:" + sessionId();
    }

    @Override
    public String toString() {
        return "Approval[" + id + "]";
    }
}

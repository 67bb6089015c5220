package scriptorium.router.dispatch;

import java.util.List;
import java.util.Optional;
import scriptorium.contract.call.SetCookie;
import scriptorium.contract.identity.Caller;
import scriptorium.contract.message.Msg;

/**
 * Who is calling, as auth-service says.
 *
 * @param token signed, for the services
 * @param expires milliseconds since the epoch
 * @param cookies to set at the client
 * @param error why the credentials are refused, if they are
 */
public record Identity(String token, Caller caller, String cacheKey, long expires, List<SetCookie> cookies, Optional<Msg> error) {

    /** Whether a change of one of these ("sid:…", "user:5", "*") makes this out of date. */
    boolean namedBy(String changed) {
        return changed.equals("*")
                || changed.equals(cacheKey)
                || changed.startsWith("user:") && !caller.anonymous() && changed.substring(5).equals(Long.toString(caller.userId()))
                || changed.startsWith("sid:") && !caller.sessionId().isEmpty() && changed.substring(4).equals(caller.sessionId());
    }
}

package scriptorium.router.dispatch;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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

    /** What it is called when a change is told of that makes it out of date. */
    Set<String> names() {
        Set<String> names = new HashSet<>();
        names.add(cacheKey);
        if (!caller.anonymous()) {
            names.add("user:" + caller.userId());
        }
        if (!caller.sessionId().isEmpty()) {
            names.add("sid:" + caller.sessionId());
        }
        return names;
    }
}

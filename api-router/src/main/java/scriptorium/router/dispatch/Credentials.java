package scriptorium.router.dispatch;

import java.util.Map;
import java.util.TreeMap;

/**
 * What a request shows of its sender.
 *
 * @param cookies the wiki's cookies by full name
 * @param authorization the header of that name, empty for none
 */
public record Credentials(Map<String, String> cookies, String authorization, String ip, String userAgent) {

    /** The same sender, but nobody in particular. */
    public Credentials anonymous() {
        return new Credentials(Map.of(), "", ip, userAgent);
    }

    /** Whether they are a client's of OAuth; then cookies mean nothing, and none is set. */
    public boolean bearer() {
        return authorization.regionMatches(true, 0, "bearer ", 0, 7);
    }

    /** Without what a browser sends by itself. */
    public Credentials withoutCookies() {
        return new Credentials(Map.of(), authorization, ip, userAgent);
    }

    /** Whether they say more than an address. */
    public boolean any() {
        return !cookies.isEmpty() || !authorization.isEmpty();
    }

    String key() {
        return any() ? ip + '\n' + authorization + '\n' + new TreeMap<>(cookies) : ip;
    }
}

package scriptorium.router.dispatch;

import java.util.Locale;

/** Who answers a module. */
public enum Owner {
    AUTH,
    PAGE,
    QUERY,
    UPLOAD,
    /** The router itself. */
    ROUTER;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}

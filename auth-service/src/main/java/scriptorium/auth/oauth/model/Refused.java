package scriptorium.auth.oauth.model;

/** An OAuth request that is refused, with the reason that the client is told. */
public final class Refused extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final OAuthError error;
    private final String stale;

    public Refused(OAuthError error, String description) {
        this(error, description, "");
    }

    /** @param stale whose identity is out of date now, empty for nobody's */
    public Refused(OAuthError error, String description, String stale) {
        super(description, null, false, false);
        this.error = error;
        this.stale = stale;
    }

    public String stale() {
        return stale;
    }

    public OAuthError error() {
        return error;
    }
}

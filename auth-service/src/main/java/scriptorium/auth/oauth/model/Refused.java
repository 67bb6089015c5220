package scriptorium.auth.oauth.model;

/** An OAuth request that is refused, with the reason that the client is told. */
public final class Refused extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final OAuthError error;

    public Refused(OAuthError error, String description) {
        super(description, null, false, false);
        this.error = error;
    }

    public OAuthError error() {
        return error;
    }
}

package scriptorium.auth.oauth.model;

/** The error codes of RFC 6749, 6750 and 7009, with the HTTP status that goes with each. */
public enum OAuthError {
    INVALID_REQUEST("invalid_request", 400),
    INVALID_CLIENT("invalid_client", 401),
    INVALID_GRANT("invalid_grant", 400),
    UNAUTHORIZED_CLIENT("unauthorized_client", 400),
    UNSUPPORTED_GRANT_TYPE("unsupported_grant_type", 400),
    UNSUPPORTED_RESPONSE_TYPE("unsupported_response_type", 400),
    UNSUPPORTED_TOKEN_TYPE("unsupported_token_type", 400),
    INVALID_SCOPE("invalid_scope", 400),
    ACCESS_DENIED("access_denied", 403),
    INVALID_TOKEN("invalid_token", 401),
    INVALID_CLIENT_METADATA("invalid_client_metadata", 400),
    INVALID_REDIRECT_URI("invalid_redirect_uri", 400),
    LOGIN_REQUIRED("login_required", 401),
    NOT_FOUND("not_found", 404),
    TOO_LARGE("invalid_request", 413),
    TOO_MANY("temporarily_unavailable", 429);

    private final String code;
    private final int status;

    OAuthError(String code, int status) {
        this.code = code;
        this.status = status;
    }

    public String code() {
        return code;
    }

    public int status() {
        return status;
    }
}

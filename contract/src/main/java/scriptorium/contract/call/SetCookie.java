package scriptorium.contract.call;

/**
 * A cookie to set at the client. Names are without the wiki's prefix when {@code prefixed}.
 *
 * @param maxAge seconds; -1 for the browser's session, 0 to delete
 */
public record SetCookie(String name, String value, long maxAge, boolean prefixed) {}

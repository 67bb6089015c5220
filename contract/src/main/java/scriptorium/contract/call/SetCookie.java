package scriptorium.contract.call;

/**
 * A cookie to set at the client. Names are without the wiki's prefix when {@code prefixed}.
 *
 * @param maxAge seconds; -1 for the browser's session, 0 to delete
 */
public record SetCookie(String name, String value, long maxAge, boolean prefixed) {

    /**
     * What ends the header of every cookie. Pages elsewhere have requests made with it only where the wiki lets some of them call with credentials.
     *
     * @param elsewhere whether it does
     */
    public static String attributes(boolean https, boolean elsewhere) {
        // Without TLS browsers take no cookie that is for pages elsewhere by name.
        String sameSite = !elsewhere ? "; SameSite=Lax" : https ? "; SameSite=None" : "";
        return "; path=/" + (https ? "; secure" : "") + "; HttpOnly" + sameSite;
    }
}

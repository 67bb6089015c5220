package scriptorium.router.edge;

/** Addresses as clients send them, made into what RFC 3986 allows. */
final class Addresses {

    private static final String ALLOWED = "-._~!$&'()*+,;=:@/?%";

    private Addresses() {}

    /** Whether every character may stand in an address, and every percent sign begins an escape. */
    static boolean strict(String uri) {
        for (int i = 0; i < uri.length(); i++) {
            char c = uri.charAt(i);
            if (!allowed(c) || c == '%' && !escape(uri, i)) {
                return false;
            }
        }
        return true;
    }

    static String spelledOut(String uri) {
        StringBuilder out = new StringBuilder(uri.length() + 32);
        for (int i = 0; i < uri.length(); i++) {
            char c = uri.charAt(i);
            if (allowed(c) && (c != '%' || escape(uri, i))) {
                out.append(c);
            } else {
                out.append('%').append(Character.forDigit(c >> 4 & 15, 16)).append(Character.forDigit(c & 15, 16));
            }
        }
        return out.toString();
    }

    private static boolean allowed(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || ALLOWED.indexOf(c) >= 0;
    }

    private static boolean escape(String uri, int at) {
        return at + 2 < uri.length() && Character.digit(uri.charAt(at + 1), 16) >= 0 && Character.digit(uri.charAt(at + 2), 16) >= 0;
    }
}

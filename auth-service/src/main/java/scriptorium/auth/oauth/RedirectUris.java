package scriptorium.auth.oauth;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Redirect addresses, as RFC 9700 wants them: compared character by character. The one exception is RFC 8252's: an address of the user's own machine, named by
 * its number, may have any port.
 */
public final class RedirectUris {

    private static final int LONGEST = 2000;
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "[::1]");
    private static final Set<String> OPAQUE = Set.of("javascript", "data", "file", "blob", "about", "vbscript", "view-source", "mailto", "ftp", "ws", "wss");

    private RedirectUris() {}

    /** Why an address cannot be registered; empty when it can. */
    public static Optional<String> problem(String address, boolean insecure) {
        if (address.length() > LONGEST) {
            return Optional.of("It is longer than " + LONGEST + " characters.");
        }
        URI uri;
        try {
            uri = new URI(address);
        } catch (URISyntaxException e) {
            return Optional.of("It is not an address.");
        }
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!uri.isAbsolute() || uri.isOpaque() || uri.getRawFragment() != null || uri.getRawUserInfo() != null || address.indexOf('*') >= 0
                || !address.chars().allMatch(c -> c > 0x20 && c < 0x7f)) {
            return Optional.of("It must be absolute, without fragment, user name, asterisk or blanks.");
        }
        if (scheme.equals("https") || scheme.equals("http")) {
            boolean host = uri.getHost() != null && !uri.getHost().isEmpty();
            boolean own = host && (loopback(uri) || uri.getHost().equalsIgnoreCase("localhost"));
            return host && (scheme.equals("https") || own || insecure)
                    ? Optional.empty()
                    : Optional.of("It must begin with https:// unless it leads to the user's own machine.");
        }
        return scheme.indexOf('.') > 0 && !OPAQUE.contains(scheme)
                ? Optional.empty()
                : Optional.of("A scheme of an app must have a dot, such as com.example.app:/callback.");
    }

    public static boolean matches(List<String> registered, String given) {
        return registered.stream().anyMatch(known -> known.equals(given) || sameButPort(known, given));
    }

    /** Whether a user can be sent back there without being asked again: not where any program on a machine may listen. */
    public static boolean provesClient(String address) {
        return address.startsWith("https://");
    }

    /** Scheme, host and port as a source of a content security policy. */
    public static String source(String address) {
        URI uri = URI.create(address);
        boolean web = uri.getScheme().equalsIgnoreCase("https") || uri.getScheme().equalsIgnoreCase("http");
        return web ? uri.getScheme() + "://" + uri.getRawAuthority() : uri.getScheme() + ":";
    }

    private static boolean sameButPort(String known, String given) {
        if (!known.startsWith("http://") || !given.startsWith("http://")) {
            return false;
        }
        try {
            URI a = new URI(known);
            URI b = new URI(given);
            return loopback(a) && loopback(b) && b.getRawUserInfo() == null && b.getRawFragment() == null && withoutPort(a, known).equals(withoutPort(b, given));
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static boolean loopback(URI uri) {
        return uri.getHost() != null && LOOPBACK.contains(uri.getHost());
    }

    private static String withoutPort(URI uri, String address) {
        return uri.getHost() + address.substring("http://".length() + uri.getRawAuthority().length());
    }
}

package scriptorium.query.index;

import java.net.InetAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An external address as the index keeps it.
 *
 * @param url as it is listed: without user name and password, the domain in small letters, a path at least of {@code /}
 * @param domain protocol and domain, the domain's labels turned round: {@code https://org.example.www.}; at most 255 characters, so that it can be indexed
 * @param path what follows the domain
 */
public record ExternalUrl(String url, String domain, String path) {

    private static final int MAX_DOMAIN = 255;
    private static final int MAX_PORT = 65_535;
    private static final int GROUPS = 8;
    private static final Pattern WITH_HOST = Pattern.compile("^([A-Za-z][A-Za-z0-9+.-]*:)?//(?:[^@/?#]*@)?(\\[[0-9A-Fa-f:.]*\\]|[^/?#:]*)(?::(\\d{0,6}))?([/?#].*)?$",
            Pattern.DOTALL);
    private static final Pattern MAIL = Pattern.compile("^mailto:([^@?]*)@?([^?]*)(.*)$", Pattern.DOTALL);
    private static final Pattern NEWS = Pattern.compile("^news:(.*)$", Pattern.DOTALL);
    private static final Pattern OTHER = Pattern.compile("^([A-Za-z][A-Za-z0-9+.-]*:)(.*)$", Pattern.DOTALL);
    /** Taken for a port, so that what stands before it is no protocol. */
    private static final Pattern PORT_ALONE = Pattern.compile("\\d{1,5}(/.*)?", Pattern.DOTALL);

    /** Empty for what is no whole address: those are not kept. */
    public static Optional<ExternalUrl> of(String url) {
        Matcher host = WITH_HOST.matcher(url);
        if (host.matches()) {
            return hosted(host);
        }
        Matcher mail = MAIL.matcher(url);
        if (mail.matches()) {
            String domain = decoded(mail.group(2)).toLowerCase(Locale.ROOT);
            return Optional.of(new ExternalUrl("mailto:" + mail.group(1) + "@" + domain.replace("@", "%40") + mail.group(3),
                    cut("mailto:" + turned(domain) + "@" + mail.group(1)), mail.group(3)));
        }
        Matcher news = NEWS.matcher(url);
        if (news.matches()) {
            return Optional.of(new ExternalUrl("news:", cut("news:" + reversed(news.group(1))), ""));
        }
        Matcher other = OTHER.matcher(url);
        if (!other.matches() || PORT_ALONE.matcher(other.group(2)).matches() || other.group(2).startsWith("//")) {
            return Optional.empty();
        }
        String whole = other.group(2).startsWith("?") ? other.group(1) + "/" + other.group(2) : url;
        return Optional.of(new ExternalUrl(whole, cut(whole), ""));
    }

    private static Optional<ExternalUrl> hosted(Matcher found) {
        String protocol = found.group(1) == null ? "https:" : found.group(1).toLowerCase(Locale.ROOT);
        String host = decoded(found.group(2)).toLowerCase(Locale.ROOT);
        host = host.startsWith("[") ? sixth(host) : host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
        String port = found.group(3) == null || found.group(3).isEmpty() ? "" : ":" + found.group(3);
        if (found.group(2).isEmpty() || !port.isEmpty() && Integer.parseInt(port.substring(1)) > MAX_PORT) {
            return Optional.empty();
        }
        String rest = found.group(4) == null ? "/" : found.group(4);
        String path = rest.startsWith("/") ? rest : "/" + rest;
        return Optional.of(new ExternalUrl(protocol + "//" + host + port + path, cut(protocol + "//" + reversed(host) + port), path));
    }

    private static String decoded(String host) {
        try {
            return host.indexOf('%') < 0 ? host : URLDecoder.decode(host.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            return host;
        }
    }

    /** An IPv6 address with all its groups. */
    private static String sixth(String host) {
        try {
            byte[] bytes = InetAddress.ofLiteral(host.substring(1, host.length() - 1)).getAddress();
            if (bytes.length != GROUPS * 2) {
                return host;
            }
            String[] groups = new String[GROUPS];
            for (int i = 0; i < GROUPS; i++) {
                groups[i] = Integer.toHexString((bytes[2 * i] & 0xFF) << 8 | bytes[2 * i + 1] & 0xFF).toUpperCase(Locale.ROOT);
            }
            return "[" + String.join(":", groups) + "]";
        } catch (IllegalArgumentException malformed) {
            return host;
        }
    }

    /** Labels in turned order, each with a dot behind it. */
    private static String reversed(String host) {
        return turned(host.toLowerCase(Locale.ROOT)) + ".";
    }

    private static String turned(String host) {
        List<String> labels = new ArrayList<>(List.of(host.split("\\.")));
        Collections.reverse(labels);
        return String.join(".", labels);
    }

    private static String cut(String text) {
        return text.length() <= MAX_DOMAIN ? text : text.substring(0, MAX_DOMAIN);
    }
}

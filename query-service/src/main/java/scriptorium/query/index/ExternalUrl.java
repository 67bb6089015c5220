package scriptorium.query.index;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An external address as the index keeps it.
 *
 * @param url without user name and password
 * @param domain protocol and domain, the domain's labels turned round: {@code https://org.example.www.}; at most 255 characters, so that it can be indexed
 * @param path what follows the domain
 */
public record ExternalUrl(String url, String domain, String path) {

    private static final int MAX_DOMAIN = 255;
    private static final Pattern WITH_HOST = Pattern.compile("^([A-Za-z][A-Za-z0-9+.-]*:)?//(?:[^@/?#]*@)?([^/?#:]*|\\[[^\\]/?#]*\\])(:\\d*)?([/?#].*)?$", Pattern.DOTALL);
    private static final Pattern MAIL = Pattern.compile("^mailto:([^@?]*)@([^?]*)(.*)$", Pattern.DOTALL);
    private static final Pattern OTHER = Pattern.compile("^([A-Za-z][A-Za-z0-9+.-]*:)(.*)$", Pattern.DOTALL);

    public static ExternalUrl of(String url) {
        Matcher host = WITH_HOST.matcher(url);
        if (host.matches()) {
            String protocol = host.group(1) == null ? "https:" : host.group(1).toLowerCase(Locale.ROOT);
            String port = host.group(3) == null ? "" : host.group(3);
            String path = host.group(4) == null ? "" : host.group(4);
            String shown = (host.group(1) == null ? "" : protocol) + "//" + host.group(2).toLowerCase(Locale.ROOT) + port + path;
            return new ExternalUrl(shown, cut(protocol + "//" + reversed(host.group(2)) + port), path.isEmpty() ? "/" : path);
        }
        Matcher mail = MAIL.matcher(url);
        if (mail.matches()) {
            return new ExternalUrl(url, cut("mailto:" + reversed(mail.group(2)) + "@" + mail.group(1)), mail.group(3));
        }
        Matcher other = OTHER.matcher(url);
        return other.matches() ? new ExternalUrl(url, cut(url), "") : new ExternalUrl(url, "", url);
    }

    /** Labels in turned order, each with a dot behind it. */
    public static String reversed(String host) {
        List<String> labels = new ArrayList<>(List.of(host.toLowerCase(Locale.ROOT).split("\\.")));
        Collections.reverse(labels);
        return String.join(".", labels) + ".";
    }

    private static String cut(String text) {
        return text.length() <= MAX_DOMAIN ? text : text.substring(0, MAX_DOMAIN);
    }
}

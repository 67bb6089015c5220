package scriptorium.wikitext.title;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Names of users: which texts can be one, and how they are normalised. */
public final class UserNames {

    private static final Pattern IPV4 = Pattern.compile("(?:(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)\\.){3}(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)");
    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:]{2,45}");
    private static final Pattern BAD = Pattern.compile("[/@:>=#\\[\\]{}|<]|[\\x{0}-\\x{1F}\\x{7F}-\\x{9F}\\x{AD}\\x{200B}-\\x{200F}\\x{2028}-\\x{202F}\\x{3000}\\x{E000}-\\x{F8FF}]");

    private UserNames() {}

    /** The normalised name when the text is a valid user name (not an IP address). */
    public static Optional<String> canonical(String raw, TitleParser titles) {
        Optional<Title> title = titles.parse(raw, Namespace.USER).title();
        return title.filter(t -> t.isLocal() && t.namespace() == Namespace.USER && t.fragment().isEmpty())
                .map(Title::text)
                .filter(name -> !name.isEmpty() && !BAD.matcher(name).find() && !isIp(name) && name.getBytes(java.nio.charset.StandardCharsets.UTF_8).length <= 255);
    }

    public static boolean isIp(String text) {
        return IPV4.matcher(text).matches() || isIpv6(text);
    }

    private static boolean isIpv6(String text) {
        return text.indexOf(':') >= 0 && IPV6.matcher(text).matches() && expand(text).isPresent();
    }

    /** An IP address in MediaWiki's form: IPv4 as it is, IPv6 in upper case with all groups. */
    public static Optional<String> canonicalIp(String text) {
        if (IPV4.matcher(text).matches()) {
            return Optional.of(text);
        }
        return text.indexOf(':') >= 0 && IPV6.matcher(text).matches() ? expand(text) : Optional.empty();
    }

    private static Optional<String> expand(String text) {
        int gap = text.indexOf("::");
        if (gap >= 0 && text.indexOf("::", gap + 1) >= 0) {
            return Optional.empty();
        }
        String[] head = (gap >= 0 ? text.substring(0, gap) : text).split(":", -1);
        String[] tail = gap >= 0 ? text.substring(gap + 2).split(":", -1) : new String[0];
        int headCount = head.length == 1 && head[0].isEmpty() ? 0 : head.length;
        int tailCount = tail.length == 1 && tail[0].isEmpty() ? 0 : tail.length;
        int missing = 8 - headCount - tailCount;
        if (gap < 0 && missing != 0 || gap >= 0 && missing < 1) {
            return Optional.empty();
        }
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < 8; i++) {
            String group = i < headCount ? head[i] : i < headCount + missing ? "0" : tail[i - headCount - missing];
            if (group.isEmpty() || group.length() > 4) {
                return Optional.empty();
            }
            all.append(i == 0 ? "" : ":").append(Integer.toHexString(Integer.parseInt(group, 16)).toUpperCase(Locale.ROOT));
        }
        return Optional.of(all.toString());
    }

    /** A range such as {@code 10.0.0.0/16}, normalised; empty when it is none. */
    public static Optional<String> canonicalRange(String text) {
        int slash = text.indexOf('/');
        if (slash < 0 || !text.substring(slash + 1).matches("\\d{1,3}")) {
            return Optional.empty();
        }
        int bits = Integer.parseInt(text.substring(slash + 1));
        boolean four = IPV4.matcher(text.substring(0, slash)).matches();
        return bits > (four ? 32 : 128) ? Optional.empty() : canonicalIp(text.substring(0, slash)).map(ip -> ip + "/" + bits);
    }

    /**
     * Reads a parameter of type user.
     *
     * @param subtypes kinds allowed: name, ip, cidr, temp, interwiki, id
     */
    public static Optional<String> parameter(String raw, Set<String> subtypes, TitleParser titles) {
        String text = raw.strip();
        if (subtypes.contains("id") && text.matches("#[1-9]\\d{0,17}")) {
            return Optional.of(text);
        }
        Optional<String> ip = canonicalIp(text);
        if (ip.isPresent()) {
            return subtypes.contains("ip") ? ip : Optional.empty();
        }
        if (subtypes.contains("cidr") && canonicalRange(text).isPresent()) {
            return canonicalRange(text);
        }
        if (subtypes.contains("interwiki") && text.indexOf('>') > 0) {
            return Optional.of(text);
        }
        return subtypes.contains("name") || subtypes.contains("temp") ? canonical(text, titles) : Optional.empty();
    }
}

package scriptorium.wikitext.title;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Names of users: which texts can be one, and how they are normalised. */
public final class UserNames {

    private static final int MAX_BYTES = 255;
    private static final int MAX_NEW_BYTES = 235;
    private static final String BYTE = "(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|0?[0-9]?[0-9])";
    private static final Pattern IPV4 = Pattern.compile("(?:" + BYTE + "\\.){3}" + BYTE);
    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:]{2,45}");
    private static final Pattern LIKE_IP = Pattern.compile("[0-9]{1,3}\\.[0-9]{1,3}\\.[0-9]{1,3}\\.(?:xxx|[0-9]{1,3})(?:/[0-9]{1,2})?");
    private static final Pattern OLD_ANONYMOUS = Pattern.compile("[0-9]{1,3}\\.[0-9]{1,3}\\.[0-9]{1,3}\\.xxx");
    private static final Pattern BAD = Pattern.compile(
            "[/>#\\[\\]{}|<]|[\\x{0}-\\x{1F}\\x{7F}-\\x{9F}\\x{AD}\\x{200B}-\\x{200F}\\x{2028}-\\x{202F}\\x{3000}\\x{E000}-\\x{F8FF}]");
    private static final Pattern BAD_IN_NEW = Pattern.compile("[@:>=]");
    private static final Set<String> RESERVED = Set.of(
            "MediaWiki default", "Conversion script", "Maintenance script", "Template namespace initialisation script", "ScriptImporter",
            "Delete page script", "Move page script", "Command line script", "Unknown user", "Double redirect fixer", "Redirect fixer",
            "MediaWiki message delivery", "Proxy blocker", "Spam cleanup script");

    private UserNames() {}

    /** The normalised name when the text can name a user at all (not an address); such a user may come from another wiki. */
    public static Optional<String> valid(String raw, TitleParser titles) {
        Optional<Title> title = titles.parse(raw, Namespace.USER).title();
        return title.filter(t -> t.isLocal() && t.namespace() == Namespace.USER && t.fragment().isEmpty()).map(Title::text)
                .filter(name -> !name.isEmpty() && !BAD.matcher(name).find() && !isIp(name) && !LIKE_IP.matcher(name).matches()
                        && name.getBytes(StandardCharsets.UTF_8).length <= MAX_BYTES);
    }

    /** Valid and not kept for the software's own use. */
    public static Optional<String> usable(String raw, TitleParser titles) {
        return valid(raw, titles).filter(name -> !RESERVED.contains(name));
    }

    /** Whether a name is that of a temporary account, or kept for one; which are, depends on the site's option {@code AutoCreateTempUser}. */
    public static boolean temporary(String name, TitleParser titles) {
        return name.startsWith(titles.temporaryAccounts() ? "~" : "~2");
    }

    /** The normalised name when an account of this name may be made and logged into here. */
    public static Optional<String> canonical(String raw, TitleParser titles) {
        return usable(raw, titles).filter(name -> !BAD_IN_NEW.matcher(name).find() && !temporary(name, titles)
                && name.getBytes(StandardCharsets.UTF_8).length <= MAX_NEW_BYTES);
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
            return Optional.of(text.replaceAll("(^|\\.)0+(?=[0-9])", "$1"));
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
        if (subtypes.contains("ip") && OLD_ANONYMOUS.matcher(text).matches()) {
            return Optional.of(text);
        }
        if (subtypes.contains("cidr") && canonicalRange(text).isPresent()) {
            return canonicalRange(text);
        }
        if (subtypes.contains("interwiki") && text.indexOf('>') > 0) {
            return Optional.of(text);
        }
        boolean temporary = titles.temporaryAccounts() && temporary(text, titles);
        return subtypes.contains(temporary ? "temp" : "name") ? valid(text, titles) : Optional.empty();
    }
}

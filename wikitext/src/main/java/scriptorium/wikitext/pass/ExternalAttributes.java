package scriptorium.wikitext.pass;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import scriptorium.wikitext.api.WikiSite;

/** How links that leave the wiki are marked: whether search engines follow them, in which window they open. */
final class ExternalAttributes {

    private static final Pattern HOST = Pattern.compile("(?i)(?:[a-z][a-z0-9+.-]*+:)?//(?:[^/?#@]*+@)?([^/?#:]++).*+", Pattern.DOTALL);

    private ExternalAttributes() {}

    /** {@code rel} and {@code target} with a blank before each. */
    static String of(WikiSite site, String url) {
        String rel = site.flag("NoFollowLinks", true) && !excepted(site, url) ? "nofollow" : "";
        String target = site.options().getOrDefault("ExternalLinkTarget", "");
        if (target.isEmpty() || target.equals("false")) {
            return rel.isEmpty() ? "" : " rel=\"" + rel + "\"";
        }
        boolean own = target.equals("_self") || target.equals("_parent") || target.equals("_top");
        rel = own ? rel : (rel + " noreferrer noopener").strip();
        return (rel.isEmpty() ? "" : " rel=\"" + rel + "\"") + " target=\"" + Sanitizer.escape(target) + "\"";
    }

    private static boolean excepted(WikiSite site, String url) {
        Matcher found = HOST.matcher(url);
        if (!found.matches()) {
            return false;
        }
        String host = "." + found.group(1);
        return site.list("NoFollowDomainExceptions", "mediawiki.org").stream().anyMatch(domain -> host.endsWith("." + domain.toLowerCase(Locale.ROOT)));
    }
}

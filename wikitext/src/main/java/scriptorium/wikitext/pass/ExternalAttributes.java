package scriptorium.wikitext.pass;

import java.util.List;
import java.util.Locale;
import scriptorium.wikitext.api.WikiSite;
import scriptorium.wikitext.expand.ParseState;

/** How links that leave the wiki are marked: whether search engines follow them, in which window they open. */
final class ExternalAttributes {

    private static final String END_OF_HOST = "/?#:";

    /** Domains whose links are followed, each with a dot before it. */
    private record Followed(List<String> domains) {
        static Followed of(WikiSite site) {
            return new Followed(site.list("NoFollowDomainExceptions", "mediawiki.org").stream().map(domain -> "." + domain.toLowerCase(Locale.ROOT)).toList());
        }
    }

    private ExternalAttributes() {}

    /** {@code rel} and {@code target} with a blank before each. */
    static String of(ParseState state, String url) {
        WikiSite site = state.site;
        String rel = site.flag("NoFollowLinks", true) && !followed(state, url) ? "nofollow" : "";
        String target = site.options().getOrDefault("ExternalLinkTarget", "");
        if (target.isEmpty() || target.equals("false")) {
            return rel.isEmpty() ? "" : " rel=\"" + rel + "\"";
        }
        boolean own = target.equals("_self") || target.equals("_parent") || target.equals("_top");
        rel = own ? rel : (rel + " noreferrer noopener").strip();
        return (rel.isEmpty() ? "" : " rel=\"" + rel + "\"") + " target=\"" + Sanitizer.escape(target) + "\"";
    }

    private static boolean followed(ParseState state, String url) {
        int slashes = url.indexOf("//");
        if (slashes < 0 || slashes > 0 && url.indexOf(':') != slashes - 1) {
            return false;
        }
        int from = slashes + 2;
        int end = from;
        while (end < url.length() && "/?#@".indexOf(url.charAt(end)) < 0) {
            end++;
        }
        from = end < url.length() && url.charAt(end) == '@' ? end + 1 : from;
        end = from;
        while (end < url.length() && END_OF_HOST.indexOf(url.charAt(end)) < 0) {
            end++;
        }
        for (String domain : state.extension(Followed.class, () -> Followed.of(state.site)).domains()) {
            int length = end - from;
            boolean whole = length == domain.length() - 1 && url.startsWith(domain.substring(1), from);
            if (whole || length >= domain.length() && url.startsWith(domain, end - domain.length())) {
                return true;
            }
        }
        return false;
    }
}

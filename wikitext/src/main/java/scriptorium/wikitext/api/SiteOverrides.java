package scriptorium.wikitext.api;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import scriptorium.wikitext.title.LocalNamespaces;
import scriptorium.wikitext.title.Namespace;

/**
 * A wiki's settings with other ones on top, named as MediaWiki's parser tests name them: what the header {@code X-Parsertest-Config} carries as JSON.
 * Values are those of JSON: strings, numbers, booleans, lists and maps.
 */
public final class SiteOverrides {

    private static final Map<String, String> SHORT_NAMES = Map.of("thumbsize", "ThumbSize", "maxincludesize", "MaxIncludeSize", "maxtemplatedepth", "MaxTemplateDepth",
            "variant", "DefaultVariant", "styletag", "StyleTag");

    private SiteOverrides() {}

    /** {@code site} where {@code wanted} says nothing. Names without meaning to the engine are ignored. */
    public static WikiSite apply(WikiSite site, Map<String, ?> wanted) {
        Map<String, String> options = new HashMap<>(site.options());
        Map<String, InterwikiPrefix> interwiki = new HashMap<>(site.interwiki());
        List<Namespace> namespaces = site.namespaces();
        String language = site.language();
        for (Map.Entry<String, ?> entry : wanted.entrySet()) {
            String name = entry.getKey();
            Object value = entry.getValue();
            if (name.equals("language")) {
                language = text(value);
                namespaces = LocalNamespaces.of(language, namespaces);
            } else if (name.equals("subpage")) {
                boolean on = !text(value).equals("false");
                namespaces = namespaces.stream().map(n -> withSubpages(n, on)).toList();
            } else if (name.equals("pmid-interwiki")) {
                interwiki.put("pmid", new InterwikiPrefix("pmid", "https://www.ncbi.nlm.nih.gov/pubmed/$1?dopt=Abstract", false, ""));
            } else if (name.startsWith("wg")) {
                options.put(name.substring(2), name.equals("wgEnableMagicLinks") ? chosen(value) : text(value));
            } else if (SHORT_NAMES.containsKey(name)) {
                options.put(SHORT_NAMES.get(name), text(value));
            }
        }
        return new WikiSite(site.siteName(), site.server(), site.articlePath(), site.scriptPath(), site.uploadPath(), language, site.mainPage(), namespaces, interwiki, options);
    }

    static Namespace withSubpages(Namespace n, boolean on) {
        return new Namespace(n.id(), n.canonical(), n.name(), n.aliases(), on, n.content(), n.firstLetter());
    }

    /** Lists with commas; 1 and 0 as true and false would be wrong for numbers, so readers of switches take both. */
    private static String text(Object value) {
        return value instanceof Collection<?> list ? list.stream().map(String::valueOf).collect(Collectors.joining(",")) : String.valueOf(value);
    }

    private static String chosen(Object value) {
        return value instanceof Map<?, ?> map
                ? map.entrySet().stream().filter(e -> Boolean.TRUE.equals(e.getValue())).map(e -> String.valueOf(e.getKey())).sorted().collect(Collectors.joining(","))
                : text(value);
    }
}

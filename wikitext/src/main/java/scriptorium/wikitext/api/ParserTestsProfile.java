package scriptorium.wikitext.api;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import scriptorium.wikitext.title.DefaultNamespaces;
import scriptorium.wikitext.title.Namespace;

/** The fixed configuration that most of MediaWiki's parser tests are written for, over the addresses of a wiki of one's own. */
public final class ParserTestsProfile {

    /** The time that time variables show: two minutes and three seconds into 1970. */
    public static final java.time.Instant NOW = java.time.Instant.ofEpochSecond(123);

    private static final Map<String, String> OPTIONS = Map.ofEntries(
            Map.entry("FragmentMode", "legacy"), Map.entry("EnableMagicLinks", "ISBN,PMID,RFC"), Map.entry("AllowExternalImages", "true"),
            Map.entry("DefaultSkin", "fallback"), Map.entry("MaxTocLevel", "999"),
            Map.entry("NoFollowDomainExceptions", "no-nofollow.org"), Map.entry("TestTags", "true"), Map.entry("ThumbSize", "180"), Map.entry("LocalInterwikis", "local,project,mi"));

    private ParserTestsProfile() {}

    /** @param own where server, paths and main page come from; its own switches stay where the profile says nothing */
    public static WikiSite of(WikiSite own) {
        List<Namespace> namespaces = new ArrayList<>();
        for (Namespace namespace : DefaultNamespaces.of("TestWiki")) {
            namespaces.add(SiteOverrides.withSubpages(namespace, false));
        }
        namespaces.add(new Namespace(100, "MemoryAlpha", "MemoryAlpha", List.of(), false, false, true));
        namespaces.add(new Namespace(101, "MemoryAlpha talk", "MemoryAlpha talk", List.of(), false, false, true));
        own.namespaces().stream().filter(namespace -> namespace.id() >= 828).forEach(namespaces::add);
        Map<String, String> options = new HashMap<>(own.options());
        options.putAll(OPTIONS);
        return new WikiSite("MediaWiki", own.server(), own.articlePath(), own.scriptPath(), own.uploadPath(), "en", own.mainPage(), namespaces, interwiki(), options);
    }

    private static Map<String, InterwikiPrefix> interwiki() {
        Map<String, InterwikiPrefix> all = new HashMap<>();
        for (String prefix : List.of("local", "project", "mi")) {
            add(all, prefix, "http://example.org/wiki/$1", true, "");
        }
        for (String prefix : List.of("zh", "es", "fr", "ru")) {
            add(all, prefix, "http://" + prefix + ".wikipedia.org/wiki/$1", true, prefix);
        }
        add(all, "wikipedia", "http://en.wikipedia.org/wiki/$1", false, "");
        add(all, "meatball", "http://www.usemod.com/cgi-bin/mb.pl?$1", false, "");
        add(all, "memoryalpha", "http://www.memory-alpha.org/en/index.php/$1", false, "");
        add(all, "en", "//en.wikipedia.org/wiki/$1", true, "en");
        add(all, "mul", "http://wikisource.org/wiki/$1", true, "mul");
        add(all, "stats", "https://stats.wikimedia.org/$1", true, "");
        add(all, "gerrit", "https://gerrit.wikimedia.org/$1", true, "");
        add(all, "wikinvest", "https://meta.wikimedia.org/wiki/Interwiki_map/discontinued#Wikinvest", true, "");
        return all;
    }

    private static void add(Map<String, InterwikiPrefix> all, String prefix, String url, boolean local, String language) {
        all.put(prefix, new InterwikiPrefix(prefix, url, local, language));
    }
}

package scriptorium.wikitext.api;

import java.util.List;
import java.util.Map;
import scriptorium.wikitext.title.Namespace;

/**
 * What the engine must know about the wiki as a whole. Immutable; one per configuration, shared by all requests.
 *
 * @param server scheme and host, for example {@code http://127.0.0.1:8080}
 * @param articlePath path with {@code $1}, for example {@code /wiki/$1}
 * @param scriptPath path of scripts, for example {@code /w}
 * @param uploadPath path (or address) under which files are served
 * @param language content language code
 * @param interwiki by prefix
 * @param options switches of the parser, named as in MediaWiki without {@code $wg} ("AllowExternalImages", "MaxTocLevel", "FragmentMode", "NoFollowLinks", ...)
 */
public record WikiSite(
        String siteName,
        String server,
        String articlePath,
        String scriptPath,
        String uploadPath,
        String language,
        String mainPage,
        List<Namespace> namespaces,
        Map<String, InterwikiPrefix> interwiki,
        Map<String, String> options) {
    public WikiSite {
        namespaces = List.copyOf(namespaces);
        interwiki = Map.copyOf(interwiki);
        options = Map.copyOf(options);
    }
}

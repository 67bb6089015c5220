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

    /** A switch: {@code otherwise} when the wiki says nothing; "false", "0" and "" are off. */
    public boolean flag(String option, boolean otherwise) {
        String value = options.get(option);
        return value == null ? otherwise : !(value.equals("false") || value.equals("0") || value.isEmpty());
    }

    /** A number, {@code otherwise} when the wiki says nothing or no number. */
    public int number(String option, int otherwise) {
        String value = options.getOrDefault(option, "");
        return value.matches("\\d{1,9}") ? Integer.parseInt(value) : otherwise;
    }

    /** The items of a list. */
    public List<String> list(String option, String otherwise) {
        String value = options.getOrDefault(option, otherwise);
        return value.isEmpty() ? List.of() : List.of(value.split("\\s*,\\s*"));
    }
}

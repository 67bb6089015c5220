package scriptorium.wikitext.title;

import java.util.Map;
import java.util.Set;

/** Content models: which one a page has by its title, and what they are written in. */
public final class PageModels {

    public static final String WIKITEXT = "wikitext";

    private static final Map<String, String> FORMATS = Map.of(
            WIKITEXT, "text/x-wiki", "javascript", "text/javascript", "json", "application/json", "css", "text/css", "text", "text/plain", "unknown",
            "application/octet-stream");
    private static final Set<String> TRANSFORMED = Set.of(WIKITEXT, "css", "javascript");

    private PageModels() {}

    /** The model of a page that is made under this title: scripts, styles and data of the site and of users, modules; wikitext for the rest. */
    public static String of(Title title) {
        String text = title.text();
        if (title.namespace() == Namespace.MODULE) {
            return text.endsWith("/doc") ? WIKITEXT : text.endsWith(".json") ? "json" : "Scribunto";
        }
        if (title.namespace() != Namespace.MEDIAWIKI && (title.namespace() != Namespace.USER || text.indexOf('/') <= 0)) {
            return WIKITEXT;
        }
        return text.endsWith(".js") ? "javascript" : text.endsWith(".css") ? "css" : text.endsWith(".json") ? "json" : WIKITEXT;
    }

    /** Whether texts of this model have signatures and substitutions when they are saved; scripts and styles have them in their comments. */
    public static boolean isTransformed(String model) {
        return TRANSFORMED.contains(model);
    }

    /** Whether texts of a model can be had in a format; of models that are not known, in any. */
    public static boolean accepts(String model, String format) {
        return model.equals("unknown") || format.equals(FORMATS.getOrDefault(model, format));
    }

    /** The format that a model's texts are written in. */
    public static String formatOf(String model) {
        return FORMATS.getOrDefault(model, "text/plain");
    }
}

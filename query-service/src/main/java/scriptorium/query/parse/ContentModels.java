package scriptorium.query.parse;

import java.util.List;
import java.util.Map;
import scriptorium.wikitext.title.Namespace;
import scriptorium.wikitext.title.Title;

/** The content models of this wiki, their formats, and which one a title has by default. */
public final class ContentModels {

    static final List<String> MODELS = List.of("wikitext", "javascript", "json", "css", "text", "unknown");
    static final List<String> FORMATS = List.of("application/json", "application/octet-stream", "application/unknown", "application/x-binary", "text/x-wiki",
            "text/unknown", "text/javascript", "text/css", "text/plain", "unknown/unknown");
    private static final Map<String, List<String>> FORMATS_OF = Map.of(
            "wikitext", List.of("text/x-wiki"),
            "javascript", List.of("text/javascript"),
            "json", List.of("application/json"),
            "css", List.of("text/css"),
            "text", List.of("text/plain"));

    private ContentModels() {}

    static boolean takes(String model, String format) {
        return !FORMATS_OF.containsKey(model) || FORMATS_OF.get(model).contains(format);
    }

    /** Whether texts of this model have signatures and substitutions; scripts and styles have them in their comments. */
    static boolean isTransformed(String model) {
        return model.equals("wikitext") || model.equals("javascript") || model.equals("css");
    }

    /** Scripts, styles and data of the site and of users are told by the end of their title. */
    public static String byTitle(Title title) {
        boolean code = title.namespace() == Namespace.MEDIAWIKI || title.namespace() == Namespace.USER && title.text().contains("/");
        if (!code) {
            return "wikitext";
        }
        String text = title.text();
        return text.endsWith(".js") ? "javascript" : text.endsWith(".css") ? "css" : text.endsWith(".json") ? "json" : "wikitext";
    }
}

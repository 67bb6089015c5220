package scriptorium.page.model;

import java.util.Map;
import scriptorium.wikitext.title.Namespace;
import scriptorium.wikitext.title.Title;

/** Content models and their formats. */
public final class Models {

    private static final Map<String, String> FORMATS = Map.of(
            "wikitext", "text/x-wiki", "javascript", "text/javascript", "json", "application/json", "css", "text/css", "text", "text/plain", "unknown",
            "application/octet-stream");

    private Models() {}

    /** The model of a new page: modules, scripts and styles by their title, wikitext for the rest. */
    public static String of(Title title) {
        if (title.namespace() == Namespace.MODULE) {
            return title.text().endsWith("/doc") ? "wikitext" : "Scribunto";
        }
        boolean site = title.namespace() == Namespace.MEDIAWIKI;
        boolean user = title.namespace() == Namespace.USER && title.text().indexOf('/') > 0;
        if (site || user) {
            String text = title.text();
            if (text.endsWith(".js")) {
                return "javascript";
            }
            if (text.endsWith(".css")) {
                return "css";
            }
            if (text.endsWith(".json")) {
                return "json";
            }
        }
        return "wikitext";
    }

    public static String formatOf(String model) {
        return FORMATS.getOrDefault(model, "text/plain");
    }

    /** Whether a model's texts can be written in a format. */
    public static boolean supports(String model, String format) {
        return formatOf(model).equals(format) || model.equals("wikitext") && format.equals("text/x-wiki");
    }
}

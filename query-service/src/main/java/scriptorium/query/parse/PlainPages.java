package scriptorium.query.parse;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import scriptorium.wikitext.api.ParseRequest;
import scriptorium.wikitext.api.ParseResult;
import scriptorium.wikitext.api.WikitextEngine;

/** Pages that are not wikitext: scripts, styles, data, plain text. Shown as they are. */
final class PlainPages {

    private PlainPages() {}

    static ParseResult render(ParseRequest request, String model, WikitextEngine engine) {
        String css = switch (model) {
            case "javascript" -> "mw-code mw-js";
            case "css" -> "mw-code mw-css";
            case "json" -> "mw-code mw-json";
            default -> "";
        };
        String pre = css.isEmpty() ? "<pre>" : "<pre class=\"" + css + "\" dir=\"ltr\">\n";
        String body = pre + escape(request.text()) + (css.isEmpty() ? "</pre>" : "\n</pre>");
        String html = request.wrapClass().isEmpty() ? body
                : "<div class=\"mw-content-ltr " + escape(request.wrapClass()) + "\" lang=\"en\" dir=\"ltr\">" + body + "</div>";
        return new ParseResult(html, Map.of(), Map.of(), Map.of(), Map.of(), List.of(), List.of(), List.of(), List.of(), false, Map.of(), Map.of(), Set.of(), Set.of(),
                Map.of(), "", escape(engine.fullText(request.page())), Optional.empty(), List.of(), Map.of());
    }

    static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }
}

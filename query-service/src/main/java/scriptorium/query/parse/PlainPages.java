package scriptorium.query.parse;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import scriptorium.wikitext.api.ParseRequest;
import scriptorium.wikitext.api.ParseResult;
import scriptorium.wikitext.api.WikitextEngine;
import scriptorium.wikitext.title.Title;

/** Pages that are not wikitext: scripts, styles, data, plain text. Shown as they are. */
final class PlainPages {

    private PlainPages() {}

    static ParseResult render(ParseRequest request, String model, WikitextEngine engine) {
        String text = request.text();
        boolean code = model.equals("javascript") || model.equals("css");
        String body = switch (model) {
            case "javascript" -> "<pre class=\"mw-code mw-js\" dir=\"ltr\">" + content(text) + "\n</pre>\n";
            case "css" -> "<pre class=\"mw-code mw-css\" dir=\"ltr\">" + content(text) + "\n</pre>\n";
            case "json" -> JsonTable.of(text);
            case "text" -> "<pre>" + escape(text) + "</pre>";
            default -> "<div class=\"error\">Pages of content model " + escape(model) + " cannot be shown here.</div>";
        };
        String html = request.wrapClass().isEmpty() ? body
                : "<div class=\"mw-content-ltr " + escape(request.wrapClass()) + "\" lang=\"en\" dir=\"ltr\">" + body + "</div>";
        return new ParseResult(html, Map.of(), Map.of(), Map.of(), Map.of(), List.of(), List.of(), List.of(), List.of(), false, Map.of(), Map.of(), Set.of(), Set.of(),
                Map.of(), "", code ? displayTitle(request.page(), engine) : escape(engine.fullText(request.page())), Optional.empty(), List.of(), Map.of());
    }

    private static String displayTitle(Title page, WikitextEngine engine) {
        String full = engine.fullText(page);
        String main = "<span class=\"mw-page-title-main\">" + escape(page.text()) + "</span>";
        int colon = full.length() - page.text().length() - 1;
        return colon <= 0 ? main
                : "<span class=\"mw-page-title-namespace\">" + escape(full.substring(0, colon)) + "</span><span class=\"mw-page-title-separator\">:</span>" + main;
    }

    private static String content(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }
}

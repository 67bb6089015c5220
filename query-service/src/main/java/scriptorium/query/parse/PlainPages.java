package scriptorium.query.parse;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import scriptorium.wikitext.api.PageElement;
import scriptorium.wikitext.api.ParseRequest;
import scriptorium.wikitext.api.ParseResult;
import scriptorium.wikitext.api.WikiSource;
import scriptorium.wikitext.api.WikitextEngine;

/** Pages that are not wikitext: scripts, styles, data, plain text. Shown as they are. */
final class PlainPages {

    private PlainPages() {}

    static ParseResult render(ParseRequest request, String model, WikitextEngine engine, WikiSource source) {
        String text = request.text();
        return switch (model) {
            case "javascript" -> code(request, "js", engine, source);
            case "css" -> code(request, "css", engine, source);
            case "json" -> plain(request, JsonTable.of(text), engine);
            case "text" -> plain(request, "<pre>" + escape(text) + "</pre>", engine);
            default -> plain(request, "<div class=\"error\">Pages of content model " + escape(model) + " cannot be shown here.</div>", engine);
        };
    }

    /** Scripts and styles are shown as they are, but what they name in wikitext counts: scripts of users are found by the categories and links in their comments. */
    private static ParseResult code(ParseRequest request, String kind, WikitextEngine engine, WikiSource source) {
        ParseResult r = engine.parse(request, source);
        String html = wrapped(request, "<pre class=\"mw-code mw-" + kind + "\" dir=\"ltr\">" + content(request.text()) + "\n</pre>\n", engine);
        return new ParseResult(html, r.links(), r.categories(), r.templates(), r.images(), r.externalLinks(), r.languageLinks(), r.interwikiLinks(), List.of(),
                r.showToc(), r.properties(), r.indicators(), r.modules(), r.moduleStyles(), r.jsConfigVars(), r.headHtml(), r.displayTitle(), Optional.empty(),
                r.warnings(), r.limitReport());
    }

    private static ParseResult plain(ParseRequest request, String body, WikitextEngine engine) {
        return new ParseResult(wrapped(request, body, engine), Map.of(), Map.of(), Map.of(), Map.of(), List.of(), List.of(), List.of(), List.of(), false, Map.of(), Map.of(),
                Set.of(), Set.of(), Map.of(), "", escape(engine.fullText(request.page())), Optional.empty(), List.of(), Map.of());
    }

    private static String wrapped(ParseRequest request, String body, WikitextEngine engine) {
        return request.wrapClass().isEmpty() ? body : PageElement.start(request.wrapClass(), engine.site().language()) + body + PageElement.END;
    }

    private static String content(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }
}

package scriptorium.query.parse;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import scriptorium.wikitext.api.LinkState;
import scriptorium.wikitext.api.ParseRequest;
import scriptorium.wikitext.api.ParseResult;
import scriptorium.wikitext.api.WikiSource;
import scriptorium.wikitext.api.WikitextEngine;
import scriptorium.wikitext.title.LinkUrls;
import scriptorium.wikitext.title.Title;
import scriptorium.wikitext.title.TitleParser;

/** Wikitext whose redirects are shown as such: first where the page leads, then the rest of the text. */
final class RedirectPages {

    private static final Pattern LINE = Pattern.compile("\\A\\s*#[^\\[\\n]*\\[\\[[^\\]]*\\]\\]\\s*");

    private final WikitextEngine engine;
    private final LinkUrls urls;

    RedirectPages(WikitextEngine engine) {
        this.engine = engine;
        urls = new LinkUrls(engine.site(), new TitleParser(engine.site()));
    }

    ParseResult render(ParseRequest request, WikiSource source) {
        Optional<Title> target = engine.redirectTarget(request.text());
        Matcher line = LINE.matcher(request.text());
        if (target.isEmpty() || !line.find()) {
            return engine.parse(request, source);
        }
        ParseRequest rest = new ParseRequest(request.page(), request.text().substring(line.end()), request.pageId(), request.revisionId(),
                request.revisionTimestamp(), request.revisionUser(), request.user(), request.language(), request.now(), request.preview(),
                request.sectionPreview(), request.wrapClass(), request.editSections(), request.toc(), request.limitReport());
        return with(target.get(), engine.parse(rest, source), source, request.wrapClass().isEmpty());
    }

    private ParseResult with(Title target, ParseResult rest, WikiSource source, boolean bare) {
        Title page = target.withoutFragment();
        boolean ours = target.isLocal() && target.namespace() >= 0;
        boolean exists = !ours || source.links(List.of(page)).getOrDefault(page, LinkState.MISSING) != LinkState.MISSING;
        String name = PlainPages.escape(target.isLocal() ? engine.fullText(page) : target.interwiki() + ":" + target.text());
        String shown = target.fragment().isEmpty() ? name : name + "#" + PlainPages.escape(target.fragment());
        String link = exists
                ? "<a href=\"" + PlainPages.escape(urls.local(target, "") + urls.fragment(target.fragment())) + "\" title=\"" + name + "\">" + shown + "</a>"
                : "<a href=\"" + PlainPages.escape(urls.local(page, "action=edit&redlink=1")) + "\" class=\"new\" title=\"" + name
                        + " (page does not exist)\">" + shown + "</a>";
        String head = "<div class=\"redirectMsg\"><p>Redirect to:</p><ul class=\"redirectText\"><li>" + link + "</li></ul></div>";
        int at = bare ? 0 : rest.html().indexOf('>') + 1;
        Map<Title, Boolean> links = new LinkedHashMap<>();
        if (ours) {
            links.put(page, exists);
        }
        links.putAll(rest.links());
        Set<String> styles = new LinkedHashSet<>(rest.moduleStyles());
        styles.add("mediawiki.action.view.redirectPage");
        return new ParseResult(rest.html().substring(0, at) + head + rest.html().substring(at), links, rest.categories(), rest.templates(), rest.images(),
                rest.externalLinks(), rest.languageLinks(), rest.interwikiLinks(), rest.sections(), rest.showToc(), rest.properties(), rest.indicators(),
                rest.modules(), styles, rest.jsConfigVars(), rest.headHtml(), rest.displayTitle(), Optional.of(target), rest.warnings(),
                rest.limitReport());
    }
}

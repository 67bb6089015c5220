package scriptorium.query.site;

import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import scriptorium.contract.call.ModuleAnswer;
import scriptorium.contract.module.ModuleSpec;
import scriptorium.contract.param.Param;
import scriptorium.contract.param.Params;
import scriptorium.contract.result.Result;
import scriptorium.host.module.ApiModule;
import scriptorium.host.module.ModuleRun;
import scriptorium.query.index.PageIndex;
import scriptorium.query.search.PrefixSearch;
import scriptorium.wikitext.api.WikiSite;
import scriptorium.wikitext.title.LinkUrls;
import scriptorium.wikitext.title.Namespace;
import scriptorium.wikitext.title.Title;
import scriptorium.wikitext.title.TitleParser;

/** {@code action=opensearch}: suggestions while somebody types. */
@ApplicationScoped
class OpenSearchModule implements ApiModule {

    private static final Set<Integer> MAIN = Set.of(Namespace.MAIN);

    private final Params params = Params.declare();
    private final Param<String> search = params.text("search").required();
    private final Param<Set<Integer>> namespace = params.namespace("namespace").all("*").manyOr(0);
    private final Param<Integer> limit = params.limit("limit", 500, 5000).orElse(10);
    private final Param<Boolean> suggest = params.deprecatedFlag("suggest");
    private final Param<Optional<String>> redirects = params.choice("redirects", "return", "resolve").optional();
    private final Param<String> format = params.choice("format", "json", "jsonfm", "xml", "xmlfm").orElse("json");
    private final Param<Boolean> warningsAsError = params.flag("warningsaserror");
    private final ModuleSpec spec = ModuleSpec.action("opensearch", params)
            .example("action=opensearch&search=Te", "apihelp-opensearch-example-te")
            .build();

    private final PrefixSearch prefixes;
    private final PageIndex pages;
    private final TitleParser parser;
    private final LinkUrls urls;

    OpenSearchModule(PrefixSearch prefixes, PageIndex pages, WikiSite site, TitleParser parser) {
        this.prefixes = prefixes;
        this.pages = pages;
        this.parser = parser;
        urls = new LinkUrls(site, parser);
    }

    @Override
    public ModuleSpec spec() {
        return spec;
    }

    @Override
    public Uni<Result.Tree> run(ModuleRun run) {
        String typed = run.get(search);
        return prefixes.find(typed, run.get(namespace).isEmpty() ? MAIN : run.get(namespace), 0, run.get(limit)).chain(hits -> run.get(redirects).orElse(run.get(format).startsWith("xml") ? "resolve" : "return").equals("resolve")
                ? pages.redirects(hits.stream().filter(PrefixSearch.Hit::redirect).map(PrefixSearch.Hit::pageId).toList())
                        .map(targets -> hits.stream().map(hit -> targets.getOrDefault(hit.pageId(), hit.title()).withoutFragment()).distinct().toList())
                : Uni.createFrom().item(hits.stream().map(PrefixSearch.Hit::title).toList())).map(found -> answer(run, typed, found));
    }

    private Result.Tree answer(ModuleRun run, String typed, List<Title> found) {
        run.answer().cacheMode = ModuleAnswer.CacheMode.PUBLIC;
        run.answer().maxAge = Optional.of(1200);
        run.answer().sMaxAge = Optional.of(1200);
        List<String> titles = found.stream().map(parser::fullText).toList();
        List<String> addresses = found.stream().map(title -> urls.full(title, "")).toList();
        ModuleAnswer.RawBody body = run.get(format).startsWith("xml") ? xml(typed, titles, addresses) : json(typed, titles, addresses);
        run.answer().raw = Optional.of(run.get(format).endsWith("fm") ? forHumans(body) : body);
        return Result.tree();
    }

    private static ModuleAnswer.RawBody json(String typed, List<String> titles, List<String> urls) {
        JsonArray blanks = new JsonArray();
        titles.forEach(_ -> blanks.add(""));
        return new ModuleAnswer.RawBody("application/json; charset=utf-8",
                new JsonArray().add(typed).add(new JsonArray(titles)).add(blanks).add(new JsonArray(urls)).encode());
    }

    private static ModuleAnswer.RawBody xml(String typed, List<String> titles, List<String> urls) {
        StringBuilder out = new StringBuilder("<?xml version=\"1.0\"?><SearchSuggestion version=\"2.0\" xmlns=\"http://opensearch.org/searchsuggest2\">")
                .append("<Query xml:space=\"preserve\">").append(escape(typed)).append("</Query><Section>");
        for (int i = 0; i < titles.size(); i++) {
            out.append("<Item><Text xml:space=\"preserve\">").append(escape(titles.get(i))).append("</Text><Url xml:space=\"preserve\">")
                    .append(escape(urls.get(i))).append("</Url></Item>");
        }
        return new ModuleAnswer.RawBody("text/xml; charset=utf-8", out.append("</Section></SearchSuggestion>").toString());
    }

    private static ModuleAnswer.RawBody forHumans(ModuleAnswer.RawBody body) {
        return new ModuleAnswer.RawBody("text/html; charset=utf-8", "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"UTF-8\"><title>API result</title></head>"
                + "<body><pre>" + escape(body.text()) + "</pre></body></html>");
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }
}

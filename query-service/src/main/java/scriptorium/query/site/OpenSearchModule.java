package scriptorium.query.site;

import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
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
import scriptorium.query.index.Index;
import scriptorium.wikitext.api.WikiSite;
import scriptorium.wikitext.title.Title;
import scriptorium.wikitext.title.TitleParser;

/** {@code action=opensearch}: suggestions while somebody types. */
@ApplicationScoped
class OpenSearchModule implements ApiModule {

    private static final String SQL = """
            SELECT p.namespace, p.title FROM page p
            WHERE p.namespace = ANY($1) AND p.title >= $2 AND p.title < $3 ORDER BY p.namespace, p.title LIMIT $4""";

    private final Params params = Params.declare();
    private final Param<String> search = params.text("search").required();
    private final Param<Set<Integer>> namespace = params.namespace("namespace").all("*").manyOr(0);
    private final Param<Integer> limit = params.limit("limit", 500, 500).orElse(10);
    private final Param<Boolean> suggest = params.deprecatedFlag("suggest");
    private final Param<Optional<String>> redirects = params.choice("redirects", "return", "resolve").optional();
    private final Param<String> format = params.choice("format", "json", "jsonfm", "xml", "xmlfm").orElse("json");
    private final Param<Boolean> warningsAsError = params.flag("warningsaserror");
    private final ModuleSpec spec = ModuleSpec.action("opensearch", params)
            .example("action=opensearch&search=Te", "apihelp-opensearch-example-te")
            .build();

    private final Index index;
    private final WikiSite site;
    private final TitleParser parser;

    OpenSearchModule(Index index, WikiSite site, TitleParser parser) {
        this.index = index;
        this.site = site;
        this.parser = parser;
    }

    @Override
    public ModuleSpec spec() {
        return spec;
    }

    @Override
    public Uni<Result.Tree> run(ModuleRun run) {
        String typed = run.get(search);
        Optional<Title> part = parser.parse(typed + "x", 0).title();
        String prefix = part.map(Title::text).map(t -> t.substring(0, t.length() - 1)).orElse(typed);
        Set<Integer> namespaces = part.filter(t -> t.namespace() > 0).map(t -> Set.of(t.namespace())).orElse(run.get(namespace));
        return index.rows(SQL, namespaces.toArray(Integer[]::new), prefix, prefix + "\uFFFF", run.get(limit)).map(rows -> {
            run.answer().cacheMode = ModuleAnswer.CacheMode.PUBLIC;
            run.answer().maxAge = Optional.of(1200);
            run.answer().sMaxAge = Optional.of(1200);
            List<String> titles = new ArrayList<>();
            List<String> urls = new ArrayList<>();
            for (Row row : rows) {
                String full = parser.fullText(Title.of(row.getInteger(0), row.getString(1)));
                titles.add(full);
                urls.add(site.server() + site.articlePath().replace("$1", java.net.URLEncoder.encode(full.replace(' ', '_'), java.nio.charset.StandardCharsets.UTF_8)
                        .replace("%2F", "/").replace("%3A", ":")));
            }
            boolean xml = run.get(format).startsWith("xml");
            run.answer().raw = Optional.of(xml ? xml(typed, titles, urls) : json(typed, titles, urls));
            return Result.tree();
        });
    }

    private static ModuleAnswer.RawBody json(String typed, List<String> titles, List<String> urls) {
        JsonArray blanks = new JsonArray();
        titles.forEach(_ -> blanks.add(""));
        return new ModuleAnswer.RawBody("application/json; charset=utf-8",
                new JsonArray().add(typed).add(new JsonArray(titles)).add(blanks).add(new JsonArray(urls)).encode());
    }

    private static ModuleAnswer.RawBody xml(String typed, List<String> titles, List<String> urls) {
        StringBuilder out = new StringBuilder("<?xml version=\"1.0\"?><SearchSuggestion xmlns=\"http://opensearch.org/searchsuggest2\" version=\"2.0\">")
                .append("<Query xml:space=\"preserve\">").append(escape(typed)).append("</Query><Section>");
        for (int i = 0; i < titles.size(); i++) {
            out.append("<Item><Text xml:space=\"preserve\">").append(escape(titles.get(i))).append("</Text><Url xml:space=\"preserve\">")
                    .append(escape(urls.get(i))).append("</Url></Item>");
        }
        return new ModuleAnswer.RawBody("text/xml; charset=utf-8", out.append("</Section></SearchSuggestion>").toString());
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }
}

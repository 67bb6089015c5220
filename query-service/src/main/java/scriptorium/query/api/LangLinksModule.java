package scriptorium.query.api;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.Set;
import scriptorium.contract.message.ApiException;
import scriptorium.contract.message.Arg;
import scriptorium.contract.module.ModuleSpec;
import scriptorium.contract.param.Param;
import scriptorium.contract.param.Params;
import scriptorium.contract.result.Result;
import scriptorium.query.frame.Found;
import scriptorium.query.frame.QueryRun;
import scriptorium.query.frame.QuerySubmodule;
import scriptorium.query.index.Index;
import scriptorium.query.index.SqlText;
import scriptorium.query.site.LanguageNames;
import scriptorium.wikitext.api.WikiSite;

/** {@code prop=langlinks}: the same page in other languages. */
@ApplicationScoped
class LangLinksModule implements QuerySubmodule {

    private final Params params = Params.declare("ll");
    private final Param<Optional<Set<String>>> prop = params.choice("prop", "autonym", "langname", "url").many();
    private final Param<Optional<String>> language = params.text("lang").optional();
    private final Param<Optional<String>> title = params.text("title").optional();
    private final Param<String> dir = params.choice("dir", "ascending", "descending").orElse("ascending");
    private final Param<String> inLanguage;
    private final Param<Integer> limit;
    private final Param<Optional<String>> goOn;
    private final Param<Boolean> url;
    private final ModuleSpec spec;

    private final Index index;
    private final WikiSite site;

    LangLinksModule(Index index, WikiSite site) {
        this.index = index;
        this.site = site;
        inLanguage = params.text("inlanguagecode").orElse(site.language());
        limit = params.limit();
        goOn = params.text("continue").optional();
        url = params.deprecatedFlag("url");
        spec = ModuleSpec.prop("langlinks", params)
                .example("action=query&prop=langlinks&titles=Main%20Page&redirects=", "apihelp-query+langlinks-example-simple")
                .build();
    }

    @Override
    public ModuleSpec spec() {
        return spec;
    }

    @Override
    public Uni<Found> run(QueryRun run) {
        if (run.pages().existing().isEmpty()) {
            return Uni.createFrom().item(Found.nothing());
        }
        if (run.get(title).isPresent() && run.get(language).isEmpty()) {
            throw ApiException.of("invalidparammix", "apierror-invalidparammix-mustusewith", Arg.raw("lltitle"), Arg.raw("lllang"));
        }
        if (run.get(url) && run.get(prop).isPresent()) {
            throw ApiException.of("invalidparammix", "apierror-invalidparammix", Arg.vars("llprop", "llurl"), Arg.rawNum(2));
        }
        boolean up = run.get(dir).equals("ascending");
        String order = up ? "" : " DESC";
        SqlText sql = new SqlText("SELECT l.page_id, l.language, l.title FROM language_link l").where("l.page_id = ANY(?)", (Object) run.pages().ids());
        run.get(language).ifPresent(code -> sql.where("l.language = ?", code));
        run.get(title).ifPresent(text -> sql.where("l.title = ?", text));
        run.get(goOn).ifPresent(c -> {
            String[] parts = Cursor.parts(c, 2);
            sql.where("(l.page_id, l.language) " + (up ? ">=" : "<=") + " (?, ?)", Cursor.number(parts[0]), parts[1]);
        });
        return index.rows(sql.add(" ORDER BY l.page_id" + order + ", l.language" + order + " LIMIT ?", run.get(limit) + 1)).map(rows -> {
            Found found = new Found();
            Batch.each(rows, run.get(limit), row -> found.item(row.getLong(0), "langlinks", "ll", show(run, row)),
                    row -> found.next(run, goOn, row.getLong(0) + "|" + row.getString(1)));
            return found;
        });
    }

    private Result.Tree show(QueryRun run, Row row) {
        Set<String> props = run.get(prop).orElse(Set.of());
        String code = row.getString(1);
        Result.Tree link = Result.tree().put("lang", code);
        if ((props.contains("url") || run.get(url)) && site.interwiki().containsKey(code)) {
            link.put("url", site.interwiki().get(code).address(row.getString(2).replace(' ', '_')));
        }
        if (props.contains("langname")) {
            link.put("langname", LanguageNames.in(code, run.get(inLanguage)));
        }
        if (props.contains("autonym")) {
            link.put("autonym", LanguageNames.own(code));
        }
        return link.content("title", row.getString(2));
    }
}

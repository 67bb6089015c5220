package scriptorium.query.api;

import io.smallrye.mutiny.Uni;
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
import scriptorium.wikitext.api.WikiSite;

/** {@code prop=iwlinks}: links to other wikis. */
@ApplicationScoped
class IwLinksModule implements QuerySubmodule {

    private final Params params = Params.declare("iw");
    private final Param<Optional<Set<String>>> prop = params.choice("prop", "url").many();
    private final Param<Optional<String>> prefix = params.text("prefix").optional();
    private final Param<Optional<String>> title = params.text("title").optional();
    private final Param<String> dir = params.choice("dir", "ascending", "descending").orElse("ascending");
    private final Param<Integer> limit = params.limit();
    private final Param<Optional<String>> goOn = params.text("continue").optional();
    private final Param<Boolean> url = params.deprecatedFlag("url");
    private final ModuleSpec spec = ModuleSpec.prop("iwlinks", params)
            .example("action=query&prop=iwlinks&titles=Main%20Page", "apihelp-query+iwlinks-example-simple")
            .build();

    private final Index index;
    private final WikiSite site;

    IwLinksModule(Index index, WikiSite site) {
        this.index = index;
        this.site = site;
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
        if (run.get(title).isPresent() && run.get(prefix).isEmpty()) {
            throw ApiException.of("invalidparammix", "apierror-invalidparammix-mustusewith", Arg.raw("iwtitle"), Arg.raw("iwprefix"));
        }
        if (run.get(url) && run.get(prop).isPresent()) {
            throw ApiException.of("invalidparammix", "apierror-invalidparammix", Arg.vars("iwprop", "iwurl"), Arg.rawNum(2));
        }
        boolean up = run.get(dir).equals("ascending");
        String order = up ? "" : " DESC";
        SqlText sql = new SqlText("SELECT l.page_id, l.prefix, l.title FROM interwiki_link l").where("l.page_id = ANY(?)", (Object) run.pages().ids());
        run.get(prefix).ifPresent(wiki -> sql.where("l.prefix = ?", wiki));
        run.get(title).ifPresent(text -> sql.where("l.title = ?", text));
        run.get(goOn).ifPresent(c -> {
            String[] parts = Cursor.parts(c, 3);
            sql.where("(l.page_id, l.prefix, l.title) " + (up ? ">=" : "<=") + " (?, ?, ?)", Cursor.number(parts[0]), parts[1], parts[2]);
        });
        sql.add(" ORDER BY l.page_id" + order + ", l.prefix" + order + ", l.title" + order + " LIMIT ?", run.get(limit) + 1);
        boolean urls = run.get(url) || run.get(prop).orElse(Set.of()).contains("url");
        return index.rows(sql).map(rows -> {
            Found found = new Found();
            Batch.each(rows, run.get(limit), row -> {
                Result.Tree link = Result.tree().put("prefix", row.getString(1));
                if (urls && site.interwiki().containsKey(row.getString(1))) {
                    link.put("url", site.interwiki().get(row.getString(1)).address(row.getString(2).replace(' ', '_')));
                }
                found.item(row.getLong(0), "iwlinks", "iw", link.content("title", row.getString(2)));
            }, row -> found.next(run, goOn, row.getLong(0) + "|" + row.getString(1) + "|" + row.getString(2)));
            return found;
        });
    }
}

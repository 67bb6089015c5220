package scriptorium.query.api;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.Set;
import scriptorium.contract.module.ModuleSpec;
import scriptorium.contract.param.Param;
import scriptorium.contract.param.Params;
import scriptorium.contract.result.Result;
import scriptorium.query.frame.Found;
import scriptorium.query.frame.QueryRun;
import scriptorium.query.frame.QuerySubmodule;
import scriptorium.query.frame.TitleFields;
import scriptorium.query.index.Index;
import scriptorium.query.index.SqlText;
import scriptorium.wikitext.title.Title;

/** {@code list=exturlusage}: pages that link to addresses of a domain. */
@ApplicationScoped
class ExtUrlUsageModule implements QuerySubmodule {

    private final Params params = Params.declare("eu");
    private final Param<Set<String>> prop = params.choice("prop", "ids", "title", "url").manyOr("ids", "title", "url");
    private final Param<Optional<String>> goOn = params.text("continue").optional();
    private final Param<String> protocol = ExternalSearch.protocol(params);
    private final Param<Optional<String>> query = params.text("query").optional();
    private final Param<Optional<Set<Integer>>> namespace = params.namespace("namespace").all("*").many();
    private final Param<Integer> limit = params.limit();
    /** Says nothing any more: all addresses are kept with a protocol. */
    private final Param<Boolean> expandUrl = params.deprecatedFlag("expandurl");
    private final ModuleSpec spec = ModuleSpec.list("exturlusage", params)
            .generator()
            .example("action=query&list=exturlusage&euquery=www.mediawiki.org", "apihelp-query+exturlusage-example-simple")
            .build();

    private final Index index;
    private final TitleFields titles;

    ExtUrlUsageModule(Index index, TitleFields titles) {
        this.index = index;
        this.titles = titles;
    }

    @Override
    public ModuleSpec spec() {
        return spec;
    }

    @Override
    public Uni<Found> run(QueryRun run) {
        SqlText sql = new SqlText("SELECT l.id, p.id, p.namespace, p.title, l.url FROM external_link l JOIN page p ON p.id = l.page_id");
        ExternalSearch.where(sql, run.get(query).orElse(""), run.get(protocol));
        run.get(namespace).filter(ids -> !ids.isEmpty()).ifPresent(ids -> sql.where("p.namespace = ANY(?)", (Object) ids.toArray(Integer[]::new)));
        run.get(goOn).ifPresent(c -> sql.where("l.id >= ?", Cursor.lenient(Cursor.parts(c, 1)[0])));
        return index.rows(sql.add(" ORDER BY l.id LIMIT ?", run.get(limit) + 1)).map(rows -> {
            Found found = new Found();
            Result.Items items = Result.items("eu");
            Batch.each(rows, run.get(limit), row -> {
                if (run.generator()) {
                    found.title(Title.of(row.getInteger(2), row.getString(3)));
                    return;
                }
                Result.Tree item = Result.tree();
                if (run.get(prop).contains("ids")) {
                    item.put("pageid", row.getLong(1));
                }
                if (run.get(prop).contains("title")) {
                    titles.put(item, row.getInteger(2), row.getString(3));
                }
                if (run.get(prop).contains("url")) {
                    item.put("url", row.getString(4));
                }
                items.add(item);
            }, row -> found.next(run, goOn, String.valueOf(row.getLong(0))));
            return run.generator() ? found : found.value("exturlusage", items);
        });
    }
}

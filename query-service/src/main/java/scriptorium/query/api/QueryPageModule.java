package scriptorium.query.api;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import scriptorium.contract.message.ApiException;
import scriptorium.contract.module.ModuleSpec;
import scriptorium.contract.param.Param;
import scriptorium.contract.param.Params;
import scriptorium.contract.param.Timestamps;
import scriptorium.contract.result.Result;
import scriptorium.query.frame.Found;
import scriptorium.query.frame.QueryRun;
import scriptorium.query.frame.QuerySubmodule;
import scriptorium.query.frame.TitleFields;
import scriptorium.query.index.SlowLists;
import scriptorium.wikitext.title.Title;

/** {@code list=querypage}: what special pages such as Special:WantedPages list. */
@ApplicationScoped
class QueryPageModule implements QuerySubmodule {

    private static final int MAX_OFFSET = 10_000;

    private final Params params = Params.declare("qp");
    private final Param<String> page = params.choice("page", SpecialLists.ALL.keySet().toArray(String[]::new)).required();
    private final Param<Long> offset = params.integer("offset").orElse(0L);
    private final Param<Integer> limit = params.limit();
    private final ModuleSpec spec = ModuleSpec.list("querypage", params)
            .generator()
            .example("action=query&list=querypage&qppage=Ancientpages", "apihelp-query+querypage-example-ancientpages")
            .build();

    private final SlowLists lists;
    private final TitleFields titles;

    QueryPageModule(SlowLists lists, TitleFields titles) {
        this.lists = lists;
        this.titles = titles;
    }

    @Override
    public ModuleSpec spec() {
        return spec;
    }

    @Override
    public Uni<Found> run(QueryRun run) {
        String name = run.get(page);
        if (name.equals("Unwatchedpages") && !run.caller().may("unwatchedpages")) {
            throw ApiException.of("specialpage-cantexecute", "apierror-specialpage-cantexecute");
        }
        SpecialLists.SpecialList list = SpecialLists.ALL.get(name);
        int from = (int) Math.clamp(run.get(offset), 0, MAX_OFFSET);
        return lists.rows(list.sql(), run.get(limit) + 1, from).map(rows -> {
            Found found = new Found();
            Result.Items items = Result.items("page");
            Batch.each(rows, run.get(limit), row -> {
                if (run.generator()) {
                    found.title(Title.of(row.getInteger(0), row.getString(1)));
                } else {
                    items.add(show(row, list));
                }
            }, _ -> found.next(run, offset, (long) from + run.get(limit)));
            return run.generator() ? found : found.value("querypage", Result.tree().put("name", name).put("results", items));
        });
    }

    private Result.Tree show(Row row, SpecialLists.SpecialList list) {
        Result.Tree item = Result.tree();
        String value = row.getString(2);
        if (value != null) {
            item.put("value", value);
            if (list.stamp()) {
                item.put("timestamp", Timestamps.iso(Timestamps.fromMw(value).orElseThrow()));
            }
        }
        titles.put(item, row.getInteger(0), row.getString(1));
        if (row.size() > 3) {
            Result.Tree raw = Result.tree();
            for (int i = 3; i < row.size(); i++) {
                raw.put(row.getColumnName(i), String.valueOf(row.getValue(i)));
            }
            item.put("databaseResult", raw);
        }
        return item;
    }
}

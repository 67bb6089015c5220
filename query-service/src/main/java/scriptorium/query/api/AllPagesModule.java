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
import scriptorium.query.frame.TitleFields;
import scriptorium.query.index.Index;
import scriptorium.query.index.SqlText;
import scriptorium.wikitext.title.Title;
import scriptorium.wikitext.title.TitleParser;

/** {@code list=allpages}: pages of a namespace in order of their titles. */
@ApplicationScoped
class AllPagesModule implements QuerySubmodule {

    private final Params params = Params.declare("ap");
    private final Param<Optional<String>> from = params.text("from").optional();
    private final Param<Optional<String>> goOn = params.text("continue").optional();
    private final Param<Optional<String>> to = params.text("to").optional();
    private final Param<Optional<String>> prefix = params.text("prefix").optional();
    private final Param<Integer> namespace = params.namespace("namespace").orElse(0);
    private final Param<String> filterRedir = params.choice("filterredir", "all", "redirects", "nonredirects").orElse("all");
    private final Param<String> filterLangLinks = params.choice("filterlanglinks", "withlanglinks", "withoutlanglinks", "all").orElse("all");
    private final Param<Optional<Long>> minSize = params.integer("minsize").optional();
    private final Param<Optional<Long>> maxSize = params.integer("maxsize").optional();
    private final Param<Optional<Set<String>>> prType = params.choice("prtype", "edit", "move", "upload").many();
    private final Param<Optional<Set<String>>> prLevel = params.choice("prlevel", "", "autoconfirmed", "sysop").many();
    private final Param<String> prFilterCascade = params.choice("prfiltercascade", "cascading", "noncascading", "all").orElse("all");
    private final Param<String> prExpiry = params.choice("prexpiry", "indefinite", "definite", "all").orElse("all");
    private final Param<Integer> limit = params.limit();
    private final Param<String> dir = params.choice("dir", "ascending", "descending").orElse("ascending");
    private final ModuleSpec spec = ModuleSpec.list("allpages", params)
            .generator()
            .example("action=query&list=allpages&apfrom=B", "apihelp-query+allpages-example-b")
            .example("action=query&generator=allpages&gaplimit=4&gapfrom=T&prop=info", "apihelp-query+allpages-example-generator")
            .build();

    private final Index index;
    private final TitleFields titles;
    private final TitleParts parts;

    AllPagesModule(Index index, TitleFields titles, TitleParser parser) {
        this.index = index;
        this.titles = titles;
        this.parts = new TitleParts(parser);
    }

    @Override
    public ModuleSpec spec() {
        return spec;
    }

    @Override
    public Uni<Found> run(QueryRun run) {
        if (run.generator() && run.call().raw().values().containsKey("redirects") && !run.get(filterRedir).equals("nonredirects")) {
            throw ApiException.of("params", "apierror-allpages-generator-redirects");
        }
        boolean up = run.get(dir).equals("ascending");
        SqlText sql = new SqlText("SELECT p.id, p.namespace, p.title FROM page p").where("p.namespace = ?", run.get(namespace));
        String after = up ? ">=" : "<=";
        run.get(goOn).ifPresent(c -> sql.where("dbkey(p.title) " + after + " dbkey(?)", Cursor.parts(c, 1)[0].replace('_', ' ')));
        run.get(from).map(t -> parts.of(t, run.get(namespace))).ifPresent(t -> sql.where("dbkey(p.title) " + after + " dbkey(?)", t));
        run.get(to).map(t -> parts.of(t, run.get(namespace))).ifPresent(t -> sql.where("dbkey(p.title) " + (up ? "<=" : ">=") + " dbkey(?)", t));
        run.get(prefix).map(t -> parts.of(t, run.get(namespace))).ifPresent(t -> sql.where("dbkey(p.title) >= dbkey(?) AND dbkey(p.title) < dbkey(?)", t, t + "\uFFFF"));
        sql.whereIf(run.get(filterRedir).equals("redirects"), "p.is_redirect").whereIf(run.get(filterRedir).equals("nonredirects"), "NOT p.is_redirect");
        run.get(minSize).ifPresent(size -> sql.where("p.length >= ?", size.intValue()));
        run.get(maxSize).ifPresent(size -> sql.where("p.length <= ?", size.intValue()));
        String linked = "EXISTS (SELECT FROM language_link l WHERE l.page_id = p.id)";
        sql.whereIf(run.get(filterLangLinks).equals("withlanglinks"), linked).whereIf(run.get(filterLangLinks).equals("withoutlanglinks"), "NOT " + linked);
        protection(run, sql);
        return index.rows(sql.add(" ORDER BY dbkey(p.title)" + (up ? "" : " DESC") + " LIMIT ?", run.get(limit) + 1)).map(rows -> {
            Found found = new Found();
            Result.Items items = Result.items("p");
            int count = 0;
            for (Row row : rows) {
                if (++count > run.get(limit)) {
                    found.next(run, goOn, row.getString(2).replace(' ', '_'));
                    break;
                }
                if (run.generator()) {
                    found.title(Title.of(row.getInteger(1), row.getString(2)));
                } else {
                    items.add(titles.put(Result.tree().put("pageid", row.getLong(0)), row.getInteger(1), row.getString(2)));
                }
            }
            return run.generator() ? found : found.value("allpages", items);
        });
    }

    private void protection(QueryRun run, SqlText sql) {
        if (run.get(prType).filter(types -> !types.isEmpty()).isEmpty()) {
            if (run.get(prLevel).isPresent()) {
                throw ApiException.of("invalidparammix", "apierror-invalidparammix-mustusewith", Arg.raw(run.params().wireName(prLevel)),
                        Arg.raw(run.params().wireName(prType)));
            }
            boolean definite = run.get(prExpiry).equals("definite");
            sql.whereIf(!run.get(prExpiry).equals("all"), "EXISTS (SELECT 1 FROM json_array_elements(p.protections::json) pr WHERE pr->>'expiry' "
                    + (definite ? "<>" : "=") + " 'infinity')");
            return;
        }
        StringBuilder wanted = new StringBuilder("EXISTS (SELECT 1 FROM json_array_elements(p.protections::json) pr WHERE pr->>'type' = ANY(?)");
        java.util.List<Object> values = new java.util.ArrayList<>();
        values.add(run.get(prType).get().toArray(String[]::new));
        run.get(prLevel).map(levels -> levels.stream().filter(level -> !level.isEmpty()).toList()).filter(levels -> !levels.isEmpty()).ifPresent(levels -> {
            wanted.append(" AND pr->>'level' = ANY(?)");
            values.add(levels.toArray(String[]::new));
        });
        if (!run.get(prFilterCascade).equals("all")) {
            wanted.append(run.get(prFilterCascade).equals("cascading") ? " AND pr->>'cascading' = 'true'" : " AND pr->>'cascading' <> 'true'");
        }
        if (!run.get(prExpiry).equals("all")) {
            wanted.append(run.get(prExpiry).equals("indefinite") ? " AND pr->>'expiry' = 'infinity'" : " AND pr->>'expiry' <> 'infinity'");
        }
        sql.where(wanted.append(")").toString(), values.toArray());
    }
}

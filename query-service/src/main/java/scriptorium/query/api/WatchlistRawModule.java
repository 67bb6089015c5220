package scriptorium.query.api;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import scriptorium.contract.call.ModuleAnswer.CacheMode;
import scriptorium.contract.identity.Caller;
import scriptorium.contract.message.ApiException;
import scriptorium.contract.message.Arg;
import scriptorium.contract.module.ModuleSpec;
import scriptorium.contract.param.Param;
import scriptorium.contract.param.ParamValues;
import scriptorium.contract.param.Params;
import scriptorium.contract.param.Timestamps;
import scriptorium.contract.result.Result;
import scriptorium.query.frame.Found;
import scriptorium.query.frame.QueryRun;
import scriptorium.query.frame.QuerySubmodule;
import scriptorium.query.frame.TitleFields;
import scriptorium.query.index.Index;
import scriptorium.query.index.SqlText;
import scriptorium.wikitext.title.Namespace;
import scriptorium.wikitext.title.Title;
import scriptorium.wikitext.title.TitleParser;

/** {@code list=watchlistraw}: all pages on the caller's watch list, talk pages too. */
@ApplicationScoped
class WatchlistRawModule implements QuerySubmodule {

    private final Params params = Params.declare("wr");
    private final Param<Optional<String>> goOn = params.text("continue").optional();
    private final Param<Optional<Set<Integer>>> namespace = params.namespace("namespace").all("*").many();
    private final Param<Integer> limit = params.limit();
    private final Param<Optional<Set<String>>> prop = params.choice("prop", "changed").many();
    private final Param<Optional<Set<String>>> show = params.choice("show", "changed", "!changed").many();
    private final Param<Optional<String>> owner = params.user("owner", "name").optional();
    private final Param<Optional<String>> token = params.text("token").sensitive().optional();
    private final Param<String> dir = params.choice("dir", "ascending", "descending").orElse("ascending");
    private final Param<Optional<String>> fromTitle = params.text("fromtitle").optional();
    private final Param<Optional<String>> toTitle = params.text("totitle").optional();
    private final ModuleSpec spec = ModuleSpec.list("watchlistraw", params)
            .generator()
            .example("action=query&list=watchlistraw", "apihelp-query+watchlistraw-example-simple")
            .example("action=query&generator=watchlistraw&gwrshow=changed&prop=info", "apihelp-query+watchlistraw-example-generator")
            .build();

    private final Index index;
    private final TitleFields titles;
    private final TitleParser parser;
    private final WatchOwner owners;

    WatchlistRawModule(Index index, TitleFields titles, TitleParser parser, WatchOwner owners) {
        this.index = index;
        this.titles = titles;
        this.parser = parser;
        this.owners = owners;
    }

    @Override
    public ModuleSpec spec() {
        return spec;
    }

    @Override
    public CacheMode cacheMode(ParamValues values, Caller caller) {
        return CacheMode.PRIVATE;
    }

    @Override
    public Uni<Found> run(QueryRun run) {
        return owners.of(run, owner, token).chain(user -> list(run, user));
    }

    private Uni<Found> list(QueryRun run, long user) {
        Set<String> shown = run.get(show).orElse(Set.of());
        if (shown.size() == 2) {
            throw ApiException.of("show", "apierror-show");
        }
        String order = run.get(dir).equals("ascending") ? "" : " DESC";
        // A subject and its talk page are one row: two walks over the same index, merged.
        SqlText sql = new SqlText("SELECT namespace, title, notified_at FROM ((");
        half(run, sql, user, shown, "w.namespace", "w.notified_at", order);
        sql.add(") UNION ALL (");
        half(run, sql, user, shown, "w.namespace + 1", "w.talk_notified_at", order);
        sql.add(")) w ORDER BY namespace" + order + ", dbkey(title)" + order + " LIMIT ?", run.get(limit) + 1);
        return index.rows(sql).map(rows -> found(run, rows));
    }

    private void half(QueryRun run, SqlText sql, long user, Set<String> shown, String space, String notified, String order) {
        boolean up = order.isEmpty();
        String after = up ? ">=" : "<=";
        sql.add("SELECT " + space + " AS namespace, w.title, " + notified + " AS notified_at FROM watched w WHERE w.user_id = ?", user);
        sql.add(" AND (w.expires_at IS NULL OR w.expires_at > now())");
        run.get(namespace).filter(ids -> !ids.isEmpty()).ifPresent(ids -> sql.add(" AND " + space + " = ANY(?)", (Object) ids.toArray(Integer[]::new)));
        if (shown.contains("changed")) {
            sql.add(" AND " + notified + " IS NOT NULL");
        }
        if (shown.contains("!changed")) {
            sql.add(" AND " + notified + " IS NULL");
        }
        run.get(goOn).ifPresent(c -> {
            String[] parts = Cursor.parts(c, 2);
            sql.add(" AND (" + space + ", dbkey(w.title)) " + after + " (?, dbkey(?))", (int) Cursor.number(parts[0]), parts[1].replace('_', ' '));
        });
        run.get(fromTitle).map(this::title).ifPresent(t -> sql.add(" AND (" + space + ", dbkey(w.title)) " + after + " (?, dbkey(?))", t.namespace(), t.text()));
        run.get(toTitle).map(this::title).ifPresent(t -> sql.add(" AND (" + space + ", dbkey(w.title)) " + (up ? "<=" : ">=") + " (?, dbkey(?))", t.namespace(), t.text()));
        sql.add(" ORDER BY w.namespace" + order + ", dbkey(w.title)" + order + " LIMIT ?", run.get(limit) + 1);
    }

    private Title title(String text) {
        return parser.parse(text, Namespace.MAIN).title().filter(Title::isLocal).filter(title -> !title.text().isEmpty()).orElseThrow(() -> ApiException.of("invalidtitle", "apierror-invalidtitle", Arg.raw(text)));
    }

    private Found found(QueryRun run, List<Row> rows) {
        Found found = new Found();
        Result.Items items = Result.items("wr");
        boolean changed = run.get(prop).orElse(Set.of()).contains("changed");
        Batch.each(rows, run.get(limit), row -> {
            if (run.generator()) {
                found.title(Title.of(row.getInteger(0), row.getString(1)));
                return;
            }
            Result.Tree item = titles.put(Result.tree(), row.getInteger(0), row.getString(1));
            if (changed && row.getOffsetDateTime(2) != null) {
                item.put("changed", Timestamps.iso(row.getOffsetDateTime(2).toInstant()));
            }
            items.add(item);
        }, row -> found.next(run, goOn, row.getInteger(0) + "|" + row.getString(1).replace(' ', '_')));
        return run.generator() ? found : found.top("watchlistraw", items);
    }
}

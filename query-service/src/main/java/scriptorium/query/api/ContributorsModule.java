package scriptorium.query.api;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import scriptorium.contract.identity.GroupRights;
import scriptorium.contract.module.ModuleSpec;
import scriptorium.contract.param.Param;
import scriptorium.contract.param.Params;
import scriptorium.contract.result.Result;
import scriptorium.query.frame.Found;
import scriptorium.query.frame.QueryRun;
import scriptorium.query.frame.QuerySubmodule;
import scriptorium.query.index.Index;
import scriptorium.query.index.SqlText;

/** {@code prop=contributors}: who has edited pages, and how many without an account. */
@ApplicationScoped
class ContributorsModule implements QuerySubmodule {

    private static final String ANONYMOUS = "SELECT r.page_id, count(DISTINCT r.user_name) FROM revision r WHERE r.page_id = ANY($1) AND r.user_id = 0"
            + " AND (r.visibility & 4) = 0 GROUP BY r.page_id";

    private final Params params = Params.declare("pc");
    private final Param<Optional<Set<String>>> group = params.choice("group", GroupRights.assignable()).many();
    private final Param<Optional<Set<String>>> excludeGroup = params.choice("excludegroup", GroupRights.assignable()).many();
    private final Param<Optional<Set<String>>> rights = params.choice("rights", Rights.ALL).many();
    private final Param<Optional<Set<String>>> excludeRights = params.choice("excluderights", Rights.ALL).many();
    private final Param<Integer> limit = params.limit();
    private final Param<Optional<String>> goOn = params.text("continue").optional();
    private final ModuleSpec spec = ModuleSpec.prop("contributors", params)
            .atMostOneOf(group, excludeGroup, rights, excludeRights)
            .example("action=query&prop=contributors&titles=Main_Page", "apihelp-query+contributors-example-simple")
            .build();

    private final Index index;

    ContributorsModule(Index index) {
        this.index = index;
    }

    @Override
    public ModuleSpec spec() {
        return spec;
    }

    @Override
    public Uni<Found> run(QueryRun run) {
        run.get(goOn).ifPresent(ContributorsModule::place);
        if (run.pages().existing().isEmpty()) {
            return Uni.createFrom().item(Found.nothing());
        }
        Uni<List<Row>> anonymous = run.get(goOn).isPresent() ? Uni.createFrom().item(List.of()) : index.rows(ANONYMOUS, (Object) run.pages().ids());
        return Uni.combine().all().unis(anonymous, index.rows(sql(run))).asTuple().map(both -> found(run, both.getItem1(), both.getItem2()));
    }

    private SqlText sql(QueryRun run) {
        SqlText sql = new SqlText("SELECT r.page_id, r.user_id, max(r.user_name) FROM revision r").where("r.page_id = ANY(?)", (Object) run.pages().ids())
                .where("r.user_id > 0").where("(r.visibility & 4) = 0");
        if (given(run, group) || given(run, rights)) {
            members(sql, run.get(group).orElseGet(() -> Rights.groupsWith(run.get(rights).get())), "");
        }
        if (given(run, excludeGroup) || given(run, excludeRights)) {
            members(sql, run.get(excludeGroup).orElseGet(() -> Rights.groupsWith(run.get(excludeRights).get())), "NOT ");
        }
        run.get(goOn).ifPresent(c -> {
            long[] place = place(c);
            sql.where("(r.page_id, r.user_id) >= (?, ?)", place[0], place[1]);
        });
        return sql.add(" GROUP BY r.page_id, r.user_id ORDER BY r.page_id, r.user_id LIMIT ?", run.get(limit) + 1);
    }

    private static long[] place(String text) {
        String[] parts = Cursor.parts(text, 2);
        return new long[] {Cursor.number(parts[0]), Cursor.number(parts[1])};
    }

    private static boolean given(QueryRun run, Param<Optional<Set<String>>> param) {
        return run.get(param).filter(values -> !values.isEmpty()).isPresent();
    }

    /** Nobody is listed as a member of the groups that everybody is in. */
    private static void members(SqlText sql, Set<String> groups, String not) {
        sql.where(not + "EXISTS (SELECT FROM account a, json_array_elements(a.groups::json) g WHERE a.id = r.user_id AND g->>'group' = ANY(?))",
                (Object) groups.toArray(String[]::new));
    }

    private Found found(QueryRun run, List<Row> anonymous, List<Row> rows) {
        Found found = new Found();
        anonymous.forEach(row -> found.page(row.getLong(0)).put("anoncontributors", row.getLong(1)));
        Batch.each(rows, run.get(limit),
                row -> found.item(row.getLong(0), "contributors", "user", Result.tree().put("userid", row.getLong(1)).put("name", row.getString(2))),
                row -> found.next(run, goOn, row.getLong(0) + "|" + row.getLong(1)));
        return found;
    }
}

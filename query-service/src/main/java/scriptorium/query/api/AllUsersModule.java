package scriptorium.query.api;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.Set;
import scriptorium.contract.call.ModuleAnswer.CacheMode;
import scriptorium.contract.identity.Caller;
import scriptorium.contract.identity.GroupRights;
import scriptorium.contract.module.ModuleSpec;
import scriptorium.contract.param.Param;
import scriptorium.contract.param.ParamValues;
import scriptorium.contract.param.Params;
import scriptorium.contract.result.Result;
import scriptorium.host.site.SiteConfig;
import scriptorium.query.frame.Found;
import scriptorium.query.frame.QueryRun;
import scriptorium.query.frame.QuerySubmodule;
import scriptorium.query.index.Index;
import scriptorium.query.index.SqlText;

/** {@code list=allusers}: accounts in order of their names. */
@ApplicationScoped
class AllUsersModule implements QuerySubmodule {

    /** What a user has done in the last thirty days. */
    private static final String ACTIONS = "SELECT count(*) FROM recent_change c LEFT JOIN log_entry l ON l.id = c.log_id AND c.log_id > 0"
            + " WHERE c.user_name = a.name AND c.at > now() - interval '30 days' AND (l.type IS NULL OR l.type <> 'newusers')";

    private final Params params = Params.declare("au");
    private final Param<Optional<String>> from = params.text("from").optional();
    private final Param<Optional<String>> to = params.text("to").optional();
    private final Param<Optional<String>> prefix = params.text("prefix").optional();
    private final Param<String> dir = params.choice("dir", "ascending", "descending").orElse("ascending");
    private final Param<Optional<Set<String>>> group = params.choice("group", GroupRights.assignable()).many();
    private final Param<Optional<Set<String>>> excludeGroup = params.choice("excludegroup", GroupRights.assignable()).many();
    private final Param<Optional<Set<String>>> rights = params.choice("rights", Rights.WITH_ACTIONS).many();
    private final Param<Optional<Set<String>>> prop = params.choice("prop", "blockinfo", "groups", "implicitgroups", "rights", "editcount", "registration", "centralids").many();
    private final Param<Integer> limit = params.limit();
    private final Param<Boolean> withEditsOnly = params.flag("witheditsonly");
    private final Param<Boolean> activeUsers = params.flag("activeusers");
    private final Param<Optional<String>> attachedWiki = params.text("attachedwiki").optional();
    private final Param<Boolean> excludeNamed = params.flag("excludenamed");
    private final Param<Boolean> excludeTemp = params.flag("excludetemp");
    private final ModuleSpec spec = ModuleSpec.list("allusers", params)
            .atMostOneOf(group, excludeGroup)
            .example("action=query&list=allusers&aufrom=Y", "apihelp-query+allusers-example-y")
            .build();

    private final SiteConfig site;
    private final Index index;

    AllUsersModule(Index index, SiteConfig site) {
        this.site = site;
        this.index = index;
    }

    @Override
    public ModuleSpec spec() {
        return spec;
    }

    @Override
    public CacheMode cacheMode(ParamValues values, Caller caller) {
        return CacheMode.ANON_PUBLIC_USER_PRIVATE;
    }

    @Override
    public Uni<Found> run(QueryRun run) {
        boolean up = run.get(dir).equals("ascending");
        SqlText sql = new SqlText(run.get(activeUsers) ? UserFields.SELECT.replace(" FROM account a", ", (" + ACTIONS + ") AS actions FROM account a")
                : UserFields.SELECT);
        run.get(from).map(AllUsersModule::raise).ifPresent(name -> sql.where("a.name " + (up ? ">=" : "<=") + " ?", name));
        run.get(to).map(AllUsersModule::raise).ifPresent(name -> sql.where("a.name " + (up ? "<=" : ">=") + " ?", name));
        run.get(prefix).map(AllUsersModule::raise).ifPresent(name -> sql.where("a.name >= ? AND a.name < ?", name, name + "\uFFFF"));
        String inGroup = "EXISTS (SELECT 1 FROM json_array_elements(a.groups::json) g WHERE g->>'group' = ANY(?))";
        given(run.get(group)).ifPresent(groups -> sql.where(inGroup, (Object) groups));
        given(run.get(excludeGroup)).ifPresent(groups -> sql.where("NOT " + inGroup, (Object) groups));
        run.get(rights).filter(wanted -> !wanted.isEmpty()).map(Rights::groupsWith).filter(groups -> !Rights.everybody(groups)).ifPresent(groups -> sql.where(inGroup, (Object) groups.toArray(String[]::new)));
        sql.whereIf(run.get(activeUsers), "(" + ACTIONS + ") > 0").whereIf(run.get(activeUsers) && site.temporaryAccounts(), "a.name NOT LIKE '~%'");
        // While nobody can have a temporary account, all accounts are named ones and the wish is without sense; MediaWiki passes over it, too.
        sql.whereIf(run.get(excludeTemp), "a.name NOT LIKE '~%'").whereIf(run.get(excludeNamed) && site.temporaryAccounts(), "a.name LIKE '~%'");
        sql.whereIf(run.get(withEditsOnly), "e.edits > 0").whereIf(!run.caller().may("hideuser"), "NOT a.is_hidden");
        return index.rows(sql.add(" ORDER BY a.name" + (up ? "" : " DESC") + " LIMIT ?", run.get(limit) + 1)).map(rows -> {
            Found found = new Found();
            Result.Items items = Result.items("u");
            int count = 0;
            for (Row row : rows) {
                if (++count > run.get(limit)) {
                    found.next(run, from, row.getString(1));
                    break;
                }
                Result.Tree user = UserFields.show(row, run.get(prop).orElse(Set.of()), run.get(attachedWiki).filter(wiki -> !wiki.isEmpty() && !wiki.equals("0")).map(site.wikiId()::equals), true);
                if (run.get(activeUsers)) {
                    user.put("recentactions", row.getLong("actions"));
                }
                items.add(user);
            }
            return found.value("allusers", items);
        });
    }

    /** Groups that accounts are put into; who has a temporary account belongs to its group by that alone, and MediaWiki does not ask for it. */
    private static Optional<String[]> given(Optional<Set<String>> groups) {
        return groups.map(all -> all.stream().filter(group -> !group.equals("temp")).toArray(String[]::new)).filter(all -> all.length > 0);
    }

    private static String raise(String name) {
        String text = name.replace('_', ' ').strip();
        return text.isEmpty() ? text : text.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + text.substring(1);
    }
}

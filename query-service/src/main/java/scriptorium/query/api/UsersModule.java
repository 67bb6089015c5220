package scriptorium.query.api;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import scriptorium.contract.call.ModuleAnswer.CacheMode;
import scriptorium.contract.identity.Caller;
import scriptorium.contract.identity.MixedScripts;
import scriptorium.contract.message.Msg;
import scriptorium.contract.module.ModuleSpec;
import scriptorium.contract.param.Param;
import scriptorium.contract.param.ParamValues;
import scriptorium.contract.param.Params;
import scriptorium.contract.result.Result;
import scriptorium.host.pages.Problems;
import scriptorium.host.site.SiteConfig;
import scriptorium.query.frame.Found;
import scriptorium.query.frame.QueryRun;
import scriptorium.query.frame.QuerySubmodule;
import scriptorium.query.index.Index;
import scriptorium.wikitext.title.TitleParser;
import scriptorium.wikitext.title.UserNames;

/** {@code list=users}: facts about users by name or id. */
@ApplicationScoped
class UsersModule implements QuerySubmodule {

    private final Params params = Params.declare("us");
    private final Param<Optional<Set<String>>> prop = params.choice("prop", "blockinfo", "groups", "groupmemberships", "implicitgroups", "rights", "editcount", "registration",
            "emailable", "gender", "centralids", "cancreate").many();
    private final Param<Optional<String>> attachedWiki = params.text("attachedwiki").optional();
    private final Param<Optional<Set<String>>> names = params.text("users").many();
    private final Param<Optional<Set<Long>>> ids = params.integer("userids").many();
    private final ModuleSpec spec = ModuleSpec.list("users", params)
            .atMostOneOf(names, ids)
            .example("action=query&list=users&ususers=Admin&usprop=groups|editcount|gender", "apihelp-query+users-example-simple")
            .build();

    private final SiteConfig site;
    private final Index index;
    private final TitleParser parser;

    UsersModule(Index index, TitleParser parser, SiteConfig site) {
        this.site = site;
        this.index = index;
        this.parser = parser;
    }

    @Override
    public ModuleSpec spec() {
        return spec;
    }

    @Override
    public CacheMode cacheMode(ParamValues values, Caller caller) {
        return values.get(prop).orElse(Set.of()).contains("blockinfo") ? CacheMode.ANON_PUBLIC_USER_PRIVATE : CacheMode.PUBLIC;
    }

    @Override
    public Uni<Found> run(QueryRun run) {
        if (run.get(ids).isPresent()) {
            return index.rows(UserFields.SELECT + "WHERE a.id = ANY($1)", (Object) run.get(ids).get().toArray(Long[]::new)).map(rows -> {
                Map<Long, Row> byId = new HashMap<>();
                rows.forEach(row -> byId.put(row.getLong(0), row));
                Result.Items items = Result.items("user");
                run.get(ids).get().forEach(id -> items.add(byId.containsKey(id) && seen(run, byId.get(id)) ? show(run, byId.get(id))
                        : Result.tree().put("userid", id).put("missing", true)));
                return Found.list("users", items);
            });
        }
        List<String> wanted = run.get(names).orElse(Set.of()).stream().toList();
        String[] canonical = wanted.stream().flatMap(name -> UserNames.valid(name, parser).stream()).toArray(String[]::new);
        return index.rows(UserFields.SELECT + "WHERE a.name = ANY($1)", (Object) canonical).map(rows -> {
            Map<String, Row> byName = new HashMap<>();
            rows.forEach(row -> byName.put(row.getString(1), row));
            Result.Items items = Result.items("user");
            // What is no name comes first.
            wanted.stream().filter(name -> UserNames.valid(name, parser).isEmpty())
                    .forEach(name -> items.add(Result.tree().put("name", name).put("invalid", true)));
            wanted.stream().flatMap(name -> UserNames.valid(name, parser).stream())
                    .forEach(name -> items.add(byName.containsKey(name) && seen(run, byName.get(name)) ? show(run, byName.get(name)) : unknown(run, name, byName.containsKey(name))));
            return Found.list("users", items);
        });
    }

    private Result.Tree show(QueryRun run, Row row) {
        return UserFields.show(row, run.get(prop).orElse(Set.of()), run.get(attachedWiki).filter(wiki -> !wiki.isEmpty() && !wiki.equals("0")).map(site.wikiId()::equals), false);
    }

    /** Who is hidden is as good as missing for others. */
    private static boolean seen(QueryRun run, Row row) {
        return run.caller().may("hideuser") || !row.getBoolean("is_hidden");
    }

    private Result.Tree unknown(QueryRun run, String name, boolean taken) {
        Result.Tree user = Result.tree().put("name", name).put("missing", true);
        if (run.get(prop).orElse(Set.of()).contains("cancreate")) {
            Optional<Msg> refusal = taken ? Optional.of(Msg.of("userexists", "userexists"))
                    : UserNames.canonical(name, parser).isEmpty() ? Optional.of(Msg.of("invaliduser", "noname"))
                    : MixedScripts.in(name) ? Optional.of(Msg.of("antispoof-name-illegal", "antispoof-mixedscripts")) : Optional.empty();
            user.put("cancreate", refusal.isEmpty() && run.caller().may("createaccount"));
            refusal.ifPresent(why -> user.put("cancreateerror", Problems.of(run.call(), "error", List.of(why))));
        }
        return user;
    }
}

package scriptorium.query.parse;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.Set;
import scriptorium.contract.call.ModuleAnswer;
import scriptorium.contract.message.ApiException;
import scriptorium.contract.message.Arg;
import scriptorium.contract.message.Msg;
import scriptorium.contract.module.ModuleSpec;
import scriptorium.contract.param.Param;
import scriptorium.contract.param.Params;
import scriptorium.contract.result.Result;
import scriptorium.host.module.ApiModule;
import scriptorium.host.module.ModuleRun;
import scriptorium.host.work.WorkPool;
import scriptorium.query.parse.Revisions.Revision;
import scriptorium.wikitext.api.Expansion;
import scriptorium.wikitext.api.ParseRequest;
import scriptorium.wikitext.title.Namespace;
import scriptorium.wikitext.title.Title;

/** {@code action=expandtemplates}. */
@ApplicationScoped
class ExpandTemplatesModule implements ApiModule {

    private final Params params = Params.declare();
    private final Param<Optional<String>> title = params.text("title").optional();
    private final Param<String> text = params.longText("text").required();
    private final Param<Optional<Long>> revId = params.integer("revid").optional();
    private final Param<Optional<Set<String>>> prop = params.choice("prop", "wikitext", "categories", "properties", "volatile", "ttl", "modules", "jsconfigvars",
            "encodedjsconfigvars", "parsetree").many();
    private final Param<Boolean> includeComments = params.flag("includecomments");
    private final Param<Boolean> showStrategyKeys = params.flag("showstrategykeys");
    private final Param<Boolean> generateXml = params.deprecatedFlag("generatexml");
    private final ModuleSpec spec = ModuleSpec.action("expandtemplates", params)
            .example("action=expandtemplates&text={{PAGENAME}}&title=Garden&prop=wikitext", "apihelp-expandtemplates-example-simple")
            .build();

    private final Rendering rendering;
    private final Revisions revisions;
    private final WorkPool work;

    ExpandTemplatesModule(Rendering rendering, Revisions revisions, WorkPool work) {
        this.revisions = revisions;
        this.rendering = rendering;
        this.work = work;
    }

    @Override
    public ModuleSpec spec() {
        return spec;
    }

    @Override
    public Uni<Result.Tree> run(ModuleRun run) {
        run.answer().cacheMode = ModuleAnswer.CacheMode.ANON_PUBLIC_USER_PRIVATE;
        if (run.get(prop).isPresent() && run.get(generateXml)) {
            throw ApiException.of("invalidparammix", "apierror-invalidparammix", Arg.vars("prop", "generatexml"), Arg.rawNum(2));
        }
        if (run.get(prop).isEmpty()) {
            run.warn(Msg.of("deprecation", "apiwarn-deprecation-missingparam", Arg.raw("prop")).with("feature", "action=expandtemplates&!prop"));
            run.warn("main", Msg.of("deprecation-help", "api-usage-mailinglist-ref"));
        }
        Set<String> props = run.get(prop).orElse(Set.of());
        if (props.contains("modules") && !props.contains("jsconfigvars") && !props.contains("encodedjsconfigvars")) {
            run.warn(Msg.ofKey("apiwarn-moduleswithoutvars"));
        }
        Optional<Title> named = run.get(title).map(this::title);
        if (run.get(revId).isEmpty()) {
            return expand(run, named.orElse(Title.of(Namespace.MAIN, "API")), Optional.empty());
        }
        long id = run.get(revId).get();
        return revisions.byId(id).chain(found -> {
            Revision revision = found.orElseThrow(() -> ApiException.of("nosuchrevid", "apierror-nosuchrevid", Arg.rawNum(id)));
            if (named.isPresent() && !named.get().equals(revision.title())) {
                run.warn(Msg.ofKey("apierror-revwrongpage", Arg.rawNum(id), Arg.raw(rendering.engine().fullText(named.get()))));
                return expand(run, named.get(), Optional.empty());
            }
            return expand(run, revision.title(), Optional.of(revision));
        });
    }

    private Title title(String name) {
        return rendering.engine().title(name, Namespace.MAIN).title().filter(Title::isLocal).map(Title::withoutFragment)
                .orElseThrow(() -> ApiException.of("invalidtitle", "apierror-invalidtitle", Arg.raw(ParseModule.escape(name))));
    }

    private Uni<Result.Tree> expand(ModuleRun run, Title of, Optional<Revision> basis) {
        ParseRequest request = new ParseRequest(of, run.get(text), basis.map(Revision::pageId).orElse(0L), basis.map(Revision::id).orElse(0L),
                basis.map(Revision::made), basis.map(Revision::user), run.caller().name(), run.call().language(), run.now(), false, false, "", false, false, false);
        return work.run(() -> rendering.engine().expand(request, rendering.source(), !run.get(includeComments))).map(expansion -> answer(run, expansion));
    }

    private Result.Tree answer(ModuleRun run, Expansion expansion) {
        Result.Tree tree = Result.tree();
        Result.Tree answer = Result.tree();
        Set<String> props = run.get(prop).orElse(Set.of());
        if (run.get(prop).isEmpty()) {
            if (run.get(generateXml)) {
                answer.putBcSubelement("parsetree", expansion.parseTree());
            }
            return answer.put("expandtemplates", tree.content("wikitext", expansion.wikitext()));
        }
        if (props.contains("categories") && !expansion.categories().isEmpty()) {
            Result.Items items = Result.items("category");
            String sortKey = expansion.properties().getOrDefault("defaultsort", "");
            expansion.categories().forEach((category, key) -> items.add(Result.tree().put("sortkey", key.isEmpty() ? sortKey : key).content("category", category.replace(' ', '_'))));
            tree.put("categories", items);
        }
        if (props.contains("properties") && !expansion.properties().isEmpty()) {
            Result.Keyed properties = new Result.Keyed("pp", Result.Shape.BC_KVP, "name");
            expansion.properties().forEach(properties::put);
            tree.put("properties", properties);
        }
        if (props.contains("volatile")) {
            tree.put("volatile", expansion.isVolatile());
        }
        if (props.contains("ttl") && expansion.ttlSeconds() >= 0) {
            tree.put("ttl", expansion.ttlSeconds());
        }
        if (props.contains("modules")) {
            tree.put("modules", Result.items("m")).put("modulescripts", Result.items("m")).put("modulestyles", Result.items("m"));
        }
        if (props.contains("jsconfigvars")) {
            tree.put("jsconfigvars", Result.tree());
        }
        if (props.contains("encodedjsconfigvars")) {
            tree.putSubelement("encodedjsconfigvars", "[]");
        }
        if (props.contains("parsetree")) {
            tree.putSubelement("parsetree", expansion.parseTree());
        }
        if (props.contains("wikitext")) {
            tree.putSubelement("wikitext", expansion.wikitext());
        }
        return answer.put("expandtemplates", tree.fields().isEmpty() ? Result.items("_v") : tree);
    }
}

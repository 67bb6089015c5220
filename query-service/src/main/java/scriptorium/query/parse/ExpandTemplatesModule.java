package scriptorium.query.parse;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.Set;
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
    private final Param<Boolean> generateXml = params.deprecatedFlag("generatexml");
    private final ModuleSpec spec = ModuleSpec.action("expandtemplates", params)
            .example("action=expandtemplates&text={{PAGENAME}}&title=Garden&prop=wikitext", "apihelp-expandtemplates-example-simple")
            .build();

    private final Rendering rendering;
    private final WorkPool work;

    ExpandTemplatesModule(Rendering rendering, WorkPool work) {
        this.rendering = rendering;
        this.work = work;
    }

    @Override
    public ModuleSpec spec() {
        return spec;
    }

    @Override
    public Uni<Result.Tree> run(ModuleRun run) {
        String name = run.get(title).orElse("API");
        Title of = rendering.engine().title(name, Namespace.MAIN).title().filter(Title::isLocal)
                .orElseThrow(() -> ApiException.of("invalidtitle", "apierror-invalidtitle", Arg.raw(name)));
        ParseRequest request = new ParseRequest(of, run.get(text), 0, run.get(revId).orElse(0L), Optional.empty(), Optional.empty(), run.caller().name(),
                run.call().language(), run.now(), false, false, "", false, false, false);
        if (run.get(prop).isEmpty()) {
            run.warn(Msg.of("deprecation", "apiwarn-deprecation-expandtemplates-prop").with("feature", "action=expandtemplates&!prop"));
            run.warn("main", Msg.of("deprecation-help", "api-usage-mailinglist-ref"));
        }
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
        if (props.contains("categories")) {
            Result.Items items = Result.items("category");
            expansion.categories().forEach((category, key) -> items.add(Result.tree().put("sortkey", key).content("category", category.replace(' ', '_'))));
            tree.put("categories", items);
        }
        if (props.contains("properties")) {
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
            tree.put("encodedjsconfigvars", "{}");
        }
        if (props.contains("parsetree") || run.get(generateXml)) {
            tree.putSubelement("parsetree", expansion.parseTree());
        }
        if (props.contains("wikitext")) {
            tree.putSubelement("wikitext", expansion.wikitext());
        }
        return answer.put("expandtemplates", tree);
    }
}

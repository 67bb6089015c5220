package scriptorium.page.api;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import scriptorium.contract.message.ApiException;
import scriptorium.contract.message.Arg;
import scriptorium.contract.module.ModuleSpec;
import scriptorium.contract.param.Param;
import scriptorium.contract.param.Params;
import scriptorium.contract.result.Result;
import scriptorium.host.module.ApiModule;
import scriptorium.host.module.ModuleRun;
import scriptorium.page.stash.EditStash;
import scriptorium.wikitext.title.PageModels;

/** {@code action=stashedit}: an editor sends its text ahead of the edit. */
@ApplicationScoped
class StashEditModule implements ApiModule {

    private static final List<String> MODELS = List.of("wikitext", "javascript", "json", "css", "text", "unknown");

    private final Params params = Params.declare();
    private final Param<String> title = params.text("title").required();
    private final Param<Optional<String>> section = params.text("section").optional();
    private final Param<Optional<String>> sectionTitle = params.text("sectiontitle").optional();
    private final Param<Optional<String>> text = params.longText("text").optional();
    private final Param<Optional<String>> textHash = params.text("stashedtexthash").optional();
    private final Param<String> summary = params.text("summary").orElse("");
    private final Param<String> contentModel = params.choice("contentmodel", MODELS).required();
    private final Param<String> contentFormat = params.choice("contentformat", EditModule.FORMATS).required();
    private final Param<Long> baseRevId = params.integer("baserevid").required();
    private final ModuleSpec spec;

    private final EditStash stash;
    private final PageTarget target;

    StashEditModule(EditStash stash, PageTarget target) {
        this.stash = stash;
        this.target = target;
        params.token("csrf");
        spec = ModuleSpec.action("stashedit", params)
                .writes("csrf")
                .internal()
                .exactlyOneOf(textHash, text)
                .build();
    }

    @Override
    public ModuleSpec spec() {
        return spec;
    }

    @Override
    public Uni<Result.Tree> run(ModuleRun run) {
        if (run.caller().groups().contains("bot")) {
            throw ApiException.of("botsnotsupported", "apierror-botsnotsupported");
        }
        target.title(run.get(title));
        if (!PageModels.formatOf(run.get(contentModel)).equals(run.get(contentFormat))) {
            throw ApiException.of("badmodelformat", "apierror-badformat-generic", Arg.raw(run.get(contentFormat)), Arg.raw(run.get(contentModel)));
        }
        String kept = run.get(text).map(t -> t.replace("\r\n", "\n").stripTrailing()).or(() -> run.get(textHash).flatMap(stash::find))
                .orElseThrow(() -> ApiException.of("missingtext", "apierror-stashedit-missingtext"));
        return Uni.createFrom().item(Result.tree().put("stashedit", Result.tree().put("status", "stashed").put("texthash", stash.keep(kept))));
    }
}

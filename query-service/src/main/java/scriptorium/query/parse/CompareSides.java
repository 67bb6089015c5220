package scriptorium.query.parse;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import scriptorium.contract.message.ApiException;
import scriptorium.contract.message.Arg;
import scriptorium.contract.message.Msg;
import scriptorium.host.module.ModuleRun;
import scriptorium.query.parse.Revisions.Revision;
import scriptorium.wikitext.api.ParseRequest;
import scriptorium.wikitext.api.WikitextEngine;
import scriptorium.wikitext.title.Namespace;
import scriptorium.wikitext.title.PageModels;
import scriptorium.wikitext.title.Title;

/** Finds out what the two sides of {@code action=compare} are. */
@ApplicationScoped
class CompareSides {

    /**
     * One side.
     *
     * @param edited whether the text is the client's, not the revision's
     */
    record Side(Optional<Revision> revision, String text, Optional<String> model, boolean edited) {
        static final Side NOTHING = nothing("");

        static Side nothing(String text) {
            return new Side(Optional.empty(), text, Optional.empty(), false);
        }

        static Side of(Revision revision) {
            return new Side(Optional.of(revision), revision.text(), Optional.of(revision.model()), false);
        }
    }

    private final Revisions revisions;
    private final Rendering rendering;

    CompareSides(Revisions revisions, Rendering rendering) {
        this.revisions = revisions;
        this.rendering = rendering;
    }

    /** @param otherModel content model of the other side, for texts that say none */
    Uni<Side> read(ModuleRun run, CompareParams side, Optional<String> otherModel) {
        if (run.get(side.slots).isPresent()) {
            side.old().stream().filter(old -> run.params().given(old)).findFirst().ifPresent(old -> {
                throw ApiException.of("invalidparammix", "apierror-invalidparammix", Arg.vars(side.side + "slots", run.params().wireName(old)), Arg.rawNum(2));
            });
        }
        Optional<String> text = run.get(side.text).or(() -> Optional.ofNullable(run.get(side.slotText).get("main")));
        Optional<String> section = run.get(side.section).or(() -> Optional.ofNullable(run.get(side.slotSection).get("main")));
        if (text.isEmpty() && run.get(side.slots).isPresent()) {
            throw ApiException.of("compare-maintextrequired", "apierror-compare-maintextrequired", Arg.raw(side.side));
        }
        return revision(run, side, text.isPresent()).chain(revision -> text.isPresent()
                ? given(run, side, revision, text.get(), section, otherModel)
                : Uni.createFrom().item(stored(side, revision, section)));
    }

    private Side stored(CompareParams side, Optional<Revision> found, Optional<String> section) {
        Revision revision = found.orElseThrow(() -> ApiException.ofKey("apierror-compare-no" + side.side + "revision"));
        if (section.isEmpty()) {
            return Side.of(revision);
        }
        String part = rendering.engine().section(revision.text(), section.get()).orElseThrow(() -> noSection(side, section.get()));
        return new Side(Optional.of(revision), part, Optional.of(revision.model()), false);
    }

    private Uni<Side> given(ModuleRun run, CompareParams side, Optional<Revision> base, String text, Optional<String> section, Optional<String> otherModel) {
        Optional<Title> title = base.map(Revision::title).or(() -> run.get(side.title).map(this::title));
        String model = run.get(side.model)
                .or(() -> Optional.ofNullable(run.get(side.slotModel).get("main")))
                .or(() -> base.map(Revision::model))
                .or(() -> title.map(PageModels::of))
                .or(() -> otherModel)
                .orElseGet(() -> {
                    run.warn(Msg.ofKey("apiwarn-compare-nocontentmodel", Arg.raw("wikitext")));
                    return "wikitext";
                });
        run.get(side.format).or(() -> Optional.ofNullable(run.get(side.slotFormat).get("main")))
                .filter(format -> !PageModels.accepts(model, format))
                .ifPresent(format -> {
                    throw ApiException.of("badformat-generic", "apierror-badformat-generic", Arg.raw(format), Arg.raw(model));
                });
        WikitextEngine engine = rendering.engine();
        boolean transform = run.get(side.pst) && PageModels.isTransformed(model);
        ParseRequest request = new ParseRequest(title.orElse(Title.of(Namespace.MAIN, "API")), text, 0, 0, Optional.empty(), Optional.empty(), run.caller().name(),
                run.call().language(), run.now(), false, false, "", false, false, false);
        return rendering.transformed(request, transform, run.caller()).map(ready -> {
            String whole = ready;
            if (section.isPresent()) {
                Revision under = base.orElseThrow(() -> ApiException.ofKey("apierror-compare-no" + side.side + "revision"));
                whole = engine.replaceSection(under.text(), section.get(), ready, "").orElseThrow(() -> noSection(side, section.get()));
            }
            return new Side(base, whole, Optional.of(model), true);
        });
    }

    private static ApiException noSection(CompareParams side, String section) {
        return ApiException.of("nosuch" + side.side + "section", "apierror-compare-nosuch" + side.side + "section", Arg.raw(section));
    }

    private Uni<Optional<Revision>> revision(ModuleRun run, CompareParams side, boolean hasText) {
        if (run.get(side.rev).isPresent()) {
            long id = run.get(side.rev).get();
            return revisions.byId(id).map(found -> must(found, ApiException.of("nosuchrevid", "apierror-nosuchrevid", Arg.rawNum(id))));
        }
        if (run.get(side.title).isPresent()) {
            String name = run.get(side.title).get();
            Title title = title(name);
            return revisions.ofTitle(title).map(found -> hasText ? found
                    : must(found, ApiException.of("missingtitle", "apierror-missingtitle-byname", Arg.raw(rendering.engine().fullText(title)))));
        }
        if (run.get(side.id).isPresent()) {
            long id = run.get(side.id).get();
            return revisions.ofPage(id).map(found -> must(found, ApiException.of("nosuchpageid", "apierror-nosuchpageid", Arg.rawNum(id))));
        }
        return Uni.createFrom().item(Optional.empty());
    }

    private static Optional<Revision> must(Optional<Revision> found, ApiException otherwise) {
        if (found.isEmpty()) {
            throw otherwise;
        }
        return found;
    }

    private Title title(String name) {
        return rendering.engine().title(name, Namespace.MAIN).title().filter(Title::isLocal).map(Title::withoutFragment)
                .orElseThrow(() -> ApiException.of("invalidtitle", "apierror-invalidtitle", Arg.raw(ParseModule.escape(name))));
    }
}

package scriptorium.page.api;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import scriptorium.contract.message.ApiException;
import scriptorium.contract.module.ModuleSpec;
import scriptorium.contract.param.Param;
import scriptorium.contract.param.Params;
import scriptorium.contract.param.Timestamps;
import scriptorium.contract.result.Result;
import scriptorium.host.module.ApiModule;
import scriptorium.host.module.ModuleRun;
import scriptorium.page.edit.EditCommand;
import scriptorium.page.edit.EditCommand.Change;
import scriptorium.page.edit.EditOutcome;
import scriptorium.page.edit.EditPage;
import scriptorium.page.edit.EditRefusal;
import scriptorium.page.tag.TagAccess;
import scriptorium.wikitext.title.Title;
import scriptorium.wikitext.title.TitleParser;

/** {@code action=edit}: creates or changes the text of a page. */
@ApplicationScoped
class EditModule implements ApiModule {

    static final List<String> FORMATS = List.of("text/x-wiki", "text/javascript", "application/json", "text/css", "text/plain", "application/octet-stream",
            "unknown/unknown", "application/x-binary", "text/unknown", "application/unknown");
    private static final Pattern SECTION = Pattern.compile("(T-)?\\d+|new");

    private final Params params = Params.declare();
    private final Param<Optional<String>> title = params.text("title").optional();
    private final Param<Optional<Long>> pageId = params.integer("pageid").optional();
    private final Param<Optional<String>> section = params.text("section").optional();
    private final Param<Optional<String>> sectionTitle = params.text("sectiontitle").optional();
    private final Param<Optional<String>> text = params.longText("text").optional();
    private final Param<Optional<String>> summary = params.text("summary").optional();
    private final Param<Optional<Set<String>>> tags = Runs.tags(params);
    private final Param<Boolean> minor = params.flag("minor");
    private final Param<Boolean> notMinor = params.flag("notminor");
    private final Param<Boolean> bot = params.flag("bot");
    private final Param<Optional<Long>> baseRevId = params.integer("baserevid").optional();
    private final Param<Optional<Instant>> baseTimestamp = params.timestamp("basetimestamp").optional();
    private final Param<Optional<Instant>> startTimestamp = params.timestamp("starttimestamp").optional();
    private final Param<Boolean> recreate = params.flag("recreate");
    private final Param<Boolean> createOnly = params.flag("createonly");
    private final Param<Boolean> noCreate = params.flag("nocreate");
    private final Param<Boolean> watch = params.deprecatedFlag("watch");
    private final Param<Boolean> unwatch = params.deprecatedFlag("unwatch");
    private final WatchlistParams watchlist = WatchlistParams.declare(params);
    private final Param<Optional<String>> md5 = params.text("md5").optional();
    private final Param<Optional<String>> prependText = params.longText("prependtext").optional();
    private final Param<Optional<String>> appendText = params.longText("appendtext").optional();
    private final Param<Optional<Long>> undo = params.integer("undo", 0).enforceRange().optional();
    private final Param<Optional<Long>> undoAfter = params.integer("undoafter", 0).enforceRange().optional();
    private final Param<Boolean> redirect = params.flag("redirect");
    private final Param<Optional<String>> contentFormat = params.choice("contentformat", FORMATS).optional();
    private final Param<Optional<String>> contentModel = params.choice("contentmodel", "wikitext", "javascript", "json", "css", "text", "unknown").optional();
    private final Param<String> token = params.token("csrf");
    private final Param<Optional<String>> returnTo = params.title("returnto", false).optional();
    private final Param<String> returnToQuery = params.text("returntoquery").orElse("");
    private final Param<String> returnToAnchor = params.text("returntoanchor").orElse("");
    private final ModuleSpec spec = ModuleSpec.action("edit", params)
            .writes("csrf")
            .atLeastOneOf(text, appendText, prependText, undo)
            .exactlyOneOf(title, pageId)
            .example("action=edit&title=Garden&summary=seeds&text=Roses&baserevid=1234567&token=123ABC", "apihelp-edit-example-edit")
            .example("action=edit&title=Garden&summary=note&minor=&prependtext=%5B%5BCategory:Plants%5D%5D&token=123ABC", "apihelp-edit-example-prepend")
            .example("action=edit&title=Garden&undo=13585&undoafter=13579&token=123ABC", "apihelp-edit-example-undo")
            .build();

    private final EditPage editPage;
    private final TagAccess tagAccess;
    private final PageTarget target;
    private final TitleParser titles;
    private final TemporaryEditors temporary;

    EditModule(EditPage editPage, TagAccess tagAccess, PageTarget target, TitleParser titles, TemporaryEditors temporary) {
        this.temporary = temporary;
        this.editPage = editPage;
        this.tagAccess = tagAccess;
        this.target = target;
        this.titles = titles;
    }

    @Override
    public ModuleSpec spec() {
        return spec;
    }

    @Override
    public Uni<Result.Tree> run(ModuleRun run) {
        return target.find(run.get(title), run.get(pageId)).invoke(_ -> checkRedirect(run))
                .chain(page -> tagAccess.accompanying(run.caller(), Runs.given(run, tags))
                        .chain(given -> temporary.named(run).chain(named -> editPage.execute(command(named, page, given))
                                .map(outcome -> answer(run, outcome, named.caller().temporary() && run.caller().anonymous())))));
    }

    /** What follows redirects may only add: the old text was that of the redirect. */
    private void checkRedirect(ModuleRun run) {
        boolean adds = run.get(prependText).isPresent() || run.get(appendText).isPresent() || run.get(section).equals(Optional.of("new"));
        if (run.get(redirect) && !adds) {
            throw new ApiException(EditRefusal.REDIRECT_APPEND_ONLY.msg());
        }
    }

    private EditCommand command(ModuleRun run, Title page, Set<String> given) {
        run.get(section).filter(s -> !SECTION.matcher(s).matches()).ifPresent(_ -> {
            throw new ApiException(EditRefusal.INVALID_SECTION.msg());
        });
        Optional<Boolean> isMinor = run.get(minor) ? Optional.of(true) : run.get(notMinor) ? Optional.of(false) : Optional.empty();
        return new EditCommand(page, change(run), run.get(redirect), run.get(summary).orElse(""), isMinor, run.get(bot), run.get(createOnly), run.get(noCreate),
                run.get(recreate), run.get(baseRevId), run.get(baseTimestamp), run.get(startTimestamp), given,
                watchlist.wish(run, run.get(watch), run.get(unwatch)), run.get(contentModel), run.get(contentFormat), run.get(md5), Runs.by(run));
    }

    /** Undo beats prepending and appending, which beat the whole text, as in MediaWiki. */
    private Change change(ModuleRun run) {
        if (run.get(undo).filter(id -> id > 0).isPresent()) {
            return new Change.Undo(run.get(undo).get(), run.get(undoAfter), run.get(section));
        }
        boolean surround = run.get(prependText).isPresent() || run.get(appendText).isPresent();
        if (surround && !run.get(section).equals(Optional.of("new"))) {
            return new Change.Surround(run.get(prependText).orElse(""), run.get(appendText).orElse(""), run.get(section));
        }
        String whole = surround ? run.get(prependText).orElse("") + run.get(appendText).orElse("") : run.get(text).orElse("");
        return new Change.Replace(whole, run.get(section), run.get(sectionTitle));
    }

    private Result.Tree answer(ModuleRun run, EditOutcome outcome, boolean newcomer) {
        Result.Tree edit = Result.tree();
        Result.Tree answer = Result.tree();
        outcome.redirectedFrom().ifPresent(from -> answer.put("redirects", Result.tree()
                .put("from", titles.fullText(from))
                .put("to", titles.fullText(outcome.page().title()))));
        outcome.positions().forEach(run::wrote);
        switch (outcome) {
            case EditOutcome.Saved saved -> {
                page(edit.flag("new", saved.created()), outcome)
                        .put("oldrevid", saved.revision().parentId())
                        .put("newrevid", saved.revision().id())
                        .put("newtimestamp", Timestamps.iso(saved.revision().madeAt()));
            }
            case EditOutcome.Unchanged _ -> page(edit, outcome).flag("nochange", true);
        }
        edit.flag("watched", outcome.watched().watched());
        outcome.watched().expiry().ifPresent(expiry -> edit.put("watchlistexpiry", Timestamps.iso(expiry)));
        if (newcomer) {
            edit.put("tempusercreated", true);
        }
        return answer.put("edit", edit);
    }

    private Result.Tree page(Result.Tree edit, EditOutcome outcome) {
        return edit.put("result", "Success")
                .put("pageid", outcome.page().id())
                .put("title", titles.fullText(outcome.page().title()))
                .put("contentmodel", outcome.page().contentModel());
    }
}

package scriptorium.page.edit;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import scriptorium.contract.event.PageContentChange;
import scriptorium.contract.event.RecentChange;
import scriptorium.contract.identity.Caller;
import scriptorium.contract.message.ApiException;
import scriptorium.contract.message.Arg;
import scriptorium.contract.result.Result;
import scriptorium.host.work.WorkPool;
import scriptorium.page.edit.EditCommand.Change;
import scriptorium.page.model.Page;
import scriptorium.page.model.Protection;
import scriptorium.page.model.Revision;
import scriptorium.page.news.ChangeTold;
import scriptorium.page.news.Log;
import scriptorium.page.news.ModelNews;
import scriptorium.page.news.PageNews;
import scriptorium.page.store.PageChanges;
import scriptorium.page.store.PageStore;
import scriptorium.page.store.PageStore.Current;
import scriptorium.page.tag.SoftwareTags;
import scriptorium.wikitext.api.WikitextEngine;
import scriptorium.wikitext.title.PageModels;
import scriptorium.wikitext.title.Title;

/**
 * Saves an edit and the news of it, both or neither. The new text is worked out before anything is locked; when the page has changed meanwhile it is worked
 * out again, so no edit is lost and no lock waits for a parse.
 */
@ApplicationScoped
public class EditPage {

    private static final int ATTEMPTS = 8;

    private final PageStore store;
    private final EditedText texts;
    private final EditSources sources;
    private final Reverts reverts;
    private final PageNews news;
    private final ModelNews modelNews;
    private final WikitextEngine engine;
    private final WorkPool work;
    private final Turns turns;

    EditPage(PageStore store, EditedText texts, EditSources sources, Reverts reverts, PageNews news, ModelNews modelNews, WikitextEngine engine, WorkPool work, Turns turns) {
        this.store = store;
        this.texts = texts;
        this.sources = sources;
        this.reverts = reverts;
        this.news = news;
        this.modelNews = modelNews;
        this.engine = engine;
        this.work = work;
        this.turns = turns;
    }

    /** Where an edit goes. */
    private record Target(Title title, Optional<Title> redirectedFrom, Optional<Current> current) {

        Optional<Page> page() {
            return current.map(Current::page);
        }
    }

    /** What an attempt has found out before it locks anything. */
    private record Plan(EditCommand command, Target target, String model, List<Protection> protections, String text) {

        Optional<Revision> current() {
            return target.current().map(Current::revision);
        }

        boolean changesModel() {
            return target.page().filter(page -> !page.contentModel().equals(model)).isPresent();
        }
    }

    public Uni<EditOutcome> execute(EditCommand command) {
        return attempt(command, ATTEMPTS);
    }

    private Uni<EditOutcome> attempt(EditCommand command, int left) {
        return Uni.combine().all().unis(target(command), store.protections(command.title())).asTuple()
                .chain(found -> found.getItem1().title().equals(command.title())
                        ? plan(command, found.getItem1(), found.getItem2())
                        : store.protections(found.getItem1().title()).chain(protections -> plan(command, found.getItem1(), protections)))
                .chain(plan -> store.change(List.of(plan.target().title()), command.caller().userId(), changes -> save(changes, plan)))
                .chain(outcome -> outcome.map(saved -> Uni.createFrom().item(saved)).orElseGet(() -> {
                    if (left <= 1) {
                        throw new ApiException(EditRefusal.CONFLICT.msg());
                    }
                    return left == ATTEMPTS ? turns.take(command.title(), own(), () -> attempt(command, left - 1)) : attempt(command, left - 1);
                }));
    }

    private static Executor own() {
        Context context = Vertx.currentContext();
        return context == null ? Runnable::run : task -> context.runOnContext(_ -> task.run());
    }

    private Uni<Target> target(EditCommand command) {
        return store.current(command.title()).chain(current -> {
            Target found = new Target(command.title(), Optional.empty(), current);
            if (!command.followRedirect() || !current.map(c -> c.page().redirect()).orElse(false)) {
                return Uni.createFrom().item(found);
            }
            if (command.change() instanceof Change.Replace(var _, var section, var _) && !section.equals(Optional.of("new"))) {
                throw new ApiException(EditRefusal.REDIRECT_APPEND_ONLY.msg());
            }
            Title to = engine.redirectTarget(current.get().revision().text()).orElse(command.title()).withoutFragment();
            if (!to.isLocal() || to.namespace() < 0) {
                String from = engine.fullText(command.title());
                String target = engine.fullText(to);
                throw new ApiException(EditRefusal.EDIT_INVALID_REDIRECT.msg(Arg.plain(from), Arg.plain(target))
                        .with("redirects", Result.tree().put("from", from).put("to", target)));
            }
            return store.current(to).map(there -> new Target(to, Optional.of(command.title()), there));
        });
    }

    private Uni<Plan> plan(EditCommand command, Target target, List<Protection> protections) {
        boolean exists = target.current().isPresent();
        if (exists && command.mustBeNew()) {
            throw new ApiException(EditRefusal.ARTICLE_EXISTS.msg());
        }
        if (!exists && command.mustExist()) {
            throw new ApiException(EditRefusal.MISSING_TITLE.msg());
        }
        PageAccess.check(command.caller(), "edit", target.title(), exists, target.page().map(Page::id).orElse(0L), protections);
        String model = model(command, target);
        return sources.of(command, target.title(), target.current())
                .call(() -> checkDeletion(command, target))
                .chain(found -> {
                    String then = undoneModel(command, target, found).orElse(model);
                    return work.run(() -> texts.of(command, target.title(), then, found)).map(text -> new Plan(command, target, then, protections, text));
                });
    }

    /** Taking back the last revision takes back its content model too. */
    private static Optional<String> undoneModel(EditCommand command, Target target, EditedText.Sources found) {
        boolean last = found.undone().isPresent() && found.undone().map(Revision::id).equals(target.page().map(Page::latestRevisionId));
        Optional<String> before = last && command.contentModel().isEmpty() ? found.undoneTo().map(Revision::contentModel) : Optional.empty();
        if (before.isPresent() && !before.equals(target.page().map(Page::contentModel)) && !command.caller().may("editcontentmodel")) {
            throw new ApiException(EditRefusal.CANNOT_CHANGE_MODEL.msg());
        }
        return before;
    }

    private String model(EditCommand command, Target target) {
        String model = command.contentModel().orElseGet(() -> target.page().map(Page::contentModel).orElseGet(() -> PageModels.of(target.title())));
        String name = engine.fullText(target.title()).replace(' ', '_');
        if (model.equals("unknown")) {
            throw new ApiException(EditRefusal.NO_DIRECT_EDITING.msg(Arg.raw(model), Arg.raw(name)));
        }
        command.contentFormat().filter(format -> !PageModels.formatOf(model).equals(format)).ifPresent(format -> {
            throw new ApiException(EditRefusal.BAD_FORMAT.msg(Arg.raw(format), Arg.raw(model), Arg.raw(name)));
        });
        boolean changes = target.page().map(page -> !page.contentModel().equals(model)).orElse(!model.equals(PageModels.of(target.title())));
        if (changes && !command.caller().may("editcontentmodel")) {
            throw new ApiException(EditRefusal.CANNOT_CHANGE_MODEL.msg());
        }
        return model;
    }

    /** A page that was deleted after the editor was opened is not made again by accident. */
    private Uni<Void> checkDeletion(EditCommand command, Target target) {
        if (target.current().isPresent() || command.recreate() || command.startTime().isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return store.lastDeletion(target.title()).map(deleted -> {
            if (deleted.isPresent() && deleted.get().toInstant().isAfter(command.startTime().get())) {
                throw new ApiException(EditRefusal.PAGE_DELETED.msg());
            }
            return null;
        });
    }

    /** Empty when the page has changed since the plan was made. */
    private Uni<Optional<EditOutcome>> save(PageChanges changes, Plan plan) {
        Optional<Page> now = changes.page(plan.target().title());
        long seen = plan.target().page().map(Page::latestRevisionId).orElse(0L);
        if (seen != now.map(Page::latestRevisionId).orElse(0L)) {
            return Uni.createFrom().item(Optional.empty());
        }
        boolean same = now.isPresent() && plan.text().equals(plan.current().orElseThrow().text()) && now.get().contentModel().equals(plan.model());
        return same ? Uni.createFrom().item(Optional.of(unchanged(changes, plan, now.get()))) : store(changes, plan, now).map(Optional::of);
    }

    private EditOutcome unchanged(PageChanges changes, Plan plan, Page page) {
        Watching.State watched = watch(changes, plan, false);
        return new EditOutcome.Unchanged(page, plan.target().redirectedFrom(), watched, changes.positions());
    }

    private Uni<EditOutcome> store(PageChanges changes, Plan plan, Optional<Page> before) {
        Optional<PageStore.Earlier> revertedTo = revertedTo(plan);
        Optional<String> redirect = redirect(plan.model(), plan.text());
        Revision revision = revision(plan, before, changes.ids(), redirect, revertedTo.isPresent());
        Page page = before.map(old -> old.revised(revision, redirect.isPresent(), revision.madeAt()))
                .orElseGet(() -> Page.created(plan.target().title(), revision, redirect.isPresent()));
        changes.insert(revision);
        news.tell(changes, told(plan, before, revision, page, changes.ids()));
        Watching.State watched = watch(changes, plan, before.isEmpty());
        return modelTold(changes, plan, before, page).chain(now -> marked(changes, plan, now, revertedTo, revision.id())).map(last -> {
            if (before.isEmpty()) {
                changes.insert(last);
            } else {
                changes.update(last);
            }
            return new EditOutcome.Saved(page, revision, before.isEmpty(), plan.target().redirectedFrom(), watched, changes.positions());
        });
    }

    /** Another content model than before, or than pages of this title have, is told apart from the edit. */
    private Uni<Page> modelTold(PageChanges changes, Plan plan, Optional<Page> before, Page page) {
        String usual = before.map(Page::contentModel).orElseGet(() -> PageModels.of(page.title()));
        EditCommand command = plan.command();
        return usual.equals(page.contentModel()) ? Uni.createFrom().item(page) : changes.moreIds().map(ids ->
                modelNews.tell(changes, ids, page, before.map(Page::contentModel), Summaries.tidy(command.summary()), List.of(), command.by()).page());
    }

    /** The earlier revision whose text the page has again. */
    private static Optional<PageStore.Earlier> revertedTo(Plan plan) {
        if (plan.target().current().isEmpty()) {
            return Optional.empty();
        }
        String sha1 = Revision.sha1Of(plan.text());
        if (sha1.equals(plan.current().orElseThrow().sha1())) {
            return Optional.empty();
        }
        return plan.target().current().get().earlier().stream().filter(e -> e.sha1().equals(sha1)).findFirst();
    }

    private Uni<Page> marked(PageChanges changes, Plan plan, Page page, Optional<PageStore.Earlier> revertedTo, long revisionId) {
        if (!plan.command().caller().may("autopatrol")) {
            return Uni.createFrom().item(page);
        }
        if (plan.command().change() instanceof Change.Undo(long undone, var after, var _)) {
            return reverts.mark(changes, page, after.filter(id -> id > 0).orElse(undone - 1), undone + 1, plan.command().by());
        }
        return revertedTo.map(to -> reverts.mark(changes, page, to.id(), revisionId, plan.command().by())).orElseGet(() -> Uni.createFrom().item(page));
    }

    /** Where the text leads, with the section. */
    private Optional<String> redirect(String model, String text) {
        return model.equals("wikitext") ? engine.redirectTarget(text).map(to -> to.fragment().isEmpty() ? engine.fullText(to) : engine.fullText(to) + "#" + to.fragment())
                : Optional.empty();
    }

    private Revision revision(Plan plan, Optional<Page> before, PageChanges.Ids ids, Optional<String> redirect, boolean revert) {
        EditCommand command = plan.command();
        Caller caller = command.caller();
        Instant now = command.by().second();
        // Revisions of a page never go back in time, even when two servers' clocks differ.
        Instant madeAt = plan.current().map(Revision::madeAt).filter(last -> last.isAfter(now)).orElse(now);
        boolean minor = command.minor().orElse(caller.flagOption("minordefault")) && caller.may("minoredit") && before.isPresent();
        String old = plan.current().map(Revision::text).orElse("");
        Optional<String> oldRedirect = plan.current().flatMap(r -> redirect(r.contentModel(), r.text()));
        boolean undo = command.change() instanceof Change.Undo;
        List<String> tags = new ArrayList<>(EditTags.of(before.isEmpty(), undo, revert, old, plan.text(), oldRedirect, redirect));
        if (plan.changesModel()) {
            tags.add(SoftwareTags.CONTENT_MODEL_CHANGE);
        }
        command.tags().stream().filter(tag -> !tags.contains(tag)).forEach(tags::add);
        String summary = summary(plan, old, oldRedirect, redirect);
        return new Revision(ids.revision(), before.map(Page::id).orElse(ids.page()), before.map(Page::latestRevisionId).orElse(0L), madeAt, caller.userId(),
                caller.name(), minor, Revision.sizeOf(plan.text()), Revision.sha1Of(plan.text()), summary, plan.model(), plan.text(), 0, tags,
                ids.recentChange(), caller.may("autopatrol"));
    }

    private static String summary(Plan plan, String old, Optional<String> oldRedirect, Optional<String> redirect) {
        EditCommand command = plan.command();
        if (command.change() instanceof Change.Replace(var _, var section, var heading) && section.equals(Optional.of("new"))) {
            String name = heading.orElse(command.summary());
            boolean own = heading.isPresent() && !command.summary().isEmpty();
            return Summaries.tidy(own ? command.summary() : name.isEmpty() ? "" : Summaries.ofNewSection(name));
        }
        if (command.change() instanceof Change.Undo(long revisionId, var _, var _) && command.summary().isEmpty()) {
            return Summaries.tidy("Took back revision " + revisionId);
        }
        // Texts of different models cannot be compared.
        return command.summary().isEmpty() && !plan.changesModel()
                ? Summaries.automatic(plan.current().isEmpty(), old, plan.text(), oldRedirect, redirect)
                : Summaries.tidy(command.summary());
    }

    private static ChangeTold told(Plan plan, Optional<Page> before, Revision revision, Page page, PageChanges.Ids ids) {
        EditCommand command = plan.command();
        boolean created = before.isEmpty();
        RecentChange rc = new RecentChange(ids.recentChange(), created ? "new" : "edit", revision.minor(), command.bot() && command.caller().may("bot"),
                revision.patrolled(), revision.patrolled(), revision.parentId(), revision.id(), before.map(Page::length).orElse(0), revision.size());
        ChangeTold told = ChangeTold.of(created ? PageContentChange.KIND_CREATE : PageContentChange.KIND_EDIT, page, command.by()).revised(revision).recent(rc)
                .protections(created ? List.of() : plan.protections());
        return created
                ? told.log(Log.entry(ids.log(), "create", "create", command.by(), page.title(), page.id(), revision.comment(), Log.params(), List.of()))
                : told.from(before.get());
    }

    private static Watching.State watch(PageChanges changes, Plan plan, boolean created) {
        return Watching.apply(changes, plan.command().by(), plan.target().title(), plan.command().watch(), created ? "watchcreations" : "watchdefault");
    }
}

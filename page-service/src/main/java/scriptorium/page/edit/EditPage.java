package scriptorium.page.edit;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import scriptorium.contract.call.Position;
import scriptorium.contract.event.LogEntry;
import scriptorium.contract.event.PageContentChange;
import scriptorium.contract.event.RecentChange;
import scriptorium.contract.event.Topics;
import scriptorium.contract.identity.Caller;
import scriptorium.contract.message.ApiException;
import scriptorium.contract.message.Arg;
import scriptorium.contract.message.Msg;
import scriptorium.contract.param.Timestamps;
import scriptorium.contract.result.Result;
import scriptorium.host.work.WorkPool;
import scriptorium.page.edit.EditCommand.Change;
import scriptorium.page.edit.EditedText.Sources;
import scriptorium.page.model.Models;
import scriptorium.page.model.Page;
import scriptorium.page.model.Protection;
import scriptorium.page.model.Revision;
import scriptorium.page.news.ChangeTold;
import scriptorium.page.news.PageNews;
import scriptorium.page.store.PageChanges;
import scriptorium.page.store.PageStore;
import scriptorium.wikitext.api.WikitextEngine;
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
    private final PageNews news;
    private final WikitextEngine engine;
    private final WorkPool work;

    EditPage(PageStore store, EditedText texts, PageNews news, WikitextEngine engine, WorkPool work) {
        this.store = store;
        this.texts = texts;
        this.news = news;
        this.engine = engine;
        this.work = work;
    }

    /** What an attempt has found out before it locks anything. */
    private record Plan(EditCommand command, Title title, Optional<Title> redirectedFrom, Optional<Page> page, Optional<Revision> current, String model,
            List<Protection> protections, String text) {}

    public Uni<EditOutcome> execute(EditCommand command) {
        return attempt(command, ATTEMPTS);
    }

    private Uni<EditOutcome> attempt(EditCommand command, int left) {
        return target(command)
                .chain(target -> store.protections(target.title()).chain(protections -> plan(command, target, protections)))
                .chain(plan -> store.change(List.of(plan.title()), changes -> save(changes, plan)))
                .chain(outcome -> outcome.map(saved -> Uni.createFrom().item(saved)).orElseGet(() -> {
                    if (left <= 1) {
                        throw new ApiException(EditRefusal.CONFLICT.msg());
                    }
                    return attempt(command, left - 1);
                }));
    }

    private record Target(Title title, Optional<Title> redirectedFrom, Optional<Page> page, Optional<Revision> current) {}

    private Uni<Target> target(EditCommand command) {
        return find(command.title(), Optional.empty()).chain(found -> {
            boolean follow = command.followRedirect() && found.page().map(Page::redirect).orElse(false);
            if (!follow) {
                return Uni.createFrom().item(found);
            }
            if (command.change() instanceof Change.Replace(var _, var section, var _) && !section.equals(Optional.of("new"))) {
                throw new ApiException(EditRefusal.REDIRECT_APPEND_ONLY.msg());
            }
            Title to = engine.redirectTarget(found.current().orElseThrow().text()).filter(t -> t.isLocal() && t.namespace() >= 0)
                    .orElseThrow(() -> new ApiException(EditRefusal.EDIT_INVALID_REDIRECT.msg(Arg.raw(engine.fullText(found.title())), Arg.raw(""))));
            return find(to.withoutFragment(), Optional.of(found.title()));
        });
    }

    private Uni<Target> find(Title title, Optional<Title> redirectedFrom) {
        return store.page(title).chain(page -> page.isEmpty()
                ? Uni.createFrom().item(new Target(title, redirectedFrom, page, Optional.empty()))
                : store.revision(page.get().latestRevisionId()).map(current -> new Target(title, redirectedFrom, page, current)));
    }

    private Uni<Plan> plan(EditCommand command, Target target, List<Protection> protections) {
        boolean exists = target.page().isPresent();
        if (exists && command.mustBeNew()) {
            throw new ApiException(EditRefusal.ARTICLE_EXISTS.msg());
        }
        if (!exists && command.mustExist()) {
            throw new ApiException(EditRefusal.MISSING_TITLE.msg());
        }
        List<Msg> refusals = PageAccess.refusals(command.caller(), "edit", target.title(), exists, target.page().map(Page::id).orElse(0L), protections);
        if (!refusals.isEmpty()) {
            throw new ApiException(refusals);
        }
        command.tags().stream().findFirst().ifPresent(tag -> {
            throw new ApiException(EditRefusal.BAD_TAGS.msg(Arg.raw(tag), Arg.rawNum(1)).with("disallowedtags", Result.Items.of("tag", command.tags())));
        });
        String model = model(command, target);
        return sources(command, target)
                .call(() -> checkDeletion(command, target))
                .chain(sources -> work.run(() -> texts.of(command, target.title(), model, sources)))
                .map(text -> new Plan(command, target.title(), target.redirectedFrom(), target.page(), target.current(), model, protections, text));
    }

    private String model(EditCommand command, Target target) {
        String model = command.contentModel().orElseGet(() -> target.page().map(Page::contentModel).orElseGet(() -> Models.of(target.title())));
        command.contentFormat().filter(format -> !Models.supports(model, format)).ifPresent(format -> {
            throw new ApiException(EditRefusal.BAD_FORMAT.msg(Arg.raw(format), Arg.raw(model), Arg.raw(engine.fullText(target.title()))));
        });
        boolean changes = target.page().map(page -> !page.contentModel().equals(model)).orElse(!model.equals(Models.of(target.title())));
        if (changes && !command.caller().may("editcontentmodel")) {
            throw new ApiException(EditRefusal.CANNOT_CHANGE_MODEL.msg());
        }
        return model;
    }

    /** A page that was deleted after the editor was opened is not made again by accident. */
    private Uni<Void> checkDeletion(EditCommand command, Target target) {
        if (target.page().isPresent() || command.recreate() || command.startTime().isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return store.lastDeletion(target.title()).map(deleted -> {
            if (deleted.isPresent() && deleted.get().toInstant().isAfter(command.startTime().get())) {
                throw new ApiException(EditRefusal.PAGE_DELETED.msg());
            }
            return null;
        });
    }

    private Uni<Sources> sources(EditCommand command, Target target) {
        if (command.change() instanceof Change.Undo(long revisionId, var after)) {
            return undoSources(target, revisionId, after);
        }
        Optional<Revision> current = target.current();
        if (current.isEmpty()) {
            return Uni.createFrom().item(new Sources(current, Optional.empty(), Optional.empty(), Optional.empty()));
        }
        return base(command, target.page().orElseThrow(), current.get())
                .map(base -> new Sources(current, base, Optional.empty(), Optional.empty()));
    }

    /** The revision that the change is based on; empty when it is the current one, or nothing was said. */
    private Uni<Optional<Revision>> base(EditCommand command, Page page, Revision current) {
        if (command.baseRevisionId().isPresent() && command.baseRevisionId().get() > 0) {
            long id = command.baseRevisionId().get();
            return id == current.id() ? Uni.createFrom().item(Optional.empty()) : store.revision(id).map(base -> Optional.of(
                    base.orElseThrow(() -> new ApiException(EditRefusal.CONFLICT.msg()))));
        }
        if (command.baseTime().isPresent() && current.madeAt().isAfter(command.baseTime().get())) {
            return store.revisionAt(page.id(), command.baseTime().get().atOffset(ZoneOffset.UTC)).chain(base -> {
                long since = base.map(Revision::id).orElse(0L);
                return store.editedByOthersSince(page.id(), since, command.caller().userId()).map(others -> others ? base : Optional.empty());
            });
        }
        return Uni.createFrom().item(Optional.empty());
    }

    private Uni<Sources> undoSources(Target target, long revisionId, Optional<Long> after) {
        return store.revision(revisionId).chain(found -> {
            Revision undone = found.orElseThrow(() -> noSuchRevision(revisionId));
            if (target.page().isEmpty() || undone.pageId() != target.page().get().id()) {
                throw new ApiException(EditRefusal.REVISION_OF_OTHER_PAGE.msg(Arg.rawNum(revisionId), Arg.raw(engine.fullText(target.title()))));
            }
            long to = after.filter(id -> id > 0).orElse(undone.parentId());
            return to == 0
                    ? Uni.createFrom().item(new Sources(target.current(), Optional.empty(), found, Optional.empty()))
                    : store.revision(to).map(back -> {
                        Revision wanted = back.orElseThrow(() -> noSuchRevision(to));
                        if (wanted.pageId() != undone.pageId()) {
                            throw new ApiException(EditRefusal.REVISION_OF_OTHER_PAGE.msg(Arg.rawNum(to), Arg.raw(engine.fullText(target.title()))));
                        }
                        return new Sources(target.current(), Optional.empty(), found, back);
                    });
        });
    }

    private static ApiException noSuchRevision(long id) {
        return new ApiException(EditRefusal.NO_SUCH_REVISION.msg(Arg.rawNum(id)));
    }

    /** Empty when the page has changed since the plan was made. */
    private Uni<Optional<EditOutcome>> save(PageChanges changes, Plan plan) {
        return changes.page(plan.title()).chain(now -> {
            long seen = plan.page().map(Page::latestRevisionId).orElse(0L);
            long latest = now.map(Page::latestRevisionId).orElse(0L);
            if (seen != latest) {
                return Uni.createFrom().item(Optional.empty());
            }
            boolean same = now.isPresent() && plan.text().equals(plan.current().orElseThrow().text()) && now.get().contentModel().equals(plan.model());
            return same ? unchanged(changes, plan, now.get()) : store(changes, plan, now);
        });
    }

    private Uni<Optional<EditOutcome>> unchanged(PageChanges changes, Plan plan, Page page) {
        return watch(changes, plan, false).map(watched -> Optional.of(new EditOutcome.Unchanged(page, plan.redirectedFrom(), watched)));
    }

    private Uni<Optional<EditOutcome>> store(PageChanges changes, Plan plan, Optional<Page> before) {
        boolean created = before.isEmpty();
        return changes.ids().chain(ids -> {
            Revision revision = revision(plan, before, ids);
            Optional<Title> redirect = plan.model().equals("wikitext") ? engine.redirectTarget(plan.text()) : Optional.empty();
            Page page = new Page(revision.pageId(), plan.title(), false, redirect.isPresent(), plan.model(), revision.id(), revision.size(),
                    before.map(Page::changeSeq).orElse(0L) + 1, revision.madeAt());
            ChangeTold told = told(plan, before, revision, page, ids);
            Position position = new Position(Topics.PAGE_CONTENT_CHANGE, String.valueOf(page.id()), page.changeSeq());
            return (created ? changes.insert(page) : changes.update(page))
                    .chain(() -> changes.insert(revision))
                    .chain(() -> changes.tell(news.of(told)))
                    .chain(() -> watch(changes, plan, created))
                    .map(watched -> Optional.of(new EditOutcome.Saved(page, revision, created, plan.redirectedFrom(), watched, position)));
        });
    }

    private Revision revision(Plan plan, Optional<Page> before, PageChanges.Ids ids) {
        EditCommand command = plan.command();
        Caller caller = command.caller();
        Instant now = command.now().truncatedTo(ChronoUnit.SECONDS);
        // Revisions of a page never go back in time, even when two servers' clocks differ.
        Instant madeAt = plan.current().map(Revision::madeAt).filter(last -> last.isAfter(now)).orElse(now);
        boolean minor = command.minor().orElse(caller.flagOption("minordefault")) && caller.may("minoredit") && before.isPresent();
        return new Revision(ids.revision(), before.map(Page::id).orElse(ids.page()), before.map(Page::latestRevisionId).orElse(0L), madeAt, caller.userId(),
                caller.name(), minor, Revision.sizeOf(plan.text()), Revision.sha1Of(plan.text()), summary(plan, before.isEmpty()), plan.model(), plan.text(), 0,
                List.of());
    }

    private String summary(Plan plan, boolean created) {
        EditCommand command = plan.command();
        if (command.change() instanceof Change.Replace(var _, var section, var heading) && section.equals(Optional.of("new"))) {
            String name = heading.filter(h -> !h.isEmpty()).orElse(command.summary());
            boolean own = heading.filter(h -> !h.isEmpty()).isPresent() && !command.summary().isEmpty();
            return Summaries.tidy(own ? command.summary() : name.isEmpty() ? "" : "/* " + name + " */ new section");
        }
        if (command.change() instanceof Change.Undo(long revisionId, var _) && command.summary().isEmpty()) {
            return Summaries.tidy("Took back revision " + revisionId);
        }
        if (!command.summary().isEmpty()) {
            return Summaries.tidy(command.summary());
        }
        String before = plan.current().map(Revision::text).orElse("");
        return Summaries.automatic(created, before, plan.text(), engine.redirectTarget(before), engine.redirectTarget(plan.text()).map(engine::fullText));
    }

    private static ChangeTold told(Plan plan, Optional<Page> before, Revision revision, Page page, PageChanges.Ids ids) {
        Caller caller = plan.command().caller();
        boolean created = before.isEmpty();
        boolean patrolled = caller.may("autopatrol");
        RecentChange rc = new RecentChange(ids.recentChange(), created ? "new" : "edit", revision.minor(), plan.command().bot() && caller.may("bot"), patrolled,
                patrolled, revision.parentId(), revision.id(), before.map(Page::length).orElse(0), revision.size());
        List<LogEntry> log = created
                ? List.of(new LogEntry(ids.log(), "create", "create", Timestamps.iso(revision.madeAt()), caller.userId(), caller.name(),
                        page.title().namespace(), page.title().text(), page.id(), revision.comment(),
                        com.fasterxml.jackson.databind.node.JsonNodeFactory.instance.objectNode(), List.of()))
                : List.of();
        return new ChangeTold(created ? PageContentChange.KIND_CREATE : PageContentChange.KIND_EDIT, page, before, List.of(revision), Optional.of(revision),
                caller, revision.comment(), log, Optional.of(rc), plan.protections(), revision.madeAt(), plan.command().requestId());
    }

    private Uni<Boolean> watch(PageChanges changes, Plan plan, boolean created) {
        Caller caller = plan.command().caller();
        if (caller.anonymous()) {
            return Uni.createFrom().item(created);
        }
        return Watching.apply(changes, caller, plan.title(), plan.command().watch(), created ? "watchcreations" : "watchdefault");
    }
}

package scriptorium.page.edit;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneOffset;
import java.util.Optional;
import scriptorium.contract.message.ApiException;
import scriptorium.contract.message.Arg;
import scriptorium.page.edit.EditCommand.Change;
import scriptorium.page.edit.EditedText.Sources;
import scriptorium.page.model.Page;
import scriptorium.page.model.Revision;
import scriptorium.page.store.PageStore;
import scriptorium.page.store.PageStore.Current;
import scriptorium.wikitext.api.WikitextEngine;
import scriptorium.wikitext.title.Title;

/** Finds the revisions that an edit has to do with: what it is based on, what it takes back. */
@ApplicationScoped
class EditSources {

    private final PageStore store;
    private final WikitextEngine engine;

    EditSources(PageStore store, WikitextEngine engine) {
        this.store = store;
        this.engine = engine;
    }

    Uni<Sources> of(EditCommand command, Title title, Optional<Current> current) {
        Optional<Revision> revision = current.map(Current::revision);
        if (command.change() instanceof Change.Undo(long revisionId, var after, var _)) {
            return undo(title, current, revisionId, after);
        }
        return current.isEmpty()
                ? Uni.createFrom().item(new Sources(revision, Optional.empty(), Optional.empty(), Optional.empty()))
                : base(command, current.get().page(), revision.get()).map(base -> new Sources(revision, base, Optional.empty(), Optional.empty()));
    }

    /** The revision that the change is based on; empty when it is the current one, or nothing was said. */
    private Uni<Optional<Revision>> base(EditCommand command, Page page, Revision current) {
        if (command.baseRevisionId().isPresent() && command.baseRevisionId().get() != 0) {
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

    private Uni<Sources> undo(Title title, Optional<Current> current, long revisionId, Optional<Long> after) {
        return store.liveRevision(revisionId).chain(found -> {
            Revision undone = found.filter(r -> !r.hides(1)).orElseThrow(() -> noSuchRevision(revisionId));
            long to = after.filter(id -> id > 0).orElse(undone.parentId());
            return store.liveRevision(to).map(back -> {
                Revision wanted = back.filter(r -> !r.hides(1)).orElseThrow(() -> noSuchRevision(to));
                long page = current.map(c -> c.page().id()).orElse(0L);
                if (undone.pageId() != page) {
                    throw wrongPage(revisionId, title);
                }
                if (wanted.pageId() != page) {
                    throw wrongPage(to, title);
                }
                return new Sources(current.map(Current::revision), Optional.empty(), found, back);
            });
        });
    }

    private ApiException wrongPage(long revisionId, Title title) {
        return new ApiException(EditRefusal.REVISION_OF_OTHER_PAGE.msg(Arg.rawNum(revisionId), Arg.raw(engine.fullText(title))));
    }

    private static ApiException noSuchRevision(long id) {
        return new ApiException(EditRefusal.NO_SUCH_REVISION.msg(Arg.rawNum(id)));
    }
}

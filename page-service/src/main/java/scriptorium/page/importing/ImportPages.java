package scriptorium.page.importing;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.xml.stream.XMLStreamException;
import scriptorium.contract.call.Position;
import scriptorium.contract.event.LogEntry;
import scriptorium.contract.event.PageContentChange;
import scriptorium.contract.identity.Caller;
import scriptorium.contract.message.ApiException;
import scriptorium.contract.message.Arg;
import scriptorium.host.work.WorkPool;
import scriptorium.page.edit.PageAccess;
import scriptorium.page.edit.Summaries;
import scriptorium.page.importing.Dump.DumpedPage;
import scriptorium.page.importing.Dump.DumpedRevision;
import scriptorium.page.model.By;
import scriptorium.page.model.Models;
import scriptorium.page.model.Page;
import scriptorium.page.model.Revision;
import scriptorium.page.news.ChangeTold;
import scriptorium.page.news.Log;
import scriptorium.page.news.PageNews;
import scriptorium.page.store.PageChanges;
import scriptorium.page.store.PageStore;
import scriptorium.wikitext.api.WikitextEngine;
import scriptorium.wikitext.title.Namespace;
import scriptorium.wikitext.title.Title;
import scriptorium.wikitext.title.TitleParser;

/** Takes pages with their histories from a dump; each is marked with a revision that says so. */
@ApplicationScoped
public class ImportPages {

    private final PageStore store;
    private final PageNews news;
    private final WikitextEngine engine;
    private final TitleParser titles;
    private final WorkPool work;

    ImportPages(PageStore store, PageNews news, WikitextEngine engine, TitleParser titles, WorkPool work) {
        this.store = store;
        this.news = news;
        this.engine = engine;
        this.titles = titles;
        this.work = work;
    }

    /**
     * @param userPrefix put before the names of users of the other wiki
     * @param namespace where all pages go; {@code root} the page below which they go
     */
    public record Command(
            Path xml, String userPrefix, String summary, boolean assignKnown, Optional<Integer> namespace, Optional<Title> root, Set<String> tags, By by) {}

    public record Imported(Title title, int revisions, List<Position> positions) {}

    public Uni<List<Imported>> execute(Command command) {
        return work.run(() -> read(command.xml())).chain(pages -> {
            Uni<List<Imported>> done = Uni.createFrom().item(new ArrayList<>());
            for (DumpedPage page : pages) {
                done = done.chain(all -> one(command, page).map(imported -> {
                    imported.ifPresent(all::add);
                    return all;
                }));
            }
            return done;
        });
    }

    private static List<DumpedPage> read(Path xml) throws IOException {
        List<DumpedPage> pages = new ArrayList<>();
        try (InputStream in = Files.newInputStream(xml)) {
            Dump.read(in, pages::add);
        } catch (XMLStreamException | NumberFormatException bad) {
            throw ApiException.of("import-unknownerror", "apierror-import-unknownerror", Arg.raw("XML"));
        }
        return pages;
    }

    private Optional<Title> target(Command command, DumpedPage page) {
        Optional<Title> named = titles.parse(page.title(), Namespace.MAIN).title().filter(Title::isLocal).map(Title::withoutFragment);
        if (command.root().isPresent()) {
            return titles.parse(titles.fullText(command.root().get()) + "/" + page.title(), Namespace.MAIN).title();
        }
        return command.namespace().isPresent() ? named.map(t -> Title.of(command.namespace().get(), t.text())) : named;
    }

    private Uni<Optional<Imported>> one(Command command, DumpedPage page) {
        Optional<Title> target = target(command, page).filter(t -> t.namespace() >= 0);
        if (target.isEmpty() || page.revisions().isEmpty()) {
            return Uni.createFrom().item(Optional.empty());
        }
        return store.change(List.of(target.get()), command.by().caller().userId(), changes -> {
            Optional<Page> there = changes.page(target.get());
            if (!PageAccess.refusals(command.by().caller(), "edit", target.get(), there.isPresent(), there.map(Page::id).orElse(0L),
                    changes.protections(target.get())).isEmpty()) {
                return Uni.createFrom().item(Optional.empty());
            }
            Uni<List<Long>> ids = Uni.createFrom().item(new ArrayList<>());
            for (int i = 0; i < page.revisions().size(); i++) {
                ids = ids.chain(all -> changes.moreIds().map(more -> {
                    all.add(more.revision());
                    return all;
                }));
            }
            Uni<Optional<Revision>> current = there.isPresent()
                    ? changes.revision(there.get().latestRevisionId()).map(Optional::of)
                    : Uni.createFrom().item(Optional.empty());
            return ids.chain(all -> changes.moreIds().chain(last -> current.map(now -> Optional.of(save(changes, command, page, target.get(), now, all, last)))));
        });
    }

    private Imported save(PageChanges changes, Command command, DumpedPage dumped, Title title, Optional<Revision> current, List<Long> ids, PageChanges.Ids last) {
        Optional<Page> before = changes.page(title);
        long pageId = before.map(Page::id).orElse(changes.ids().page());
        List<Revision> revisions = new ArrayList<>();
        long parent = 0;
        for (int i = 0; i < ids.size(); i++) {
            revisions.add(revision(command, dumped.revisions().get(i), title, pageId, ids.get(i), parent));
            parent = ids.get(i);
        }
        Revision newest = revisions.stream().max(java.util.Comparator.comparing(Revision::madeAt)).orElseThrow();
        Revision shown = current.filter(now -> !now.madeAt().isBefore(newest.madeAt())).orElse(newest);
        Revision mark = mark(command, shown, last.revision(), pageId, revisions.size());
        revisions.add(mark);
        boolean redirect = mark.contentModel().equals("wikitext") && engine.redirectTarget(mark.text()).isPresent();
        Page page = before.map(old -> old.revised(mark, redirect, mark.madeAt())).orElseGet(() -> Page.created(title, mark, redirect));
        LogEntry log = Log.entry(last.log(), "import", "upload", command.by(), title, pageId, command.summary(), Log.params().put("count", revisions.size() - 1),
                command.tags());
        revisions.forEach(changes::insert);
        ChangeTold told = ChangeTold.of(before.isEmpty() ? PageContentChange.KIND_CREATE : PageContentChange.KIND_EDIT, page, command.by()).revised(mark)
                .revisions(revisions).log(log).recent(Log.recent(last.recentChange(), mark.id())).protections(changes.protections(title));
        if (before.isEmpty()) {
            changes.insert(page);
            news.tell(changes, told);
        } else {
            changes.update(page);
            news.tell(changes, told.from(before.get()));
        }
        return new Imported(title, revisions.size() - 1, changes.positions());
    }

    private static Revision revision(Command command, DumpedRevision r, Title title, long pageId, long id, long parent) {
        boolean known = r.anonymous() || command.assignKnown() && r.userName().equals(command.by().caller().name());
        String name = known ? r.userName() : command.userPrefix() + ">" + r.userName();
        long userId = known && !r.anonymous() ? command.by().caller().userId() : 0;
        return new Revision(id, pageId, parent, r.madeAt(), userId, name, r.minor(), Revision.sizeOf(r.text()), Revision.sha1Of(r.text()),
                Summaries.tidy(r.comment()), r.model().isEmpty() ? Models.of(title) : r.model(), r.text(), r.visibility(), List.of());
    }

    private static Revision mark(Command command, Revision shown, long id, long pageId, int count) {
        Caller caller = command.by().caller();
        Instant now = command.by().second();
        String summary = Summaries.tidy("Imported revisions: " + count + (command.summary().isEmpty() ? "" : ": " + command.summary()));
        return new Revision(id, pageId, shown.id(), now, caller.userId(), caller.name(), true, shown.size(), shown.sha1(), summary, shown.contentModel(),
                shown.text(), 0, List.copyOf(command.tags()));
    }
}

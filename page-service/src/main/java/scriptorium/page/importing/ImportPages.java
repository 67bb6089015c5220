package scriptorium.page.importing;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
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
import scriptorium.contract.event.RecentChange;
import scriptorium.contract.identity.Caller;
import scriptorium.contract.message.ApiException;
import scriptorium.contract.message.Arg;
import scriptorium.host.work.InTurn;
import scriptorium.host.work.WorkPool;
import scriptorium.page.edit.PageAccess;
import scriptorium.page.edit.Summaries;
import scriptorium.page.importing.Dump.DumpedPage;
import scriptorium.page.importing.Dump.DumpedRevision;
import scriptorium.page.model.By;
import scriptorium.page.model.Page;
import scriptorium.page.model.Revision;
import scriptorium.page.news.ChangeTold;
import scriptorium.page.news.Log;
import scriptorium.page.news.PageNews;
import scriptorium.page.store.PageChanges;
import scriptorium.page.store.PageStore;
import scriptorium.wikitext.api.WikitextEngine;
import scriptorium.wikitext.title.Namespace;
import scriptorium.wikitext.title.PageModels;
import scriptorium.wikitext.title.Title;
import scriptorium.wikitext.title.TitleParser;

/** Takes pages with their histories from a dump; each is marked with a revision that says so. */
@ApplicationScoped
public class ImportPages {

    /** Namespaces with lower numbers mean the same in all wikis. */
    private static final int FIRST_OF_ITS_OWN = 100;

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
        return work.run(() -> open(command.xml())).chain(dump -> {
            Multi<DumpedPage> pages = Multi.createBy().repeating().uni(() -> work.run(dump::next)).until(Optional::isEmpty).map(Optional::get);
            return InTurn.each(pages, page -> one(command, page).map(done -> done.orElse(null))).eventually(() -> work.run(() -> {
                dump.close();
                return null;
            }));
        });
    }

    /** A document that is not well-formed is refused before anything is taken from it. */
    private static Dump open(Path xml) throws IOException {
        try (Dump whole = new Dump(Files.newInputStream(xml))) {
            whole.check();
            return new Dump(Files.newInputStream(xml));
        } catch (XMLStreamException bad) {
            throw ApiException.of("import-unknownerror", "apierror-import-unknownerror", Arg.raw("XML"));
        }
    }

    private Optional<Title> target(Command command, DumpedPage page) {
        if (command.root().isPresent()) {
            return titles.parse(titles.fullText(command.root().get()) + "/" + page.fullText(), Namespace.MAIN).title();
        }
        Optional<Integer> sameEverywhere = page.namespace().filter(id -> id != Namespace.MAIN && id < FIRST_OF_ITS_OWN && titles.namespace(id).isPresent());
        Optional<Namespace> within = command.namespace().or(() -> sameEverywhere).flatMap(titles::namespace);
        String text = within.map(namespace -> prefixed(namespace, page.text())).orElseGet(page::fullText);
        return titles.parse(text, Namespace.MAIN).title().filter(Title::isLocal).map(Title::withoutFragment);
    }

    private static String prefixed(Namespace namespace, String text) {
        return namespace.id() == Namespace.MAIN ? text : namespace.name() + ":" + text;
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
            Uni<Optional<Revision>> current = there.isPresent()
                    ? changes.revision(there.get().latestRevisionId()).map(Optional::of)
                    : Uni.createFrom().item(Optional.empty());
            return changes.revisionIds(page.revisions().size()).chain(all -> changes.moreIds().chain(last -> current.map(now -> Optional.of(save(changes, command, page, target.get(), now, all, last)))));
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
                .revisions(revisions).log(log).recent(RecentChange.ofLog(last.recentChange(), mark.id())).protections(changes.protections(title));
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
                Summaries.tidy(r.comment()), r.model().isEmpty() ? PageModels.of(title) : r.model(), r.text(), r.visibility(), List.of());
    }

    private static Revision mark(Command command, Revision shown, long id, long pageId, int count) {
        Caller caller = command.by().caller();
        Instant now = command.by().second();
        String summary = Summaries.tidy("Imported revisions: " + count + (command.summary().isEmpty() ? "" : ": " + command.summary()));
        return new Revision(id, pageId, shown.id(), now, caller.userId(), caller.name(), true, shown.size(), shown.sha1(), summary, shown.contentModel(),
                shown.text(), 0, List.copyOf(command.tags()));
    }
}

package scriptorium.query.projection;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import scriptorium.contract.event.EventJson;
import scriptorium.contract.event.LogEntry;
import scriptorium.contract.event.PageContentChange;
import scriptorium.contract.event.RecentChange;
import scriptorium.contract.event.Topics;
import scriptorium.host.work.WorkPool;
import scriptorium.query.index.AddressRange;
import scriptorium.query.index.Writes;
import scriptorium.query.parse.Rendering;
import scriptorium.query.search.SearchIndex;
import scriptorium.wikitext.api.ParseRequest;
import scriptorium.wikitext.api.ParseResult;
import scriptorium.wikitext.title.Namespace;
import scriptorium.wikitext.title.Title;

/** Brings the index up to date with the changes of pages: one transaction per event, the parse before it. */
@ApplicationScoped
public class PageProjection {

    private static final String PUT_PAGE = """
            INSERT INTO page (id, namespace, title, is_redirect, is_new, content_model, latest_revision_id, length, touched, protections)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
            ON CONFLICT (id) DO UPDATE SET namespace = excluded.namespace, title = excluded.title, is_redirect = excluded.is_redirect, is_new = excluded.is_new,
            content_model = excluded.content_model, latest_revision_id = excluded.latest_revision_id, length = excluded.length, touched = excluded.touched,
            protections = excluded.protections""";
    private static final String PUT_REVISION = """
            INSERT INTO revision (id, page_id, parent_id, made_at, user_id, user_name, is_minor, size, sha1, comment, content_model, content_format, text,
            visibility, tags, user_address) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
            ON CONFLICT (id) DO UPDATE SET page_id = excluded.page_id, visibility = excluded.visibility, tags = excluded.tags""";
    private static final String ARCHIVE = """
            WITH gone AS (DELETE FROM revision WHERE page_id = $1 RETURNING *)
            INSERT INTO deleted_revision (id, page_id, namespace, title, parent_id, made_at, user_id, user_name, is_minor, size, sha1, comment, content_model,
            content_format, text, visibility, tags) SELECT id, page_id, $2, $3, parent_id, made_at, user_id, user_name, is_minor, size, sha1, comment, content_model,
            content_format, text, visibility, tags FROM gone ON CONFLICT DO NOTHING""";
    /** Kinds of changes that leave the page and its text as they are. */
    private static final Set<String> ANNOTATIONS = Set.of(PageContentChange.KIND_VISIBILITY, PageContentChange.KIND_TAGS, PageContentChange.KIND_PATROL,
            PageContentChange.KIND_BOT_MARK);
    /** Logs whose entries name the revision that came with them. */
    private static final Set<String> REVISION_LOGS = Set.of("create", "move", "protect", "upload", "import");
    private static final Set<String> EDITS = Set.of(PageContentChange.KIND_CREATE, PageContentChange.KIND_EDIT, PageContentChange.KIND_MOVE);
    /** Revisions that come with these are nobody's edits. */
    private static final Set<String> UNCOUNTED_LOGS = Set.of("upload/overwrite", "upload/revert", "merge/merge");
    private static final String CURRENT_TEXT = """
            SELECT r.id, r.text, r.content_model, r.made_at, r.user_name, r.size FROM revision r WHERE r.id = $1""";
    private static final String PAGE_TO_REPARSE = """
            SELECT p.namespace, p.title, p.content_model, p.latest_revision_id, r.text, r.made_at, r.user_name FROM page p
            JOIN revision r ON r.id = p.latest_revision_id WHERE p.id = $1""";
    private static final String TOUCH = "UPDATE page SET touched = greatest(touched, date_trunc('second', now())) WHERE id = $1";
    private static final String LOCK_UNCHANGED = "SELECT 1 FROM page WHERE id = $1 AND latest_revision_id = $2 FOR UPDATE";

    private final Pool pool;
    private final Rendering rendering;
    private final SearchIndex search;
    private final WorkPool work;
    private final Gate gate;
    private final Dependents dependents;

    PageProjection(Pool pool, Rendering rendering, SearchIndex search, WorkPool work, Gate gate, Dependents dependents) {
        this.dependents = dependents;
        this.pool = pool;
        this.rendering = rendering;
        this.search = search;
        this.work = work;
        this.gate = gate;
    }

    /** What the parse of a page's current text has found. */
    private record Derived(ParseResult parsed, String body, Instant begun) {}

    /** Applies an event; a duplicate or late one changes nothing. */
    public Uni<Void> apply(PageContentChange change) {
        if (change.page().id() == 0) {
            return withoutPage(change);
        }
        String key = String.valueOf(change.page().id());
        return derive(change)
                .call(derived -> derived.isPresent() ? LinkTables.number(pool, derived.get().parsed()) : Uni.createFrom().voidItem())
                .call(derived -> pool.withTransaction(connection -> Claims.claim(connection, Topics.PAGE_CONTENT_CHANGE, key, change.changeSeq())
                        .chain(news -> news ? store(connection, change, derived) : Uni.createFrom().voidItem())))
                .call(() -> refreshOthers(change))
                .chain(derived -> derived.isPresent() ? recheck(change.page(), derived.get()) : Uni.createFrom().voidItem())
                .invoke(() -> gate.open(Topics.PAGE_CONTENT_CHANGE, key, change.changeSeq()));
    }

    /** A title without a page was protected, or log entries were hidden or tagged. Such events are numbered by title. */
    private Uni<Void> withoutPage(PageContentChange change) {
        String key = "0:" + change.page().namespace() + ":" + change.page().title();
        Writes writes = new Writes();
        if (change.kind().equals(PageContentChange.KIND_PROTECT)) {
            TitleProtections.put(writes, change);
        } else if (ANNOTATIONS.contains(change.kind())) {
            Annotations.put(writes, change);
        }
        log(writes, change);
        recent(writes, change);
        return pool.withTransaction(c -> Claims.claim(c, Topics.PAGE_CONTENT_CHANGE, key, change.changeSeq())
                        .chain(news -> news ? writes.send(c) : Uni.createFrom().voidItem()))
                .invoke(() -> gate.open(Topics.PAGE_CONTENT_CHANGE, key, change.changeSeq()));
    }

    /** What other pages show of this one is out of date now: those that include it are parsed again, those that link to it are rendered again. */
    private Uni<Void> refreshOthers(PageContentChange change) {
        rendering.source().forget(title(change.page()));
        boolean appears = change.prior().isEmpty() || change.kind().equals(PageContentChange.KIND_DELETE) || change.kind().equals(PageContentChange.KIND_MOVE);
        List<Title> titles = new ArrayList<>(List.of(title(change.page())));
        change.prior().map(PageProjection::title).filter(before -> !titles.contains(before)).ifPresent(titles::add);
        Uni<Void> refreshed = Uni.createFrom().voidItem();
        for (Title title : titles) {
            refreshed = refreshed.chain(() -> dependents.refresh(Dependents.Use.TEMPLATE, title, change.page().id()));
            if (appears) {
                refreshed = refreshed.chain(() -> dependents.refresh(Dependents.Use.LINK, title, change.page().id()));
            }
        }
        return refreshed;
    }

    /** What a page uses may have changed after it was read and before the page was known to use it: then nobody else has the page parsed again. */
    private Uni<Void> recheck(PageContentChange.Page page, Derived derived) {
        return rendering.source().changed(derived.parsed().templates()).chain(changed -> changed ? dependents.again(page.id(), page.latestRevisionId()) : Uni.createFrom().voidItem());
    }

    /** Parses a page again and stores its links anew, unless it has been edited meanwhile: then its own event does that. */
    public Uni<Void> reparse(long pageId) {
        return reparse(pageId, true);
    }

    /** @param twice whether it is parsed once more when what it uses has changed meanwhile */
    private Uni<Void> reparse(long pageId, boolean twice) {
        return pool.preparedQuery(PAGE_TO_REPARSE).execute(Tuple.of(pageId)).chain(rows -> {
            var found = rows.iterator();
            if (!found.hasNext()) {
                return Uni.createFrom().voidItem();
            }
            var row = found.next();
            PageContentChange.Page page = new PageContentChange.Page(pageId, row.getInteger(0), row.getString(1), row.getString(2), "en", false, row.getLong(3));
            rendering.forget(pageId, page.latestRevisionId());
            return parse(page, row.getString(4), row.getString(2), row.getOffsetDateTime(5).toInstant(), row.getString(6))
                    .call(derived -> LinkTables.number(pool, derived.orElseThrow().parsed())).chain(derived ->
                    pool.withTransaction(c -> c.preparedQuery(LOCK_UNCHANGED).execute(Tuple.of(pageId, page.latestRevisionId()))
                            .chain(same -> same.size() == 0 ? Uni.createFrom().voidItem() : store(c, page, derived.orElseThrow())))
                            .chain(() -> twice ? rendering.source().changed(derived.orElseThrow().parsed().templates()) : Uni.createFrom().item(false))
                            .chain(changed -> changed ? reparse(pageId, false) : Uni.createFrom().voidItem()));
        });
    }

    private Uni<Optional<Derived>> derive(PageContentChange change) {
        rendering.source().forget(title(change.page()));
        change.prior().ifPresent(prior -> rendering.source().forget(title(prior)));
        if (change.kind().equals(PageContentChange.KIND_DELETE) || ANNOTATIONS.contains(change.kind())) {
            return Uni.createFrom().item(Optional.empty());
        }
        rendering.forget(change.page().id(), change.page().latestRevisionId());
        return change.revisions().stream().filter(r -> r.id() == change.page().latestRevisionId()).findFirst()
                .map(r -> parse(change.page(), r.text(), r.contentModel(), Instant.parse(r.timestamp()), r.userName()))
                .orElseGet(() -> pool.preparedQuery(CURRENT_TEXT).execute(Tuple.of(change.page().latestRevisionId())).chain(rows -> {
                    var row = rows.iterator();
                    if (!row.hasNext()) {
                        return Uni.createFrom().item(Optional.empty());
                    }
                    var r = row.next();
                    return parse(change.page(), r.getString(1), r.getString(2), r.getOffsetDateTime(3).toInstant(), r.getString(4));
                }));
    }

    private Uni<Optional<Derived>> parse(PageContentChange.Page page, String text, String model, Instant made, String user) {
        ParseRequest request = new ParseRequest(title(page), text, page.id(), page.latestRevisionId(), Optional.of(made),
                Optional.of(user), "127.0.0.1", "en", Instant.now(), false, false, "mw-parser-output", true, true, true);
        return work.run(() -> {
            ParseResult parsed = rendering.parse(request, model);
            return Optional.of(new Derived(parsed, SearchIndex.body(parsed.html()), request.now()));
        });
    }

    private static Title title(PageContentChange.Page page) {
        return Title.of(page.namespace(), page.title());
    }

    private Uni<Void> store(SqlConnection c, PageContentChange.Page page, Derived derived) {
        Writes writes = new Writes();
        Statistics statistics = new Statistics();
        links(writes, page, derived);
        writes.add(TOUCH, page.id());
        statistics.article(page.id(), article(page, derived.parsed()));
        statistics.write(writes);
        return writes.send(c);
    }

    private Uni<Void> store(SqlConnection c, PageContentChange change, Optional<Derived> derived) {
        Writes writes = new Writes();
        Statistics statistics = new Statistics();
        if (change.kind().equals(PageContentChange.KIND_DELETE)) {
            remove(writes, statistics, change);
        } else if (ANNOTATIONS.contains(change.kind())) {
            Annotations.put(writes, change);
        } else {
            put(writes, statistics, change, derived);
        }
        log(writes, change);
        recent(writes, change);
        WatchProjection.notify(writes, change);
        // Last, because everybody's transactions meet in these rows: they are locked for the commit only.
        statistics.write(writes);
        return writes.send(c).invoke(() -> derived.ifPresent(d -> rendering.keep(change.page().id(), change.page().latestRevisionId(), d.parsed(), d.begun())));
    }

    private void remove(Writes writes, Statistics statistics, PageContentChange change) {
        long id = change.page().id();
        LinkTables.clear(writes, change.page());
        writes.add(ARCHIVE, id, change.page().namespace(), change.page().title())
                // As in MediaWiki: what is left of a deleted page among the recent changes is what its logs say.
                .add("DELETE FROM recent_change WHERE page_id = $1 AND log_id = 0", id);
        search.remove(writes, id);
        // As in MediaWiki, which counts a deletion and a restoration as an edit of the wiki, though of nobody.
        statistics.add("edits", 1);
        statistics.add("pages", -1);
        statistics.gone(id);
    }

    /** What counts as an article: a page of content that is no redirect and links to something. */
    private static boolean article(PageContentChange.Page page, ParseResult parsed) {
        return page.namespace() == Namespace.MAIN && parsed.redirect().isEmpty() && !parsed.links().isEmpty();
    }

    private void put(Writes writes, Statistics statistics, PageContentChange change, Optional<Derived> derived) {
        PageContentChange.Page page = change.page();
        boolean created = change.kind().equals(PageContentChange.KIND_CREATE) || change.kind().equals(PageContentChange.KIND_UNDELETE) && change.prior().isEmpty();
        // A page that comes back counts as new, whatever its history.
        boolean isNew = created && change.kind().equals(PageContentChange.KIND_UNDELETE)
                || change.revisions().size() == 1 && change.revisions().getFirst().parentId() == 0;
        int length = change.revisions().stream().filter(r -> r.id() == page.latestRevisionId()).mapToInt(PageContentChange.Revision::size).findFirst().orElse(-1);
        if (change.kind().equals(PageContentChange.KIND_UNDELETE)) {
            writes.add("DELETE FROM deleted_revision WHERE id = ANY($1)", (Object) change.revisions().stream().map(PageContentChange.Revision::id).toArray(Long[]::new));
        }
        if (change.kind().equals(PageContentChange.KIND_MOVE)) {
            WatchProjection.moved(writes, change);
        }
        if (created) {
            writes.add(TitleProtections.REMOVE, page.namespace(), page.title());
        }
        writes.add("DELETE FROM page WHERE namespace = $1 AND title = $2 AND id <> $3", page.namespace(), page.title(), page.id());
        if (length >= 0) {
            writes.add(PUT_PAGE, page.id(), page.namespace(), page.title(), page.redirect(), isNew, page.contentModel(), page.latestRevisionId(), length,
                    time(change.timestamp()), protections(change));
        } else {
            writes.add("UPDATE page SET touched = $2, protections = $3 WHERE id = $1", page.id(), time(change.timestamp()), protections(change));
        }
        revisions(writes, statistics, change);
        if (page.namespace() == Namespace.CATEGORY) {
            writes.add("INSERT INTO category (title, pages, subcats, files) VALUES ($1, 0, 0, 0) ON CONFLICT DO NOTHING", page.title());
        }
        derived.ifPresent(d -> links(writes, page, d));
        if (created) {
            statistics.add("pages", 1);
        }
        derived.ifPresent(d -> statistics.article(page.id(), article(page, d.parsed())));
    }

    private void links(Writes writes, PageContentChange.Page page, Derived derived) {
        LinkTables.put(writes, page, derived.parsed());
        search.put(writes, page.id(), page.namespace(), page.title(), derived.body());
    }

    private static String protections(PageContentChange change) {
        try {
            return EventJson.MAPPER.writeValueAsString(change.protections().stream().map(p -> Map.of("type", p.type(), "level", p.level(), "expiry", p.expiry(),
                    "cascading", p.cascade())).toList());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void revisions(Writes writes, Statistics statistics, PageContentChange change) {
        List<Tuple> rows = new ArrayList<>();
        for (PageContentChange.Revision r : change.revisions()) {
            rows.add(Tuple.from(List.of(r.id(), change.page().id(), r.parentId(), time(r.timestamp()), r.userId(), r.userName(), r.minor(), r.size(), r.sha1(),
                    r.comment(), r.contentModel(), r.contentFormat(), r.text(), r.visibility(), String.join("|", r.tags()), r.userId() == 0 ? AddressRange.of(r.userName()).start() : "")));
        }
        writes.addAll(PUT_REVISION, rows);
        if (!change.kind().equals(PageContentChange.KIND_UNDELETE)) {
            Annotations.countTags(writes, change);
        }
        if (EDITS.contains(change.kind()) && !rows.isEmpty() && change.log().stream().noneMatch(entry -> UNCOUNTED_LOGS.contains(entry.type() + "/" + entry.action()))) {
            statistics.add("edits", rows.size());
            statistics.addEdit(change.performer().userId());
        } else if (change.kind().equals(PageContentChange.KIND_UNDELETE) && change.log().stream().anyMatch(entry -> entry.type().equals("delete"))) {
            statistics.add("edits", 1);
        }
    }

    private static void log(Writes writes, PageContentChange change) {
        boolean ofRevision = !change.log().isEmpty() && !change.revisions().isEmpty() && REVISION_LOGS.contains(change.log().getFirst().type());
        LogProjection.put(writes, change.log(), ofRevision ? change.revisions().getLast().id() : 0);
    }

    private static void recent(Writes writes, PageContentChange change) {
        if (change.recentChange().isEmpty()) {
            return;
        }
        RecentChange rc = change.recentChange().get();
        if (rc.type().equals("log") && !change.log().isEmpty()) {
            LogEntry log = change.log().getLast();
            LogProjection.recent(writes, rc, log, change.page().id());
            return;
        }
        PageContentChange.Revision revision = change.revisions().getLast();
        LogProjection.recent(writes, rc, time(change.timestamp()), change.page().namespace(), change.page().title(), change.page().id(),
                change.performer().userId(), change.performer().name(), revision.comment(), 0, String.join("|", revision.tags()));
    }

    static OffsetDateTime time(String iso) {
        return Instant.parse(iso).atOffset(ZoneOffset.UTC);
    }
}

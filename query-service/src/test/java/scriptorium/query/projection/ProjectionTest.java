package scriptorium.query.projection;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import scriptorium.contract.event.AccountChange;
import scriptorium.contract.event.EventJson;
import scriptorium.contract.event.LogEntry;
import scriptorium.contract.event.PageContentChange;
import scriptorium.contract.event.RecentChange;
import scriptorium.contract.event.TagChange;
import scriptorium.contract.event.Topics;
import scriptorium.contract.event.WatchChange;
import scriptorium.query.Surroundings;
import scriptorium.query.parse.Rendering;
import scriptorium.wikitext.title.Title;

/** The index is made of events alone, on a real database: each counts once, and never after a newer one. */
@QuarkusTest
@WithTestResource(Surroundings.class)
class ProjectionTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final List<String> TABLES = List.of("page", "revision", "page_link", "template_link", "image_link", "category_link", "external_link", "page_property",
            "redirect", "recent_change", "log_entry", "category", "statistic", "edit_count", "deleted_revision", "watched", "tag_definition", "tag_count", "block",
            "title_protection", "language_link", "interwiki_link", "link_target", "account");

    @Inject
    PageProjection pages;

    @Inject
    OtherProjections others;

    @Inject
    WatchProjection watches;

    @Inject
    EventApplier applier;

    @Inject
    Rendering rendering;

    @Inject
    Pool pool;

    @Test
    void eventsThatComeTwiceOrLateChangeNothing() {
        PageContentChange made = change(5001, 1, PageContentChange.KIND_CREATE, "Twice A", 70001, 0, "[[Twice B]] [[Category:Twice]] https://example.org/x");
        PageContentChange edited = change(5001, 2, PageContentChange.KIND_EDIT, "Twice A", 70002, 70001, "[[Twice C]]");
        apply(made);
        apply(edited);
        List<String> before = dump();

        apply(edited);
        apply(made);
        apply(edited);

        assertThat(dump()).isEqualTo(before);
    }

    @Test
    void aPageThatIsDeletedIsKeptApartAndComesBackWhole() {
        PageContentChange made = change(5002, 1, PageContentChange.KIND_CREATE, "Gone A", 70011, 0, "[[Gone B]] [[Category:Gone]]");
        apply(made);

        apply(change(5002, 2, PageContentChange.KIND_DELETE, "Gone A", 70011, 0, null));

        assertThat(count("page WHERE id = 5002")).isZero();
        assertThat(count("page_link WHERE page_id = 5002")).isZero();
        assertThat(count("category WHERE title = 'Gone' AND pages = 0")).isOne();
        assertThat(count("deleted_revision WHERE title = 'Gone A' AND id = 70011")).isOne();

        apply(change(5002, 3, PageContentChange.KIND_UNDELETE, "Gone A", 70011, 0, "[[Gone B]] [[Category:Gone]]"));

        assertThat(count("deleted_revision WHERE title = 'Gone A'")).isZero();
        assertThat(count("revision WHERE page_id = 5002")).isOne();
        assertThat(count("category WHERE title = 'Gone' AND pages = 1")).isOne();
    }

    @Test
    void articlesArePagesThatLinkToSomething() {
        long before = statistic("articles");

        apply(change(5005, 1, PageContentChange.KIND_CREATE, "Counted A", 70041, 0, "no link"));
        assertThat(statistic("articles")).isEqualTo(before);

        apply(change(5005, 2, PageContentChange.KIND_EDIT, "Counted A", 70042, 70041, "[[Counted B]]"));
        assertThat(statistic("articles")).isEqualTo(before + 1);

        apply(change(5005, 3, PageContentChange.KIND_EDIT, "Counted A", 70043, 70042, "[[Counted C]]"));
        assertThat(statistic("articles")).isEqualTo(before + 1);

        apply(change(5005, 4, PageContentChange.KIND_EDIT, "Counted A", 70044, 70043, "#REDIRECT [[Counted B]]"));
        assertThat(statistic("articles")).isEqualTo(before);

        apply(change(5005, 5, PageContentChange.KIND_EDIT, "Counted A", 70045, 70044, "[[Counted B]]"));
        apply(change(5005, 6, PageContentChange.KIND_DELETE, "Counted A", 70045, 0, null));
        assertThat(statistic("articles")).isEqualTo(before);
    }

    @Test
    void deletionsAndRestorationsCountAsEditsOfTheWikiButOfNobody() {
        apply(change(5006, 1, PageContentChange.KIND_CREATE, "Counted D", 70051, 0, "x"));
        long edits = statistic("edits");
        long ofAda = count("edit_count WHERE user_id = 7 AND edits > 0");

        apply(change(5006, 2, PageContentChange.KIND_DELETE, "Counted D", 70051, 0, null));
        apply(change(5006, 3, PageContentChange.KIND_UNDELETE, "Counted D", 70051, 0, "x"));

        assertThat(statistic("edits")).isEqualTo(edits + 2);
        assertThat(count("edit_count WHERE user_id = 7 AND edits > 0")).isEqualTo(ofAda);
    }

    @Test
    void scriptsLinkAndAreCategorizedByWhatStandsInTheirComments() {
        PageContentChange wikitext = change(5007, 1, PageContentChange.KIND_CREATE, "Ada/x.js", 70061, 0, "/* [[Category:Scripts]] [[Counted E]] */");
        PageContentChange.Revision r = wikitext.revisions().getFirst();
        PageContentChange.Page page = new PageContentChange.Page(5007, 2, "Ada/x.js", "javascript", "en", false, 70061);
        apply(new PageContentChange(wikitext.id(), wikitext.timestamp(), "r", wikitext.kind(), 1, page, Optional.empty(), List.of(new PageContentChange.Revision(r.id(),
                r.parentId(), r.timestamp(), r.userId(), r.userName(), r.minor(), r.size(), r.sha1(), r.comment(), "javascript", "text/javascript", r.text(), 0, List.of())),
                wikitext.performer(), "", List.of(), Optional.empty(), List.of()));

        assertThat(count("category_link WHERE page_id = 5007 AND category = 'Scripts'")).isOne();
        assertThat(count("page_link WHERE page_id = 5007 AND title = 'Counted E'")).isOne();
    }

    private long statistic(String name) {
        return pool.query("SELECT value FROM statistic WHERE name = '" + name + "'").execute().await().atMost(PATIENCE).iterator().next().getLong(0);
    }

    @Test
    void whoWatchesAPageHasNewsOfOthersOnly() {
        apply(change(5003, 1, PageContentChange.KIND_CREATE, "Watched A", 70021, 0, "one"));
        watch(WatchChange.KIND_WATCH, 7, "Watched A", 1);
        watch(WatchChange.KIND_WATCH, 8, "Watched A", 1);

        apply(change(5003, 2, PageContentChange.KIND_EDIT, "Watched A", 70022, 70021, "two"));

        assertThat(count("watched WHERE title = 'Watched A' AND user_id = 7 AND notified_at IS NULL")).isOne();
        assertThat(count("watched WHERE title = 'Watched A' AND user_id = 8 AND notified_at IS NOT NULL")).isOne();
    }

    @Test
    void whoWatchesAUsersPageHasNewsOfBlocks() {
        watches.apply(new WatchChange(UUID.randomUUID().toString(), "2026-11-23T10:00:00Z", WatchChange.KIND_WATCH, WatchChange.key(7, 2, "Eve"), 1, 7, 2, "Eve", "infinity", ""))
                .await().atMost(PATIENCE);
        LogEntry log = new LogEntry(990, "block", "block", "2026-11-23T10:00:00Z", 8, "Ben", 2, "Eve", 0, "why", JsonNodeFactory.instance.objectNode(), List.of());

        others.apply(new AccountChange(UUID.randomUUID().toString(), "2026-11-23T10:00:00Z", "block", "block:32", 1, Optional.empty(), Optional.empty(), List.of(log),
                List.of(new RecentChange(990, "log", false, false, true, true, 0, 0, 0, 0)))).await().atMost(PATIENCE);

        assertThat(count("watched WHERE namespace = 2 AND title = 'Eve' AND user_id = 7 AND notified_at IS NOT NULL")).isOne();
    }

    @Test
    void aLateEventOfAWatchListChangesNothing() {
        watch(WatchChange.KIND_WATCH, 9, "Watched B", 3);

        watch(WatchChange.KIND_UNWATCH, 9, "Watched B", 2);

        assertThat(count("watched WHERE title = 'Watched B' AND user_id = 9")).isOne();
    }

    @Test
    void blocksComeAndGo() {
        block("block", 1);
        assertThat(count("block WHERE id = 31 AND range_start = '0A0B0000' AND range_end = '0A0BFFFF'")).isOne();

        block("unblock", 2);
        block("block", 1);

        assertThat(count("block WHERE id = 31")).isZero();
    }

    @Test
    void tagsAreDefinedOnceAndCounted() {
        others.apply(new TagChange(UUID.randomUUID().toString(), "2026-11-23T10:00:00Z", "odd", 2, true, false, List.of(), 0)).await().atMost(PATIENCE);

        others.apply(new TagChange(UUID.randomUUID().toString(), "2026-11-23T09:00:00Z", "odd", 1, true, true, List.of(), 0)).await().atMost(PATIENCE);

        assertThat(count("tag_definition WHERE name = 'odd' AND NOT is_active")).isOne();
    }

    @Test
    void aTitleWithoutPageIsProtectedUntilItHasOne() {
        PageContentChange.Page none = new PageContentChange.Page(0, 0, "Never A", "wikitext", "en", false, 0);
        apply(new PageContentChange(UUID.randomUUID().toString(), "2026-11-23T10:00:00Z", "r", PageContentChange.KIND_PROTECT, 1, none, Optional.empty(), List.of(),
                new PageContentChange.Actor(7, "Ada"), "why", List.of(), Optional.empty(), List.of(new PageContentChange.Protection("create", "sysop", "infinity", false))));
        assertThat(count("title_protection WHERE title = 'Never A' AND level = 'sysop'")).isOne();

        apply(change(5004, 1, PageContentChange.KIND_CREATE, "Never A", 70031, 0, "now"));

        assertThat(count("title_protection WHERE title = 'Never A'")).isZero();
    }

    @Test
    void anEventThatCannotBeReadIsPutAsideAndTheNextOneGoesOn() {
        ConsumerRecord<String, byte[]> broken = new ConsumerRecord<>(Topics.TAG_CHANGE, 0, 41, "aside", "{\"name\":".getBytes(StandardCharsets.UTF_8));
        TagChange sound = new TagChange(UUID.randomUUID().toString(), "2026-11-23T10:00:00Z", "aside", 1, true, true, List.of(), 0);
        ConsumerRecord<String, byte[]> next = new ConsumerRecord<>(Topics.TAG_CHANGE, 0, 42, "aside", EventJson.write(sound).getBytes(StandardCharsets.UTF_8));

        applier.apply(List.of(broken, next), 8).await().atMost(PATIENCE);

        assertThat(count("dead_letter WHERE topic = '" + Topics.TAG_CHANGE + "' AND \"offset\" = 41 AND key = 'aside'")).isOne();
        assertThat(count("tag_definition WHERE name = 'aside' AND is_active")).isOne();
    }

    @Test
    void whatUsesAPageIsParsedAgainHoweverMuchThatIs() throws InterruptedException {
        apply(change(5100, 1, PageContentChange.KIND_CREATE, "Everywhere", 70100, 0, "[[Everywhere before]]"));
        for (int i = 1; i <= 10; i++) {
            apply(change(5100 + i, 1, PageContentChange.KIND_CREATE, "Uses it " + i, 70100 + i, 0, "{{:Everywhere}} [[Everywhere too]]"));
        }
        String links = "page_link WHERE page_id > 5100 AND page_id <= 5110 AND title = 'Everywhere after'";
        assertThat(count(links)).isZero();

        apply(change(5100, 2, PageContentChange.KIND_EDIT, "Everywhere", 70150, 70100, "[[Everywhere after]]"));

        waitFor(links, 10);
        assertThat(count(links)).isEqualTo(10);
    }

    /** As another replica has it, which is not told of every change. */
    @Test
    void aPageThatWasParsedWithWhatIsOutOfDateIsParsedAgain() throws InterruptedException {
        apply(change(5300, 1, PageContentChange.KIND_CREATE, "Moves on", 70300, 0, "[[Moves on before]]"));
        rendering.source().pages(List.of(Title.of(0, "Moves on")));
        pool.query("UPDATE page SET latest_revision_id = 70301 WHERE id = 5300").execute().await().atMost(PATIENCE);
        pool.query("UPDATE revision SET id = 70301, text = '[[Moves on after]]' WHERE id = 70300").execute().await().atMost(PATIENCE);

        apply(change(5301, 1, PageContentChange.KIND_CREATE, "Uses what moves", 70310, 0, "{{:Moves on}}"));

        String links = "page_link WHERE page_id = 5301 AND title = 'Moves on after'";
        waitFor(links, 1);
        assertThat(count(links)).isOne();
        assertThat(count("page_link WHERE page_id = 5301 AND title = 'Moves on before'")).isZero();
    }

    @Test
    void whatLinksToAPageIsToldThatItHasCome() throws InterruptedException {
        for (int i = 1; i <= 10; i++) {
            apply(change(5200 + i, 1, PageContentChange.KIND_CREATE, "Waits " + i, 70200 + i, 0, "[[Awaited]]"));
        }
        pool.query("UPDATE page SET touched = '2020-01-01T00:00:00Z' WHERE id > 5200 AND id <= 5210").execute().await().atMost(PATIENCE);

        apply(change(5200, 1, PageContentChange.KIND_CREATE, "Awaited", 70200, 0, "here"));

        String touched = "page WHERE id > 5200 AND id <= 5210 AND touched > '2025-01-01T00:00:00Z'";
        waitFor(touched, 10);
        assertThat(count(touched)).isEqualTo(10);
    }

    private void watch(String kind, long user, String title, long seq) {
        watches.apply(new WatchChange(UUID.randomUUID().toString(), "2026-11-23T10:00:00Z", kind, WatchChange.key(user, 0, title), seq, user, 0, title, "infinity", ""))
                .await().atMost(PATIENCE);
    }

    private void block(String kind, long seq) {
        AccountChange.Block block = new AccountChange.Block(31, "10.11.0.0/16", 0, 7, "Ada", "2026-11-23T10:00:00Z", "infinity", "r", false, true, true, false, false,
                false, true, false, null, List.of());
        others.apply(new AccountChange(UUID.randomUUID().toString(), "2026-11-23T10:00:00Z", kind, "block:31", seq, Optional.empty(), Optional.of(block), List.of(),
                List.of())).await().atMost(PATIENCE);
    }

    private void apply(PageContentChange change) {
        pages.apply(change).await().atMost(PATIENCE);
    }

    private static PageContentChange change(long page, long seq, String kind, String title, long revision, long parent, String text) {
        String time = "2026-11-23T10:00:0" + seq + "Z";
        PageContentChange.Page of = new PageContentChange.Page(page, 0, title, "wikitext", "en", false, revision);
        List<PageContentChange.Revision> revisions = text == null ? List.of() : List.of(new PageContentChange.Revision(revision, parent, time, 7, "Ada", false,
                text.length(), "0".repeat(40), "comment", "wikitext", "text/x-wiki", text, 0, List.of("odd")));
        boolean log = kind.equals(PageContentChange.KIND_DELETE) || kind.equals(PageContentChange.KIND_UNDELETE);
        List<LogEntry> entries = log ? List.of(new LogEntry(page * 10 + seq, "delete", kind, time, 7, "Ada", 0, title, page, "why",
                JsonNodeFactory.instance.objectNode(), List.of())) : List.of();
        RecentChange rc = new RecentChange(page * 10 + seq, log ? "log" : parent == 0 ? "new" : "edit", false, false, true, true, parent, log ? 0 : revision, 0,
                text == null ? 0 : text.length());
        return new PageContentChange(UUID.randomUUID().toString(), time, "request", kind, seq, of, Optional.empty(), revisions, new PageContentChange.Actor(7, "Ada"),
                "comment", entries, Optional.of(rc), List.of());
    }

    /** Until there are as many, for twenty seconds at the most. */
    private void waitFor(String what, long many) throws InterruptedException {
        for (int i = 0; i < 400 && count(what) < many; i++) {
            Thread.sleep(50);
        }
    }

    private long count(String what) {
        return pool.query("SELECT count(*) FROM " + what).executeAndAwait().iterator().next().getLong(0);
    }

    /** All that the index holds; times at which it was made are left out. */
    private List<String> dump() {
        List<String> rows = new ArrayList<>();
        for (String table : TABLES) {
            for (Row row : pool.query("SELECT (to_jsonb(t) - 'added_at' - 'random' - 'touched')::text FROM " + table + " t ORDER BY 1").executeAndAwait()) {
                rows.add(table + " " + row.getString(0));
            }
        }
        return rows;
    }
}

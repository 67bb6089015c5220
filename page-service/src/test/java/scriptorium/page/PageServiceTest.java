package scriptorium.page;

import static org.assertj.core.api.Assertions.assertThat;
import static scriptorium.page.Editor.ADA;
import static scriptorium.page.Editor.BEN;
import static scriptorium.page.Editor.ROBOT;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import scriptorium.contract.result.Result;

/** page-service by its internal endpoints, on a real PostgreSQL and Kafka. The keys of auth-service are played. */
@QuarkusTest
@WithTestResource(Surroundings.class)
class PageServiceTest {

    private static final int AT_ONCE = 20;
    private static final String CURRENT = """
            SELECT r.text FROM page p JOIN revision r ON r.id = p.latest_revision_id WHERE p.title = $1 AND NOT p.is_deleted""";
    private static final String HISTORY = """
            SELECT r.id, r.parent_id FROM page p JOIN revision r ON r.page_id = p.id WHERE p.title = $1 AND NOT p.is_deleted AND NOT r.is_archived ORDER BY r.id""";

    @Inject
    Pool pool;

    private String text(String title) {
        var rows = pool.preparedQuery(CURRENT).executeAndAwait(Tuple.of(title));
        return rows.size() == 0 ? null : rows.iterator().next().getString(0);
    }

    /** Ids of a page's revisions, each of which must follow the one before it. */
    private List<Long> history(String title) {
        List<Long> ids = new ArrayList<>();
        pool.preparedQuery(HISTORY).executeAndAwait(Tuple.of(title)).forEach(row -> {
            assertThat(row.getLong(1)).isEqualTo(ids.isEmpty() ? 0 : ids.getLast());
            ids.add(row.getLong(0));
        });
        return ids;
    }

    private List<String> logged(String title) {
        return StreamSupport.stream(pool.preparedQuery("SELECT type || '/' || action FROM log_entry WHERE title = $1 ORDER BY id")
                .executeAndAwait(Tuple.of(title)).spliterator(), false).map(row -> row.getString(0)).toList();
    }

    private static <T> List<T> atOnce(List<Callable<T>> calls) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<T> answers = new ArrayList<>();
            for (Future<T> answer : threads.invokeAll(calls)) {
                answers.add(answer.get());
            }
            return answers;
        }
    }

    @Test
    void aPageIsMadeChangedAndLeftAloneByTheSameTextAgain() {
        Result.Tree made = ADA.done("edit", "title", "Garden", "text", "Roses", "summary", "planted");
        assertThat(made.get("new")).isEqualTo(true);
        Result.Tree changed = ADA.done("edit", "title", "Garden", "appendtext", "\nTulips");
        assertThat(changed.get("oldrevid")).isEqualTo(made.get("newrevid"));
        Result.Tree again = ADA.done("edit", "title", "Garden", "text", "Roses\nTulips");
        assertThat(again.get("nochange")).isEqualTo(true);
        assertThat(text("Garden")).isEqualTo("Roses\nTulips");
        assertThat(history("Garden")).hasSize(2);
        assertThat(logged("Garden")).containsExactly("create/create");
    }

    @Test
    void anotherContentModelIsLoggedBesideTheEdit() {
        ADA.done("edit", "title", "Notes", "text", "plain", "contentmodel", "text");
        ADA.done("edit", "title", "Notes", "text", "plain [[links]]", "contentmodel", "wikitext");

        assertThat(logged("Notes")).containsExactly("create/create", "contentmodel/new", "contentmodel/change");
    }

    @Test
    void scriptsAndStylesAreSignedLikePages() {
        ADA.done("edit", "title", "User:Ada/x.css", "text", "/* ~~~ */");

        assertThat(text("Ada/x.css")).contains("[[User:Ada|Ada]]").doesNotContain("~~~");
    }

    @Test
    void aMoveOverARedirectIsLoggedBehindTheDeletionThatMadeRoom() {
        ADA.done("edit", "title", "Here", "text", "x");
        ADA.done("move", "from", "Here", "to", "There");

        ADA.done("move", "from", "There", "to", "Here");

        assertThat(logged("Here")).containsExactly("create/create", "move/move", "delete/delete_redir");
        assertThat(logged("There")).containsExactly("move/move_redir");
    }

    @Test
    void botsWatchNothingByTheirPreferences() {
        assertThat(ADA.done("edit", "title", "Watch me", "text", "x").get("watched")).isEqualTo(true);

        assertThat(ROBOT.done("edit", "title", "Watch me not", "text", "x").get("watched")).isNull();
    }

    @Test
    void anEditOfAnOlderRevisionIsMergedOrRefused() {
        Object base = ADA.done("edit", "title", "Merging", "text", "one\n\ntwo\n\nthree\n\nfour").get("newrevid");
        ADA.done("edit", "title", "Merging", "text", "ONE\n\ntwo\n\nthree\n\nfour");

        BEN.done("edit", "title", "Merging", "text", "one\n\ntwo\n\nthree\n\nFOUR", "baserevid", base.toString());
        assertThat(text("Merging")).isEqualTo("ONE\n\ntwo\n\nthree\n\nFOUR");
        assertThat(BEN.refused("edit", "title", "Merging", "text", "eins\n\ntwo\n\nthree\n\nfour", "baserevid", base.toString())).containsExactly("editconflict");
        assertThat(history("Merging")).hasSize(3);
    }

    @Test
    void theSameRequestTwiceAtOnceMakesOneRevision() throws Exception {
        Callable<Result.Tree> save = () -> ADA.done("edit", "title", "Twice", "text", "once");
        List<Result.Tree> answers = atOnce(List.of(save, save, save, save));
        assertThat(answers).filteredOn(answer -> answer.get("nochange") == null).hasSize(1);
        assertThat(history("Twice")).hasSize(1);
        Callable<List<String>> create = () -> ADA.refused("edit", "title", "Only once", "text", "once", "createonly", "1");
        assertThat(atOnce(List.of(create, create, create, create))).containsOnly(List.of(), List.of("articleexists"))
                .filteredOn(List::isEmpty).hasSize(1);
    }

    @Test
    void noEditOfManyAtOnceIsLost() throws Exception {
        ADA.done("edit", "title", "Crowd", "text", "start");
        List<Callable<List<String>>> calls = IntStream.range(0, AT_ONCE)
                .mapToObj(i -> (Callable<List<String>>) () -> ADA.refused("edit", "title", "Crowd", "appendtext", "\n<" + i + ">")).toList();
        List<List<String>> answers = atOnce(calls);
        String now = text("Crowd");
        for (int i = 0; i < AT_ONCE; i++) {
            // Who is told that it worked finds the text there, who is told that it did not does not.
            assertThat(answers.get(i)).isIn(List.of(), List.of("editconflict"));
            assertThat(now.contains("<" + i + ">")).isEqualTo(answers.get(i).isEmpty());
        }
        long saved = answers.stream().filter(List::isEmpty).count();
        assertThat(saved).isEqualTo(AT_ONCE);
        assertThat(history("Crowd")).hasSize((int) saved + 1);
    }

    @Test
    void largeTextsAtOnceAreAllKeptAndTooLargeOnesRefused() throws Exception {
        String large = "0123456789abcde\n".repeat(131_072).strip();
        List<Callable<List<String>>> calls = IntStream.range(0, AT_ONCE)
                .mapToObj(i -> (Callable<List<String>>) () -> ADA.refused("edit", "title", "Large " + i, "text", large)).toList();
        assertThat(atOnce(calls)).containsOnly(List.of());
        for (int i = 0; i < AT_ONCE; i++) {
            assertThat(text("Large " + i)).hasSize(large.length());
        }
        assertThat(ADA.refused("edit", "title", "Too large", "text", large + "12")).containsExactly("contenttoobig");
        assertThat(ADA.refused("edit", "title", "Large 0", "appendtext", "12")).containsExactly("contenttoobig");
    }

    @Test
    void whatWasDeletedComesBackWithItsHistory() {
        ADA.done("edit", "title", "Phoenix", "text", "egg");
        ADA.done("edit", "title", "Phoenix", "text", "bird");
        List<Long> before = history("Phoenix");

        ADA.done("delete", "title", "Phoenix", "reason", "fire");
        assertThat(text("Phoenix")).isNull();
        assertThat(ADA.refused("delete", "title", "Phoenix")).containsExactly("missingtitle");
        assertThat(BEN.refused("undelete", "title", "Phoenix")).containsExactly("permissiondenied");

        assertThat(ADA.done("undelete", "title", "Phoenix").get("revisions")).isEqualTo(2L);
        assertThat(history("Phoenix")).isEqualTo(before);
        assertThat(text("Phoenix")).isEqualTo("bird");
        assertThat(logged("Phoenix")).containsExactly("create/create", "delete/delete", "delete/restore");
    }

    @Test
    void whatStayedDeletedAtFirstCanComeBackLater() {
        String first = (String) ADA.done("edit", "title", "Puzzle", "text", "one piece").get("newtimestamp");
        pool.query("UPDATE revision SET made_at = made_at - interval '1 day' WHERE text = 'one piece'").executeAndAwait();
        ADA.done("edit", "title", "Puzzle", "text", "all pieces");
        ADA.done("delete", "title", "Puzzle");

        assertThat(ADA.done("undelete", "title", "Puzzle", "timestamps", Instant.parse(first).minus(Duration.ofDays(1)).toString()).get("revisions")).isEqualTo(1L);
        assertThat(text("Puzzle")).isEqualTo("one piece");
        assertThat(ADA.done("undelete", "title", "Puzzle").get("revisions")).isEqualTo(1L);
        assertThat(text("Puzzle")).isEqualTo("all pieces");
        assertThat(ADA.refused("undelete", "title", "Puzzle")).containsExactly("cantundelete");
    }

    @Test
    void aMovedPageLeavesARedirectAndTakesItsTalkAlong() {
        ADA.done("edit", "title", "Old house", "text", "furniture");
        ADA.done("edit", "title", "Talk:Old house", "text", "neighbours");
        Result.Tree moved = ADA.done("move", "from", "Old house", "to", "New house", "movetalk", "1");
        assertThat(moved.get("talkto")).isEqualTo("Talk:New house");
        assertThat(text("Old house")).startsWith("#REDIRECT [[New house]]");
        ADA.done("edit", "title", "Elsewhere", "text", "taken");
        assertThat(ADA.refused("move", "from", "New house", "to", "Elsewhere")).containsExactly("articleexists");
        assertThat(ADA.refused("move", "from", "New house", "to", "New house")).containsExactly("selfmove");
    }

    @Test
    void aProtectedPageIsClosedToThoseWithoutTheRight() {
        ADA.done("edit", "title", "Castle", "text", "walls");
        ADA.done("protect", "title", "Castle", "protections", "edit=sysop|move=sysop", "expiry", "infinite");
        assertThat(BEN.refused("edit", "title", "Castle", "text", "ladder")).containsExactly("protectedpage");
        assertThat(BEN.refused("move", "from", "Castle", "to", "Ruin")).containsExactly("protectedpage");
        assertThat(ADA.done("edit", "title", "Castle", "text", "towers").get("result")).isEqualTo("Success");
        ADA.done("protect", "title", "Castle", "protections", "edit=all|move=all");
        assertThat(BEN.done("edit", "title", "Castle", "text", "gate").get("result")).isEqualTo("Success");
        assertThat(logged("Castle")).containsExactly("create/create", "protect/protect", "protect/unprotect");
    }

    @Test
    void aRollbackTakesBackTheLastEditorsRun() {
        Object good = ADA.done("edit", "title", "Wall", "text", "white").get("newrevid");
        BEN.done("edit", "title", "Wall", "text", "red");
        BEN.done("edit", "title", "Wall", "text", "green");
        Result.Tree back = ADA.done("rollback", "title", "Wall", "user", "Ben");
        assertThat(back.get("last_revid")).isEqualTo(good);
        assertThat(text("Wall")).isEqualTo("white");
        assertThat(ADA.refused("rollback", "title", "Wall", "user", "Ben")).containsExactly("alreadyrolled");
    }

    @Test
    void whatIsSavedIsToldInTheSameTransaction() {
        Result.Tree made = ADA.done("edit", "title", "News", "text", "extra");
        // Without the outbox nothing is kept either: what would be lost at a crash between the two is never acknowledged.
        pool.query("ALTER TABLE outbox RENAME TO outbox_away").executeAndAwait();
        try {
            assertThat(ADA.refused("edit", "title", "News", "text", "changed")).isNotEmpty();
        } finally {
            pool.query("ALTER TABLE outbox_away RENAME TO outbox").executeAndAwait();
        }
        assertThat(text("News")).isEqualTo("extra");
        assertThat(history("News")).containsExactly((Long) made.get("newrevid"));
        assertThat(ADA.done("edit", "title", "News", "text", "changed").get("oldrevid")).isEqualTo(made.get("newrevid"));
    }
}

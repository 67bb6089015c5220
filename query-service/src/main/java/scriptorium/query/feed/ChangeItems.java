package scriptorium.query.feed;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import scriptorium.host.work.WorkPool;
import scriptorium.query.api.LogWords;
import scriptorium.query.index.Index;
import scriptorium.query.index.SqlText;
import scriptorium.query.parse.CommentFormatter;
import scriptorium.wikitext.title.Title;

/**
 * Recent changes as items of a feed: with summary, and with the text of a new page or what an edit changed. Edits of one user that follow each other are one
 * item. What is hidden from anybody is not in a feed, whoever asks.
 */
@ApplicationScoped
class ChangeItems {

    /** To be given conditions, an order and a limit. */
    static final String SELECT = """
            SELECT c.type, c.namespace, c.title, c.page_id, c.user_name, c.comment, c.old_revision_id, c.revision_id, c.at, l.type AS log_type, l.action AS log_action,
            CASE WHEN c.type = 'log' THEN coalesce(l.visibility, 0) ELSE coalesce(r.visibility, 0) END AS hidden
            FROM recent_change c LEFT JOIN log_entry l ON l.id = c.log_id AND c.log_id > 0 LEFT JOIN revision r ON r.id = c.revision_id AND c.revision_id > 0""";
    private static final String TEXTS = "SELECT id, text FROM revision WHERE id = ANY($1) AND visibility & 1 = 0 AND length(text) <= " + (ChangeHtml.CUTOFF + 1);
    private static final int LOG_OR_TEXT_HIDDEN = 1;
    private static final int COMMENT_HIDDEN = 2;
    private static final int USER_HIDDEN = 4;

    private record Change(String type, Title title, long pageId, String user, String comment, long oldRevision, long revision, Instant at, String words, int hidden) {

        boolean follows(Change older) {
            return older.type.equals("edit") && older.pageId == pageId && older.user.equals(user) && older.title.namespace() >= 0;
        }

        Change since(Change older) {
            return new Change(type, title, pageId, user, comment, older.oldRevision, revision, at, words, hidden);
        }
    }

    private final Index index;
    private final Feeds feeds;
    private final CommentFormatter formatter;
    private final WorkPool work;

    ChangeItems(Index index, Feeds feeds, CommentFormatter formatter, WorkPool work) {
        this.index = index;
        this.feeds = feeds;
        this.formatter = formatter;
        this.work = work;
    }

    Uni<List<Feed.Item>> of(SqlText sql) {
        return index.rows(sql).map(this::merged).chain(changes -> texts(changes)
                .chain(texts -> formatter.html(changes.stream().map(c -> new CommentFormatter.Comment(summary(c), Optional.of(c.title()))).toList())
                        .chain(comments -> work.run(() -> items(changes, comments, texts)))));
    }

    private List<Change> merged(List<Row> rows) {
        List<Change> changes = new ArrayList<>();
        for (Row row : rows) {
            Change change = read(row);
            boolean hidden = (change.hidden() & USER_HIDDEN) != 0 || change.type().equals("log") && (change.hidden() & LOG_OR_TEXT_HIDDEN) != 0;
            if (!changes.isEmpty() && changes.getLast().follows(change)) {
                changes.add(changes.removeLast().since(change));
            } else if (!hidden && !"suppress".equals(row.getString("log_type"))) {
                changes.add(change);
            }
        }
        return changes;
    }

    private Change read(Row row) {
        Title title = Title.of(row.getInteger("namespace"), row.getString("title"));
        String words = row.getString("log_type") == null ? ""
                : LogWords.of(row.getString("user_name"), row.getString("log_type"), row.getString("log_action"), feeds.name(title));
        return new Change(row.getString("type"), title, row.getLong("page_id"), row.getString("user_name"), row.getString("comment"),
                row.getLong("old_revision_id"), row.getLong("revision_id"), row.getOffsetDateTime("at").toInstant(), words, row.getInteger("hidden"));
    }

    private static String summary(Change change) {
        String comment = (change.hidden() & COMMENT_HIDDEN) == 0 ? change.comment() : "";
        return change.words().isEmpty() || comment.isEmpty() ? change.words() + comment : change.words() + " (" + comment + ")";
    }

    private Uni<Map<Long, String>> texts(List<Change> changes) {
        Long[] ids = changes.stream().flatMap(c -> Stream.of(c.revision(), c.oldRevision())).filter(id -> id > 0).distinct().toArray(Long[]::new);
        return index.rows(TEXTS, (Object) ids).map(rows -> {
            Map<Long, String> texts = new HashMap<>();
            rows.forEach(row -> texts.put(row.getLong(0), row.getString(1)));
            return texts;
        });
    }

    private List<Feed.Item> items(List<Change> changes, List<String> comments, Map<Long, String> texts) {
        List<Feed.Item> items = new ArrayList<>();
        for (int i = 0; i < changes.size(); i++) {
            Change change = changes.get(i);
            String link = change.revision() == 0 ? feeds.page(change.title())
                    : feeds.page(change.title(), "diff=" + change.revision() + "&oldid=" + change.oldRevision());
            items.add(new Feed.Item(feeds.name(change.title()), link, ChangeHtml.paragraph(comments.get(i)) + body(change, texts, link), Optional.of(change.at()),
                    change.user(), feeds.talk(change.title())));
        }
        return items;
    }

    private static String body(Change change, Map<Long, String> texts, String link) {
        String now = texts.get(change.revision());
        if (now == null) {
            return "";
        }
        String before = change.oldRevision() == 0 ? "" : texts.get(change.oldRevision());
        return before == null ? "" : change.oldRevision() == 0 ? ChangeHtml.newPage(now) : ChangeHtml.difference(before, now, change.at().toString(), link);
    }
}

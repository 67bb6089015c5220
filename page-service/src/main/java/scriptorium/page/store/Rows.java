package scriptorium.page.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import scriptorium.contract.event.EventJson;
import scriptorium.contract.event.LogEntry;
import scriptorium.contract.param.Timestamps;
import scriptorium.page.model.Page;
import scriptorium.page.model.Protection;
import scriptorium.page.model.Revision;
import scriptorium.wikitext.title.Title;

/** Columns of the tables, and what their rows mean. */
final class Rows {

    static final String PAGE =
            "p.id, p.namespace, p.title, p.is_deleted, p.is_redirect, p.content_model, p.language, p.latest_revision_id, p.length, p.change_seq, p.changed_at";
    static final int PAGE_COLUMNS = 11;
    static final String REVISION = """
            r.id, r.page_id, r.parent_id, r.made_at, r.user_id, r.user_name, r.is_minor, r.size, r.sha1, r.comment, r.content_model, r.text, r.visibility, r.tags,
            r.rc_id, r.is_patrolled""";
    static final int REVISION_COLUMNS = 16;
    static final String LOG = """
            l.id, l.type, l.action, l.made_at, l.user_id, l.user_name, l.namespace, l.title, l.page_id, l.comment, l.params, l.tags, l.visibility""";

    private Rows() {}

    static Page page(Row row) {
        return new Page(row.getLong(0), Title.of(row.getInteger(1), row.getString(2)), row.getBoolean(3), row.getBoolean(4), row.getString(5), row.getString(6),
                row.getLong(7), row.getInteger(8), row.getLong(9), row.getOffsetDateTime(10).toInstant());
    }

    static Revision revision(Row row) {
        return revision(row, 0);
    }

    static Revision revision(Row row, int at) {
        return new Revision(row.getLong(at), row.getLong(at + 1), row.getLong(at + 2), row.getOffsetDateTime(at + 3).toInstant(), row.getLong(at + 4),
                row.getString(at + 5), row.getBoolean(at + 6), row.getInteger(at + 7), row.getString(at + 8), row.getString(at + 9), row.getString(at + 10),
                row.getString(at + 11), row.getInteger(at + 12), words(row.getString(at + 13)), row.getLong(at + 14), row.getBoolean(at + 15));
    }

    static Protection protection(Row row, int at) {
        return new Protection(row.getString(at), row.getString(at + 1), Optional.ofNullable(row.getOffsetDateTime(at + 2)).map(OffsetDateTime::toInstant),
                row.getBoolean(at + 3));
    }

    static LogEntry log(Row row) {
        try {
            return new LogEntry(row.getLong(0), row.getString(1), row.getString(2), Timestamps.iso(row.getOffsetDateTime(3).toInstant()), row.getLong(4),
                    row.getString(5), row.getInteger(6), row.getString(7), row.getLong(8), row.getString(9), EventJson.MAPPER.readTree(row.getString(10)),
                    words(row.getString(11)), row.getInteger(12));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    static List<String> words(String text) {
        return text.isEmpty() ? List.of() : Arrays.asList(text.split("\\|"));
    }

    static <T> Optional<T> first(RowSet<Row> rows, Function<Row, T> reader) {
        var row = rows.iterator();
        return row.hasNext() ? Optional.of(reader.apply(row.next())) : Optional.empty();
    }

    static <T> List<T> all(RowSet<Row> rows, Function<Row, T> reader) {
        List<T> all = new ArrayList<>();
        rows.forEach(row -> all.add(reader.apply(row)));
        return all;
    }

    /** Namespaces and texts, for {@code unnest}. */
    static Tuple titles(Collection<Title> titles) {
        return Tuple.of(titles.stream().map(Title::namespace).toArray(Integer[]::new), titles.stream().map(Title::text).toArray(String[]::new));
    }
}

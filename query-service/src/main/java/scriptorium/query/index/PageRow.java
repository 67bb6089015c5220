package scriptorium.query.index;

import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import scriptorium.wikitext.title.Title;

/** A page in the index. */
public record PageRow(
        long id, Title title, boolean redirect, boolean isNew, String contentModel, long latestRevisionId, int length, Instant touched, String protections) {

    public static final String COLUMNS =
            "p.id, p.namespace, p.title, p.is_redirect, p.is_new, p.content_model, p.latest_revision_id, p.length, p.touched, p.protections";

    public static PageRow read(Row row) {
        return new PageRow(row.getLong(0), Title.of(row.getInteger(1), row.getString(2)), row.getBoolean(3), row.getBoolean(4), row.getString(5), row.getLong(6),
                row.getInteger(7), row.getOffsetDateTime(8).toInstant(), row.getString(9));
    }
}

package scriptorium.query.parse;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import scriptorium.contract.identity.Caller;
import scriptorium.query.index.Index;
import scriptorium.wikitext.title.Title;

/** Single revisions with their text, for rendering and comparing. */
@ApplicationScoped
class Revisions {

    private static final int HIDDEN_TEXT = 1;
    private static final int HIDDEN_COMMENT = 2;
    private static final int HIDDEN_USER = 4;
    private static final int SUPPRESSED = 8;
    private static final String COLUMNS = """
            SELECT p.id, p.namespace, p.title, r.id, r.text, r.content_model, r.made_at, r.user_name, p.is_redirect, p.latest_revision_id, r.user_id, r.comment,
            r.size, r.visibility, r.parent_id, p.touched FROM revision r JOIN page p ON p.id = r.page_id\s""";

    /** A revision of a page that exists. */
    record Revision(
            long pageId, Title title, long id, String text, String model, Instant made, String user, boolean redirect, long latest, long userId, String comment,
            int size, int visibility, long parentId, Instant touched) {

        boolean current() {
            return id == latest;
        }

        boolean showsText(Caller caller) {
            return shows(HIDDEN_TEXT, caller);
        }

        boolean hidesText() {
            return (visibility & HIDDEN_TEXT) != 0;
        }

        boolean showsComment(Caller caller) {
            return shows(HIDDEN_COMMENT, caller);
        }

        boolean hidesComment() {
            return (visibility & HIDDEN_COMMENT) != 0;
        }

        boolean showsUser(Caller caller) {
            return shows(HIDDEN_USER, caller);
        }

        boolean hidesUser() {
            return (visibility & HIDDEN_USER) != 0;
        }

        boolean suppressed() {
            return (visibility & SUPPRESSED) != 0;
        }

        private boolean shows(int what, Caller caller) {
            return (visibility & what) == 0 || (suppressed() ? caller.may("viewsuppressed") : caller.may("deletedtext"));
        }
    }

    private final Index index;

    Revisions(Index index) {
        this.index = index;
    }

    Uni<Optional<Revision>> byId(long revision) {
        return one("WHERE r.id = $1", revision);
    }

    Uni<Optional<Revision>> ofPage(long page) {
        return one("WHERE p.id = $1 AND r.id = p.latest_revision_id", page);
    }

    Uni<Optional<Revision>> ofTitle(Title title) {
        return one("WHERE p.namespace = $1 AND p.title = $2 AND r.id = p.latest_revision_id", title.namespace(), title.text());
    }

    Uni<Optional<Revision>> before(Revision revision) {
        return one("WHERE r.page_id = $1 AND (r.made_at, r.id) < ($2, $3) ORDER BY r.made_at DESC, r.id DESC LIMIT 1",
                revision.pageId(), revision.made().atOffset(ZoneOffset.UTC), revision.id());
    }

    Uni<Optional<Revision>> after(Revision revision) {
        return one("WHERE r.page_id = $1 AND (r.made_at, r.id) > ($2, $3) ORDER BY r.made_at, r.id LIMIT 1",
                revision.pageId(), revision.made().atOffset(ZoneOffset.UTC), revision.id());
    }

    private Uni<Optional<Revision>> one(String where, Object... arguments) {
        return index.rows(COLUMNS + where, arguments).map(Revisions::first);
    }

    private static Optional<Revision> first(List<Row> rows) {
        return rows.stream().findFirst().map(row -> new Revision(row.getLong(0), Title.of(row.getInteger(1), row.getString(2)), row.getLong(3),
                row.getString(4), row.getString(5), row.getOffsetDateTime(6).toInstant(), row.getString(7), row.getBoolean(8), row.getLong(9), row.getLong(10),
                row.getString(11), row.getInteger(12), row.getInteger(13), row.getLong(14), row.getOffsetDateTime(15).toInstant()));
    }
}

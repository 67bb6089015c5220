package scriptorium.query.projection;

import java.time.OffsetDateTime;
import java.util.Optional;
import scriptorium.contract.event.PageContentChange;
import scriptorium.query.index.Writes;

/** Titles without a page that not everybody may create. */
final class TitleProtections {

    static final String REMOVE = "DELETE FROM title_protection WHERE namespace = $1 AND title = $2";
    private static final String PUT = """
            INSERT INTO title_protection (namespace, title, level, expires_at, user_id, user_name, comment, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
            ON CONFLICT (namespace, title) DO UPDATE SET level = excluded.level, expires_at = excluded.expires_at, user_id = excluded.user_id,
            user_name = excluded.user_name, comment = excluded.comment, at = excluded.at""";

    private TitleProtections() {}

    static void put(Writes writes, PageContentChange change) {
        PageContentChange.Page page = change.page();
        Optional<PageContentChange.Protection> creation = change.protections().stream().filter(p -> p.type().equals("create")).findFirst();
        creation.ifPresentOrElse(
                p -> writes.add(PUT, page.namespace(), page.title(), p.level(), expiry(p.expiry()), change.performer().userId(), change.performer().name(),
                        change.log().isEmpty() ? change.comment() : change.log().getLast().comment(), PageProjection.time(change.timestamp())),
                () -> writes.add(REMOVE, page.namespace(), page.title()));
    }

    /** Null for never: the column's own word for it. */
    static OffsetDateTime expiry(String expiry) {
        return expiry.isEmpty() || expiry.startsWith("infin") ? null : PageProjection.time(expiry);
    }
}

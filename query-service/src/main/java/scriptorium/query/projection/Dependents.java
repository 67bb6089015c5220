package scriptorium.query.projection;

import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import scriptorium.host.work.WorkPool;
import scriptorium.query.parse.Rendering;
import scriptorium.wikitext.title.Title;

/**
 * What pages show of another page is out of date when that changes. The first of them are dealt with at once, the others by jobs: each does as many and leaves
 * the rest to another job, so that neither an edit of a template that is everywhere nor a single job takes long.
 */
@ApplicationScoped
class Dependents {

    /** What pages depend on a page for, with the next of those pages in order of their ids. */
    enum Use {
        /** They are parsed again. */
        TEMPLATE("""
                SELECT t.page_id, p.latest_revision_id FROM template_link t JOIN page p ON p.id = t.page_id
                WHERE t.namespace = $1 AND t.title = $2 AND t.page_id > $3 ORDER BY t.page_id LIMIT $4"""),
        /** The same; a file's size, and whether it is missing, shows in their text. */
        FILE("""
                SELECT l.page_id, p.latest_revision_id FROM image_link l JOIN page p ON p.id = l.page_id
                WHERE $1::integer = 6 AND l.title = $2 AND l.page_id > $3 ORDER BY l.page_id LIMIT $4"""),
        /** Their HTML changes: what other replicas have kept of them is too old now. In order of their ids, so that two such updates do not wait for each other. */
        LINK("""
                WITH next AS (SELECT p.id FROM page_link l JOIN page p ON p.id = l.page_id
                WHERE l.namespace = $1 AND l.title = $2 AND l.page_id > $3 ORDER BY l.page_id LIMIT $4 FOR UPDATE OF p),
                done AS (UPDATE page u SET touched = greatest(touched, date_trunc('second', now())) FROM next WHERE u.id = next.id RETURNING u.id, u.latest_revision_id)
                SELECT id, latest_revision_id FROM done ORDER BY id""");

        private final String next;

        Use(String next) {
            this.next = next;
        }
    }

    private final Pool pool;
    private final Rendering rendering;
    private final WorkPool work;
    private final ReparseQueue queue;
    private final int most;

    Dependents(Pool pool, Rendering rendering, WorkPool work, ReparseQueue queue, ProjectionConfig config) {
        this.pool = pool;
        this.rendering = rendering;
        this.work = work;
        this.queue = queue;
        most = config.dependents();
    }

    /** Has one page parsed again. */
    Uni<Void> again(long pageId, long revisionId) {
        rendering.forget(pageId, revisionId);
        return work.run(() -> queue.add(List.of(pageId), ""));
    }

    /** @param self the page itself, which is not parsed again for its own sake; 0 for none */
    Uni<Void> refresh(Use use, Title title, long self) {
        return refresh(use, title, self, 0);
    }

    /** A job that {@link #refresh} has left. */
    Uni<Void> goOn(byte[] job) {
        JsonObject left = new JsonObject(io.vertx.core.buffer.Buffer.buffer(job));
        return refresh(Use.valueOf(left.getString("use")), Title.of(left.getInteger("namespace"), left.getString("title")), 0, left.getLong("after"));
    }

    private Uni<Void> refresh(Use use, Title title, long self, long after) {
        return pool.preparedQuery(use.next).execute(Tuple.of(title.namespace(), title.text(), after, most)).chain(rows -> {
            List<Long> users = new ArrayList<>();
            long last = after;
            for (var row : rows) {
                last = row.getLong(0);
                rendering.forget(last, row.getLong(1));
                if (last != self && use != Use.LINK) {
                    users.add(last);
                }
            }
            String rest = rows.size() < most ? "" : new JsonObject().put("use", use.name()).put("namespace", title.namespace()).put("title", title.text()).put("after", last).encode();
            return users.isEmpty() && rest.isEmpty() ? Uni.createFrom().voidItem() : work.run(() -> queue.add(users, rest));
        });
    }
}

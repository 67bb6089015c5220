package scriptorium.query.projection;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import scriptorium.contract.event.AccountChange;
import scriptorium.contract.event.EventJson;
import scriptorium.contract.event.FileChange;
import scriptorium.contract.event.RecentChange;
import scriptorium.contract.event.TagChange;
import scriptorium.contract.event.Topics;
import scriptorium.query.index.Writes;
import scriptorium.wikitext.title.Namespace;
import scriptorium.wikitext.title.Title;

/** Brings the index up to date with accounts and files. */
@ApplicationScoped
public class OtherProjections {

    private static final String PUT_ACCOUNT = """
            WITH put AS (INSERT INTO account (id, name, registered_at, groups, is_emailable, gender, is_hidden) VALUES ($1, $2, $3, $4, $5, $6, $7)
            ON CONFLICT (id) DO UPDATE SET name = excluded.name, groups = excluded.groups, is_emailable = excluded.is_emailable, gender = excluded.gender,
            is_hidden = excluded.is_hidden
            RETURNING (xmax = 0) AS is_new)
            UPDATE statistic SET value = value + 1 FROM put WHERE put.is_new AND name = 'users'""";
    private static final String REMOVE_FILE = """
            WITH gone AS (DELETE FROM file_version WHERE title = $1 RETURNING 1)
            UPDATE statistic SET value = value + $2::integer - least(1, (SELECT count(*) FROM gone)) WHERE name = 'images'""";
    /** Versions that were there and are not any more. */
    private static final String ARCHIVE_FILE = """
            INSERT INTO deleted_file (id, title, at, user_id, user_name, comment, size, width, height, bits, mime, media_type, sha1, archive_name, metadata)
            OVERRIDING SYSTEM VALUE
            SELECT coalesce(nullif(version_id, 0), nextval(pg_get_serial_sequence('deleted_file', 'id'))), title, at, user_id, user_name, comment, size, width, height, bits, mime, media_type, sha1, archive_name, metadata
            FROM file_version WHERE title = $1 AND NOT archive_name = ANY($2) ORDER BY position DESC
            ON CONFLICT (id) DO NOTHING""";
    private static final String RESTORE_FILE = """
            DELETE FROM deleted_file d USING unnest($2::timestamptz[], $3::text[]) AS back(at, sha1) WHERE d.title = $1 AND d.at = back.at AND d.sha1 = back.sha1""";
    private static final String PUT_TAG = """
            INSERT INTO tag_definition (name, is_defined, is_active) VALUES ($1, $2, $3)
            ON CONFLICT (name) DO UPDATE SET is_defined = excluded.is_defined, is_active = excluded.is_active""";
    private static final String PUT_FILE = """
            INSERT INTO file_version (title, position, at, user_id, user_name, comment, size, width, height, bits, mime, media_type, sha1, archive_name, url,
            metadata, version_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)""";

    private final Pool pool;
    private final Gate gate;
    private final Dependents dependents;

    OtherProjections(Pool pool, Gate gate, Dependents dependents) {
        this.pool = pool;
        this.gate = gate;
        this.dependents = dependents;
    }

    public Uni<Void> apply(AccountChange change) {
        return pool.withTransaction(c -> Claims.claim(c, Topics.ACCOUNT_CHANGE, change.key(), change.changeSeq())
                        .chain(news -> news ? account(c, change) : Uni.createFrom().voidItem()))
                .invoke(() -> gate.open(Topics.ACCOUNT_CHANGE, change.key(), change.changeSeq()));
    }

    private static Uni<Void> account(SqlConnection c, AccountChange change) {
        Writes writes = new Writes();
        change.account().ifPresent(account -> put(writes, account));
        Blocks.put(writes, change);
        LogProjection.put(writes, change.log(), 0);
        for (int i = 0; i < change.recentChanges().size() && i < change.log().size(); i++) {
            LogProjection.recent(writes, change.recentChanges().get(i), change.log().get(i), 0);
            WatchProjection.notify(writes, change.log().get(i));
        }
        return writes.send(c);
    }

    private static void put(Writes writes, AccountChange.Account account) {
        writes.add(PUT_ACCOUNT, account.userId(), account.name(), PageProjection.time(account.registration()), json(account.groups()), account.emailable(),
                account.gender(), account.hidden());
    }

    private static String json(Object value) {
        try {
            return EventJson.MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    public Uni<Void> apply(TagChange change) {
        Writes writes = new Writes().add(PUT_TAG, change.name(), change.defined(), change.active());
        LogProjection.put(writes, change.log(), 0);
        if (change.recentChangeId() > 0) {
            RecentChange rc = RecentChange.ofLog(change.recentChangeId(), 0);
            LogProjection.recent(writes, rc, change.log().getLast(), 0);
        }
        return pool.withTransaction(c -> Claims.claim(c, Topics.TAG_CHANGE, change.name(), change.changeSeq())
                        .chain(news -> news ? writes.send(c) : Uni.createFrom().voidItem()))
                .invoke(() -> gate.open(Topics.TAG_CHANGE, change.name(), change.changeSeq()));
    }

    public Uni<Void> apply(FileChange change) {
        return pool.withTransaction(c -> Claims.claim(c, Topics.FILE_CHANGE, change.name(), change.changeSeq())
                        .chain(news -> news ? file(c, change) : Uni.createFrom().voidItem()))
                .chain(() -> dependents.refresh(Dependents.Use.FILE, Title.of(Namespace.FILE, change.name().replace('_', ' ')), 0))
                .invoke(() -> gate.open(Topics.FILE_CHANGE, change.name(), change.changeSeq()));
    }

    private static Uni<Void> file(SqlConnection c, FileChange change) {
        String title = change.name().replace('_', ' ');
        List<Tuple> rows = new ArrayList<>();
        for (FileChange.Version v : change.versions()) {
            rows.add(Tuple.from(List.<Object>of(title, rows.size(), PageProjection.time(v.timestamp()), v.userId(), v.userName(), v.comment(), v.size(), v.width(),
                    v.height(), v.bits(), v.mime(), v.mediaType(), v.sha1(), v.archiveName(), v.url(), v.metadata().toString(), v.id())));
        }
        Writes writes = new Writes();
        String[] archives = change.versions().stream().map(FileChange.Version::archiveName).toArray(String[]::new);
        if (change.kind().equals("delete")) {
            writes.add(ARCHIVE_FILE, title, archives);
        } else if (change.kind().equals("restore")) {
            writes.add(RESTORE_FILE, title, change.versions().stream().map(v -> PageProjection.time(v.timestamp())).toArray(OffsetDateTime[]::new),
                    change.versions().stream().map(FileChange.Version::sha1).toArray(String[]::new));
        }
        return writes.add(REMOVE_FILE, title, rows.isEmpty() ? 0 : 1).addAll(PUT_FILE, rows).send(c);
    }
}

package scriptorium.query.projection;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import scriptorium.contract.event.AccountChange;
import scriptorium.contract.event.EventJson;
import scriptorium.contract.event.FileChange;
import scriptorium.contract.event.Topics;

/** Brings the index up to date with accounts and files. */
@ApplicationScoped
public class OtherProjections {

    private static final String PUT_ACCOUNT = """
            INSERT INTO account (id, name, registered_at, groups, is_emailable, gender, is_hidden) VALUES ($1, $2, $3, $4, $5, $6, $7)
            ON CONFLICT (id) DO UPDATE SET name = excluded.name, groups = excluded.groups, is_emailable = excluded.is_emailable, gender = excluded.gender,
            is_hidden = excluded.is_hidden
            RETURNING (xmax = 0)""";
    private static final String PUT_FILE = """
            INSERT INTO file_version (title, position, at, user_id, user_name, comment, size, width, height, bits, mime, media_type, sha1, archive_name, url,
            metadata) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)""";

    private final Pool pool;
    private final Gate gate;

    OtherProjections(Pool pool, Gate gate) {
        this.pool = pool;
        this.gate = gate;
    }

    public Uni<Void> apply(AccountChange change) {
        return pool.withTransaction(c -> Claims.claim(c, Topics.ACCOUNT_CHANGE, change.key(), change.changeSeq())
                        .chain(news -> news ? account(c, change) : Uni.createFrom().voidItem()))
                .invoke(() -> gate.open(Topics.ACCOUNT_CHANGE, change.key(), change.changeSeq()));
    }

    private static Uni<Void> account(SqlConnection c, AccountChange change) {
        Uni<Void> stored = change.account().map(a -> put(c, a)).orElseGet(() -> Uni.createFrom().voidItem());
        return stored.chain(() -> LogProjection.put(c, change.log(), 0)).chain(() -> {
            Uni<Void> recent = Uni.createFrom().voidItem();
            for (int i = 0; i < change.recentChanges().size() && i < change.log().size(); i++) {
                int at = i;
                recent = recent.chain(() -> LogProjection.recent(c, change.recentChanges().get(at), change.log().get(at), 0));
            }
            return recent;
        });
    }

    private static Uni<Void> put(SqlConnection c, AccountChange.Account account) {
        Tuple row = Tuple.from(new ArrayList<Object>(List.of(account.userId(), account.name(), PageProjection.time(account.registration()), json(account.groups()),
                account.emailable(), account.gender(), account.hidden())));
        boolean admin = account.groups().stream().anyMatch(m -> m.group().equals("sysop"));
        return c.preparedQuery(PUT_ACCOUNT).execute(row).chain(rows -> rows.iterator().next().getBoolean(0)
                ? PageProjection.run(c, "UPDATE statistic SET value = value + 1 WHERE name = 'users' OR name = 'admins' AND $1", admin)
                : Uni.createFrom().voidItem());
    }

    private static String json(Object value) {
        try {
            return EventJson.MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    public Uni<Void> apply(FileChange change) {
        return pool.withTransaction(c -> Claims.claim(c, Topics.FILE_CHANGE, change.name(), change.changeSeq())
                        .chain(news -> news ? file(c, change) : Uni.createFrom().voidItem()))
                .invoke(() -> gate.open(Topics.FILE_CHANGE, change.name(), change.changeSeq()));
    }

    private static Uni<Void> file(SqlConnection c, FileChange change) {
        String title = change.name().replace('_', ' ');
        List<Tuple> rows = new ArrayList<>();
        for (FileChange.Version v : change.versions()) {
            rows.add(Tuple.from(List.<Object>of(title, rows.size(), PageProjection.time(v.timestamp()), v.userId(), v.userName(), v.comment(), v.size(), v.width(),
                    v.height(), v.bits(), v.mime(), v.mediaType(), v.sha1(), v.archiveName(), v.url(), v.metadata().toString())));
        }
        return c.preparedQuery("DELETE FROM file_version WHERE title = $1").execute(Tuple.of(title))
                .chain(gone -> {
                    int delta = (rows.isEmpty() ? 0 : 1) - (gone.rowCount() == 0 ? 0 : 1);
                    return PageProjection.run(c, "UPDATE statistic SET value = value + $1 WHERE name = 'images'", (long) delta);
                })
                .chain(() -> PageProjection.batch(c, PUT_FILE, rows));
    }
}

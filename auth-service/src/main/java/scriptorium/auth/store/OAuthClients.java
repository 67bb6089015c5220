package scriptorium.auth.store;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import scriptorium.auth.oauth.model.Approval;
import scriptorium.auth.oauth.model.OAuthClient;

/** OAuth clients, and what users allow them. */
@ApplicationScoped
public class OAuthClients {

    private static final String FIELDS = "id, client_key, secret_hash, owner_id, name, version, description, email, callback_urls, confidential, owner_only,"
            + " grant_types, scopes, registered_at, disabled, addresses";
    private static final String BY_KEY = "SELECT " + FIELDS + " FROM oauth_client WHERE client_key = $1";
    private static final String OF_OWNER = "SELECT " + FIELDS + " FROM oauth_client WHERE owner_id = $1 AND id > $2 ORDER BY id LIMIT $3";
    private static final String COUNT = "SELECT count(*) FROM (SELECT 1 FROM oauth_client WHERE owner_id = $1 LIMIT $2) AS counted";
    private static final String INSERT = """
            INSERT INTO oauth_client (client_key, secret_hash, owner_id, name, version, description, email, callback_urls, confidential, owner_only, grant_types,
                scopes, registered_at, addresses)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) ON CONFLICT DO NOTHING RETURNING id""";
    private static final String NEW_SECRET = "UPDATE oauth_client SET secret_hash = $2 WHERE id = $1";
    private static final String APPROVAL = "SELECT id, client_id, account_id, scopes, token_key FROM oauth_grant WHERE client_id = $1 AND account_id = $2";
    private static final String APPROVE = """
            INSERT INTO oauth_grant (client_id, account_id, scopes, token_key, accepted_at) VALUES ($1, $2, $3, $4, now())
            ON CONFLICT (client_id, account_id) DO UPDATE SET scopes = $3, accepted_at = now()
            RETURNING id, client_id, account_id, scopes, token_key""";

    private static final String ALLOWED = """
            SELECT g.id, g.client_id, g.account_id, g.scopes, g.token_key, c.name, c.version, g.accepted_at
            FROM oauth_grant g JOIN oauth_client c ON c.id = g.client_id WHERE g.account_id = $1 ORDER BY g.id DESC LIMIT $2""";
    private static final String WITHDRAW = """
            DELETE FROM oauth_grant WHERE id = $1 AND account_id = $2 RETURNING id, client_id, account_id, scopes, token_key""";

    private final Pool pool;

    OAuthClients(Pool pool) {
        this.pool = pool;
    }

    public Uni<Optional<OAuthClient>> byKey(String key) {
        return pool.preparedQuery(BY_KEY).execute(Tuple.of(key)).map(OAuthClients::first);
    }

    /** Clients of an account in the order of registration, after the one with this id. */
    public Uni<List<OAuthClient>> ofOwner(long ownerId, long after, int limit) {
        return pool.preparedQuery(OF_OWNER).execute(Tuple.of(ownerId, after, limit)).map(rows -> {
            List<OAuthClient> clients = new ArrayList<>();
            rows.forEach(row -> clients.add(client(row)));
            return clients;
        });
    }

    /** How many clients an account has; counts no further than {@code most}. */
    public Uni<Long> count(long ownerId, int most) {
        return pool.preparedQuery(COUNT).execute(Tuple.of(ownerId, most)).map(rows -> rows.iterator().next().getLong(0));
    }

    /** Registers a client (its id is ignored); empty when its owner has one of the same name and version. */
    public Uni<Optional<OAuthClient>> add(OAuthClient client) {
        Tuple values = Tuple.tuple()
                .addString(client.key()).addString(client.secretHash()).addLong(client.ownerId()).addString(client.name()).addString(client.version())
                .addString(client.description()).addString(client.email()).addArrayOfString(texts(client.callbackUrls())).addBoolean(client.confidential())
                .addBoolean(client.ownerOnly()).addArrayOfString(texts(client.grantTypes())).addArrayOfString(texts(client.scopes()))
                .addOffsetDateTime(client.registeredAt().atOffset(ZoneOffset.UTC)).addArrayOfString(texts(client.addresses()));
        return pool.preparedQuery(INSERT).execute(values)
                .chain(rows -> rows.size() == 0 ? Uni.createFrom().item(Optional.empty()) : byKey(client.key()));
    }

    public Uni<Void> newSecret(OAuthClient client, String hash) {
        return pool.preparedQuery(NEW_SECRET).execute(Tuple.of(client.id(), hash)).replaceWithVoid();
    }

    public Uni<Optional<Approval>> approval(OAuthClient client, long accountId) {
        return pool.preparedQuery(APPROVAL).execute(Tuple.of(client.id(), accountId)).map(rows -> {
            var row = rows.iterator();
            return row.hasNext() ? Optional.of(approval(row.next())) : Optional.empty();
        });
    }

    /** Remembers what a user allows; a later consent takes the place of an earlier one. */
    public Uni<Approval> approve(OAuthClient client, long accountId, List<String> scopes, String tokenKey) {
        return pool.preparedQuery(APPROVE).execute(Tuple.of(client.id(), accountId, texts(scopes), tokenKey)).map(rows -> approval(rows.iterator().next()));
    }


    /** Something that a user allows, with the name of the client. */
    public record Allowed(Approval approval, String name, String version, Instant since) {}

    /** What a user allows, the newest first. */
    public Uni<List<Allowed>> allowed(long accountId, int limit) {
        return pool.preparedQuery(ALLOWED).execute(Tuple.of(accountId, limit)).map(rows -> {
            List<Allowed> all = new ArrayList<>();
            rows.forEach(row -> all.add(new Allowed(approval(row), row.getString(5), row.getString(6), row.getOffsetDateTime(7).toInstant())));
            return all;
        });
    }

    /** A user allows it no more: all tokens of it end, and the routers are told. */
    public Uni<Optional<Approval>> withdraw(long approvalId, long accountId) {
        return pool.withTransaction(connection -> connection.preparedQuery(WITHDRAW).execute(Tuple.of(approvalId, accountId)).chain(rows -> {
            var row = rows.iterator();
            if (!row.hasNext()) {
                return Uni.createFrom().item(Optional.empty());
            }
            Approval approval = approval(row.next());
            return OAuthTokens.tell(connection, approval).replaceWith(Optional.of(approval));
        }));
    }

    private static Optional<OAuthClient> first(RowSet<Row> rows) {
        var row = rows.iterator();
        return row.hasNext() ? Optional.of(client(row.next())) : Optional.empty();
    }

    static String[] texts(List<String> list) {
        return list.toArray(String[]::new);
    }

    private static Approval approval(Row row) {
        return new Approval(row.getLong(0), row.getLong(1), row.getLong(2), List.of(row.getArrayOfStrings(3)), row.getString(4));
    }

    private static OAuthClient client(Row row) {
        return new OAuthClient(row.getLong(0), row.getString(1), row.getString(2), row.getLong(3), row.getString(4), row.getString(5), row.getString(6),
                row.getString(7), List.of(row.getArrayOfStrings(8)), row.getBoolean(9), row.getBoolean(10), List.of(row.getArrayOfStrings(11)),
                List.of(row.getArrayOfStrings(12)), List.of(row.getArrayOfStrings(15)), row.getOffsetDateTime(13).toInstant(), row.getBoolean(14));
    }
}

package scriptorium.auth.store;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jboss.logging.Logger;
import scriptorium.auth.oauth.model.Approval;
import scriptorium.auth.oauth.model.Refused;
import scriptorium.auth.oauth.model.StoredToken;
import scriptorium.contract.event.Topics;
import scriptorium.host.outbox.OutboxSql;

/** Codes, refresh tokens and access tokens. What ends before its time is told to the routers that keep its identity. */
@ApplicationScoped
public class OAuthTokens {

    private static final Logger LOG = Logger.getLogger(OAuthTokens.class);
    private static final String ADD_CODE = """
            INSERT INTO oauth_code (hash, grant_id, family, redirect_uri, redirect_given, scopes, challenge, expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)""";
    private static final String ADD_REFRESH = "INSERT INTO oauth_refresh (hash, grant_id, family, scopes, expires_at) VALUES ($1, $2, $3, $4, $5)";
    private static final String ADD_ACCESS = "INSERT INTO oauth_access (id, grant_id, family, scopes, issued_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6)";
    private static final String CODE = """
            SELECT t.family, t.scopes, t.expires_at, t.used, t.redirect_uri, t.redirect_given, t.challenge, c.client_key, g.id, g.client_id, g.account_id, g.scopes,
                g.token_key, c.addresses
            FROM oauth_code t JOIN oauth_grant g ON g.id = t.grant_id JOIN oauth_client c ON c.id = g.client_id WHERE t.hash = $1""";
    private static final String REFRESH = """
            SELECT t.family, t.scopes, t.expires_at, t.used, '', false, '', c.client_key, g.id, g.client_id, g.account_id, g.scopes, g.token_key,
                c.addresses
            FROM oauth_refresh t JOIN oauth_grant g ON g.id = t.grant_id JOIN oauth_client c ON c.id = g.client_id WHERE t.hash = $1""";
    private static final String ACCESS = """
            SELECT t.family, t.scopes, t.expires_at, c.disabled, '', false, '', c.client_key, g.id, g.client_id, g.account_id, g.scopes, g.token_key,
                c.addresses
            FROM oauth_access t JOIN oauth_grant g ON g.id = t.grant_id JOIN oauth_client c ON c.id = g.client_id WHERE t.id = $1""";
    private static final String LOCKED = " FOR UPDATE OF t";
    private static final String USE_CODE = "UPDATE oauth_code SET used = true WHERE hash = $1";
    private static final String USE_REFRESH = "UPDATE oauth_refresh SET used = true WHERE hash = $1";
    private static final String END_ACCESS = "DELETE FROM oauth_access WHERE family = $1";
    private static final String END_REFRESH = "DELETE FROM oauth_refresh WHERE family = $1";
    private static final String END_ONE = "DELETE FROM oauth_access WHERE id = $1";
    private static final String END_OF_GRANT = "DELETE FROM oauth_access WHERE grant_id = $1";
    private static final List<String> SWEEPS = List.of(
            "DELETE FROM oauth_code WHERE hash IN (SELECT hash FROM oauth_code WHERE expires_at < $1 LIMIT 1000)",
            "DELETE FROM oauth_refresh WHERE hash IN (SELECT hash FROM oauth_refresh WHERE expires_at < $1 LIMIT 1000)",
            "DELETE FROM oauth_access WHERE id IN (SELECT id FROM oauth_access WHERE expires_at < $1 LIMIT 1000)");

    private final Pool pool;

    OAuthTokens(Pool pool) {
        this.pool = pool;
    }

    /**
     * Tokens that are given out together.
     *
     * @param accessId id of the access token
     * @param scopes of the access token
     * @param refresh hash of the refresh token, empty for none
     */
    public record Pair(
            String accessId, List<String> scopes, Instant now, Instant accessExpires, String refresh, List<String> refreshScopes, Instant refreshExpires) {

        @Override
        public String toString() {
            return "Pair[" + accessId + "]";
        }
    }

    public Uni<Void> addCode(String hash, Approval approval, String redirectUri, boolean redirectGiven, List<String> scopes, String challenge, Instant expires) {
        return pool.preparedQuery(ADD_CODE)
                .execute(Tuple.tuple().addString(hash).addLong(approval.id()).addString(UUID.randomUUID().toString()).addString(redirectUri)
                        .addBoolean(redirectGiven).addArrayOfString(OAuthClients.texts(scopes)).addString(challenge)
                        .addOffsetDateTime(expires.atOffset(ZoneOffset.UTC)))
                .replaceWithVoid();
    }

    /** Tokens that come of no code. */
    public Uni<Void> add(Approval approval, Pair pair) {
        return pool.withTransaction(connection -> insert(connection, approval.id(), UUID.randomUUID().toString(), pair));
    }

    /**
     * Uses a code up, in one transaction with what comes of it. Of two that use the same code the later one ends what the first was given.
     *
     * @param check refuses by throwing {@link Refused}, or says what to give
     * @return the code and what was given for it; fails with the refusal
     */
    public Uni<Given> redeemCode(String hash, Instant now, Function<StoredToken, Pair> check) {
        return redeem(CODE, USE_CODE, hash, now, check);
    }

    /** The same for a refresh token. */
    public Uni<Given> redeemRefresh(String hash, Instant now, Function<StoredToken, Pair> check) {
        return redeem(REFRESH, USE_REFRESH, hash, now, check);
    }

    /** What was used, and what was given for it. */
    public record Given(StoredToken used, Pair pair) {}

    private sealed interface Step {
        record Gave(Given given) implements Step {}

        record Refuses(Refused refusal) implements Step {}
    }

    private Uni<Given> redeem(String find, String use, String hash, Instant now, Function<StoredToken, Pair> check) {
        return pool.withTransaction(connection -> connection.preparedQuery(find + LOCKED).execute(Tuple.of(hash))
                        .chain(rows -> step(connection, use, hash, stored(rows), check)))
                .map(step -> switch (step) {
                    case Step.Gave(Given given) -> given;
                    case Step.Refuses(Refused refusal) -> throw refusal;
                });
    }

    /** A refusal is a value here, so that the transaction that ends a family is kept. */
    private Uni<Step> step(SqlConnection connection, String use, String hash, Optional<StoredToken> stored, Function<StoredToken, Pair> check) {
        if (stored.isEmpty()) {
            return Uni.createFrom().item(new Step.Refuses(StoredToken.unknown()));
        }
        StoredToken token = stored.get();
        if (token.used()) {
            LOG.warnf("event=oauth-used-twice client=%s grant=%d", token.clientKey(), token.approval().id());
            return endFamily(connection, token).replaceWith(new Step.Refuses(token.usedTwice()));
        }
        Pair pair;
        try {
            pair = check.apply(token);
        } catch (Refused refusal) {
            return Uni.createFrom().item(new Step.Refuses(refusal));
        }
        return connection.preparedQuery(use).execute(Tuple.of(hash))
                .chain(() -> insert(connection, token.approval().id(), token.family(), pair))
                .replaceWith(new Step.Gave(new Given(token, pair)));
    }

    private static Uni<Void> insert(SqlConnection connection, long grantId, String family, Pair pair) {
        Uni<Void> access = connection.preparedQuery(ADD_ACCESS)
                .execute(Tuple.of(pair.accessId(), grantId, family, OAuthClients.texts(pair.scopes()), pair.now().atOffset(ZoneOffset.UTC),
                        pair.accessExpires().atOffset(ZoneOffset.UTC)))
                .replaceWithVoid();
        return pair.refresh().isEmpty() ? access : access.chain(() -> connection.preparedQuery(ADD_REFRESH)
                .execute(Tuple.of(pair.refresh(), grantId, family, OAuthClients.texts(pair.refreshScopes()), pair.refreshExpires().atOffset(ZoneOffset.UTC)))
                .replaceWithVoid());
    }

    public Uni<Optional<StoredToken>> access(String id) {
        return pool.preparedQuery(ACCESS).execute(Tuple.of(id)).map(OAuthTokens::stored);
    }

    public Uni<Optional<StoredToken>> refresh(String hash) {
        return pool.preparedQuery(REFRESH).execute(Tuple.of(hash)).map(OAuthTokens::stored);
    }

    /** Ends one access token. */
    public Uni<Void> endAccess(String id, Approval approval) {
        return pool.withTransaction(connection -> connection.preparedQuery(END_ONE).execute(Tuple.of(id)).chain(() -> tell(connection, approval)));
    }

    /** Ends all that came of the consent that a token is of. */
    public Uni<Void> endFamily(StoredToken token) {
        return pool.withTransaction(connection -> endFamily(connection, token));
    }

    /** Ends all access tokens of an approval. */
    public Uni<Void> endAll(Approval approval) {
        return pool.withTransaction(connection -> connection.preparedQuery(END_OF_GRANT).execute(Tuple.of(approval.id())).chain(() -> tell(connection, approval)));
    }

    private static Uni<Void> endFamily(SqlConnection connection, StoredToken token) {
        return connection.preparedQuery(END_ACCESS).execute(Tuple.of(token.family()))
                .chain(() -> connection.preparedQuery(END_REFRESH).execute(Tuple.of(token.family())))
                .chain(() -> tell(connection, token.approval()));
    }

    static Uni<Void> tell(SqlConnection connection, Approval approval) {
        return connection.preparedQuery(OutboxSql.INSERT)
                .execute(Tuple.of(Topics.IDENTITY_CHANGE, approval.sessionId(), "[\"" + approval.stale() + "\"]"))
                .replaceWithVoid();
    }

    /** Removes some of what has ended. */
    public Uni<Void> sweep(Instant now) {
        Tuple time = Tuple.of(now.atOffset(ZoneOffset.UTC));
        Uni<Void> all = Uni.createFrom().voidItem();
        for (String sweep : SWEEPS) {
            all = all.chain(() -> pool.preparedQuery(sweep).execute(time).replaceWithVoid());
        }
        return all;
    }

    private static Optional<StoredToken> stored(RowSet<Row> rows) {
        var all = rows.iterator();
        if (!all.hasNext()) {
            return Optional.empty();
        }
        Row row = all.next();
        Approval approval = new Approval(row.getLong(8), row.getLong(9), row.getLong(10), List.of(row.getArrayOfStrings(11)), row.getString(12));
        return Optional.of(new StoredToken(row.getString(0), List.of(row.getArrayOfStrings(1)), row.getOffsetDateTime(2).toInstant(), row.getBoolean(3),
                row.getString(4), row.getBoolean(5), row.getString(6), row.getString(7), approval, List.of(row.getArrayOfStrings(13))));
    }
}

package scriptorium.host.outbox;

/** SQL of the outbox; it is run in the transaction of the write that it tells of. */
public final class OutboxSql {

    /** Parameters: topic, key, payload. With Hibernate's native queries: {@code ?1 ?2 ?3} ({@link #INSERT_NATIVE}). */
    public static final String INSERT = "INSERT INTO outbox (topic, key, payload) VALUES ($1, $2, $3)";

    public static final String INSERT_NATIVE = "INSERT INTO outbox (topic, key, payload) VALUES (?1, ?2, ?3)";

    private OutboxSql() {}
}

package scriptorium.host.outbox;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.pubsub.PgSubscriber;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jboss.logging.Logger;

/**
 * Sends the rows of the outbox to Kafka in the order in which they were written, and deletes them when Kafka has them. At least once; of several replicas one
 * sends at a time (advisory lock), so the events of a key stay in order. Woken by {@code NOTIFY}, and by a timer in case a notification was lost.
 */
@ApplicationScoped
public class OutboxRelay {

    private static final Logger LOG = Logger.getLogger(OutboxRelay.class);
    /** Nothing for whoever does not get the lock. */
    private static final String READ = """
            SELECT id, topic, key, payload FROM outbox
            WHERE (SELECT pg_try_advisory_xact_lock(hashtext('outbox'))) ORDER BY id LIMIT $1""";
    /** A deletion that a crash takes back only means that some events are sent twice, so nobody waits for the disk. */
    private static final String NO_WAIT = "SET LOCAL synchronous_commit = off";
    private static final String DELETE = "DELETE FROM outbox WHERE id = ANY($1)";

    private final OutboxConfig config;
    private final Instance<Pool> pools;
    private final Vertx vertx;
    private final AtomicBoolean busy = new AtomicBoolean();
    private volatile boolean again;
    private volatile boolean stopped;
    private Pool pool;
    private PgSubscriber subscriber;
    private KafkaProducer<String, String> producer;
    private long timer;

    OutboxRelay(OutboxConfig config, Instance<Pool> pools, Vertx vertx) {
        this.config = config;
        this.pools = pools;
        this.vertx = vertx;
    }

    void start(@Observes StartupEvent event) {
        if (!config.enabled()) {
            return;
        }
        pool = pools.get();
        producer = new KafkaProducer<>(settings(), new StringSerializer(), new StringSerializer());
        subscriber = PgSubscriber.subscriber(vertx, connection());
        subscriber.reconnectPolicy(attempt -> Math.min(5000L, 100L << Math.min(attempt, 6)));
        subscriber.channel("outbox").handler(_ -> wake());
        subscriber.connect().onComplete(_ -> wake());
        timer = vertx.setPeriodic(config.poll().toMillis(), _ -> wake());
    }

    void stop(@Observes ShutdownEvent event) {
        stopped = true;
        if (producer != null) {
            vertx.cancelTimer(timer);
            subscriber.close();
            producer.close(Duration.ofSeconds(5));
        }
    }

    private static PgConnectOptions connection() {
        var all = ConfigProvider.getConfig();
        String url = all.getValue("quarkus.datasource.reactive.url", String.class).replaceFirst("^vertx-reactive:", "");
        return PgConnectOptions.fromUri(url)
                .setUser(all.getValue("quarkus.datasource.username", String.class))
                .setPassword(all.getValue("quarkus.datasource.password", String.class));
    }

    private Map<String, Object> settings() {
        return Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, ConfigProvider.getConfig().getValue("kafka.bootstrap.servers", String.class),
                ProducerConfig.ACKS_CONFIG, "all",
                ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true,
                ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4",
                ProducerConfig.LINGER_MS_CONFIG, 0,
                ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 16 * 1024 * 1024,
                ProducerConfig.MAX_BLOCK_MS_CONFIG, 5000,
                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000,
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) config.sendTimeout().toMillis());
    }

    private void wake() {
        again = true;
        if (stopped || !busy.compareAndSet(false, true)) {
            return;
        }
        again = false;
        pool.withTransaction(this::drain)
                .subscribe().with(sent -> rest(sent == config.batch()), failure -> {
                    LOG.warnf("fault=outbox message=%s", failure.getMessage());
                    rest(false);
                });
    }

    private void rest(boolean more) {
        busy.set(false);
        if (more || again) {
            wake();
        }
    }

    private Uni<Integer> drain(SqlConnection connection) {
        return Uni.combine().all().unis(connection.query(NO_WAIT).execute(), connection.preparedQuery(READ).execute(Tuple.of(config.batch()))).asTuple()
                .chain(both -> send(connection, both.getItem2()));
    }

    private Uni<Integer> send(SqlConnection connection, RowSet<Row> rows) {
        if (rows.size() == 0) {
            return Uni.createFrom().item(0);
        }
        // The producer may wait for metadata or buffer space, so it is called off the event loop; its acknowledgements come back by callback.
        return Uni.createFrom().completionStage(() -> vertx.executeBlocking(() -> sendAll(rows), false).toCompletionStage())
                .chain(sends -> Uni.combine().all().unis(sends).discardItems())
                .chain(() -> connection.preparedQuery(DELETE).execute(Tuple.of(ids(rows))))
                .map(_ -> rows.size());
    }

    private List<Uni<Void>> sendAll(RowSet<Row> rows) {
        List<Uni<Void>> sends = new ArrayList<>(rows.size());
        for (Row row : rows) {
            var acknowledged = new java.util.concurrent.CompletableFuture<Void>();
            producer.send(new ProducerRecord<>(row.getString(1), row.getString(2), row.getString(3)), (_, failure) -> {
                if (failure == null) {
                    acknowledged.complete(null);
                } else {
                    acknowledged.completeExceptionally(failure);
                }
            });
            sends.add(Uni.createFrom().completionStage(acknowledged));
        }
        producer.flush();
        return sends;
    }

    private static Long[] ids(RowSet<Row> rows) {
        Long[] ids = new Long[rows.size()];
        int i = 0;
        for (Row row : rows) {
            ids[i++] = row.getLong(0);
        }
        return ids;
    }
}

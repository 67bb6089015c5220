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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jboss.logging.Logger;

/**
 * Sends the rows of the outbox to Kafka in the order in which they were written, and deletes them when Kafka has them. At least once; of several replicas one
 * sends at a time (advisory lock), so the events of a key stay in order. Woken by {@code NOTIFY}, and by a timer in case a notification was lost. A topic that
 * does not take an event (missing, too large) rests for a while with all that comes after it; the other topics go on.
 */
@ApplicationScoped
public class OutboxRelay {

    private static final Logger LOG = Logger.getLogger(OutboxRelay.class);
    /** Nothing for whoever does not get the lock. */
    private static final String READ = """
            SELECT id, topic, key, payload FROM outbox
            WHERE (SELECT pg_try_advisory_xact_lock(hashtext('outbox'))) AND topic <> ALL($2) ORDER BY id LIMIT $1""";
    /** A deletion that a crash takes back only means that some events are sent twice, so nobody waits for the disk. */
    private static final String NO_WAIT = "SET LOCAL synchronous_commit = off";
    private static final String DELETE = "DELETE FROM outbox WHERE id = ANY($1)";

    private final OutboxConfig config;
    private final Instance<Pool> pools;
    private final Vertx vertx;
    private final AtomicBoolean busy = new AtomicBoolean();
    /** Topics that refused, and until when nothing is sent to them. Touched by one round at a time. */
    private final Map<String, Instant> resting = new ConcurrentHashMap<>();
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
        resting.values().removeIf(Instant.now()::isAfter);
        Tuple what = Tuple.of(config.batch(), resting.keySet().toArray(String[]::new));
        return Uni.combine().all().unis(connection.query(NO_WAIT).execute(), connection.preparedQuery(READ).execute(what)).asTuple()
                .chain(both -> send(connection, both.getItem2()));
    }

    private Uni<Integer> send(SqlConnection connection, RowSet<Row> rows) {
        if (rows.size() == 0) {
            return Uni.createFrom().item(0);
        }
        Set<String> refusing = ConcurrentHashMap.newKeySet();
        // The producer may wait for metadata or buffer space, so it is called off the event loop; its acknowledgements come back by callback.
        return Uni.createFrom().completionStage(() -> vertx.executeBlocking(() -> sendAll(rows, refusing), false).toCompletionStage())
                .chain(sends -> Uni.combine().all().unis(sends).discardItems())
                .invoke(() -> refusing.forEach(topic -> resting.put(topic, Instant.now().plus(config.rest()))))
                .chain(() -> connection.preparedQuery(DELETE).execute(Tuple.of(sent(rows, refusing))))
                .map(_ -> rows.size());
    }

    /** Nothing follows a refused event on its topic: it would overtake it. */
    private List<Uni<Void>> sendAll(RowSet<Row> rows, Set<String> refusing) {
        List<Uni<Void>> sends = new ArrayList<>(rows.size() + 1);
        sends.add(Uni.createFrom().voidItem());
        for (Row row : rows) {
            String topic = row.getString(1);
            if (refusing.contains(topic)) {
                continue;
            }
            var settled = new CompletableFuture<Void>();
            producer.send(new ProducerRecord<>(topic, row.getString(2), row.getString(3)), (_, failure) -> {
                if (failure != null && refusing.add(topic)) {
                    LOG.warnf("fault=outbox topic=%s id=%d message=%s", topic, row.getLong(0), failure.getMessage());
                }
                settled.complete(null);
            });
            sends.add(Uni.createFrom().completionStage(settled));
        }
        producer.flush();
        return sends;
    }

    private static Long[] sent(RowSet<Row> rows, Set<String> refusing) {
        List<Long> ids = new ArrayList<>(rows.size());
        for (Row row : rows) {
            if (!refusing.contains(row.getString(1))) {
                ids.add(row.getLong(0));
            }
        }
        return ids.toArray(Long[]::new);
    }
}

package scriptorium.query.projection;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;
import scriptorium.contract.event.AccountChange;
import scriptorium.contract.event.EventJson;
import scriptorium.contract.event.FileChange;
import scriptorium.contract.event.PageContentChange;
import scriptorium.contract.event.TagChange;
import scriptorium.contract.event.Topics;
import scriptorium.contract.event.WatchChange;
import scriptorium.host.work.InTurn;

/**
 * Applies events: those of one key in their order, those of different keys side by side. One that is itself at fault is tried a few times and then put among the
 * dead letters, so that the others go on; one that fails for another reason only after a long time, for as long as the database is there to keep it. While the
 * database is away nothing is given up.
 */
@ApplicationScoped
class EventApplier {

    private static final Logger LOG = Logger.getLogger(EventApplier.class);
    private static final String KEEP = """
            INSERT INTO dead_letter (topic, partition, "offset", key, payload, failure) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING""";

    private final ProjectionConfig config;
    private final PageProjection pages;
    private final Dependents dependents;
    private final OtherProjections others;
    private final WatchProjection watches;
    private final Pool pool;
    private final Counter dead;
    /** When events that are still being tried failed first; no more than are taken in one go, as the consumer begins again with the same ones. */
    private final Map<String, Long> failing = new ConcurrentHashMap<>();

    EventApplier(ProjectionConfig config, PageProjection pages, Dependents dependents, OtherProjections others, WatchProjection watches, Pool pool, MeterRegistry meters) {
        this.config = config;
        this.pages = pages;
        this.dependents = dependents;
        this.others = others;
        this.watches = watches;
        this.pool = pool;
        dead = Counter.builder("scriptorium.projection.dead.letters").description("Events that could not be applied and were put aside").register(meters);
        meters.gaugeMapSize("scriptorium.projection.failing.events", Tags.empty(), failing);
    }

    /** Ends when all of them are applied or among the dead letters; fails when the database stays away. Events of so many keys are applied at a time. */
    Uni<Void> apply(Iterable<ConsumerRecord<String, byte[]>> records, int sideBySide) {
        Map<String, List<ConsumerRecord<String, byte[]>>> byKey = new LinkedHashMap<>();
        records.forEach(record -> byKey.computeIfAbsent(record.topic() + " " + record.key(), _ -> new ArrayList<>()).add(record));
        return Multi.createFrom().iterable(byKey.values()).onItem().transformToUni(this::inOrder).merge(sideBySide).toUni().replaceWithVoid();
    }

    private Uni<Void> inOrder(List<ConsumerRecord<String, byte[]>> records) {
        return InTurn.each(records, this::apply).replaceWithVoid();
    }

    private Uni<Void> apply(ConsumerRecord<String, byte[]> record) {
        return Uni.createFrom().deferred(() -> project(record))
                .ifNoItem().after(config.eventTimeout()).fail()
                .onFailure().invoke(failure -> LOG.warnf("fault=event topic=%s key=%s offset=%d message=%s", record.topic(), record.key(), record.offset(), failure))
                .onFailure().retry().withBackOff(config.retryPause(), config.retryPause().multipliedBy(4)).atMost(config.tries() - 1)
                .onFailure(failure -> isAtFault(failure) || isHopeless(record)).recoverWithUni(failure -> keep(record, failure))
                .invoke(() -> failing.remove(place(record)));
    }

    private static String place(ConsumerRecord<String, byte[]> record) {
        return record.topic() + " " + record.partition() + " " + record.offset();
    }

    /** Whether the event has failed for so long that the others cannot wait any more. */
    private boolean isHopeless(ConsumerRecord<String, byte[]> record) {
        long now = System.nanoTime();
        if (failing.size() >= config.batch()) {
            failing.values().removeIf(since -> now - since > 2 * config.giveUpAfter().toNanos());
        }
        return now - failing.computeIfAbsent(place(record), _ -> now) >= config.giveUpAfter().toNanos();
    }

    private Uni<Void> project(ConsumerRecord<String, byte[]> record) {
        return switch (record.topic()) {
            case Topics.PAGE_CONTENT_CHANGE -> pages.apply(EventJson.read(record.value(), PageContentChange.class));
            case Topics.ACCOUNT_CHANGE -> others.apply(EventJson.read(record.value(), AccountChange.class));
            case Topics.WATCH_CHANGE -> watches.apply(EventJson.read(record.value(), WatchChange.class));
            case Topics.TAG_CHANGE -> others.apply(EventJson.read(record.value(), TagChange.class));
            case Topics.REPARSE -> record.value().length > 0 ? dependents.goOn(record.value()) : pages.reparse(Long.parseLong(record.key()));
            default -> others.apply(EventJson.read(record.value(), FileChange.class));
        };
    }

    /** Whether trying again cannot help: the event's data are refused, or the code stumbles over them. Not: a database that is away, full or busy. */
    static boolean isAtFault(Throwable failure) {
        if (failure instanceof PgException refused) {
            String state = refused.getSqlState() == null ? "" : refused.getSqlState();
            return state.startsWith("22") || state.startsWith("23") || state.startsWith("54");
        }
        return failure instanceof java.io.UncheckedIOException || failure instanceof IllegalArgumentException || failure instanceof NullPointerException
                || failure instanceof IndexOutOfBoundsException || failure instanceof ClassCastException || failure instanceof java.time.DateTimeException
                || failure instanceof java.util.NoSuchElementException;
    }

    private Uni<Void> keep(ConsumerRecord<String, byte[]> record, Throwable failure) {
        LOG.errorf(failure, "fault=dead-letter topic=%s partition=%d offset=%d key=%s", record.topic(), record.partition(), record.offset(), record.key());
        String payload = new String(record.value(), StandardCharsets.UTF_8).replace("\u0000", "");
        return pool.preparedQuery(KEEP)
                .execute(Tuple.of(record.topic(), record.partition(), record.offset(), record.key(), payload, String.valueOf(failure)))
                .invoke(() -> dead.increment())
                .replaceWithVoid();
    }
}

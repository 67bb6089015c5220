package scriptorium.upload.store;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import scriptorium.host.work.WorkPool;
import scriptorium.upload.publish.DiscardFile;

/**
 * Removes stashed files that waited too long, and bytes that no row speaks of (what a crash or a refusal left), a bounded number at a time. Bytes are older
 * than a day before they are removed, and no key is used twice, so nothing that is being uploaded is touched. Replicas may do it at once.
 */
@ApplicationScoped
public class Sweep {

    private static final Logger LOG = Logger.getLogger(Sweep.class);
    private static final String KEPT = """
            SELECT object_key FROM file_version WHERE object_key = ANY($1)
            UNION ALL SELECT object_key FROM stash WHERE object_key = ANY($2)""";

    private final Vertx vertx;
    private final Pool pool;
    private final Stash stash;
    private final DiscardFile discard;
    private final ObjectStore objects;
    private final WorkPool work;
    private final Duration every;
    private final Duration stashAge;
    private final Duration orphanAge;
    private final int batch;
    private final AtomicBoolean busy = new AtomicBoolean();
    private volatile long timer;
    private volatile String after = "";

    Sweep(Vertx vertx, Pool pool, Stash stash, DiscardFile discard, ObjectStore objects, WorkPool work,
            @ConfigProperty(name = "scriptorium.upload.sweep-every", defaultValue = "10m") Duration every,
            @ConfigProperty(name = "scriptorium.upload.stash-age", defaultValue = "6h") Duration stashAge,
            @ConfigProperty(name = "scriptorium.upload.orphan-age", defaultValue = "24h") Duration orphanAge,
            @ConfigProperty(name = "scriptorium.upload.sweep-batch", defaultValue = "200") int batch) {
        this.vertx = vertx;
        this.pool = pool;
        this.stash = stash;
        this.discard = discard;
        this.objects = objects;
        this.work = work;
        this.every = every;
        this.stashAge = stashAge;
        this.orphanAge = orphanAge;
        this.batch = batch;
    }

    void start(@Observes StartupEvent event) {
        timer = vertx.setPeriodic(every.toMillis(), _ -> sweep());
    }

    void stop(@Observes ShutdownEvent event) {
        vertx.cancelTimer(timer);
    }

    private void sweep() {
        if (busy.compareAndSet(false, true)) {
            once(Instant.now()).onTermination().invoke(() -> busy.set(false))
                    .subscribe().with(_ -> { }, fault -> LOG.warnf("event=sweep-failed problem=%s", fault.getMessage()));
        }
    }

    /** One round: some old stashed files, and the next piece of the bucket. */
    public Uni<Void> once(Instant now) {
        return stash.olderThan(now.minus(stashAge), batch)
                .chain(files -> Multi.createFrom().iterable(files).onItem().transformToUniAndConcatenate(discard::file).collect().asList())
                .chain(() -> work.run(() -> objects.list(after, batch)))
                .chain(page -> orphans(page, now).chain(keys -> work.run(() -> remove(keys))).invoke(() -> after = page.size() < batch ? "" : page.getLast().key()));
    }

    private Uni<List<String>> orphans(List<ObjectStore.Listed> page, Instant now) {
        List<String> old = page.stream().filter(object -> object.modifiedAt().isBefore(now.minus(orphanAge)))
                .map(ObjectStore.Listed::key).filter(key -> key.startsWith("original/") || key.startsWith("stash/")).toList();
        if (old.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        return pool.preparedQuery(KEPT).execute(Tuple.of(old.toArray(String[]::new), old.stream().map(Sweep::whole).toArray(String[]::new))).map(rows -> {
            Set<String> kept = new HashSet<>();
            rows.forEach(row -> kept.add(row.getString(0)));
            return old.stream().filter(key -> !kept.contains(key) && !kept.contains(whole(key))).toList();
        });
    }

    /** Chunks are named after the file that they are part of. */
    private static String whole(String key) {
        int end = key.indexOf('/', "stash/".length());
        return key.startsWith("stash/") && end > 0 ? key.substring(0, end) : key;
    }

    private Void remove(List<String> keys) throws IOException {
        for (String key : keys) {
            objects.remove(key);
        }
        if (!keys.isEmpty()) {
            LOG.infof("event=orphans-removed count=%d", keys.size());
        }
        return null;
    }
}

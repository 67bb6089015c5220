package scriptorium.page.edit;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import scriptorium.wikitext.title.Title;

/**
 * A queue before each title that several edits want at once. Who has come too late once waits for the turn, so that not all start over for each one that gets
 * through. No longer than the requests that are under way.
 */
@ApplicationScoped
class Turns {

    private final Map<Title, CompletableFuture<Void>> last = new ConcurrentHashMap<>();

    <T> Uni<T> take(Title title, Executor own, Supplier<Uni<T>> step) {
        return Uni.createFrom().deferred(() -> {
            CompletableFuture<Void> mine = new CompletableFuture<>();
            CompletableFuture<Void> before = last.put(title, mine);
            Uni<Void> turn = before == null ? Uni.createFrom().voidItem() : Uni.createFrom().completionStage(before.copy()).emitOn(own);
            return turn.chain(_ -> step.get()).onTermination().invoke(() -> {
                last.remove(title, mine);
                // Whoever gave up waiting must not let the next one pass those before it.
                (before == null ? CompletableFuture.<Void>completedFuture(null) : before).whenComplete((_, _) -> mine.complete(null));
            });
        });
    }
}

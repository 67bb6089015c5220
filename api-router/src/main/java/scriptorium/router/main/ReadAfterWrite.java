package scriptorium.router.main;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import scriptorium.contract.call.CallJson;
import scriptorium.contract.call.Position;
import scriptorium.router.dispatch.Identity;
import scriptorium.router.dispatch.Owner;
import scriptorium.router.dispatch.ServiceHttp;
import scriptorium.router.request.EdgeConfig;

/**
 * Whoever reads after a write was answered sees it: the answer to a write waits until the index has what was written. If the bound passes, the write is answered
 * all the same, and the writer's next request waits once more.
 */
@ApplicationScoped
class ReadAfterWrite {

    private static final Duration REMEMBERED = Duration.ofMinutes(1);

    private final ServiceHttp http;
    private final String path;
    private final Cache<String, List<Position>> open;

    ReadAfterWrite(ServiceHttp http, EdgeConfig config) {
        this.http = http;
        path = "/internal/positions/await?timeoutMillis=" + config.readAfterWrite().toMillis();
        open = Caffeine.newBuilder().maximumSize(config.identities()).expireAfterWrite(REMEMBERED).build();
    }

    /** Waits for what this client wrote earlier and the index did not have when that was answered. */
    Future<Void> before(Identity identity) {
        List<Position> missing = open.getIfPresent(identity.cacheKey());
        if (missing == null) {
            return Future.succeededFuture();
        }
        open.invalidate(identity.cacheKey());
        return await(missing, identity);
    }

    Future<Void> after(List<Position> written, Identity identity) {
        return written.isEmpty() ? Future.succeededFuture() : await(written, identity);
    }

    private Future<Void> await(List<Position> positions, Identity identity) {
        return http.post(Owner.QUERY, path, "Authorization", "Bearer " + identity.token(), Buffer.buffer(CallJson.write(positions)))
                .map(answer -> answer.status() == 200 && answer.body().toJsonObject().getBoolean("reached", false))
                .otherwise(false)
                .map(reached -> {
                    if (!reached) {
                        open.put(identity.cacheKey(), List.copyOf(positions));
                    }
                    return null;
                });
    }
}

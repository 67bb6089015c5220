package scriptorium.host.parsertests;

import io.smallrye.common.vertx.ContextLocals;
import io.smallrye.common.vertx.VertxContext;
import java.util.concurrent.Callable;

/** The configuration that the request at hand asks for, as JSON: kept with the request's context, and carried along to threads of the work pool. */
final class WantedConfig {

    private static final String KEY = "scriptorium.parser-tests";
    private static final ThreadLocal<String> CARRIED = new ThreadLocal<>();

    private WantedConfig() {}

    static void ask(String json) {
        ContextLocals.put(KEY, json);
    }

    /** Empty when nothing is asked for. */
    static String current() {
        String carried = CARRIED.get();
        return carried != null ? carried : VertxContext.isOnDuplicatedContext() ? ContextLocals.<String>get(KEY).orElse("") : "";
    }

    static <T> Callable<T> carry(Callable<T> work) {
        String wanted = current();
        return () -> {
            CARRIED.set(wanted);
            try {
                return work.call();
            } finally {
                CARRIED.remove();
            }
        };
    }
}

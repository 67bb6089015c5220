package scriptorium.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The JVM's ahead-of-time cache of a service: classes linked and methods profiled in a training run, so that it starts in half the time and is fast from its
 * first requests on. It fits one JDK, one build and one set of flags; where it does not fit, the JVM goes on without it.
 */
final class AheadOfTime {

    private AheadOfTime() {}

    private static Path cache(Path jar) {
        return jar.resolveSibling("service.aot");
    }

    /** Flags that make the cache when the process ends. */
    static List<String> record(Path jar) {
        return List.of("-XX:AOTCacheOutput=" + cache(jar));
    }

    /** Flags that use the cache; none when there is none of this build. */
    static List<String> use(Path jar) throws IOException {
        Path cache = cache(jar);
        boolean fits = Files.exists(cache) && Files.getLastModifiedTime(cache).compareTo(Files.getLastModifiedTime(jar)) >= 0;
        return fits ? List.of("-XX:AOTCache=" + cache, "-Xlog:aot=off", "-Xlog:cds=off") : List.of();
    }
}

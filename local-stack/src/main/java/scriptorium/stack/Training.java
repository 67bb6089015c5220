package scriptorium.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs the suite once over data of its own, under the load of the benchmark, so that each service leaves its ahead-of-time cache beside its jar. */
final class Training {

    private static final long LOAD_SECONDS = 180;

    private Training() {}

    static void run(Path root) throws Exception {
        Path data = Files.createTempDirectory("scriptorium-training-");
        try {
            Settings settings = new Settings(root, data, Ports.free(0), "", Ports.free(0), true);
            try (Suite suite = Suite.up(settings)) {
                load(settings, suite.adminPassword());
                System.out.println("      keeping what was learnt (a minute or so)");
            }
        } finally {
            delete(data);
        }
    }

    private static void load(Settings settings, String password) throws IOException, InterruptedException {
        Path classes = settings.root().resolve("end-to-end/target");
        ProcessBuilder bench = new ProcessBuilder(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m", "-XX:TieredStopAtLevel=1", "-cp",
                classes.resolve("classes") + java.io.File.pathSeparator + classes.resolve("lib") + "/*", "scriptorium.bench.Bench", "--api",
                settings.server() + "/w/api.php", "--seconds", "2"));
        bench.environment().put("SCRIPTORIUM_ADMIN_PASSWORD", password);
        Process process = bench.redirectErrorStream(true).redirectOutput(settings.data().resolve("logs/bench.log").toFile()).start();
        if (!process.waitFor(LOAD_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}

package scriptorium.stack;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One of the five services as a child process. */
final class ServiceProcess {

    private final String name;
    private final int port;
    private final String heap;
    private final Settings settings;
    private final HttpClient http;
    private final Child child;

    ServiceProcess(String name, int port, String heap, Settings settings, Map<String, String> environment, HttpClient http) {
        this.name = name;
        this.port = port;
        this.heap = heap;
        this.settings = settings;
        this.http = http;
        Duration patience = Duration.ofSeconds(settings.training() ? 240 : 15);
        child = new Child(name, settings.data(), settings.data().resolve("logs").resolve(name + ".log"), environment, patience, this::command);
    }

    String name() {
        return name;
    }

    int port() {
        return port;
    }

    private List<String> command() throws IOException {
        Path target = settings.root().resolve(name).resolve("target");
        try (var files = Files.isDirectory(target) ? Files.list(target) : java.util.stream.Stream.<Path>empty()) {
            var runner = files.filter(file -> file.getFileName().toString().endsWith("-runner") && Files.isExecutable(file)).findFirst();
            if (runner.isPresent()) {
                return List.of(runner.get().toString());
            }
        }
        Path jar = target.resolve("quarkus-app/quarkus-run.jar");
        if (!Files.exists(jar)) {
            throw new IOException(name + " is not built: " + jar + " is missing; ./mvnw -Dquick package builds it");
        }
        List<String> words = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        words.addAll(List.of(("-Xmx" + heap).split(" ")));
        words.addAll(List.of("-Xss512k", "-XX:+UseSerialGC", "-XX:MaxMetaspaceSize=160m", "-XX:ReservedCodeCacheSize=96m", "-XX:SweeperThreshold=100",
                "-XX:+ExitOnOutOfMemoryError", "-XX:+UseCompactObjectHeaders", "--enable-native-access=ALL-UNNAMED",
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager"));
        // Five JVMs that compile at once, or hash passwords, must not take the processors from other requests.
        words.addAll(List.of("-XX:ThreadPriorityPolicy=1", "-XX:CompilerThreadPriority=10", "-XX:JavaPriority1_To_OSPriority=19"));
        words.addAll(settings.training() ? AheadOfTime.record(jar) : AheadOfTime.use(jar));
        words.addAll(List.of("-jar", jar.toString()));
        return words;
    }

    boolean ready() {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/q/health/ready")).timeout(Duration.ofSeconds(3)).build();
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    Child child() {
        return child;
    }
}

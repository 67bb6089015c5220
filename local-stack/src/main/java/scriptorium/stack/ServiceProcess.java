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
import java.util.concurrent.TimeUnit;

/** One of the five services as a child process; started again (a bounded number of times) when it dies. */
final class ServiceProcess {

    private static final int MAX_RESTARTS = 20;

    private final String name;
    private final int port;
    private final String heap;
    private final Settings settings;
    private final Map<String, String> environment;
    private final HttpClient http;
    private volatile Process process;
    private volatile boolean stopping;
    private int restarts;

    ServiceProcess(String name, int port, String heap, Settings settings, Map<String, String> environment, HttpClient http) {
        this.name = name;
        this.port = port;
        this.heap = heap;
        this.settings = settings;
        this.environment = environment;
        this.http = http;
    }

    String name() {
        return name;
    }

    int port() {
        return port;
    }

    long pid() {
        Process running = process;
        return running == null ? -1 : running.pid();
    }

    Path log() {
        return settings.data().resolve("logs").resolve(name + ".log");
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
        words.addAll(List.of("-Xmx" + heap, "-Xss512k", "-XX:+UseSerialGC", "-XX:MaxMetaspaceSize=160m", "-XX:ReservedCodeCacheSize=96m",
                "-XX:+ExitOnOutOfMemoryError", "-XX:+UseCompactObjectHeaders", "--enable-native-access=ALL-UNNAMED",
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager"));
        words.addAll(settings.training() ? AheadOfTime.record(jar) : AheadOfTime.use(jar));
        words.addAll(List.of("-jar", jar.toString()));
        return words;
    }

    synchronized void start() throws IOException {
        if (stopping) {
            return;
        }
        ProcessBuilder builder = new ProcessBuilder(command()).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
        builder.directory(settings.data().toFile());
        builder.environment().putAll(environment);
        process = builder.start();
        process.onExit().thenAccept(this::exited);
    }

    private void exited(Process dead) {
        if (stopping || ++restarts > MAX_RESTARTS) {
            return;
        }
        System.out.println(name + " ended with status " + dead.exitValue() + "; starting it again (" + restarts + ")");
        try {
            TimeUnit.MILLISECONDS.sleep(Math.min(5000, 200L * restarts));
            start();
        } catch (IOException e) {
            System.out.println(name + " cannot be started: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
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

    boolean gaveUp() {
        Process running = process;
        return restarts > 3 && (running == null || !running.isAlive());
    }

    void stop() {
        stopping = true;
        Process running = process;
        if (running != null) {
            running.destroy();
        }
    }

    void awaitStop() {
        Process running = process;
        try {
            if (running != null && !running.waitFor(settings.training() ? 240 : 15, TimeUnit.SECONDS)) {
                running.destroyForcibly();
            }
        } catch (InterruptedException e) {
            running.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}

package scriptorium.endtoend;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The whole suite, started once for all tests of the run by the launcher that users start it with; stopped when the tests end, also when they fail. */
public final class SuiteUnderTest implements BeforeAllCallback, ExtensionContext.Store.CloseableResource {

    static final String PASSWORD = "end-to-end-" + Long.toString(System.nanoTime(), 36);

    private static SuiteUnderTest running;

    private Process process;
    private URI server;

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        synchronized (SuiteUnderTest.class) {
            if (running == null) {
                running = this;
                start();
                context.getRoot().getStore(ExtensionContext.Namespace.GLOBAL).put("suite", this);
            }
        }
    }

    static URI server() {
        return running.server;
    }

    static URI api() {
        return running.server.resolve("/w/api.php");
    }

    static Path root() {
        return Path.of(System.getProperty("scriptorium.root")).toAbsolutePath().normalize();
    }

    private void start() throws IOException {
        Path data = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "suite-");
        Path stack = root().resolve("local-stack/target");
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx320m", "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED", "-Dorg.slf4j.simpleLogger.defaultLogLevel=error", "-Dscriptorium.root=" + root(), "-cp",
                stack.resolve("classes") + java.io.File.pathSeparator + stack.resolve("lib") + "/*", "scriptorium.stack.Wiki", "up", "--data", data.toString(),
                "--port", "0", "--base-port", "0"));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("SCRIPTORIUM_ADMIN_PASSWORD", PASSWORD);
        process = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
        BufferedReader out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            System.out.println("[suite] " + line.replace(PASSWORD, "…"));
            if (line.strip().startsWith("API ")) {
                server = URI.create(line.strip().substring(4).strip().replace("/w/api.php", ""));
            }
            if (line.equals("WIKI READY")) {
                Thread drain = new Thread(() -> discard(out), "suite-output");
                drain.setDaemon(true);
                drain.start();
                return;
            }
        }
        throw new IOException("the suite did not start; its logs are in " + data.resolve("logs"));
    }

    private static void discard(BufferedReader out) {
        try {
            out.transferTo(Writer.nullWriter());
        } catch (IOException ended) {
            // it has gone
        }
    }

    /** Kills a process of the suite, known by a part of its command line, the hard way; the launcher starts it again. */
    static void kill(String mark) {
        try (Stream<ProcessHandle> children = running.process.toHandle().children()) {
            List<ProcessHandle> found = children.filter(child -> child.info().commandLine().orElse("").contains(mark)).toList();
            if (found.isEmpty()) {
                throw new IllegalStateException("no process of " + mark);
            }
            found.forEach(ProcessHandle::destroyForcibly);
        }
    }

    @Override
    public void close() {
        if (process == null || !process.isAlive()) {
            return;
        }
        List<ProcessHandle> children = process.descendants().toList();
        process.destroy();
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        children.forEach(ProcessHandle::destroyForcibly);
    }
}

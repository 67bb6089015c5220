package scriptorium.stack;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A child process that is started again when it dies: at once the first time, more slowly when it keeps dying, and at last not any more. */
final class Child {

    private static final int MAX_RESTARTS = 20;
    private static final long STABLE_NANOS = TimeUnit.MINUTES.toNanos(2);

    /** The words of the command line, found out anew for each start. */
    interface Command {
        List<String> words() throws IOException;
    }

    private final String name;
    private final Path folder;
    private final Path log;
    private final Map<String, String> environment;
    private final Duration patience;
    private final Command command;
    private volatile Process process;
    private volatile boolean stopping;
    private long startedAt;
    private int restarts;

    /** @param patience how long it may take to end when it is asked to */
    Child(String name, Path folder, Path log, Map<String, String> environment, Duration patience, Command command) {
        this.name = name;
        this.folder = folder;
        this.log = log;
        this.environment = environment;
        this.patience = patience;
        this.command = command;
    }

    synchronized void start() throws IOException {
        if (stopping) {
            return;
        }
        ProcessBuilder builder = new ProcessBuilder(command.words()).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.directory(folder.toFile());
        builder.environment().putAll(environment);
        startedAt = System.nanoTime();
        process = builder.start();
        process.onExit().thenAccept(this::exited);
    }

    private void exited(Process dead) {
        restarts = System.nanoTime() - startedAt > STABLE_NANOS ? 1 : restarts + 1;
        if (stopping || restarts > MAX_RESTARTS) {
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

    long pid() {
        Process running = process;
        return running == null ? -1 : running.pid();
    }

    Path log() {
        return log;
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
            if (running != null && !running.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                running.destroyForcibly();
            }
        } catch (InterruptedException e) {
            running.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}

package scriptorium.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The commands of {@code ./wiki} that deal with the running suite: {@code up}, {@code down}, {@code status}, {@code reset}. */
public final class Wiki {

    private Wiki() {}

    public static void main(String[] args) throws Exception {
        Path root = Path.of(System.getProperty("scriptorium.root", ".")).toAbsolutePath().normalize();
        String command = args.length == 0 ? "help" : args[0];
        List<String> rest = List.of(args).subList(Math.min(1, args.length), args.length);
        try {
            switch (command) {
                case "up" -> up(Settings.of(root, rest));
                case "train" -> Training.run(root);
                case "down" -> down(Settings.of(root, rest));
                case "status" -> status(Settings.of(root, rest));
                case "reset" -> reset(Settings.of(root, rest.stream().filter(word -> !word.equals("--yes")).toList()), rest.contains("--yes"));
                default -> throw new IllegalArgumentException("unknown command " + command + "; ./wiki help lists them");
            }
        } catch (IllegalArgumentException | IOException told) {
            System.err.println("wiki: " + told.getMessage());
            System.exit(1);
        }
    }

    private static void up(Settings settings) throws Exception {
        Files.createDirectories(settings.data());
        if (running(settings).isPresent()) {
            throw new IOException("it is running already over " + settings.data() + "; ./wiki status tells more");
        }
        Suite suite = Suite.up(settings);
        Path pid = pidFile(settings);
        Files.writeString(pid, ProcessHandle.current().pid() + " " + settings.server() + "\n");
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            System.out.println("stopping…");
            suite.close();
            try {
                Files.deleteIfExists(pid);
            } catch (IOException e) {
                System.err.println("wiki: " + e.getMessage());
            }
            System.out.println("stopped; the data stays in " + settings.data());
            stopped.countDown();
        }));
        welcome(settings, suite);
        stopped.await();
    }

    private static void welcome(Settings settings, Suite suite) {
        System.out.printf("""

                The wiki is up.
                  pages    %1$s/wiki/Main_Page
                  API      %1$s/w/api.php
                  streams  %1$s/v2/stream/mediawiki.recentchange
                  logs     %2$s
                """, settings.server(), settings.data().resolve("logs"));
        if (!suite.adminPassword().isEmpty()) {
            System.out.printf("  admin    Admin / %s   (shown once; only its hash is kept)%n", suite.adminPassword());
        }
        System.out.println("Ctrl-C (or ./wiki down from elsewhere) stops it; the data stays.\nWIKI READY");
        System.out.flush();
    }

    private static void down(Settings settings) throws Exception {
        Optional<ProcessHandle> wiki = running(settings);
        if (wiki.isEmpty()) {
            System.out.println("It is not running.");
            return;
        }
        wiki.get().destroy();
        wiki.get().onExit().get(90, TimeUnit.SECONDS);
        System.out.println("Stopped.");
    }

    private static void status(Settings settings) throws IOException {
        Optional<ProcessHandle> wiki = running(settings);
        if (wiki.isEmpty()) {
            System.out.println("Not running. Data: " + (Files.exists(settings.data().resolve("set-up")) ? settings.data() : "none yet"));
            return;
        }
        System.out.println("Running as process " + Files.readString(pidFile(settings)).strip().replace(" ", ", at "));
        wiki.get().children().forEach(child -> System.out.printf("  process %d  %s%n", child.pid(),
                child.info().arguments().map(words -> words[words.length - 1].replaceAll(".*/([a-z-]+)/target/.*", "$1")).orElse("")));
    }

    private static void reset(Settings settings, boolean yes) throws Exception {
        if (!Files.exists(settings.data())) {
            System.out.println("There is no data in " + settings.data());
            return;
        }
        if (!yes) {
            System.out.print("Delete all pages, accounts and files in " + settings.data() + "? Type yes: ");
            byte[] typed = new byte[16];
            int length = System.in.read(typed);
            if (length < 0 || !new String(typed, 0, length, java.nio.charset.StandardCharsets.UTF_8).strip().equals("yes")) {
                System.out.println("Nothing was deleted.");
                return;
            }
        }
        down(settings);
        try (var files = Files.walk(settings.data())) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
        System.out.println("Deleted. ./wiki up begins anew.");
    }

    private static Path pidFile(Settings settings) {
        return settings.data().resolve("wiki.pid");
    }

    private static Optional<ProcessHandle> running(Settings settings) throws IOException {
        if (!Files.exists(pidFile(settings))) {
            return Optional.empty();
        }
        String pid = Files.readString(pidFile(settings)).strip().split(" ")[0];
        return ProcessHandle.of(Long.parseLong(pid))
                .filter(handle -> handle.isAlive() && handle.info().arguments().map(words -> List.of(words).contains(Wiki.class.getName())).orElse(true));
    }
}

package scriptorium.stack;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * What {@code ./wiki up} was asked.
 *
 * @param root the checkout (or installation) with the services' builds
 * @param data folder of all state
 * @param port public port; given as 0, a free one is found
 * @param publicUrl scheme, host and port that clients use; empty for the loopback address
 * @param basePort first of the internal ports; given as 0, free ones are found
 * @param training whether the services are run to make their ahead-of-time caches
 */
record Settings(Path root, Path data, int port, String publicUrl, int basePort, boolean training) {

    static Settings of(Path root, List<String> words) {
        Path data = Path.of(env("SCRIPTORIUM_DATA", root.resolve("data").toString()));
        int port = Integer.parseInt(env("SCRIPTORIUM_PORT", "8080"));
        int base = Integer.parseInt(env("SCRIPTORIUM_BASE_PORT", "18080"));
        String url = env("SCRIPTORIUM_PUBLIC_URL", "");
        Deque<String> rest = new ArrayDeque<>(words);
        while (!rest.isEmpty()) {
            String word = rest.pop();
            switch (word) {
                case "--port" -> port = Integer.parseInt(value(rest, word));
                case "--data" -> data = Path.of(value(rest, word));
                case "--base-port" -> base = Integer.parseInt(value(rest, word));
                case "--public-url" -> url = value(rest, word);
                default -> throw new IllegalArgumentException("unknown option " + word + "; ./wiki help lists them");
            }
        }
        return new Settings(root, data.toAbsolutePath(), port == 0 ? Ports.free(0) : port, url, base == 0 ? Ports.free(0) : base, false);
    }

    String server() {
        return publicUrl.isEmpty() ? "http://127.0.0.1:" + port : publicUrl;
    }

    private static String value(Deque<String> rest, String option) {
        if (rest.isEmpty()) {
            throw new IllegalArgumentException(option + " needs a value");
        }
        return rest.pop();
    }

    private static String env(String name, String fallback) {
        String value = System.getenv(name);
        return value == null || value.isBlank() ? fallback : value;
    }
}

package scriptorium.query.site;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Tables of facts, kept as files: one line an entry, columns parted by tabs. */
final class SiteData {

    private static final String FOLDER = "/site/";

    private SiteData() {}

    static List<String> lines(String file) {
        return text(file).orElseThrow(() -> new IllegalStateException("no such table: " + file)).lines().toList();
    }

    static List<List<String>> table(String file) {
        return lines(file).stream().map(line -> List.of(line.split("\t", -1))).toList();
    }

    static JsonObject json(String file) {
        return new JsonObject(String.join("\n", lines(file)));
    }

    private static Optional<String> text(String file) {
        try (InputStream in = SiteData.class.getResourceAsStream(FOLDER + file)) {
            return in == null ? Optional.empty() : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package scriptorium.host.site;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/** The prefixes that every wiki has unless its configuration says otherwise: those of a new MediaWiki. Columns: prefix, address, address of the API. */
public final class DefaultInterwiki {

    private static final List<String[]> ROWS = read();

    private DefaultInterwiki() {}

    private static List<String[]> read() {
        try (InputStream in = Objects.requireNonNull(DefaultInterwiki.class.getResourceAsStream("/site/interwiki.tsv"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().map(line -> line.split("\t", -1)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Map<String, String> urls() {
        Map<String, String> urls = new TreeMap<>();
        ROWS.forEach(row -> urls.put(row[0], row[1]));
        return urls;
    }

    /** Where the API of the wiki behind a prefix is, as long as the prefix leads where it does by default. */
    public static Optional<String> api(String prefix, String url) {
        return ROWS.stream().filter(row -> row[0].equals(prefix) && row[1].equals(url)).map(row -> row[2]).filter(api -> !api.isEmpty()).findFirst();
    }
}

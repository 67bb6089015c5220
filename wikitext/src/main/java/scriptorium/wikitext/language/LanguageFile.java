package scriptorium.wikitext.language;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** Tables of facts on languages that come with the engine: lines of fields with tabs between them; those that begin with a number sign say what is in it. */
public final class LanguageFile {

    private LanguageFile() {}

    /** @param name of the file */
    public static List<String[]> rows(String name) {
        try (InputStream in = Objects.requireNonNull(LanguageFile.class.getResourceAsStream("/scriptorium/wikitext/language/" + name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().filter(line -> !line.startsWith("#")).map(line -> line.split("\t", -1)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

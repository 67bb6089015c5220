package scriptorium.wikitext.language;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/** Tables of facts on languages that come with the engine: lines of fields with tabs between them; those that begin with a number sign say what is in it. */
public final class LanguageFile {

    private LanguageFile() {}

    /**
     * What a table says of each language, in its order.
     *
     * @param name of the file
     * @param fact made of a row, for all the languages in the row's first field
     */
    public static <T> Map<String, T> byCode(String name, Function<String[], T> fact) {
        Map<String, T> all = new LinkedHashMap<>();
        for (String[] row : rows(name)) {
            T made = fact.apply(row);
            for (String code : row[0].split(" ")) {
                all.put(code, made);
            }
        }
        return Collections.unmodifiableMap(all);
    }

    /** What is known of a language; where the language itself is not known, of the one that it is a variant of. */
    public static <T> Optional<T> find(Map<String, T> all, String language) {
        T own = all.get(language);
        int variant = language.indexOf('-');
        return own != null || variant < 0 || KnownLanguage.of(language).isPresent() ? Optional.ofNullable(own) : Optional.ofNullable(all.get(language.substring(0, variant)));
    }

    /** The fields of all lines. */
    static List<String[]> rows(String name) {
        try (InputStream in = Objects.requireNonNull(LanguageFile.class.getResourceAsStream("/scriptorium/wikitext/language/" + name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().filter(line -> !line.startsWith("#")).map(line -> line.split("\t", -1)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

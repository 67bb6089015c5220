package scriptorium.wikitext.scribunto;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The languages that wikis know, from a file: code, BCP 47 code, direction, own name, fallbacks. */
final class LanguageTable {

    private record Row(String bcp47, boolean rightToLeft, String autonym, List<String> fallbacks) {}

    private static final Map<String, Row> ROWS = read();

    private LanguageTable() {}

    private static Map<String, Row> read() {
        Map<String, Row> out = new LinkedHashMap<>();
        try (BufferedReader in = new BufferedReader(new InputStreamReader(
                LanguageTable.class.getResourceAsStream("/scriptorium/wikitext/scribunto/languages.tsv"), StandardCharsets.UTF_8))) {
            in.lines().map(line -> line.split("\t", -1)).forEach(fields ->
                    out.put(fields[0], new Row(fields[1], fields[2].equals("rtl"), fields[3], fields[4].isEmpty() ? List.of() : List.of(fields[4].split(",")))));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        return out;
    }

    static Set<String> codes() {
        return ROWS.keySet();
    }

    /** Empty when there is no such language. */
    static String autonym(String code) {
        Row row = ROWS.get(code.toLowerCase(Locale.ROOT));
        return row == null ? "" : row.autonym();
    }

    static String bcp47(String code) {
        Row row = ROWS.get(code);
        return row == null ? code : row.bcp47();
    }

    static boolean isRightToLeft(String code) {
        Row row = ROWS.get(code);
        return row != null && row.rightToLeft();
    }

    /** What is shown when there is no text in this language; at the end English. */
    static List<String> fallbacks(String code) {
        List<String> out = new ArrayList<>(ROWS.containsKey(code) ? ROWS.get(code).fallbacks() : List.of());
        if (!code.equals("en") && !out.contains("en")) {
            out.add("en");
        }
        return out;
    }
}

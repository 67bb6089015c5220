package scriptorium.query.site;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import scriptorium.contract.result.Result;

/** The languages that this software knows by name. Each is called as its speakers call it, whatever language is asked for. */
final class LanguageTable {

    /**
     * A language.
     *
     * @param listed its name in lists of languages
     * @param variants code of each variant with its name; the language alone when it has none
     */
    record Language(String code, String bcp47, String direction, String autonym, String listed, List<String> fallbacks, Map<String, String> variants) {}

    /** By code, in order of the codes. */
    private static final Map<String, Language> LANGUAGES = read();

    private LanguageTable() {}

    private static Map<String, Language> read() {
        Map<String, Language> all = new LinkedHashMap<>();
        for (List<String> row : SiteData.table("languages.tsv")) {
            Map<String, String> variants = new LinkedHashMap<>();
            for (String variant : parts(row.get(5), "\\|")) {
                String[] named = variant.split("=", 2);
                variants.put(named[0], named[1]);
            }
            String code = row.getFirst();
            String autonym = row.get(3);
            all.put(code, new Language(code, row.get(1), row.get(2), autonym, row.get(6).isEmpty() ? autonym : row.get(6), parts(row.get(4), ","),
                    variants.isEmpty() ? Map.of(code, autonym) : variants));
        }
        return all;
    }

    private static List<String> parts(String text, String by) {
        return text.isEmpty() ? List.of() : List.of(text.split(by));
    }

    static Optional<Language> of(String code) {
        return Optional.ofNullable(LANGUAGES.get(code));
    }

    static List<String> codes() {
        return List.copyOf(LANGUAGES.keySet());
    }

    static Result.Items names() {
        return Result.Items.of("lang", LANGUAGES.values().stream()
                .map(language -> Result.tree().put("code", language.code()).put("bcp47", language.bcp47()).content("name", language.listed())).toList());
    }

    /** Languages with variants, and what each variant falls back to. */
    static Result.Keyed variants() {
        Result.Keyed all = new Result.Keyed("lang", Result.Shape.KVP, "code");
        for (Map.Entry<String, Object> language : SiteData.json("language-variants.json")) {
            Result.Keyed variants = new Result.Keyed("variant", Result.Shape.KVP, "code");
            for (Map.Entry<String, Object> variant : (JsonObject) language.getValue()) {
                List<String> fallbacks = new ArrayList<>();
                ((JsonObject) variant.getValue()).getJsonArray("fallbacks").forEach(code -> fallbacks.add(String.valueOf(code)));
                variants.put(variant.getKey(), Result.tree().put("fallbacks", Result.Items.of("variant", fallbacks)));
            }
            all.put(language.getKey(), variants);
        }
        return all;
    }
}

package scriptorium.query.site;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import scriptorium.contract.result.Result;
import scriptorium.wikitext.language.KnownLanguage;

/** Lists of the languages that this software knows by name. Each is called as its speakers call it, whatever language is asked for. */
final class LanguageTable {

    private LanguageTable() {}

    static Result.Items names() {
        return Result.Items.of("lang", KnownLanguage.all().values().stream()
                .map(language -> Result.tree().put("code", language.code()).put("bcp47", language.bcp47()).content("name", language.listed())).toList());
    }

    /** What stands in for a language whose text is missing. */
    static Result.Items fallbacks(String code) {
        return Result.Items.of("lang", KnownLanguage.standIns(code).stream().map(other -> Result.tree().put("code", other)).toList());
    }

    /** The variants of a language; empty when it has but itself. */
    static Optional<Result.Items> variantsOf(String code) {
        return KnownLanguage.of(code).map(KnownLanguage::variants).filter(variants -> variants.size() > 1).map(variants -> Result.Items.of("lang",
                variants.entrySet().stream().map(variant -> Result.tree().put("code", variant.getKey()).content("name", variant.getValue())).toList()));
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

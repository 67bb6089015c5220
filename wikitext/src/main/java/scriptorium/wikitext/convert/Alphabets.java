package scriptorium.wikitext.convert;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Languages whose alphabets stand for each other letter by letter, or nearly so. */
final class Alphabets {

    private static final String KURDISH = "a ا b ب c ج ç چ d د e ە ê ێ f ف g گ h ھ î ی j ژ k ک l ل m م n ن o ۆ p پ q ق r ر s س ş ش t ت u و û وو v ڤ w و x خ y ی z ز ? ؟ , ، ; ؛";
    private static final String KURDISH_ARABIC = "ا a ب b ج c چ ç د d ە e ێ ê ف f گ g ھ h ه h ی î ژ j ک k ل l م m ن n ۆ o پ p ق q ر r س s ش ş ت t وو û و u ڤ v خ x ز z ؟ ? ، , ؛ ;";
    private static final String BERBER = "a ⴰ b ⴱ c ⵛ d ⴷ ḍ ⴹ e ⴻ f ⴼ g ⴳ ɣ ⵖ h ⵀ ḥ ⵃ i ⵉ j ⵊ k ⴽ l ⵍ m ⵎ n ⵏ o ⵓ q ⵇ r ⵔ ṛ ⵕ s ⵙ ṣ ⵚ t ⵜ ṭ ⵟ u ⵓ w ⵡ x ⵅ y ⵢ z ⵣ ẓ ⵥ ɛ ⵄ ʷ ⵯ";
    private static final String BERBER_TIFINAGH = "ⴰ a ⴱ b ⵛ c ⴷ d ⴹ ḍ ⴻ e ⴼ f ⴳ g ⵖ ɣ ⵀ h ⵃ ḥ ⵉ i ⵊ j ⴽ k ⵍ l ⵎ m ⵏ n ⵇ q ⵔ r ⵕ ṛ ⵙ s ⵚ ṣ ⵜ t ⵟ ṭ ⵓ u ⵡ w ⵅ x ⵢ y ⵣ z ⵥ ẓ ⵄ ɛ ⵯ ʷ";
    private static final String TAJIK = "а a б b в v г g ғ ƣ д d е e ё jo ж ƶ з z и i ӣ ī й j к k қ q л l м m н n о o п p р r с s т t у u ӯ ū ф f х x ҳ h ц ts ч c ҷ ç ш ş ъ ' э e ю ju я ja";
    private static final String UZBEK_CYRILLIC = "а a б b в v г g ғ gʻ д d е e ё yo ж j з z и i й y к k қ q л l м m н n о o п p р r с s т t у u ў oʻ ф f х x ҳ h ц ts ч ch ш sh ъ ʼ э e ю yu я ya";
    private static final String UZBEK_LATIN = "a а b б v в gʻ ғ g г d д e е yo ё j ж z з i и y й k к q қ l л m м n н oʻ ў o о p п r р sh ш s с t т u у f ф x х ch ч h ҳ ʼ ъ yu ю ya я";
    private static final String CRIMEAN_CYRILLIC = "а a б b в v гъ ğ г g дж c д d е e ё yo ж j з z и i й y къ q к k л l м m нъ ñ н n о o п p р r с s т t у u ф f х h ц ts ч ç ш ş щ şç ы ı э e ю yu я ya";
    private static final String CRIMEAN_LATIN = "a а b б v в ğ гъ g г c дж d д e е yo ё j ж z з i и yu ю ya я y й q къ k к l л m м ñ нъ n н o о ö о p п r р s с t т u у ü у f ф h х ç ч ş ш ı ы";
    private static final Map<String, Map<String, String>> TABLES = Map.of("ku-arab", table(KURDISH), "ku-latn", table(KURDISH_ARABIC), "shi-tfng", table(BERBER),
            "shi-latn", table(BERBER_TIFINAGH), "tg-latn", table(TAJIK), "uz-latn", table(UZBEK_CYRILLIC), "uz-cyrl", table(UZBEK_LATIN),
            "crh-latn", table(CRIMEAN_CYRILLIC), "crh-cyrl", table(CRIMEAN_LATIN));
    private static final int LONGEST = 2;

    private Alphabets() {}

    private static Map<String, String> table(String pairs) {
        Map<String, String> out = new HashMap<>();
        String[] letters = pairs.split(" ");
        for (int i = 0; i + 1 < letters.length; i += 2) {
            out.put(letters[i], letters[i + 1]);
        }
        return Map.copyOf(out);
    }

    /** Text in a variant; as it is where nothing is known of that. */
    static String convert(String text, String variant) {
        Map<String, String> table = TABLES.get(variant);
        if (table == null) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length() + 16);
        int at = 0;
        while (at < text.length()) {
            int length = Math.min(LONGEST, text.length() - at);
            String found = null;
            while (length > 0 && (found = table.get(text.substring(at, at + length).toLowerCase(Locale.ROOT))) == null) {
                length--;
            }
            if (found == null) {
                out.append(text.charAt(at++));
                continue;
            }
            boolean capital = Character.isUpperCase(text.charAt(at));
            out.append(capital ? found.substring(0, 1).toUpperCase(Locale.ROOT) + found.substring(1) : found);
            at += length;
        }
        return out.toString();
    }
}

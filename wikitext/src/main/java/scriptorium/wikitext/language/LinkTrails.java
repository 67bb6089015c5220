package scriptorium.wikitext.language;

import java.util.Map;
import scriptorium.wikitext.text.TextBuffer;

/** Which letters around a link join its label: those after it in most languages, those before it in a few. */
public final class LinkTrails {

    private static final String LATIN = "abcdefghijklmnopqrstuvwxyz";
    private static final String CYRILLIC = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя";
    private static final Map<String, String> AFTER = Map.ofEntries(
            Map.entry("ca", LATIN + "àèéíòóúç·ïü'"), Map.entry("cs", LATIN + "áčďéěíňóřšťúůýž"), Map.entry("da", LATIN + "æøåâêéèôôû"), Map.entry("de", LATIN + "äöüß"),
            Map.entry("eo", LATIN + "ĉĝĥĵŝŭ"), Map.entry("es", LATIN + "áéíóúñ"), Map.entry("fi", LATIN + "äö"), Map.entry("fr", LATIN + "àâçéèêîôûäëïöüùÇÉÂÊÎÔÛÄËÏÖÜÀÈÙ"),
            Map.entry("hu", LATIN + "íéáűőúöüó"), Map.entry("is", LATIN + "áðéíóúýþæö-–"), Map.entry("it", LATIN + "àéèíîìóòúù"), Map.entry("kaa", LATIN + "ıʼ’“»'"),
            Map.entry("nl", LATIN + "äöüïëéèà"), Map.entry("pl", LATIN + "ęóąśłżźćńĘÓĄŚŁŻŹĆŃ"), Map.entry("pt", LATIN + "áâãàéêẽçíòóôõq̃úüűũ"), Map.entry("ru", LATIN + CYRILLIC + "“»"),
            Map.entry("sv", LATIN + "åäöéÅÄÖÉ"), Map.entry("sr", LATIN + "đžćčš" + "абвгдђежзијклљмнњопрстћуфхцчџш"), Map.entry("tr", LATIN + "çğıöşüÇĞİÖŞÜ"),
            Map.entry("uk", LATIN + CYRILLIC + "єґїіʼ“»"), Map.entry("zh", ""), Map.entry("ar", LATIN + arabic()));
    private static final Map<String, String> BEFORE = Map.of("is", "áÁðÐéÉíÍóÓúÚýÝþÞæÆöÖ–-" + LATIN + LATIN.toUpperCase(java.util.Locale.ROOT), "ar", LATIN + LATIN.toUpperCase(java.util.Locale.ROOT) + arabic());

    private final String after;
    private final String before;

    private LinkTrails(String after, String before) {
        this.after = after;
        this.before = before;
    }

    public static LinkTrails of(String language) {
        int variant = language.indexOf('-');
        String base = variant < 0 ? language : language.substring(0, variant);
        return new LinkTrails(AFTER.getOrDefault(base, LATIN), BEFORE.getOrDefault(base, ""));
    }

    private static String arabic() {
        StringBuilder out = new StringBuilder();
        for (char c = 'ء'; c <= 'ي'; c++) {
            out.append(c);
        }
        return out.toString();
    }

    /** Where the letters that start at {@code from} end. Two apostrophes are no letters but markup. */
    public int end(TextBuffer text, int from) {
        int at = from;
        while (at < text.length() && after.indexOf(text.charAt(at)) >= 0 && !(text.charAt(at) == '\'' && text.startsWith("''", at))) {
            at++;
        }
        return at;
    }

    /** The letters right before {@code at}, as far back as {@code from}. */
    public String prefix(TextBuffer text, int from, int at) {
        int start = at;
        while (start > from && before.indexOf(text.charAt(start - 1)) >= 0) {
            start--;
        }
        return text.substring(start, at);
    }
}

package scriptorium.wikitext.text;

/** Texts of plain letters, for which much is simpler. */
public final class Ascii {

    private Ascii() {}

    /** Whether no character is beyond U+007F. */
    public static boolean only(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }
}

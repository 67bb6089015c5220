package scriptorium.wikitext.text;

/** Texts of plain letters, for which much is simpler. */
public final class Ascii {

    private Ascii() {}

    /** With plain letters in lower case, others as they are. */
    public static String lower(String text) {
        StringBuilder out = new StringBuilder(text);
        for (int i = 0; i < out.length(); i++) {
            char c = out.charAt(i);
            if (c >= 'A' && c <= 'Z') {
                out.setCharAt(i, (char) (c + 32));
            }
        }
        return out.toString();
    }

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

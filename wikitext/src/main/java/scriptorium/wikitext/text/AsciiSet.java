package scriptorium.wikitext.text;

/** A set of characters up to U+007F; whether one is in it takes a shift. */
public record AsciiSet(long low, long high) {

    /** @throws IllegalArgumentException where a character is beyond U+007F */
    public static AsciiSet of(String characters) {
        if (!Ascii.only(characters)) {
            throw new IllegalArgumentException("Beyond U+007F: " + characters);
        }
        long low = 0;
        long high = 0;
        for (char c : characters.toCharArray()) {
            low |= c < 64 ? 1L << c : 0;
            high |= c < 64 ? 0 : 1L << c;
        }
        return new AsciiSet(low, high);
    }

    /** Whether any of the characters is in the text. */
    public boolean isIn(CharSequence text) {
        for (int i = 0; i < text.length(); i++) {
            if (has(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    public boolean has(char c) {
        return c < 128 && ((c < 64 ? low : high) >>> c & 1) != 0;
    }
}

package scriptorium.router.request;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;

/**
 * A value made valid, NFC-normalised Unicode without control characters.
 *
 * @param repaired whether it was anything else before
 */
record CleanText(String text, boolean repaired) {

    private static final Charset EIGHT_BIT = Charset.forName("windows-1252");
    private static final char SEPARATOR = '\u001F';

    /** @param fromQuery whether bytes that are no UTF-8 are read as an eight-bit encoding, as links of old were written; else each becomes U+FFFD */
    static CleanText of(byte[] bytes, int length, boolean fromQuery) {
        for (int i = 0; i < length; i++) {
            if (bytes[i] < 0) {
                return decoded(bytes, length, fromQuery);
            }
        }
        return of(new String(bytes, 0, length, StandardCharsets.ISO_8859_1), false);
    }

    private static CleanText decoded(byte[] bytes, int length, boolean fromQuery) {
        try {
            return of(StandardCharsets.UTF_8.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes, 0, length))
                    .toString(), false);
        } catch (CharacterCodingException e) {
            return of(new String(bytes, 0, length, fromQuery ? EIGHT_BIT : StandardCharsets.UTF_8), true);
        }
    }

    /** @param repaired whether it had to be repaired to become text at all */
    static CleanText of(String text, boolean repaired) {
        boolean simple = true;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' ? c != '\n' && c != '\t' && c != '\r' && !(c == SEPARATOR && text.charAt(0) == SEPARATOR) : c >= 0x300) {
                simple = false;
                break;
            }
        }
        if (simple) {
            return new CleanText(text, repaired);
        }
        String clean = Normalizer.normalize(replaced(text), Normalizer.Form.NFC);
        return new CleanText(clean, repaired || !clean.equals(text));
    }

    private static String replaced(String text) {
        boolean separated = text.charAt(0) == SEPARATOR;
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean good = switch (c) {
                case '\n', '\t', '\r' -> true;
                case SEPARATOR -> separated;
                case '\uFFFE', '\uFFFF' -> false;
                default -> c >= ' ' && (!Character.isSurrogate(c) || paired(text, i));
            };
            out.append(good ? c : '\uFFFD');
        }
        return out.toString();
    }

    private static boolean paired(String text, int i) {
        return Character.isHighSurrogate(text.charAt(i))
                ? i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))
                : i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
    }
}

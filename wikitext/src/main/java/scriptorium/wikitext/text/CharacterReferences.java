package scriptorium.wikitext.text;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jsoup.nodes.Entities;
import org.jsoup.parser.Parser;

/** References to characters, by name and by number. Those to control characters refer to nothing: they stay as they are written. */
public final class CharacterReferences {

    private static final Pattern CONTROL = Pattern.compile("&(?=#0*+(?:[0-8]|1[124-9]|2[0-9]|3[01]|127)(?![0-9])|#[xX]0*+(?:[0-8bBcCeEfF]|1[0-9a-fA-F]|7[fF])(?![0-9a-fA-F]))");

    private CharacterReferences() {}

    private static final String[] USUAL = {"&amp;", "&lt;", "&gt;", "&quot;"};
    private static final String DECODED = "&<>\"";
    /** Between the tilde and this are control characters, which HTML takes for letters of Windows. */
    private static final int FIRST_BEYOND = 0xA0;
    private static final int FIRST_SURROGATE = 0xD800;

    /** Those that names stand for, as far as they were asked for: there are some two thousand names. */
    private static final Map<String, Integer> NAMED = new ConcurrentHashMap<>();

    /** The character that a name of letters and digits stands for; -1 when it stands for none or for several. */
    public static int character(String name) {
        Integer known = NAMED.get(name);
        if (known != null) {
            return known;
        }
        String character = decode("&" + name + ";", false);
        int code = character.codePointAt(0);
        if (Character.charCount(code) != character.length()) {
            return -1;
        }
        NAMED.put(name, code);
        return code;
    }

    /** @param attribute whether the text is an attribute's value */
    public static String decode(String text, boolean attribute) {
        int first = text.indexOf('&');
        if (first < 0) {
            return text;
        }
        TextBuffer out = TextBuffer.take(text.length());
        int at = 0;
        for (int next = first; next >= 0; next = text.indexOf('&', Math.max(at, next + 1))) {
            int usual = usual(text, next);
            if (usual >= 0) {
                out.append(text, at, next).append(DECODED.charAt(usual));
                at = next + USUAL[usual].length();
            } else {
                int end = end(text, next);
                if (end > 0) {
                    reference(text, next, end, attribute, out.append(text, at, next));
                    at = end;
                }
            }
        }
        return out.append(text, at, text.length()).finish();
    }

    /** Plain letters by number and names are looked up; what is less usual the parser of HTML knows. */
    private static void reference(String text, int from, int end, boolean attribute, TextBuffer out) {
        if (text.charAt(from + 1) == '#') {
            int code = number(text, from + 2, end - 1);
            if (code >= ' ' && code <= '~' || code >= FIRST_BEYOND && code < FIRST_SURROGATE) {
                out.append((char) code);
                return;
            }
        } else {
            String named = Entities.getByName(text.substring(from + 1, end - 1));
            if (!named.isEmpty()) {
                out.append(named);
                return;
            }
        }
        String one = text.substring(from, end);
        out.append(CONTROL.matcher(one).lookingAt() ? one : Parser.unescapeEntities(one, attribute));
    }

    /** -1 for none, and for those that are too long to be of use. */
    private static int number(String text, int from, int end) {
        boolean hexadecimal = from < end && (text.charAt(from) | 0x20) == 'x';
        int begin = hexadecimal ? from + 1 : from;
        int number = end - begin < 1 || end - begin > 7 ? -1 : 0;
        for (int i = begin; i < end && number >= 0; i++) {
            int digit = Character.digit(text.charAt(i), hexadecimal ? 16 : 10);
            number = digit < 0 ? -1 : number * (hexadecimal ? 16 : 10) + digit;
        }
        return number;
    }

    private static int usual(String text, int place) {
        for (int i = 0; i < USUAL.length; i++) {
            if (text.startsWith(USUAL[i], place)) {
                return i;
            }
        }
        return -1;
    }

    /** Where the reference ends that the ampersand begins, with its semicolon, which none is without; -1 for no reference. */
    private static int end(String text, int place) {
        int end = place + 1;
        end += end < text.length() && text.charAt(end) == '#' ? 1 : 0;
        while (end < text.length() && isWord(text.charAt(end))) {
            end++;
        }
        return end > place + 1 && end < text.length() && text.charAt(end) == ';' ? end + 1 : -1;
    }

    /** Whether a text up to a place ends with a reference, be it to a character or to none. */
    public static boolean endsAt(String text, int end) {
        int begin = end - 1;
        if (text.charAt(begin) != ';') {
            return false;
        }
        while (begin > 0 && (isWord(text.charAt(begin - 1)) || text.charAt(begin - 1) == '#')) {
            begin--;
        }
        return begin > 0 && begin < end - 1 && text.charAt(begin - 1) == '&';
    }

    private static boolean isWord(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
    }
}

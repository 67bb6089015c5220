package scriptorium.wikitext.expand;

import java.util.ArrayList;
import java.util.List;
import scriptorium.wikitext.text.TextBuffer;
import scriptorium.wikitext.title.Title;

/** Where the headings of a parse were written. A mark behind a heading's opening signs says which one it is, until the heading pass takes it out. */
public final class HeadingMarks {

    /**
     * @param index number of the section in its page
     * @param start where it starts in the text; -1 when that is not known
     * @param template page it stands on, null for the page that is parsed
     */
    public record Origin(int index, int start, Title template) {}

    private static final char SIGN = '\u0001';

    private final List<Origin> origins = new ArrayList<>();

    /** What stands behind the opening signs of a heading. */
    String mark(int index, int start, Title template) {
        origins.add(new Origin(index, template == null ? start : -1, template));
        return "\u0001" + (origins.size() - 1) + "\u0001";
    }

    public static String without(String text) {
        if (text.indexOf(SIGN) < 0) {
            return text;
        }
        TextBuffer out = TextBuffer.take(text.length());
        for (int i = 0; i < text.length(); i++) {
            int end = end(text, i, text.length());
            if (end < 0) {
                out.append(text.charAt(i));
            } else {
                i = end - 1;
            }
        }
        return out.finish();
    }

    /** Takes out the marks of what is no heading where it stands, as it does not begin a line; a text without such marks is not copied. */
    public static TextBuffer atLines(TextBuffer text) {
        TextBuffer out = null;
        int at = 0;
        int end;
        for (int mark = text.indexOf(SIGN); mark >= 0; mark = text.indexOf(SIGN, Math.max(end, mark + 1))) {
            end = end(text, mark, text.length());
            if (end < 0 || !beginsLine(text, mark)) {
                out = out == null ? TextBuffer.take(text.length()) : out;
                out.append(text, at, mark);
                at = Math.max(end, mark + 1);
            }
        }
        if (out == null) {
            return text;
        }
        out.append(text, at, text.length());
        text.release();
        return out;
    }

    private static boolean beginsLine(TextBuffer text, int mark) {
        int line = mark;
        while (line > 0 && text.charAt(line - 1) == '=') {
            line--;
        }
        return line == 0 || text.charAt(line - 1) == '\n';
    }

    /** Behind the mark that stands there; -1 when none does. */
    public static int end(CharSequence text, int from, int to) {
        if (from >= to || text.charAt(from) != SIGN) {
            return -1;
        }
        int at = from + 1;
        while (at < to && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        return at < to && text.charAt(at) == SIGN ? at + 1 : -1;
    }

    /** How many characters there are that belong to no mark. */
    public static int length(CharSequence text, int from, int to) {
        int length = to - from;
        for (int i = from; i < to; i++) {
            int end = end(text, i, to);
            if (end >= 0) {
                length -= end - i;
                i = end - 1;
            }
        }
        return length;
    }

    /** @param mark the number between the signs of a mark */
    public Origin origin(String mark) {
        int number = Integer.parseInt(mark);
        return number < origins.size() ? origins.get(number) : new Origin(0, -1, null);
    }
}

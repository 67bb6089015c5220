package scriptorium.wikitext.expand;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import scriptorium.wikitext.title.Title;

/** Where the headings of a parse were written. A mark behind a heading's opening signs says which one it is, until the heading pass takes it out. */
public final class HeadingMarks {

    /**
     * @param index number of the section in its page
     * @param start where it starts in the text; -1 when that is not known
     * @param template page it stands on, null for the page that is parsed
     */
    public record Origin(int index, int start, Title template) {}

    private static final Pattern MARK = Pattern.compile("\u0001\\d*+\u0001");

    private final List<Origin> origins = new ArrayList<>();

    /** What stands behind the opening signs of a heading. */
    String mark(int index, int start, Title template) {
        origins.add(new Origin(index, template == null ? start : -1, template));
        return "\u0001" + (origins.size() - 1) + "\u0001";
    }

    public static String without(String text) {
        return text.indexOf('\u0001') < 0 ? text : MARK.matcher(text).replaceAll("");
    }

    /** @param mark the number between the signs of a mark */
    public Origin origin(String mark) {
        int number = Integer.parseInt(mark);
        return number < origins.size() ? origins.get(number) : new Origin(0, -1, null);
    }
}

package scriptorium.wikitext.tag.cite;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells whether a reference holds the begin of another that nothing ends, in time that grows with its text. */
final class OpenTags {

    private static final Pattern REFERENCE = Pattern.compile("<ref(?:erences)?\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern NAME = Pattern.compile("\\w++");
    private static final Pattern END = Pattern.compile("</(\\w++)\\s*+>");

    private record End(int start, int end) {}

    private final String text;
    private final Map<String, Deque<End>> ends = new HashMap<>();
    private final Matcher name;
    private final int lastComment;
    /** The next {@code >} from where was looked for one last. */
    private int bracket;

    private OpenTags(String text) {
        this.text = text;
        name = NAME.matcher(text);
        lastComment = text.lastIndexOf("-->");
        for (Matcher end = END.matcher(text); end.find();) {
            ends.computeIfAbsent(end.group(1), _ -> new ArrayDeque<>()).add(new End(end.start(), end.end()));
        }
    }

    static boolean hold(String text) {
        if (text.indexOf('<') < 0) {
            return false;
        }
        String rest = new OpenTags(text).withoutClosed();
        return REFERENCE.matcher(rest.substring(0, rest.lastIndexOf('>') + 1)).find();
    }

    /** The text without elements that end, and without comments. */
    private String withoutClosed() {
        StringBuilder out = new StringBuilder(text.length());
        int written = 0;
        int open = text.indexOf('<');
        while (open >= 0) {
            int end = text.startsWith("!--", open + 1) ? endOfComment(open + 4) : endOfElement(open + 1);
            if (end >= 0) {
                out.append(text, written, open);
                written = end;
            }
            open = text.indexOf('<', Math.max(open + 1, written));
        }
        return out.append(text, written, text.length()).toString();
    }

    private int endOfComment(int from) {
        return lastComment < from ? -1 : text.indexOf("-->", from) + 3;
    }

    private int endOfElement(int from) {
        if (!name.region(from, text.length()).lookingAt() || bracket < 0) {
            return -1;
        }
        if (bracket < name.end()) {
            bracket = text.indexOf('>', name.end());
        }
        Deque<End> known = bracket < 0 ? null : ends.get(name.group());
        while (known != null && !known.isEmpty() && known.getFirst().start() <= bracket) {
            known.removeFirst();
        }
        return known == null || known.isEmpty() ? -1 : known.getFirst().end();
    }
}

package scriptorium.wikitext.function.parserfunctions;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import scriptorium.wikitext.function.core.Call;
import scriptorium.wikitext.function.core.Definition;
import scriptorium.wikitext.function.core.Integers;
import scriptorium.wikitext.title.LinkUrls;

/** Functions on strings, counted in characters. Long arguments are refused. */
final class Strings {

    private static final int DEFAULT_LIMIT = 1000;

    private Strings() {}

    static List<Definition> all() {
        return List.of(
                function("#len", c -> String.valueOf(length(text(c, 0)))),
                function("#pos", Strings::position),
                function("#rpos", Strings::lastPosition),
                function("#sub", Strings::part),
                function("#count", Strings::count),
                function("#replace", Strings::replace),
                function("#explode", Strings::explode),
                function("#urldecode", c -> LinkUrls.decode(text(c, 0).replace('+', ' '))));
    }

    private static Definition function(String name, Function<Call, String> body) {
        return Definition.function(name, call -> tooLong(call)
                ? ParserFunctions.error("Error: a text is longer than string functions take.") : body.apply(call));
    }

    private static boolean tooLong(Call call) {
        String option = call.context().site().options().getOrDefault("PFStringLengthLimit", "");
        int limit = option.isEmpty() ? DEFAULT_LIMIT : Integers.leading(option);
        for (int i = 0; i < Math.min(3, call.size()); i++) {
            if (length(text(call, i)) >= limit) {
                return true;
            }
        }
        return false;
    }

    private static String text(Call call, int index) {
        return call.context().withoutMarkers(call.argument(index));
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    /** What is looked for: a blank where nothing is given. */
    private static String needle(Call call) {
        String needle = text(call, 1);
        return needle.isEmpty() ? " " : needle;
    }

    private static String position(Call call) {
        String text = text(call, 0);
        int offset = Integers.leading(text(call, 2));
        offset = offset < 0 ? Math.max(0, length(text) + offset) : offset;
        if (offset > length(text)) {
            return "";
        }
        int found = text.indexOf(needle(call), text.offsetByCodePoints(0, offset));
        return found < 0 ? "" : String.valueOf(text.codePointCount(0, found));
    }

    private static String lastPosition(Call call) {
        String text = text(call, 0);
        int found = text.lastIndexOf(needle(call));
        return found < 0 ? "-1" : String.valueOf(text.codePointCount(0, found));
    }

    private static String part(Call call) {
        String text = text(call, 0);
        int size = length(text);
        int start = Integers.leading(text(call, 1));
        int length = Integers.leading(text(call, 2));
        int from = start < 0 ? Math.max(0, size + start) : Math.min(start, size);
        long end = length == 0 ? size : length > 0 ? (long) from + length : (long) size + length;
        int to = (int) Math.min(size, end);
        return to <= from ? "" : text.substring(text.offsetByCodePoints(0, from), text.offsetByCodePoints(0, to));
    }

    private static String count(Call call) {
        String text = text(call, 0);
        String needle = needle(call);
        int count = 0;
        for (int at = text.indexOf(needle); at >= 0; at = text.indexOf(needle, at + needle.length())) {
            count++;
        }
        return String.valueOf(count);
    }

    private static String replace(Call call) {
        String text = text(call, 0);
        String needle = needle(call);
        String replacement = text(call, 2);
        String limit = text(call, 3);
        long left = limit.isEmpty() || Integers.leading(limit) < 0 ? Long.MAX_VALUE : Integers.leading(limit);
        StringBuilder out = new StringBuilder(text.length());
        int copied = 0;
        for (int at = text.indexOf(needle); at >= 0 && left > 0; at = text.indexOf(needle, copied)) {
            out.append(text, copied, at).append(replacement);
            copied = at + needle.length();
            left--;
        }
        return out.append(text, copied, text.length()).toString();
    }

    private static String explode(Call call) {
        String text = text(call, 0);
        String position = call.has(2) ? text(call, 2) : "0";
        int limit = Integers.leading(text(call, 3));
        List<String> pieces = split(text, needle(call), limit <= 0 ? Integer.MAX_VALUE : limit);
        int index = Integers.leading(position);
        // From the end it is what the number says that the text begins with; else the text is the number and nothing more.
        index = index < 0 ? pieces.size() + index : position.equals(String.valueOf(index)) ? index : -1;
        return index < 0 || index >= pieces.size() ? "" : pieces.get(index);
    }

    private static List<String> split(String text, String separator, int limit) {
        List<String> pieces = new ArrayList<>();
        int copied = 0;
        for (int at = text.indexOf(separator); at >= 0 && pieces.size() < limit - 1; at = text.indexOf(separator, copied)) {
            pieces.add(text.substring(copied, at));
            copied = at + separator.length();
        }
        pieces.add(text.substring(copied));
        return pieces;
    }
}

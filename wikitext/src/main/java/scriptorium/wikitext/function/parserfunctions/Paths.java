package scriptorium.wikitext.function.parserfunctions;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import scriptorium.wikitext.function.core.Call;
import scriptorium.wikitext.function.core.Definition;
import scriptorium.wikitext.function.core.Integers;
import scriptorium.wikitext.language.WikitextEscape;
import scriptorium.wikitext.title.Namespace;
import scriptorium.wikitext.title.Title;

/** Titles as paths. */
final class Paths {

    private static final int MAX_PARTS = 25;

    private Paths() {}

    static List<Definition> all() {
        return List.of(Definition.function("#titleparts", Paths::parts), Definition.function("#rel2abs", Paths::absolute));
    }

    /** Some of the parts between slashes; negative figures count from the end. */
    private static String parts(Call call) {
        Optional<Title> title = call.context().titles().parse(call.argument(0), Namespace.MAIN).title();
        if (title.isEmpty()) {
            return call.argument(0);
        }
        String[] bits = call.context().titles().fullText(title.get()).split("/", MAX_PARTS);
        int count = Integers.leading(call.argument(1));
        int offset = Integers.leading(call.argument(2));
        int from = offset > 0 ? offset - 1 : offset < 0 ? Math.max(0, bits.length + offset) : 0;
        long to = count == 0 ? bits.length : count > 0 ? (long) from + count : (long) bits.length + count;
        int end = (int) Math.max(0, Math.min(bits.length, to));
        return from >= end ? "" : String.join("/", Arrays.copyOfRange(bits, from, end));
    }

    private static String absolute(Call call) {
        String to = call.argument(0);
        while (to.endsWith("/") || to.endsWith(" ")) {
            to = to.substring(0, to.length() - 1);
        }
        String from = call.argument(1);
        from = from.isEmpty() ? call.context().titles().fullText(call.context().request().page()) : from;
        if (to.isEmpty() || to.equals(".")) {
            return from;
        }
        boolean relative = to.startsWith("/") || to.startsWith("./") || to.startsWith("../") || to.equals("..");
        String path = relative ? from + "/" + to : to;
        Deque<String> parts = new ArrayDeque<>();
        for (String part : path.split("/")) {
            if (part.equals("..")) {
                if (parts.pollLast() == null) {
                    return ParserFunctions.error("Error: the path &quot;" + WikitextEscape.html(path) + "&quot; leads above its root.");
                }
            } else if (!part.isEmpty() && !part.equals(".")) {
                parts.addLast(part);
            }
        }
        return String.join("/", parts);
    }
}

package scriptorium.wikitext.engine;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import scriptorium.wikitext.preprocess.Node;
import scriptorium.wikitext.preprocess.Preprocessor;

/** Sections of a text by number: the headings that the preprocessor counts. */
final class Sections {

    private static final int MAX_NUMBER = 1_000_000;

    private record Span(int from, int to) {}

    private Sections() {}

    private static Optional<Span> find(String text, String section, Set<String> tags) {
        boolean included = section.startsWith("T-");
        int wanted = number(section);
        List<Node.Heading> headings = Preprocessor.parse(text, tags, included).stream().filter(n -> n instanceof Node.Heading).map(n -> (Node.Heading) n).toList();
        if (wanted == 0) {
            return Optional.of(new Span(0, headings.isEmpty() ? text.length() : headings.getFirst().start()));
        }
        for (int i = 0; i < headings.size(); i++) {
            if (headings.get(i).index() == wanted) {
                int end = text.length();
                for (int j = i + 1; j < headings.size(); j++) {
                    if (headings.get(j).level() <= headings.get(i).level()) {
                        end = headings.get(j).start();
                        break;
                    }
                }
                return Optional.of(new Span(headings.get(i).start(), end));
            }
        }
        return Optional.empty();
    }

    /** Where a number is wanted, any text is one: as far as it has digits, after the last dash. */
    private static int number(String section) {
        String part = section.substring(section.lastIndexOf('-') + 1).stripLeading();
        int number = 0;
        for (int i = 0; i < part.length() && part.charAt(i) >= '0' && part.charAt(i) <= '9'; i++) {
            number = Math.min(MAX_NUMBER, number * 10 + part.charAt(i) - '0');
        }
        return number;
    }

    static Optional<String> get(String text, String section, Set<String> tags) {
        return find(text, section, tags).map(span -> text.substring(span.from(), span.to()).stripTrailing());
    }

    static Optional<String> replace(String text, String section, String replacement, String heading, Set<String> tags) {
        if (section.equals("new")) {
            String head = heading.isEmpty() ? "" : "== " + heading + " ==\n\n";
            String before = text.stripTrailing();
            return Optional.of((before.isEmpty() ? "" : before + "\n\n") + head + replacement);
        }
        return find(text, section, tags).map(span -> {
            String after = text.substring(span.to());
            String middle = replacement.stripTrailing();
            String joined = text.substring(0, span.from()) + middle;
            return after.isEmpty() ? joined : joined + (middle.isEmpty() ? "" : "\n\n") + after;
        });
    }
}

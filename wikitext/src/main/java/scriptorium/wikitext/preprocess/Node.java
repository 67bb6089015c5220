package scriptorium.wikitext.preprocess;

import java.util.List;
import scriptorium.wikitext.text.TextBuffer;

/** A node of the preprocessor's tree. */
public sealed interface Node {

    /** A piece of the source that means itself. It becomes a string only when one is asked for; most are copied from where they stand. */
    final class Text implements Node {
        private final String source;
        private final int from;
        private final int to;
        /** Null until it is asked for; two threads may make it twice. */
        private String own;

        public Text(String source, int from, int to) {
            this.source = source;
            this.from = from;
            this.to = to;
        }

        public Text(String text) {
            this(text, 0, text.length());
        }

        public String text() {
            String known = own;
            if (known == null) {
                known = source.substring(from, to);
                own = known;
            }
            return known;
        }

        public void appendTo(TextBuffer out) {
            out.append(source, from, to);
        }
    }

    /** {@code {{title|parts}}}; {@code lineStart} when nothing but it begins the line. */
    record Template(List<Node> title, List<Part> parts, boolean lineStart) implements Node {}

    /** {@code {{{name|default}}}}. */
    record Argument(List<Node> title, List<Part> parts, boolean lineStart) implements Node {}

    /** A part of a template call: named, or numbered from 1. */
    record Part(List<Node> name, int index, List<Node> value) {
        public boolean named() {
            return index == 0;
        }
    }

    /** An extension tag; {@code inner} is null for {@code <tag/>}, {@code close} empty when the end tag is missing. */
    record Extension(String name, String attributes, String inner, String close) implements Node {
        /** The name in lower case. */
        public String key() {
            return name.toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** A sign of equality that would part a name from its value, had its call been closed. */
    record Equals() implements Node {}

    record Comment(String text) implements Node {}

    /** Text that inclusion tags take out. */
    record Ignored(String text) implements Node {}

    /** A heading line; {@code index} counts the headings of the page from 1; {@code start} is its offset in the text. */
    record Heading(int level, int index, int start, List<Node> children) implements Node {}
}

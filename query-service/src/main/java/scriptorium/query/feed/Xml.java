package scriptorium.query.feed;

/** Writes XML, indented by tabs. Texts and values of attributes are escaped here, and nothing else is ever written. */
final class Xml {

    private final StringBuilder out = new StringBuilder("<?xml version=\"1.0\"?>\n");
    private int depth;

    /** @param attributes names and values by turns */
    Xml open(String name, String... attributes) {
        indent().tag(name, attributes).append(">\n");
        depth++;
        return this;
    }

    Xml close(String name) {
        depth--;
        indent().out.append("</").append(name).append(">\n");
        return this;
    }

    Xml text(String name, String text, String... attributes) {
        indent().tag(name, attributes).append('>').append(escape(text)).append("</").append(name).append(">\n");
        return this;
    }

    Xml empty(String name, String... attributes) {
        indent().tag(name, attributes).append("/>\n");
        return this;
    }

    private Xml indent() {
        out.repeat('\t', depth);
        return this;
    }

    private StringBuilder tag(String name, String... attributes) {
        out.append('<').append(name);
        for (int i = 0; i < attributes.length; i += 2) {
            out.append(' ').append(attributes[i]).append("=\"").append(escape(attributes[i + 1])).append('"');
        }
        return out;
    }

    /** For texts and attributes alike; characters that XML cannot hold become U+FFFD. */
    static String escape(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#039;");
                default -> escaped.appendCodePoint(allowed(c) ? c : 0xFFFD);
            }
        });
        return escaped.toString();
    }

    private static boolean allowed(int c) {
        return c >= ' ' && c <= 0xD7FF || c == '\n' || c == '\t' || c == '\r' || c >= 0xE000 && c <= 0xFFFD || c >= 0x10000;
    }

    @Override
    public String toString() {
        return out.toString();
    }
}

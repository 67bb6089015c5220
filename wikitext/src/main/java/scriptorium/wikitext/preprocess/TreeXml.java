package scriptorium.wikitext.preprocess;

import java.util.List;
import java.util.regex.Pattern;

/** The preprocessor's tree as XML, as {@code prop=parsetree} shows it. */
public final class TreeXml {

    private static final Pattern EMPTY = Pattern.compile("<(attr|value|inner|name|title|root)></\\1>");

    private static final String POSSIBLE = "possible-h";

    private TreeXml() {}

    public static String of(List<Node> nodes) {
        StringBuilder xml = new StringBuilder("<root>");
        append(xml, nodes, "h");
        return EMPTY.matcher(xml.append("</root>")).replaceAll("<$1/>");
    }

    /** @param heading the element of a heading: inside of a call it may be none after all */
    private static void append(StringBuilder xml, List<Node> nodes, String heading) {
        for (Node node : nodes) {
            switch (node) {
                case Node.Text text -> escape(xml, text.text());
                case Node.Template(var title, var parts, boolean lineStart) -> call(xml, "template", title, parts, lineStart);
                case Node.Argument(var title, var parts, boolean lineStart) -> call(xml, "tplarg", title, parts, lineStart);
                case Node.Extension(String name, String attributes, String inner, String close) -> {
                    xml.append("<ext><name>").append(name).append("</name><attr>");
                    escape(xml, attributes);
                    xml.append("</attr>");
                    if (inner != null) {
                        xml.append("<inner>");
                        escape(xml, inner);
                        xml.append("</inner>");
                        if (!close.isEmpty()) {
                            xml.append("<close>");
                            escape(xml, close);
                            xml.append("</close>");
                        }
                    }
                    xml.append("</ext>");
                }
                case Node.Equals() -> xml.append("<equals>=</equals>");
                case Node.Comment(String text) -> wrap(xml, "comment", text);
                case Node.Ignored(String text) -> wrap(xml, "ignore", text);
                case Node.Heading(int level, int index, int _, var children) -> {
                    xml.append('<').append(heading).append(" level=\"").append(level).append("\" i=\"").append(index).append("\">");
                    append(xml, children, heading);
                    xml.append("</").append(heading).append('>');
                }
            }
        }
    }

    private static void call(StringBuilder xml, String element, List<Node> title, List<Node.Part> parts, boolean lineStart) {
        xml.append('<').append(element).append(lineStart ? " lineStart=\"1\"" : "").append("><title>");
        append(xml, title, POSSIBLE);
        xml.append("</title>");
        for (Node.Part part : parts) {
            xml.append("<part>");
            if (part.named()) {
                xml.append("<name>");
                append(xml, part.name(), POSSIBLE);
                xml.append("</name><equals>=</equals>");
            } else {
                xml.append("<name index=\"").append(part.index()).append("\"/>");
            }
            xml.append("<value>");
            append(xml, part.value(), POSSIBLE);
            xml.append("</value></part>");
        }
        xml.append("</").append(element).append('>');
    }

    private static void wrap(StringBuilder xml, String element, String text) {
        xml.append('<').append(element).append('>');
        escape(xml, text);
        xml.append("</").append(element).append('>');
    }

    private static void escape(StringBuilder xml, String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '<' -> xml.append("&lt;");
                case '>' -> xml.append("&gt;");
                case '&' -> xml.append("&amp;");
                case '"' -> xml.append("&quot;");
                default -> xml.append(c);
            }
        }
    }
}

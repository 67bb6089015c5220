package scriptorium.wikitext.preprocess;

import java.util.List;

/** A tree as the text that it was made of. */
public final class SourceText {

    private SourceText() {}

    /** @param ignored whether what the text's use leaves out is written too */
    public static String of(List<Node> nodes, boolean ignored) {
        StringBuilder out = new StringBuilder();
        nodes.forEach(node -> write(node, ignored, out));
        return out.toString();
    }

    private static void write(Node node, boolean ignored, StringBuilder out) {
        switch (node) {
            case Node.Text text -> out.append(text.text());
            case Node.Equals() -> out.append('=');
            case Node.Comment(String text) -> out.append(text);
            case Node.Ignored(String text) -> out.append(ignored ? text : "");
            case Node.Extension(String name, String attributes, String inner, String close) ->
                    out.append('<').append(name).append(attributes).append(inner == null ? "/>" : ">" + inner + close);
            case Node.Heading(int _, int _, int _, var children) -> children.forEach(child -> write(child, ignored, out));
            case Node.Argument(var title, var parts, boolean _) -> call("{{{", title, parts, "}}}", ignored, out);
            case Node.Template(var title, var parts, boolean _) -> call("{{", title, parts, "}}", ignored, out);
        }
    }

    private static void call(String open, List<Node> title, List<Node.Part> parts, String close, boolean ignored, StringBuilder out) {
        out.append(open);
        title.forEach(node -> write(node, ignored, out));
        for (Node.Part part : parts) {
            out.append('|');
            if (part.named()) {
                part.name().forEach(node -> write(node, ignored, out));
                out.append('=');
            }
            part.value().forEach(node -> write(node, ignored, out));
        }
        out.append(close);
    }
}

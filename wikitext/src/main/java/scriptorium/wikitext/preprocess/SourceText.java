package scriptorium.wikitext.preprocess;

import java.util.List;
import java.util.function.UnaryOperator;

/** A tree as the text that it was made of. */
public final class SourceText {

    private final boolean ignored;
    private final UnaryOperator<String> opaque;
    private final StringBuilder out = new StringBuilder();

    private SourceText(boolean ignored, UnaryOperator<String> opaque) {
        this.ignored = ignored;
        this.opaque = opaque;
    }

    /** @param ignored whether what the text's use leaves out is written too */
    public static String of(List<Node> nodes, boolean ignored) {
        return of(nodes, ignored, UnaryOperator.identity());
    }

    /** @param opaque what stands in place of comments and extension tags, at any depth */
    public static String of(List<Node> nodes, boolean ignored, UnaryOperator<String> opaque) {
        SourceText source = new SourceText(ignored, opaque);
        source.write(nodes);
        return source.out.toString();
    }

    private void write(List<Node> nodes) {
        nodes.forEach(this::write);
    }

    private void write(Node node) {
        switch (node) {
            case Node.Text text -> out.append(text.text());
            case Node.Equals() -> out.append('=');
            case Node.Comment(String text) -> out.append(opaque.apply(text));
            case Node.Ignored(String text) -> out.append(ignored ? text : "");
            case Node.Extension(String name, String attributes, String inner, String close) ->
                    out.append(opaque.apply("<" + name + attributes + (inner == null ? "/>" : ">" + inner + close)));
            case Node.Heading(int _, int _, int _, var children) -> write(children);
            case Node.Argument(var title, var parts, boolean _) -> call("{{{", title, parts, "}}}");
            case Node.Template(var title, var parts, boolean _) -> call("{{", title, parts, "}}");
        }
    }

    private void call(String open, List<Node> title, List<Node.Part> parts, String close) {
        out.append(open);
        write(title);
        for (Node.Part part : parts) {
            out.append('|');
            if (part.named()) {
                write(part.name());
                out.append('=');
            }
            write(part.value());
        }
        out.append(close);
    }
}

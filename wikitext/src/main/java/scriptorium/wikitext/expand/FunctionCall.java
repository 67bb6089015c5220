package scriptorium.wikitext.expand;

import java.util.List;
import scriptorium.wikitext.preprocess.Node;
import scriptorium.wikitext.text.ControlCharacters;

/** A call of a parser function: its arguments, expanded when they are asked for. Argument 0 is the one after the colon. */
final class FunctionCall {

    private final Expander expander;
    private final Frame frame;
    private final List<Node.Part> parts;
    /** What was expanded so far; null as long as nothing was. */
    private String[] expanded;
    private String first = "";

    FunctionCall(Expander expander, Frame frame, List<Node.Part> parts) {
        this.expander = expander;
        this.frame = frame;
        this.parts = parts;
    }

    FunctionCall first(String value) {
        first = value;
        return this;
    }

    ParseState state() {
        return expander.state();
    }

    Frame frame() {
        return frame;
    }

    int count() {
        return parts.size() + 1;
    }

    /** The argument as a whole, trimmed; empty when there is none. */
    String argument(int index) {
        return raw(index).strip();
    }

    /** Expanded once, however often it is asked for. */
    String raw(int index) {
        if (index == 0) {
            return first;
        }
        if (index > parts.size()) {
            return "";
        }
        if (expanded == null) {
            expanded = new String[parts.size()];
        }
        if (expanded[index - 1] == null) {
            expanded[index - 1] = expand(parts.get(index - 1));
        }
        return expanded[index - 1];
    }

    private String expand(Node.Part part) {
        String name = part.named() ? expander.expand(part.name(), frame) + "=" : "";
        return name + expander.expand(part.value(), frame);
    }

    /** Name of a named argument, null for a numbered one. */
    String name(int index) {
        Node.Part part = parts.get(index - 1);
        return part.named() ? expander.expand(part.name(), frame).strip() : null;
    }

    String value(int index) {
        return expander.expand(parts.get(index - 1).value(), frame).strip();
    }

    String invoke() {
        return ControlCharacters.withoutAllButStripped(state().scripts.invoke(expander, frame, first.strip(), parts));
    }

    Expander expander() {
        return expander;
    }
}

package scriptorium.wikitext.expand;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import scriptorium.wikitext.api.PageText;
import scriptorium.wikitext.function.core.FunctionTable;
import scriptorium.wikitext.language.WikitextEscape;
import scriptorium.wikitext.preprocess.Node;
import scriptorium.wikitext.preprocess.Redirects;
import scriptorium.wikitext.preprocess.Trees;
import scriptorium.wikitext.text.TextBuffer;
import scriptorium.wikitext.title.Namespace;
import scriptorium.wikitext.title.Subpages;
import scriptorium.wikitext.title.Title;

/** Expands templates, arguments, functions and variables; hands extension tags on. */
public final class Expander {

    /** What becomes of extension tags. */
    public interface TagHandler {
        String handle(Node.Extension tag, String attributes, Expander expander, ParseState state);
    }

    private static final List<String> MODIFIERS = List.of("msgnw", "msg", "raw");

    private final ParseState state;
    private final Trees trees;
    private final TagHandler handler;
    private final Functions functions;
    private final boolean keepComments;
    /** Whether only {{subst:}} is expanded. */
    private final boolean preSave;
    private Frame current;
    private int nested;

    public Expander(ParseState state, FunctionTable table, Trees trees, TagHandler handler, boolean keepComments, boolean preSave) {
        this.state = state;
        this.trees = trees;
        this.handler = handler;
        this.keepComments = keepComments;
        this.preSave = preSave;
        functions = new Functions(table);
    }

    public ParseState state() {
        return state;
    }

    public TextBuffer expandPage(String text) {
        current = new Frame(state.request.page(), null, 0);
        TextBuffer out = TextBuffer.take(text.length() + (text.length() >> 1));
        expand(trees.page(text), current, true, out);
        return out;
    }

    /** An extension tag made by {@code {{#tag:}}}. */
    String tag(String name, String attributes, String inner) {
        if (!trees.tags().contains(name)) {
            return "<" + name + attributes + (inner == null ? "/>" : ">" + inner + "</" + name + ">");
        }
        return handler.handle(new Node.Extension(name, attributes, inner, "</" + name + ">"), attributes, this, state);
    }

    /** A frame of a page with arguments that are expanded in the frame around it. */
    public Frame child(Title title, Frame parent, List<Node.Part> parts) {
        Frame child = new Frame(title, parent, parts.size());
        for (Node.Part part : parts) {
            child.argument(part.named() ? expand(part.name(), parent).strip() : String.valueOf(part.index()), part.value(), part.named());
        }
        return child;
    }

    /** Nodes expanded in a frame. */
    public String expandNodes(List<Node> nodes, Frame frame) {
        return expand(nodes, frame);
    }

    /** Text expanded as if it stood in the text of that frame. */
    public String preprocess(String text, Frame frame) {
        if (nested >= ParseState.MAX_NESTED) {
            return "<span class=\"error\">Tags or messages are nested too deeply</span>";
        }
        nested++;
        try {
            return expand(frame.isPage() ? trees.page(text) : trees.included(text), frame);
        } finally {
            nested--;
        }
    }

    /** The call of a template, empty when the name is no title. */
    public Optional<String> transclude(String name, List<Node.Part> parts, Frame frame) {
        TextBuffer out = TextBuffer.take(0);
        boolean called = transclude(name, false, new Node.Template(List.of(new Node.Text(name)), parts, true), frame, out);
        return Optional.of(out.finish()).filter(_ -> called);
    }

    /** The call of a parser function or variable, empty when there is none of that name. */
    public Optional<String> function(String name, String first, List<Node.Part> parts, Frame frame) {
        FunctionCall call = new FunctionCall(this, frame, parts);
        if (first == null) {
            return functions.variable(name, call);
        }
        return functions.function(name, call.first(first)).or(() -> name.startsWith("#") ? Optional.empty() : functions.function("#" + name, call));
    }

    /** An extension tag in a frame. */
    public String tag(String name, String attributes, String inner, Frame frame) {
        Frame outer = current;
        current = frame;
        try {
            return tag(name, attributes, inner);
        } finally {
            current = outer;
        }
    }

    /** Counts one more expensive call; false when the limit is passed. */
    public boolean expensive() {
        return state.limits.expensive();
    }

    /** Wikitext of an interface message, null when there is none. */
    public String message(String key) {
        return functions.message(key, new FunctionCall(this, new Frame(state.request.page(), null, 0), List.of()));
    }

    public boolean isPreSave() {
        return preSave;
    }

    private String extension(Node.Extension tag, Frame frame) {
        Frame outer = current;
        current = frame;
        try {
            return handler.handle(tag, tag.attributes(), this, state);
        } finally {
            current = outer;
        }
    }

    /** Text from an extension tag, expanded in the frame the tag stands in. */
    public String expandInner(String text) {
        return expandInner(text, current == null ? new Frame(state.request.page(), null, 0) : current);
    }

    /** Text expanded as if it stood on the page itself. */
    public String expandOnPage(String text) {
        return expandInner(text, new Frame(state.request.page(), null, 0));
    }

    String expandInner(String text, Frame frame) {
        if (nested >= ParseState.MAX_NESTED) {
            return "<span class=\"error\">Tags or messages are nested too deeply</span>";
        }
        nested++;
        try {
            return expandRoot(trees.page(text), frame);
        } finally {
            nested--;
        }
    }

    /** A whole text: its headings are sections; those inside of arguments are not. */
    private String expandRoot(List<Node> nodes, Frame frame) {
        return expand(nodes, frame, true);
    }

    String expand(List<Node> nodes, Frame frame) {
        return expand(nodes, frame, false);
    }

    private String expand(List<Node> nodes, Frame frame, boolean root) {
        if (nodes.isEmpty()) {
            return "";
        }
        if (nodes.size() == 1 && nodes.getFirst() instanceof Node.Text only) {
            String refused = state.limits.visit();
            return refused.isEmpty() ? only.text() : refused;
        }
        TextBuffer out = TextBuffer.take(0);
        expand(nodes, frame, root, out);
        return out.finish();
    }

    private void expand(List<Node> nodes, Frame frame, boolean root, TextBuffer out) {
        String refused = state.limits.visit();
        if (!refused.isEmpty()) {
            out.append(refused);
            return;
        }
        state.limits.enter();
        try {
            expandAll(nodes, frame, root, out);
        } finally {
            state.limits.leave();
        }
    }

    private void expandAll(List<Node> nodes, Frame frame, boolean root, TextBuffer out) {
        prefetch(nodes);
        // By index: an iterator would be made for every list of a page.
        for (int i = 0; i < nodes.size(); i++) {
            switch (nodes.get(i)) {
                case Node.Text text -> text.appendTo(out);
                case Node.Template template -> template(template, frame, out);
                case Node.Argument argument -> argument(argument, frame, out);
                case Node.Extension extension -> out.append(preSave ? source(extension) : extension(extension, frame));
                case Node.Equals() -> out.append('=');
                case Node.Comment(String text) -> out.append(keepComments ? text : "");
                case Node.Ignored(String text) -> out.append(preSave && frame.isPage() ? text : "");
                case Node.Heading(int level, int index, int start, var children) -> {
                    int from = out.length();
                    expandAll(children, frame, false, out);
                    if (!preSave && root) {
                        out.insert(Math.min(from + level, out.length()), state.headings.mark(index, nested > 0 ? -1 : start, frame.isPage() ? null : frame.title));
                    }
                }
            }
        }
    }

    private void prefetch(List<Node> nodes) {
        if (preSave || nodes.size() < 2) {
            return;
        }
        List<Title> wanted = List.of();
        for (int i = 0; i < nodes.size(); i++) {
            if (nodes.get(i) instanceof Node.Template(var name, _, _) && name.size() == 1 && name.getFirst() instanceof Node.Text text && text.text().indexOf('#') < 0) {
                Title title = state.titles.parse(text.text().strip(), Namespace.TEMPLATE).title().filter(Title::isLocal).orElse(null);
                if (title != null) {
                    wanted = wanted.isEmpty() ? new ArrayList<>() : wanted;
                    wanted.add(title.withoutFragment());
                }
            }
        }
        if (wanted.size() > 1) {
            state.fetch(wanted);
        }
    }

    private void argument(Node.Argument argument, Frame frame, TextBuffer out) {
        if (preSave && frame.isPage()) {
            out.append(source(argument));
            return;
        }
        String name = expand(argument.title(), frame);
        String value = frame.isPage() ? null : frame.argument(name.strip(), this);
        int from = out.length();
        if (value != null) {
            out.append(value);
        } else if (!argument.parts().isEmpty()) {
            Node.Part fallback = argument.parts().getFirst();
            if (fallback.named()) {
                expand(fallback.name(), frame, false, out);
                out.append('=');
            }
            expand(fallback.value(), frame, false, out);
        } else {
            out.append("{{{").append(name).append("}}}");
            return;
        }
        if (!state.limits.argument(out, from)) {
            out.append("<!-- WARNING: argument omitted, expansion size too large -->");
        }
    }

    private void template(Node.Template template, Frame frame, TextBuffer out) {
        String head = expand(template.title(), frame);
        String name = head.strip();
        boolean subst = false;
        boolean safe = false;
        while (true) {
            int prefix = state.words.word("subst").begins(name);
            if (prefix > 0) {
                subst = true;
            } else {
                prefix = state.words.word("safesubst").begins(name);
                safe |= prefix > 0;
            }
            if (prefix == 0) {
                break;
            }
            name = name.substring(prefix).strip();
        }
        if (preSave && !subst && !safe && frame.isPage()) {
            out.append(source(template));
            return;
        }
        if (!preSave && subst) {
            source(template, head, frame, out);
            return;
        }
        int from = out.length();
        if (!call(name, template, frame, out)) {
            source(template, head, frame, out);
            return;
        }
        if (!state.limits.include(out, from)) {
            out.setLength(from);
            omitted(name, out);
            return;
        }
        boolean newLine = out.startsWith("{|", from) || out.length() > from && "*#:;".indexOf(out.charAt(from)) >= 0;
        if (newLine && !template.lineStart()) {
            out.insert(from, "\n");
        }
    }

    /** Writes what the call gives; false when it is no call of anything. */
    private boolean call(String name, Node.Template template, Frame frame, TextBuffer out) {
        FunctionCall call = new FunctionCall(this, frame, template.parts());
        Optional<String> variable = template.parts().isEmpty() ? functions.variable(name, call) : Optional.empty();
        if (variable.isPresent()) {
            out.append(variable.get());
            return true;
        }
        String rest = name;
        boolean raw = false;
        for (String modifier : MODIFIERS) {
            int prefix = state.words.word(modifier).begins(rest);
            if (prefix > 0) {
                raw = modifier.equals("msgnw");
                rest = rest.substring(prefix).strip();
            }
        }
        int colon = rest.indexOf(':');
        if (colon > 0) {
            Optional<String> value = functions.function(rest.substring(0, colon).strip(), call.first(rest.substring(colon + 1)));
            if (value.isPresent()) {
                out.append(value.get());
                return true;
            }
        }
        return transclude(rest, raw, template, frame, out);
    }

    private boolean transclude(String name, boolean raw, Node.Template template, Frame frame, TextBuffer out) {
        Subpages.Resolved subpage = Subpages.resolve(name, frame.title, state.titles);
        Optional<Title> parsed = state.titles.parse(subpage == null ? name : subpage.target(), subpage == null ? Namespace.TEMPLATE : Namespace.MAIN).title();
        if (parsed.isEmpty() || !parsed.get().isLocal()) {
            return false;
        }
        if (parsed.get().namespace() < 0) {
            link(parsed.get(), out);
            return true;
        }
        Title title = parsed.get().withoutFragment();
        PageText text = state.text(title);
        if (text == null) {
            title = VariantTitles.others(state, title).stream().filter(other -> state.text(other) != null).findFirst().orElse(title);
            text = state.text(title);
        }
        state.templates.put(title, text == null ? 0L : text.revisionId());
        if (text != null) {
            Optional<Title> target = Redirects.target(text.text(), state.titles);
            if (target.isPresent() && target.get().isLocal() && target.get().namespace() >= 0) {
                title = target.get().withoutFragment();
                text = state.text(title);
                state.templates.put(title, text == null ? 0L : text.revisionId());
            }
        }
        if (text == null) {
            if (!preSave && raw) {
                TextBuffer shown = TextBuffer.take(0);
                link(title, shown);
                out.append(WikitextEscape.escape(shown.finish(), false));
            } else if (!preSave) {
                link(title, out);
            }
            // What is not there cannot be substituted: the call stays until it is.
            return !preSave;
        }
        if (frame.contains(title)) {
            state.trackingCategory("template-loop-category");
            state.warnings.add("<strong>Note:</strong> [[:" + state.titles.fullText(title) + "]] includes itself, at once or through others.");
            out.append("<span class=\"error\">Template loop detected: ");
            link(title, out);
            out.append("</span>");
        } else if (frame.depth >= state.limits.maxTemplates()) {
            out.append("<span class=\"error\">Template recursion depth limit exceeded (").append(state.limits.maxTemplates()).append(")</span>");
        } else if (raw) {
            out.append(WikitextEscape.escape(text.text(), false));
        } else {
            include(title, text, template.parts(), frame, out);
        }
        return true;
    }

    private void include(Title title, PageText text, List<Node.Part> parts, Frame frame, TextBuffer out) {
        Frame inner = new Frame(title, frame, parts.size());
        for (Node.Part part : parts) {
            String argument = part.named() ? expand(part.name(), frame).strip() : String.valueOf(part.index());
            if (inner.argument(argument, part.value(), part.named())) {
                state.trackingCategory("duplicate-args-category");
                state.warnings.add("<strong>Note:</strong> [[:" + state.titles.fullText(frame.title) + "]] gives [[:" + state.titles.fullText(title) + "]] the argument \""
                        + argument + "\" more than once; the last one counts.");
            }
        }
        expand(trees.template(text.text()), inner, true, out);
    }

    private void link(Title title, TextBuffer out) {
        out.append("[[:").append(state.titles.fullText(title)).append("]]");
    }

    /** What stands for a call that gave too much. */
    private void omitted(String name, TextBuffer out) {
        Optional<Title> title = state.titles.parse(name, Namespace.TEMPLATE).title();
        out.append("[[:").append(title.map(state.titles::fullText).orElse(name)).append("]]");
        out.append(state.stripText("<!-- WARNING: template omitted, post-expand include size too large -->"));
    }

    private void source(Node.Template template, String head, Frame frame, TextBuffer out) {
        out.append("{{").append(head);
        for (Node.Part part : template.parts()) {
            out.append('|');
            if (part.named()) {
                expand(part.name(), frame, false, out);
                out.append('=');
            }
            expand(part.value(), frame, false, out);
        }
        out.append("}}");
    }

    /** A node as it was written; calls of subst: inside are expanded. */
    private String source(Node node) {
        return switch (node) {
            case Node.Text text -> text.text();
            case Node.Equals() -> "=";
            case Node.Comment(String text) -> text;
            case Node.Ignored(String text) -> text;
            case Node.Extension(String name, String attributes, String inner, String close) ->
                    "<" + name + attributes + (inner == null ? "/>" : ">" + inner + close);
            case Node.Heading(int _, int _, int _, var children) -> sources(children);
            case Node.Argument(var title, var parts, boolean _) -> "{{{" + sources(title) + parts(parts) + "}}}";
            case Node.Template(var title, var parts, boolean _) -> "{{" + sources(title) + parts(parts) + "}}";
        };
    }

    private String sources(List<Node> nodes) {
        if (preSave && current != null) {
            return expand(nodes, current);
        }
        StringBuilder out = new StringBuilder();
        nodes.forEach(node -> out.append(source(node)));
        return out.toString();
    }

    private String parts(List<Node.Part> parts) {
        StringBuilder out = new StringBuilder();
        for (Node.Part part : parts) {
            out.append('|');
            if (part.named()) {
                out.append(sources(part.name())).append('=');
            }
            out.append(sources(part.value()));
        }
        return out.toString();
    }
}

package scriptorium.wikitext.tidy;

import java.io.Reader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Comment;
import org.jsoup.nodes.DataNode;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Parser;
import scriptorium.wikitext.pass.FrenchSpaces;
import scriptorium.wikitext.text.CharacterReferences;
import scriptorium.wikitext.text.TextBuffer;

/** Makes well-formed HTML of whatever came before: an HTML5 tree, paragraphs around bare text, our own serializer. */
public final class Tidy {

    private static final Set<String> VOID = Set.of("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr");
    private static final Set<String> INLINE = Set.of("a", "abbr", "b", "bdi", "bdo", "big", "br", "cite", "code", "data", "del", "dfn", "em", "font", "i", "img",
            "ins", "kbd", "mark", "q", "rb", "rp", "rt", "ruby", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "style", "link");
    /** Elements that alone make no paragraph, and stand in one with text. */
    private static final Set<String> LOOSE = Set.of("style", "link");
    /** Inline elements that a tree takes up again behind a block; only these are taken apart around one. */
    private static final Set<String> FORMATTING = Set.of("a", "b", "big", "code", "em", "font", "i", "s", "small", "strike", "strong", "tt", "u");
    /** A comment before each table: text from inside of it, which is put before it, stays apart from text that stood there. */
    private static final String BEFORE_TABLE = "\u0006";
    /** Marks elements that stay empty and outside of paragraphs. */
    private static final String REST = "data-mw-rest";
    /** Marks elements that hold nothing but the blanks behind a block. */
    private static final String BLANK = "data-mw-blank";
    private static final int MAX_PIECES_DEPTH = 40;
    private static final Set<String> EMPTY_MARKED = Set.of("p", "li", "tr");

    /** Characters that no text has, around a reference that the tree is not to resolve. */
    private static final char KEPT = '\uFDD0';
    private static final char KEPT_END = '\uFDD1';
    private static final Pattern REFERENCE = Pattern.compile("&(#x?[0-9a-fA-F]{1,8}|[A-Za-z][A-Za-z0-9]{1,40});");
    private static final Set<String> OWN = Set.of("amp", "lt", "gt", "quot");

    /** Stands behind a part that gets a tree of its own, to see whether anything is open there still. */
    private static final String PROBE = "<div>.</div>";
    private static final int SMALLEST_PART = 2_000;

    private Tidy() {}

    /** A part as the tree builder is to read it: references to characters stay what they are, those by name become those by number; tables are marked. */
    private static TextBuffer part(TextBuffer html, int from, int to) {
        boolean keeps = !holdsKept(html, from, to);
        TextBuffer out = TextBuffer.take(to - from + (to - from >> 2));
        Matcher reference = REFERENCE.matcher(html);
        int at = from;
        for (int next = from; next < to; next++) {
            char c = html.charAt(next);
            if (c == '&' && keeps && reference.region(next, to).lookingAt()) {
                int start = reference.start(1);
                int end = reference.end(1);
                int code = html.charAt(start) == '#' ? 0 : named(reference.group(1));
                if (code >= 0) {
                    out.append(html, at, next).append(KEPT);
                    at = end + 1;
                    if (code == 0) {
                        out.append(html, start, end);
                    } else {
                        out.append('#').append(code);
                    }
                    out.append(KEPT_END);
                    next = end;
                }
            } else if (c == '<' && html.startsWith("<table", next) && next + 6 < to && (html.charAt(next + 6) == '>' || isBlank(html.charAt(next + 6)))) {
                out.append(html, at, next).append("<!--" + BEFORE_TABLE + "-->");
                at = next;
            }
        }
        return out.append(html, at, to);
    }

    private static int named(String name) {
        return OWN.contains(name) ? -1 : CharacterReferences.character(name);
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c >= '\t' && c <= '\r';
    }

    private static boolean holdsKept(TextBuffer html, int from, int to) {
        return html.indexOf(KEPT, from, to) >= 0 || html.indexOf(KEPT_END, from, to) >= 0;
    }

    /** A line of inline HTML with all its elements closed, and no paragraph around it. */
    public static String balanced(String html) {
        TextBuffer text = TextBuffer.of(html);
        Element holder = new Element("div");
        nodes(Parser.htmlParser(), part(text, 0, text.length())).forEach(holder::appendChild);
        text.setLength(0);
        holder.childNodes().forEach(node -> write(node, text, 0));
        return text.finish();
    }

    /** The text is given back. */
    private static List<Node> nodes(Parser parser, TextBuffer html) {
        try {
            return parser.parseFragmentInput(Reader.of(html), new Element("body"), "");
        } catch (IndexOutOfBoundsException tooDeep) {
            // jsoup 1.24.1 fails where it takes formatting up again at its limit of nesting; without the rules for formatting there is no such place.
            return Parser.xmlParser().setTrackPosition(parser.isTrackPosition()).parseFragmentInput(Reader.of(html), new Element("body"), "");
        } finally {
            html.release();
        }
    }

    public static String apply(String html) {
        return apply(TextBuffer.of(html)).finish();
    }

    /** What is well-formed is written as it comes, and parts that are not by way of a tree. */
    public static TextBuffer apply(TextBuffer html) {
        TextBuffer out = TextBuffer.take(html.length() + html.length() / 8);
        Balanced balanced = new Balanced(html, out);
        int length = html.length();
        int at = balanced.write(0);
        if (at < length && (holdsKept(html, 0, length) || holdsForms(html))) {
            at = 0;
            out.setLength(0);
            byTree(html, 0, length, out);
        } else {
            while (at < length) {
                int end = partEnd(html, Math.max(at + SMALLEST_PART, balanced.stopped()));
                if (!byTree(html, at, end, out)) {
                    end = length;
                    byTree(html, at, end, out);
                }
                at = end == length ? length : balanced.write(end);
            }
        }
        html.release();
        return out;
    }

    /** Where the next heading begins a line, or the end. */
    private static int partEnd(TextBuffer html, int from) {
        for (int at = html.indexOf("\n<h", from); at >= 0; at = html.indexOf("\n<h", at + 1)) {
            char level = at + 4 < html.length() ? html.charAt(at + 4) : ' ';
            if (level >= '1' && level <= '6') {
                return at + 1;
            }
        }
        return html.length();
    }

    /** What a tree remembers of these goes beyond the part where they stand. */
    private static boolean holdsForms(TextBuffer html) {
        for (int at = html.indexOf("<"); at >= 0; at = html.indexOf('<', at + 1)) {
            if (html.startsWithFolded("<form", at) || html.startsWithFolded("<frame", at)) {
                return true;
            }
        }
        return false;
    }

    /** Writes a part at whose begin nothing is open. Writes nothing and says false when at its end, which is not that of the text, something is. */
    static boolean byTree(TextBuffer html, int from, int to, TextBuffer out) {
        boolean last = to == html.length();
        TextBuffer part = part(html, from, to);
        int probe = part.length();
        List<Node> nodes = nodes(Parser.htmlParser().setTrackPosition(true), last ? part : part.append(PROBE));
        if (!last && !isProbe(nodes, probe)) {
            return false;
        }
        Document document = Document.createShell("");
        document.outputSettings().prettyPrint(false);
        Element body = document.body();
        // All at once: one by one each would be taken from the front of where it is, which moves all the others.
        body.insertChildren(0, nodes);
        body.select("figure").forEach(Tidy::withoutTakenUp);
        wrap(body);
        body.select("blockquote").forEach(Tidy::wrap);
        if (!last) {
            body.lastElementChild().remove();
        }
        body.childNodes().forEach(node -> write(node, out, 0));
        return true;
    }

    /** Whether what was read last is the probe, and neither in an element nor with one around its text. */
    private static boolean isProbe(List<Node> nodes, int place) {
        return !nodes.isEmpty() && nodes.getLast() instanceof Element last && last.sourceRange().startPos() == place && last.childNodeSize() == 1
                && last.childNode(0) instanceof TextNode;
    }

    /** Bare inline content stands in paragraphs. What is to move is gathered and moved at once: one by one, each move would count the others anew. */
    private static void wrap(Element parent) {
        List<Node> children = new ArrayList<>();
        Map<Element, List<Node>> paragraphs = new IdentityHashMap<>();
        List<Node> run = new ArrayList<>();
        for (Node child : parted(parent)) {
            boolean inline = child instanceof TextNode || child instanceof Element element && INLINE.contains(element.normalName()) && !holdsBlock(element);
            if (inline && child instanceof Element element && (leftOver(element) || element.hasAttr(REST))) {
                element.textNodes().forEach(Node::remove);
                element.removeAttr(REST);
                paragraph(run, children, paragraphs);
                children.add(child);
            } else if (inline || child instanceof Comment comment && !comment.getData().equals(BEFORE_TABLE)) {
                run.add(child);
            } else {
                if (!(child instanceof Comment) && (dropBlanks(run) || fostered(run, child))) {
                    children.addAll(run);
                    run.clear();
                }
                paragraph(run, children, paragraphs);
                children.add(child);
            }
        }
        paragraph(run, children, paragraphs);
        parent.empty();
        paragraphs.forEach((p, content) -> content.forEach(p::appendChild));
        children.forEach(parent::appendChild);
    }

    /** The children, where formatting elements with blocks inside are taken apart: one for the text before a block, one for the block, one for what follows. */
    private static List<Node> parted(Element parent) {
        List<Node> out = new ArrayList<>();
        for (Node child : List.copyOf(parent.childNodes())) {
            if (child instanceof Element element && FORMATTING.contains(element.normalName()) && holdsBlock(element)) {
                out.addAll(pieces(element, 0));
            } else {
                if (child instanceof Element block && !INLINE.contains(block.normalName())) {
                    Element rest = torn(out, block);
                    if (rest != null) {
                        out.add(rest);
                    }
                }
                out.add(child);
            }
        }
        parent.empty();
        out.forEach(parent::appendChild);
        return out;
    }

    /** Formatting from before a figure is taken up again in its caption, and not around its picture. */
    private static void withoutTakenUp(Element figure) {
        for (Element child : figure.children()) {
            int start = child.sourceRange().startPos();
            if (FORMATTING.contains(child.normalName()) && !child.normalName().equals("a") && start >= 0 && start < figure.sourceRange().startPos()) {
                child.getElementsByTag("figcaption").stream().filter(caption -> caption.childNodeSize() > 0).forEach(caption -> {
                    Element inside = twin(child);
                    List.copyOf(caption.childNodes()).forEach(inside::appendChild);
                    caption.appendChild(inside);
                });
                child.unwrap();
                withoutTakenUp(figure);
                return;
            }
        }
    }

    /** Whether the tree made this element by itself, to take formatting up again, and nothing but blanks came into it. */
    private static boolean leftOver(Element element) {
        Element before = element.previousElementSibling();
        boolean blank = FORMATTING.contains(element.normalName()) && before != null && element.nextElementSibling() != null && element.childNodeSize() > 0 && element.firstElementChild() == null && element.wholeText().isBlank();
        if (!blank) {
            return false;
        }
        Node last = before;
        while (last.childNodeSize() > 0) {
            last = last.childNode(last.childNodeSize() - 1);
        }
        // Such an element has the place in the source of the one it goes on with.
        int start = element.sourceRange().startPos();
        return start >= 0 && start < last.sourceRange().startPos();
    }

    /** What is left, empty, where the end of a formatting element inside of a block tore the element in two; null where that did not happen. */
    private static Element torn(List<Node> before, Element block) {
        int last = before.size() - 1;
        while (last >= 0 && before.get(last) instanceof TextNode text && text.isBlank()) {
            last--;
        }
        Element second = block.firstElementChild();
        boolean split = last >= 0 && !(before.get(last) instanceof Element piece && holdsBlock(piece)) && second != null && before.get(last) instanceof Element first && !leftOver(first) && FORMATTING.contains(first.normalName())
                && first.normalName().equals(second.normalName()) && second.previousSibling() == null && second.sourceRange().startPos() >= 0
                && second.sourceRange().startPos() < block.sourceRange().startPos();
        if (split && holdsNothing((Element) before.get(last))) {
            before.get(last).attr(REST, "");
            return null;
        }
        return split ? chain(second, block.sourceRange().startPos()).attr(REST, "") : null;
    }

    /** The element with the formatting elements from before a place that begin with it, empty. */
    private static Element chain(Element first, int before) {
        Element copy = twin(first);
        Element inner = first.firstElementChild();
        if (inner != null && inner.previousSibling() == null && FORMATTING.contains(inner.normalName()) && inner.sourceRange().startPos() < before) {
            copy.appendChild(chain(inner, before));
        }
        return copy;
    }

    private static boolean holdsNothing(Element element) {
        return element.wholeText().isBlank() && element.children().stream().allMatch(child -> FORMATTING.contains(child.normalName()) && holdsNothing(child));
    }

    private static List<Element> pieces(Element element, int depth) {
        List<Element> out = new ArrayList<>();
        List<Node> blanks = new ArrayList<>();
        Boolean inline = null;
        boolean fromTable = false;
        List<Node> children = List.copyOf(element.childNodes());
        Set<Node> leftBehind = Collections.newSetFromMap(new IdentityHashMap<>());
        children.stream().filter(child -> child instanceof Element inner && isLeftBehind(inner)).forEach(leftBehind::add);
        element.empty();
        for (Node child : children) {
            if (child instanceof Comment comment && comment.getData().equals(BEFORE_TABLE)) {
                fromTable = true;
                continue;
            }
            if (child instanceof TextNode text && text.isBlank()) {
                if (inline != null && inline) {
                    out.getLast().appendChild(child);
                } else {
                    blanks.add(child);
                }
                continue;
            }
            boolean holds = child instanceof Element inner && FORMATTING.contains(inner.normalName()) && holdsBlock(inner);
            boolean first = true;
            for (Node part : holds && depth < MAX_PIECES_DEPTH ? pieces((Element) child, depth + 1) : List.of(child)) {
                boolean plain = !(part instanceof Element block) || !leftBehind.contains(block) && INLINE.contains(block.normalName()) && !holdsBlock(block);
                boolean now = plain && !fromTable;
                fromTable &= plain;
                if (!first || inline == null || inline != now && !isRigid(part) || !now && !blanks.isEmpty()) {
                    out.add(twin(element));
                }
                inline = now;
                first = false;
                if (now) {
                    blanks.forEach(out.getLast()::appendChild);
                }
                blanks.clear();
                out.getLast().appendChild(part);
            }
        }
        if (!blanks.isEmpty()) {
            out.add(twin(element).attr(BLANK, ""));
            blanks.forEach(out.getLast()::appendChild);
        }
        return out;
    }

    /** Formatting that the block behind it has taken up, and that holds nothing: it stays with the block. */
    private static boolean isLeftBehind(Element element) {
        Element block = element.nextElementSibling();
        Element second = block == null || INLINE.contains(block.normalName()) ? null : block.firstElementChild();
        return second != null && FORMATTING.contains(element.normalName()) && holdsNothing(element) && second.normalName().equals(element.normalName())
                && second.previousSibling() == null && second.sourceRange().startPos() >= 0 && second.sourceRange().startPos() < block.sourceRange().startPos();
    }

    /** An inline element that is not taken apart around the block in it: neither is what stands before it in the same formatting. */
    private static boolean isRigid(Node node) {
        return node instanceof Element element && INLINE.contains(element.normalName()) && !FORMATTING.contains(element.normalName()) && holdsBlock(element);
    }

    /** Whether there are but blanks, which make a paragraph only where text follows or the page ends; those that formatting has left are taken away. */
    private static boolean dropBlanks(List<Node> run) {
        boolean blank = run.stream().allMatch(node -> node instanceof Comment || node instanceof TextNode text && text.isBlank() || node.hasAttr(BLANK));
        if (blank) {
            run.removeIf(node -> node.hasAttr(BLANK));
        }
        return blank;
    }

    private static Element twin(Element element) {
        Element twin = new Element(element.normalName());
        element.attributes().forEach(attribute -> twin.attr(attribute.getKey(), attribute.getValue()));
        return twin;
    }

    /** Text that stood inside of a table, where none may stand, and was put before it: it gets no paragraph. */
    private static boolean fostered(List<Node> run, Node following) {
        Optional<Node> last = run.reversed().stream().filter(node -> !(node instanceof Comment)).findFirst();
        if (last.isEmpty()) {
            return false;
        }
        Node at = following;
        for (int i = 0; at != null && i < 20; i++) {
            if (at instanceof Element element && element.normalName().equals("table")) {
                int start = element.sourceRange().startPos();
                return start >= 0 && start < last.get().sourceRange().startPos();
            }
            at = at.nextSibling();
        }
        return false;
    }

    private static boolean holdsBlock(Element element) {
        for (int i = 0; i < element.childNodeSize(); i++) {
            if (element.childNode(i) instanceof Element child && (!INLINE.contains(child.normalName()) || holdsBlock(child))) {
                return true;
            }
        }
        return false;
    }

    /** Puts a run among the children: its content in a paragraph, if it has any, and comments behind that. */
    private static void paragraph(List<Node> run, List<Node> children, Map<Element, List<Node>> paragraphs) {
        run.forEach(node -> {
            if (node instanceof Element element) {
                element.removeAttr(BLANK);
            }
        });
        int begin = 0;
        while (begin < run.size() && (run.get(begin) instanceof Comment || run.get(begin) instanceof TextNode text && text.isBlank())) {
            begin++;
        }
        children.addAll(run.subList(0, begin));
        List<Node> rest = run.subList(begin, run.size());
        if (rest.stream().anyMatch(node -> !(node instanceof Comment || node instanceof TextNode text && text.isBlank() || node instanceof Element element && LOOSE.contains(element.normalName())))) {
            Element p = new Element("p");
            children.add(p);
            paragraphs.put(p, rest.stream().filter(node -> !(node instanceof Comment)).toList());
            rest.stream().filter(Comment.class::isInstance).forEach(children::add);
        } else {
            children.addAll(rest);
        }
        run.clear();
    }

    private static void write(Node node, TextBuffer out, int depth) {
        switch (node) {
            case TextNode text -> escape(text.getWholeText(), out, false);
            case DataNode data -> out.append(data.getWholeData().replace(KEPT, '&').replace(KEPT_END, ';'));
            case Comment comment when comment.getData().equals(BEFORE_TABLE) -> {}
            case Comment comment -> out.append("<!--").append(comment.getData()).append("-->");
            case Element element -> element(element, out, depth);
            default -> {}
        }
    }

    private static void children(Element element, TextBuffer out, int depth) {
        for (int i = 0; i < element.childNodeSize(); i++) {
            write(element.childNode(i), out, depth + 1);
        }
    }

    private static void element(Element element, TextBuffer out, int depth) {
        String name = element.normalName();
        if (EMPTY_MARKED.contains(name) && element.attributesSize() == 0 && element.firstElementChild() == null && element.wholeText().isBlank()) {
            out.append('<').append(name).append(" class=\"mw-empty-elt\">");
            children(element, out, depth);
            out.append("</").append(name).append('>');
            return;
        }
        out.append('<').append(name);
        if (element.attributesSize() > 0) {
            attributes(element, out);
        }
        if (VOID.contains(name)) {
            out.append(" />");
            return;
        }
        out.append('>');
        if (depth < 2000) {
            if (name.equals("pre") && element.childNodeSize() > 0 && element.childNode(0) instanceof TextNode first && first.getWholeText().startsWith("\n")) {
                out.append('\n');
            }
            children(element, out, depth);
        }
        out.append("</").append(name).append('>');
    }

    private static void attributes(Element element, TextBuffer out) {
        for (Attribute attribute : element.attributes()) {
            if (!attribute.getKey().equals(BLANK)) {
                out.append(' ').append(attribute.getKey()).append("=\"");
                escape(attribute.getValue() == null ? "" : attribute.getValue(), out, true);
                out.append('"');
            }
        }
    }

    private static void escape(String text, TextBuffer out, boolean attribute) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case ' ' -> out.append(!attribute && FrenchSpaces.isSoft(text, i, 0, text.length()) ? "&#160;" : " ");
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case KEPT -> out.append('&');
                case KEPT_END -> out.append(';');
                case '\u0338' -> out.append("&#x338;");
                case '\u00A0' -> out.append("&#160;");
                case '"' -> out.append(attribute ? "&quot;" : "\"");
                default -> out.append(c);
            }
        }
    }
}

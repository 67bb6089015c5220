package scriptorium.wikitext.tidy;

import java.util.ArrayList;
import java.util.List;
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
            "ins", "kbd", "mark", "q", "rb", "rp", "rt", "ruby", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr", "style", "link");
    /** Elements that alone make no paragraph, and stand in one with text. */
    private static final Set<String> LOOSE = Set.of("style", "link");
    /** Inline elements that a tree takes up again behind a block; only these are taken apart around one. */
    private static final Set<String> FORMATTING = Set.of("a", "b", "big", "code", "em", "font", "i", "s", "small", "strike", "strong", "tt", "u");
    /** Marks elements that stay empty and outside of paragraphs. */
    private static final String REST = "data-mw-rest";
    private static final int MAX_PIECES_DEPTH = 40;
    private static final Set<String> EMPTY_MARKED = Set.of("p", "li", "tr");

    /** Characters that no text has, around a reference that the tree is not to resolve. */
    private static final char KEPT = '\uFDD0';
    private static final char KEPT_END = '\uFDD1';
    private static final Pattern REFERENCE = Pattern.compile("&(#x?[0-9a-fA-F]{1,8}|[A-Za-z][A-Za-z0-9]{1,40});");
    private static final Set<String> OWN = Set.of("amp", "lt", "gt", "quot");

    private Tidy() {}

    /** References to characters stay what they are; those by name become those by number. */
    private static String keepReferences(String html) {
        if (html.indexOf('&') < 0 || html.indexOf(KEPT) >= 0 || html.indexOf(KEPT_END) >= 0) {
            return html;
        }
        return REFERENCE.matcher(html).replaceAll(found -> {
            String name = found.group(1);
            if (name.startsWith("#")) {
                return KEPT + name + KEPT_END;
            }
            String character = OWN.contains(name) ? "" : CharacterReferences.decode(found.group(), false);
            boolean known = !character.isEmpty() && character.codePointCount(0, character.length()) == 1;
            return known ? KEPT + "#" + character.codePointAt(0) + KEPT_END : Matcher.quoteReplacement(found.group());
        });
    }

    /** A line of inline HTML with all its elements closed, and no paragraph around it. */
    public static String balanced(String html) {
        Element holder = new Element("div");
        Parser.htmlParser().parseFragmentInput(keepReferences(html), new Element("body"), "").forEach(holder::appendChild);
        StringBuilder out = new StringBuilder(html.length() + 16);
        holder.childNodes().forEach(node -> write(node, out, 0));
        return out.toString();
    }

    public static TextBuffer apply(TextBuffer html) {
        return TextBuffer.of(apply(html.finish()));
    }

    public static String apply(String html) {
        return Balanced.write(html).orElseGet(() -> byTree(html));
    }

    static String byTree(String before) {
        String html = keepReferences(before);
        Document document = Document.createShell("");
        document.outputSettings().prettyPrint(false);
        Element body = document.body();
        Parser.htmlParser().setTrackPosition(true).parseFragmentInput(html, new Element("body"), "").forEach(body::appendChild);
        wrap(body);
        body.select("blockquote").forEach(Tidy::wrap);
        StringBuilder out = new StringBuilder(html.length() + 256);
        body.childNodes().forEach(node -> write(node, out, 0));
        return out.toString();
    }

    /** Bare inline content stands in paragraphs. */
    private static void wrap(Element parent) {
        List<Node> run = new ArrayList<>();
        for (Node child : parted(parent)) {
            boolean inline = child instanceof TextNode || child instanceof Element element && INLINE.contains(element.normalName()) && !holdsBlock(element);
            if (inline && child instanceof Element element && (leftOver(element) || element.hasAttr(REST))) {
                element.empty();
                element.removeAttr(REST);
                paragraph(run);
            } else if (inline) {
                run.add(child);
            } else if (!(child instanceof Comment)) {
                if (fostered(run, child)) {
                    run.clear();
                }
                paragraph(run);
            }
        }
        paragraph(run);
    }

    /** The children, where formatting elements with blocks inside are taken apart: one for the text before a block, one for the block, one for what follows. */
    private static List<Node> parted(Element parent) {
        List<Node> out = new ArrayList<>();
        for (Node child : List.copyOf(parent.childNodes())) {
            if (child instanceof Element element && FORMATTING.contains(element.normalName()) && holdsBlock(element)) {
                List<Element> pieces = pieces(element, 0);
                pieces.forEach(element::before);
                element.remove();
                out.addAll(pieces);
            } else {
                if (child instanceof Element block && !INLINE.contains(block.normalName())) {
                    Element rest = torn(out, block);
                    if (rest != null) {
                        block.before(rest);
                        out.add(rest);
                    }
                }
                out.add(child);
            }
        }
        return out;
    }

    /** Whether the tree made this element by itself, to take formatting up again, and nothing but blanks came into it. */
    private static boolean leftOver(Element element) {
        Element before = element.previousElementSibling();
        boolean blank = FORMATTING.contains(element.normalName()) && before != null && element.nextElementSibling() != null && element.childNodeSize() > 0 && element.children().isEmpty() && element.wholeText().isBlank();
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
        boolean split = last >= 0 && second != null && before.get(last) instanceof Element first && !leftOver(first) && FORMATTING.contains(first.normalName())
                && first.normalName().equals(second.normalName()) && second.previousSibling() == null && second.sourceRange().startPos() >= 0
                && second.sourceRange().startPos() < block.sourceRange().startPos();
        return split ? twin(second).attr(REST, "") : null;
    }

    private static List<Element> pieces(Element element, int depth) {
        List<Element> out = new ArrayList<>();
        List<Node> blanks = new ArrayList<>();
        Boolean inline = null;
        for (Node child : List.copyOf(element.childNodes())) {
            if (child instanceof TextNode text && text.isBlank()) {
                blanks.add(child);
                continue;
            }
            boolean holds = child instanceof Element inner && FORMATTING.contains(inner.normalName()) && holdsBlock(inner);
            for (Node part : holds && depth < MAX_PIECES_DEPTH ? pieces((Element) child, depth + 1) : List.of(child)) {
                boolean now = !(part instanceof Element block) || INLINE.contains(block.normalName()) && !holdsBlock(block);
                if (inline == null || inline != now || !now && !blanks.isEmpty()) {
                    out.add(twin(element));
                    inline = now;
                }
                blanks.forEach(out.getLast()::appendChild);
                blanks.clear();
                out.getLast().appendChild(part);
            }
        }
        blanks.forEach(out.getLast()::appendChild);
        return out;
    }

    private static Element twin(Element element) {
        Element twin = new Element(element.normalName());
        element.attributes().forEach(attribute -> twin.attr(attribute.getKey(), attribute.getValue()));
        return twin;
    }

    /** Text that stood inside of a table, where none may stand, and was put before it: it gets no paragraph. */
    private static boolean fostered(List<Node> run, Node following) {
        if (run.isEmpty()) {
            return false;
        }
        int start = run.getLast().sourceRange().startPos();
        Node at = following;
        for (int i = 0; at != null && i < 20; i++) {
            if (at instanceof Element element && element.normalName().equals("table")) {
                return element.sourceRange().startPos() >= 0 && element.sourceRange().startPos() < start;
            }
            at = at.nextSibling();
        }
        return false;
    }

    private static boolean holdsBlock(Element element) {
        for (Element child : element.children()) {
            if (!INLINE.contains(child.normalName()) || holdsBlock(child)) {
                return true;
            }
        }
        return false;
    }

    private static void paragraph(List<Node> run) {
        int blanks = 0;
        while (blanks < run.size() && run.get(blanks) instanceof TextNode text && text.isBlank()) {
            blanks++;
        }
        run.subList(0, blanks).clear();
        boolean anything = run.stream().anyMatch(node -> !(node instanceof TextNode text && text.isBlank() || node instanceof Element element && LOOSE.contains(element.normalName())));
        if (anything) {
            Element p = new Element("p");
            run.getFirst().before(p);
            run.forEach(p::appendChild);
        }
        run.clear();
    }

    private static void write(Node node, StringBuilder out, int depth) {
        switch (node) {
            case TextNode text -> escape(text.getWholeText(), out, false);
            case DataNode data -> out.append(data.getWholeData().replace(KEPT, '&').replace(KEPT_END, ';'));
            case Comment comment -> out.append("<!--").append(comment.getData()).append("-->");
            case Element element -> element(element, out, depth);
            default -> {}
        }
    }

    private static void element(Element element, StringBuilder out, int depth) {
        String name = element.normalName();
        if (EMPTY_MARKED.contains(name) && element.attributesSize() == 0 && element.children().isEmpty() && element.wholeText().isBlank()) {
            out.append('<').append(name).append(" class=\"mw-empty-elt\">");
            element.childNodes().forEach(child -> write(child, out, depth + 1));
            out.append("</").append(name).append('>');
            return;
        }
        out.append('<').append(name);
        for (Attribute attribute : element.attributes()) {
            out.append(' ').append(attribute.getKey()).append("=\"");
            escape(attribute.getValue() == null ? "" : attribute.getValue(), out, true);
            out.append('"');
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
            element.childNodes().forEach(child -> write(child, out, depth + 1));
        }
        out.append("</").append(name).append('>');
    }

    private static void escape(String text, StringBuilder out, boolean attribute) {
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

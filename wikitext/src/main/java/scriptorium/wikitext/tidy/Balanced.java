package scriptorium.wikitext.tidy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import scriptorium.wikitext.pass.FrenchSpaces;
import scriptorium.wikitext.text.CharacterReferences;
import scriptorium.wikitext.text.AsciiSet;
import scriptorium.wikitext.text.Names;
import scriptorium.wikitext.text.TextBuffer;

/**
 * Writes HTML that is well-formed already as {@link Tidy} writes it, in one pass and without a tree. It gives up at whatever a tree builder would move, close or
 * drop, and at all that is rare; then a tree is built of the part where that stands.
 */
final class Balanced {

    /** What an element means to the rules of HTML for trees, and to those for paragraphs around bare text. */
    private enum Kind {
        INLINE, ANCHOR, VOID_INLINE, VOID_LOOSE, VOID_BLOCK, VOID_OTHER, OTHER, BLOCK, PARAGRAPH, HEADING, LIST, ITEM, TERMS, TERM, TABLE, ROWS, ROW, CELL, CAPTION, PRE, QUOTE;

        boolean isVoid() {
            return this == VOID_INLINE || this == VOID_LOOSE || this == VOID_BLOCK || this == VOID_OTHER;
        }

        boolean isInline() {
            return this == INLINE || this == ANCHOR || this == VOID_INLINE || this == VOID_LOOSE;
        }

        /** Whether the start of it ends an open paragraph. */
        boolean endsParagraph() {
            return switch (this) {
                case BLOCK, PARAGRAPH, HEADING, LIST, ITEM, TERMS, TERM, TABLE, PRE, QUOTE, VOID_BLOCK -> true;
                default -> false;
            };
        }

        /** Whether nothing but blanks and parts of tables may stand in it. */
        boolean isTablePart() {
            return this == TABLE || this == ROWS || this == ROW;
        }
    }

    private record Tag(String name, Kind kind) {}

    private record Reference(String name, String written) {}

    private static final Tag BODY = new Tag("body", Kind.BLOCK);
    private static final Tag ROWS = new Tag("tbody", Kind.ROWS);
    private static final Names<Tag> TAGS = tags();
    private static final String USUAL_REFERENCES = "nbsp ndash mdash thinsp ensp emsp hellip middot bull times minus deg prime rarr larr laquo raquo ldquo rdquo bdquo lsquo "
            + "rsquo sbquo shy zwnj zwj lrm rlm dagger sect para copy reg trade euro pound cent yen frac12 frac14 sup2 sup3 auml ouml uuml szlig eacute egrave";
    private static final Names<Reference> REFERENCES = references();
    /** What is written otherwise than it stands, or decides how. */
    private static final AsciiSet SPECIAL = AsciiSet.of(" <>&\u0000\r");
    private static final int MAX_DEPTH = 1_000_000;
    private static final int MAX_REFERENCE = 42;

    private static Names<Tag> tags() {
        Map<String, Tag> tags = new HashMap<>();
        put(tags, Kind.INLINE, "abbr b bdi bdo big cite code data del dfn em font i ins kbd mark q s samp small span strike strong sub sup time tt u var");
        put(tags, Kind.ANCHOR, "a");
        put(tags, Kind.VOID_INLINE, "br img");
        put(tags, Kind.VOID_LOOSE, "link");
        put(tags, Kind.VOID_BLOCK, "hr");
        put(tags, Kind.VOID_OTHER, "meta input wbr");
        put(tags, Kind.OTHER, "label");
        put(tags, Kind.BLOCK, "div center figure figcaption section aside");
        put(tags, Kind.PARAGRAPH, "p");
        put(tags, Kind.HEADING, "h1 h2 h3 h4 h5 h6");
        put(tags, Kind.LIST, "ul ol");
        put(tags, Kind.ITEM, "li");
        put(tags, Kind.TERMS, "dl");
        put(tags, Kind.TERM, "dt dd");
        put(tags, Kind.TABLE, "table");
        put(tags, Kind.ROWS, "tbody thead tfoot");
        put(tags, Kind.ROW, "tr");
        put(tags, Kind.CELL, "td th");
        put(tags, Kind.CAPTION, "caption");
        put(tags, Kind.PRE, "pre");
        put(tags, Kind.QUOTE, "blockquote");
        return new Names<>(tags);
    }

    private static void put(Map<String, Tag> tags, Kind kind, String names) {
        for (String name : names.split(" ")) {
            tags.put(name, new Tag(name, kind));
        }
    }

    private static Names<Reference> references() {
        Map<String, Reference> known = new HashMap<>();
        for (String name : USUAL_REFERENCES.split(" ")) {
            known.put(name, new Reference(name, named(name)));
        }
        for (String name : List.of("amp", "lt", "gt")) {
            known.put(name, new Reference(name, "&" + name + ";"));
        }
        return new Names<>(known);
    }

    /** An element that is open; reused for its next sibling. */
    private static final class Open {
        Tag tag;
        Kind kind;
        /** Where in the output its start tag ends: before the {@code >}. */
        int startTagEnd;
        boolean attributes;
        boolean elements;
        boolean words;
        /** Whether a paragraph is open that a block would close. */
        boolean inParagraph;
        boolean inAnchor;
        /** Whether it stands among bare text as part of a paragraph, so that no block may be in it. */
        boolean inlineOnly;
        boolean wraps;
        boolean implied;
        /** Where the run of bare inline content begins that has no paragraph yet; -1 when there is none. */
        int run;
        boolean paragraph;
    }

    private static final class GivesUp extends RuntimeException {
        private static final long serialVersionUID = 1L;
        static final GivesUp HERE = new GivesUp();

        private GivesUp() {
            super(null, null, false, false);
        }
    }

    private final TextBuffer html;
    private final TextBuffer out;
    private final List<Open> frames = new ArrayList<>();
    private int depth;
    private Open top;
    private int at;
    /** Where a block last ended with nothing left open, and how much was written then. */
    private int closed;
    private int writtenThen;

    Balanced(TextBuffer html, TextBuffer out) {
        this.html = html;
        this.out = out;
    }

    /** Writes from a place on where nothing is open. Returns where it left off: the end, or the last place with nothing open before what needs a tree. */
    int write(int from) {
        depth = 0;
        push(BODY);
        top.wraps = true;
        at = from;
        allClosed();
        try {
            run();
            return html.length();
        } catch (GivesUp here) {
            out.setLength(writtenThen);
            return closed;
        }
    }

    /** Where it gave up. */
    int stopped() {
        return at;
    }

    private void allClosed() {
        closed = at;
        writtenThen = out.length();
    }

    private void run() {
        int length = html.length();
        while (at < length) {
            int tag = html.indexOf('<', at);
            if (tag < 0) {
                tag = length;
            }
            while (tag < length && !markup(tag)) {
                tag = html.indexOf('<', tag + 1);
                tag = tag < 0 ? length : tag;
            }
            if (tag > at) {
                text(at, tag);
            }
            at = tag;
            if (at < length) {
                markup();
            }
        }
        if (depth != 1) {
            throw GivesUp.HERE;
        }
        endRun();
    }

    /** Whether the {@code <} there begins markup, and is not text by itself. */
    private boolean markup(int position) {
        if (position + 1 >= html.length()) {
            return false;
        }
        char c = html.charAt(position + 1);
        return c == '/' || c == '!' || c == '?' || letter(c);
    }

    private static boolean letter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }

    private void markup() {
        char c = html.charAt(at + 1);
        if (letter(c)) {
            start();
        } else if (c == '/') {
            end();
        } else {
            comment();
        }
    }

    private void comment() {
        int end = html.startsWith("<!--", at) ? html.indexOf("-->", at + 4) : -1;
        if (end < 0 || html.charAt(at + 4) == '>' || html.startsWith("->", at + 4)) {
            throw GivesUp.HERE;
        }
        for (int i = at; i < end; i++) {
            char c = html.charAt(i);
            if (c == '&' || c == 0 || c == '-' && i > at + 3 && html.charAt(i + 1) == '-') {
                throw GivesUp.HERE;
            }
        }
        if (top.wraps && (top.paragraph || top.run >= 0)) {
            throw GivesUp.HERE;
        }
        out.append(html, at, end + 3);
        at = end + 3;
    }

    private int nameEnd(int from) {
        int i = from;
        while (i < html.length()) {
            char c = html.charAt(i);
            if (!(c >= 'a' && c <= 'z' || c >= '0' && c <= '9')) {
                break;
            }
            i++;
        }
        return i;
    }

    private void start() {
        int nameEnd = nameEnd(at + 1);
        Tag tag = TAGS.get(html, at + 1, nameEnd);
        if (tag == null) {
            throw GivesUp.HERE;
        }
        Kind kind = tag.kind;
        check(kind);
        if (kind == Kind.ROW && top.kind == Kind.TABLE) {
            imply();
        }
        before(kind);
        top.elements = true;
        out.append('<').append(tag.name);
        at = nameEnd;
        boolean attributes = attributes();
        boolean slash = html.charAt(at) == '/';
        if (slash) {
            at++;
        }
        if (at >= html.length() || html.charAt(at) != '>' || slash && !kind.isVoid()) {
            throw GivesUp.HERE;
        }
        at++;
        if (kind.isVoid()) {
            out.append(" />");
            return;
        }
        int startTagEnd = out.length();
        out.append('>');
        push(tag);
        top.startTagEnd = startTagEnd;
        top.attributes = attributes;
        // The first line break in preformatted text is no part of it.
        if (kind == Kind.PRE && at < html.length() && html.charAt(at) == '\n') {
            if (at + 1 < html.length() && html.charAt(at + 1) == '\n') {
                throw GivesUp.HERE;
            }
            at++;
        }
    }

    /** Gives up where the element would not simply become a child of the open one. */
    private void check(Kind kind) {
        boolean fits = switch (kind) {
            case ITEM -> top.kind == Kind.LIST;
            case TERM -> top.kind == Kind.TERMS;
            case ROWS -> top.kind == Kind.TABLE;
            case ROW -> top.kind == Kind.TABLE || top.kind == Kind.ROWS;
            case CELL -> top.kind == Kind.ROW;
            case CAPTION -> top.kind == Kind.TABLE;
            case HEADING -> !top.kind.isTablePart() && top.kind != Kind.HEADING;
            case ANCHOR -> !top.kind.isTablePart() && !top.inAnchor;
            default -> !top.kind.isTablePart();
        };
        if (!fits || top.inlineOnly && !kind.isInline() || top.inParagraph && kind.endsParagraph()) {
            throw GivesUp.HERE;
        }
    }

    /** Rows stand in a body of the table, said or not. */
    private void imply() {
        out.append("<tbody>");
        push(ROWS);
        top.startTagEnd = out.length() - 1;
        top.implied = true;
    }

    private void push(Tag tag) {
        if (depth >= MAX_DEPTH) {
            throw GivesUp.HERE;
        }
        if (frames.size() == depth) {
            frames.add(new Open());
        }
        Open above = depth == 0 ? null : top;
        Kind kind = tag.kind;
        top = frames.get(depth++);
        top.tag = tag;
        top.kind = kind;
        top.attributes = false;
        top.elements = false;
        top.words = false;
        top.implied = false;
        top.run = -1;
        top.paragraph = false;
        top.wraps = kind == Kind.QUOTE;
        boolean cell = kind == Kind.CELL || kind == Kind.CAPTION;
        top.inParagraph = kind == Kind.PARAGRAPH || !cell && above != null && above.inParagraph;
        top.inAnchor = kind == Kind.ANCHOR || above != null && above.inAnchor;
        top.inlineOnly = above != null && (above.inlineOnly || above.wraps && kind.isInline());
    }

    private void end() {
        int nameEnd = nameEnd(at + 2);
        if (nameEnd >= html.length() || html.charAt(nameEnd) != '>') {
            throw GivesUp.HERE;
        }
        if (top.implied && html.startsWith("table", at + 2)) {
            out.append("</tbody>");
            pop();
        }
        if (depth < 2 || nameEnd - at - 2 != top.tag.name.length() || !html.startsWith(top.tag.name, at + 2)) {
            throw GivesUp.HERE;
        }
        endRun();
        if (empty()) {
            out.insert(top.startTagEnd, " class=\"mw-empty-elt\"");
        }
        out.append("</").append(top.tag.name).append('>');
        pop();
        at = nameEnd + 1;
        if (depth == 1 && !top.paragraph && top.run < 0) {
            allClosed();
        }
    }

    private boolean empty() {
        if (top.attributes) {
            return false;
        }
        return switch (top.kind) {
            case PARAGRAPH, ITEM, ROW -> !top.elements && !top.words;
            default -> false;
        };
    }

    private void pop() {
        depth--;
        top = frames.get(depth - 1);
    }

    /** What comes is an element of this kind: in a place that wraps bare content it goes on or ends the paragraph. */
    private void before(Kind kind) {
        if (!top.wraps) {
            return;
        }
        if (!kind.isInline()) {
            endRun();
        } else if (kind == Kind.VOID_LOOSE) {
            if (!top.paragraph && top.run < 0) {
                top.run = out.length();
            }
        } else {
            wrap();
        }
    }

    private void wrap() {
        if (!top.paragraph) {
            out.insert(top.run >= 0 ? top.run : out.length(), "<p>");
            top.paragraph = true;
        }
    }

    private void endRun() {
        if (top.paragraph) {
            out.append("</p>");
        }
        top.paragraph = false;
        top.run = -1;
    }

    private void text(int from, int to) {
        boolean blank = true;
        boolean words = false;
        for (int i = from; i < to; i++) {
            char c = html.charAt(i);
            blank = blank && (c == ' ' || c == '\n' || c == '\t' || c == '\f');
            words = words || !Character.isWhitespace(c);
            if (!blank && words) {
                break;
            }
        }
        if (!blank && top.kind.isTablePart()) {
            throw GivesUp.HERE;
        }
        if (!blank && top.wraps) {
            wrap();
        }
        top.words = top.words || words;
        escaped(from, to, false);
    }

    /** Attributes as our own passes write them: {@code name="value"}, each once. Leaves off at the end of the tag. */
    private boolean attributes() {
        int first = at;
        boolean any = false;
        while (true) {
            int blanks = at;
            while (at < html.length() && html.charAt(at) == ' ') {
                at++;
            }
            if (at >= html.length()) {
                throw GivesUp.HERE;
            }
            char c = html.charAt(at);
            if (c == '>' || c == '/') {
                return any;
            }
            int name = at;
            while (at < html.length() && attributeName(html.charAt(at))) {
                at++;
            }
            if (at == name || blanks == name || !html.startsWith("=\"", at) || any && twice(first, name, at)) {
                throw GivesUp.HERE;
            }
            int value = at + 2;
            int end = html.indexOf('"', value);
            if (end < 0) {
                throw GivesUp.HERE;
            }
            out.append(' ').append(html, name, value);
            escaped(value, end, true);
            out.append('"');
            at = end + 1;
            any = true;
        }
    }

    private static boolean attributeName(char c) {
        return c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-' || c == '_' || c == ':' || c == '.';
    }

    /** Whether the name stood in this tag before; what stands in a value is taken for a name, too, which only costs the short way. */
    private boolean twice(int first, int name, int end) {
        int length = end - name;
        for (int i = html.indexOf("=\"", first, name); i >= 0; i = html.indexOf("=\"", i + 2, name)) {
            if (i - length > first && html.charAt(i - length - 1) == ' ' && html.regionMatches(i - length, name, length)) {
                return true;
            }
        }
        return false;
    }

    private void escaped(int from, int to, boolean attribute) {
        int plain = from;
        for (int i = from; i < to; i++) {
            char c = html.charAt(i);
            if (c < '\u00A0' && !SPECIAL.has(c)) {
                continue;
            }
            String instead = switch (c) {
                case ' ' -> !attribute && FrenchSpaces.isSoft(html, i, from, to) ? "&#160;" : null;
                case '<' -> "&lt;";
                case '>' -> "&gt;";
                case '\u00A0' -> "&#160;";
                case '\u0338' -> "&#x338;";
                case '&' -> "";
                case 0, '\r', '\uFDD0', '\uFDD1' -> throw GivesUp.HERE;
                default -> null;
            };
            if (instead != null) {
                out.append(html, plain, i).append(instead);
                i = c == '&' ? reference(i, to, attribute) : i;
                plain = i + 1;
            }
        }
        out.append(html, plain, to);
    }

    /** References to characters stay; those by name become those by number, but for the four that HTML needs itself. Returns where the reference ends. */
    private int reference(int from, int to, boolean attribute) {
        int end = html.indexOf(';', from, Math.min(to, from + MAX_REFERENCE + 1));
        if (end <= from + 1) {
            throw GivesUp.HERE;
        }
        if (html.charAt(from + 1) == '#') {
            checkNumber(from + 2, end);
            out.append(html, from, end + 1);
            return end;
        }
        Reference usual = REFERENCES.get(html, from + 1, end);
        if (usual != null && html.startsWith(usual.name, from + 1)) {
            out.append(usual.written);
        } else if (html.startsWith("quot;", from + 1)) {
            out.append(attribute ? "&quot;" : "\"");
        } else {
            out.append(named(html.substring(from + 1, end)));
        }
        return end;
    }

    private void checkNumber(int from, int end) {
        int digits = from < end && html.charAt(from) == 'x' ? from + 1 : from;
        for (int i = digits; i < end; i++) {
            char c = html.charAt(i);
            if (Character.digit(c, 16) < 0 || c > 'f') {
                throw GivesUp.HERE;
            }
        }
        if (digits == end || end - from > 8) {
            throw GivesUp.HERE;
        }
    }

    private static String named(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (!(letter(c) || i > 0 && c >= '0' && c <= '9')) {
                throw GivesUp.HERE;
            }
        }
        int character = name.length() < 2 ? -1 : CharacterReferences.character(name);
        if (character < 0) {
            throw GivesUp.HERE;
        }
        return "&#" + character + ";";
    }
}

package scriptorium.wikitext.tidy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import scriptorium.wikitext.pass.FrenchSpaces;
import scriptorium.wikitext.text.CharacterReferences;

/**
 * Writes HTML that is well-formed already as {@link Tidy} writes it, in one pass and without a tree. It gives up at whatever a tree builder would move, close or
 * drop, and at all that is rare; then the tree is built.
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

    private static final Map<String, Kind> KINDS = new HashMap<>();
    private static final int MAX_DEPTH = 500;
    private static final int MAX_REFERENCE = 42;

    static {
        put(Kind.INLINE, "abbr b bdi bdo big cite code data del dfn em font i ins kbd mark q s samp small span strike strong sub sup time tt u var");
        put(Kind.ANCHOR, "a");
        put(Kind.VOID_INLINE, "br img wbr");
        put(Kind.VOID_LOOSE, "link");
        put(Kind.VOID_BLOCK, "hr");
        put(Kind.VOID_OTHER, "meta input");
        put(Kind.OTHER, "label");
        put(Kind.BLOCK, "div center figure figcaption section aside");
        put(Kind.PARAGRAPH, "p");
        put(Kind.HEADING, "h1 h2 h3 h4 h5 h6");
        put(Kind.LIST, "ul ol");
        put(Kind.ITEM, "li");
        put(Kind.TERMS, "dl");
        put(Kind.TERM, "dt dd");
        put(Kind.TABLE, "table");
        put(Kind.ROWS, "tbody thead tfoot");
        put(Kind.ROW, "tr");
        put(Kind.CELL, "td th");
        put(Kind.CAPTION, "caption");
        put(Kind.PRE, "pre");
        put(Kind.QUOTE, "blockquote");
    }

    private static void put(Kind kind, String names) {
        for (String name : names.split(" ")) {
            KINDS.put(name, kind);
        }
    }

    /** An element that is open; reused for its next sibling. */
    private static final class Open {
        String name;
        Kind kind;
        /** Where in the output its start tag ends: before the {@code >}. */
        int startTagEnd;
        boolean attributes;
        boolean elements;
        boolean nodes;
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

    private final String html;
    private final StringBuilder out;
    private final List<Open> frames = new ArrayList<>();
    private int depth;
    private Open top;
    private int at;

    private Balanced(String html) {
        this.html = html;
        out = new StringBuilder(html.length() + html.length() / 8 + 64);
    }

    /** What Tidy would write; empty where that needs the tree. */
    static Optional<String> write(String html) {
        try {
            return Optional.of(new Balanced(html).run());
        } catch (GivesUp here) {
            return Optional.empty();
        }
    }

    private String run() {
        push("body", Kind.BLOCK);
        top.wraps = true;
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
        return out.toString();
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
        top.nodes = true;
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
        String name = html.substring(at + 1, nameEnd);
        Kind kind = KINDS.get(name);
        if (kind == null) {
            throw GivesUp.HERE;
        }
        check(name, kind);
        if (kind == Kind.ROW && top.kind == Kind.TABLE) {
            imply();
        }
        before(kind);
        top.nodes = true;
        top.elements = true;
        out.append('<').append(name);
        at = nameEnd;
        boolean attributes = attributes();
        boolean closed = html.charAt(at) == '/';
        if (closed) {
            at++;
        }
        if (at >= html.length() || html.charAt(at) != '>' || closed && !kind.isVoid()) {
            throw GivesUp.HERE;
        }
        at++;
        if (kind.isVoid()) {
            out.append(" />");
            return;
        }
        int startTagEnd = out.length();
        out.append('>');
        push(name, kind);
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
    private void check(String name, Kind kind) {
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
        top.nodes = true;
        out.append("<tbody>");
        push("tbody", Kind.ROWS);
        top.startTagEnd = out.length() - 1;
        top.implied = true;
    }

    private void push(String name, Kind kind) {
        if (depth >= MAX_DEPTH) {
            throw GivesUp.HERE;
        }
        if (frames.size() == depth) {
            frames.add(new Open());
        }
        Open above = top;
        top = frames.get(depth++);
        top.name = name;
        top.kind = kind;
        top.attributes = false;
        top.elements = false;
        top.nodes = false;
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
        if (depth < 2 || nameEnd - at - 2 != top.name.length() || !html.startsWith(top.name, at + 2)) {
            throw GivesUp.HERE;
        }
        endRun();
        if (empty()) {
            out.insert(top.startTagEnd, " class=\"mw-empty-elt\"");
        }
        out.append("</").append(top.name).append('>');
        pop();
        at = nameEnd + 1;
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
        top.nodes = true;
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
            if (at == name || blanks == name || !html.startsWith("=\"", at) || twice(first, name, at)) {
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
        for (int i = html.indexOf("=\"", first); i >= 0 && i < name; i = html.indexOf("=\"", i + 2)) {
            if (i - length > first && html.charAt(i - length - 1) == ' ' && html.regionMatches(i - length, html, name, length)) {
                return true;
            }
        }
        return false;
    }

    private void escaped(int from, int to, boolean attribute) {
        int plain = from;
        for (int i = from; i < to; i++) {
            char c = html.charAt(i);
            String instead = switch (c) {
                case ' ' -> !attribute && FrenchSpaces.isSoft(html, i, from, to) ? "&#160;" : null;
                case '<' -> "&lt;";
                case '>' -> "&gt;";
                case '\u00A0' -> "&#160;";
                case '\u0338' -> "&#x338;";
                case '&' -> reference(i, to, attribute);
                case 0, '\r', '\uFDD0', '\uFDD1' -> throw GivesUp.HERE;
                default -> null;
            };
            if (instead != null) {
                out.append(html, plain, i).append(instead);
                if (c == '&') {
                    i = html.indexOf(';', i);
                }
                plain = i + 1;
            }
        }
        out.append(html, plain, to);
    }

    /** References to characters stay; those by name become those by number, but for the four that HTML needs itself. */
    private String reference(int from, int to, boolean attribute) {
        int end = html.indexOf(';', from);
        if (end < 0 || end >= to || end - from > MAX_REFERENCE || end == from + 1) {
            throw GivesUp.HERE;
        }
        String name = html.substring(from + 1, end);
        switch (name) {
            case "amp", "lt", "gt" -> {
                return "&" + name + ";";
            }
            case "quot" -> {
                return attribute ? "&quot;" : "\"";
            }
            default -> {
                return name.charAt(0) == '#' ? numbered(name) : named(name);
            }
        }
    }

    private static String numbered(String name) {
        int from = name.length() > 1 && name.charAt(1) == 'x' ? 2 : 1;
        for (int i = from; i < name.length(); i++) {
            if (Character.digit(name.charAt(i), 16) < 0 || name.charAt(i) > 'f') {
                throw GivesUp.HERE;
            }
        }
        if (name.length() == from || name.length() > 9) {
            throw GivesUp.HERE;
        }
        return "&" + name + ";";
    }

    private static String named(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (!(letter(c) || i > 0 && c >= '0' && c <= '9')) {
                throw GivesUp.HERE;
            }
        }
        String character = CharacterReferences.decode("&" + name + ";", false);
        if (name.length() < 2 || character.codePointCount(0, character.length()) != 1) {
            throw GivesUp.HERE;
        }
        return "&#" + character.codePointAt(0) + ";";
    }
}

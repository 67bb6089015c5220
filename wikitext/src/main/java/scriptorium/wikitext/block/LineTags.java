package scriptorium.wikitext.block;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import scriptorium.wikitext.text.Names;
import scriptorium.wikitext.text.TextBuffer;

/**
 * What the tags of a line mean to the block pass.
 *
 * @param opensBlock whether a tag begins a block, or ends a cell or an item, so that what follows stands in the block
 * @param closesBlock whether a tag ends a block, or begins one whose content has paragraphs of its own
 * @param loose whether the line holds styles and links to them and nothing else, which are part of no paragraph
 * @param preOpen where the last {@code <pre>} begins, -1 for none; {@code preClose} the last {@code </pre>}
 */
record LineTags(boolean opensBlock, boolean closesBlock, int preOpen, int preClose, boolean loose) {

    private enum Role { BLOCK, PRE, CELL, PART }

    private static final LineTags NONE = new LineTags(false, false, -1, -1, false);
    private static final Names<Role> ROLES = roles();
    private static final Pattern LOOSE = Pattern.compile("(?:(?:<link\\b[^>]*+>|<style\\b[^>]*+>(?:[^<]|<(?!/style>))*+</style>)\\s*+)++");
    /** Whatever begins so. */
    private static final String[] PLAIN = {"center", "blockquote", "div", "hr", "mw:", "aside", "figure"};

    private static Names<Role> roles() {
        Map<String, Role> roles = new HashMap<>();
        List.of("table", "h1", "h2", "h3", "h4", "h5", "h6", "p", "ul", "ol", "dl").forEach(name -> roles.put(name, Role.BLOCK));
        List.of("td", "th").forEach(name -> roles.put(name, Role.CELL));
        List.of("tr", "caption", "dt", "dd", "li").forEach(name -> roles.put(name, Role.PART));
        roles.put("pre", Role.PRE);
        return new Names<>(roles);
    }

    /** Of the line that stands there in the text. */
    static LineTags of(TextBuffer text, int start, int end) {
        int at = text.indexOf('<', start, end);
        if (at < 0) {
            return NONE;
        }
        boolean opens = false;
        boolean closes = false;
        int preOpen = -1;
        int preClose = -1;
        boolean mayBeLoose = false;
        for (; at >= 0; at = text.indexOf('<', at + 1, end)) {
            boolean ends = at + 1 < end && text.charAt(at + 1) == '/';
            int from = ends ? at + 2 : at + 1;
            int to = from;
            while (to < end && word(text.charAt(to))) {
                to++;
            }
            if (to == from) {
                continue;
            }
            mayBeLoose |= !ends && (text.startsWith("style", from) || text.startsWith("link", from));
            Role role = ROLES.get(text, from, to);
            boolean block = role == Role.BLOCK || role == Role.PRE;
            boolean cell = role == Role.CELL;
            opens |= block && !ends || cell && ends || role == Role.PART;
            closes |= block && ends || cell && !ends || plain(text, from);
            if (role == Role.PRE && to < end) {
                char next = text.charAt(to);
                if (ends && next == '>') {
                    preClose = at;
                } else if (!ends && (next == '>' || Character.isWhitespace(next))) {
                    preOpen = at;
                }
            }
        }
        boolean loose = mayBeLoose && LOOSE.matcher(text).region(start, end).matches();
        return new LineTags(opens, closes, preOpen, preClose, loose);
    }

    private static boolean plain(TextBuffer text, int from) {
        for (String name : PLAIN) {
            if (text.startsWithFolded(name, from)) {
                return true;
            }
        }
        return false;
    }

    private static boolean word(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_';
    }
}

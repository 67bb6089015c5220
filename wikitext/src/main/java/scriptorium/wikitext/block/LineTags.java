package scriptorium.wikitext.block;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What the tags of a line mean to the block pass.
 *
 * @param opensBlock whether a tag begins a block, or ends a cell or an item, so that what follows stands in the block
 * @param closesBlock whether a tag ends a block, or begins one whose content has paragraphs of its own
 * @param loose whether the line holds styles and links to them and nothing else, which are part of no paragraph
 * @param preOpen where the last {@code <pre>} begins, -1 for none; {@code preClose} the last {@code </pre>}
 */
record LineTags(boolean opensBlock, boolean closesBlock, int preOpen, int preClose, boolean loose) {

    private static final LineTags NONE = new LineTags(false, false, -1, -1, false);
    private static final Set<String> BLOCKS = Set.of("table", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "p", "ul", "ol", "dl");
    private static final Pattern LOOSE = Pattern.compile("(?:<link\\b[^>]*+>|<style\\b[^>]*+>(?:[^<]|<(?!/style>))*+</style>|\\s)++");
    private static final Set<String> CELLS = Set.of("td", "th");
    private static final Set<String> PARTS = Set.of("tr", "caption", "dt", "dd", "li");
    /** Whatever begins so. */
    private static final String[] PLAIN = {"center", "blockquote", "div", "hr", "mw:", "aside", "figure"};

    static LineTags of(String line) {
        int at = line.indexOf('<');
        if (at < 0) {
            return NONE;
        }
        boolean opens = false;
        boolean closes = false;
        int preOpen = -1;
        int preClose = -1;
        for (; at >= 0; at = line.indexOf('<', at + 1)) {
            boolean end = line.startsWith("/", at + 1);
            int from = end ? at + 2 : at + 1;
            int to = from;
            while (to < line.length() && word(line.charAt(to))) {
                to++;
            }
            if (to == from) {
                continue;
            }
            String name = name(line, from, to);
            boolean block = BLOCKS.contains(name);
            boolean cell = CELLS.contains(name);
            opens |= block && !end || cell && end || PARTS.contains(name);
            closes |= block && end || cell && !end || plain(line, from);
            if (name.equals("pre") && to < line.length()) {
                char next = line.charAt(to);
                if (end && next == '>') {
                    preClose = at;
                } else if (!end && (next == '>' || Character.isWhitespace(next))) {
                    preOpen = at;
                }
            }
        }
        return new LineTags(opens, closes, preOpen, preClose, (line.contains("<style") || line.contains("<link")) && LOOSE.matcher(line).matches());
    }

    private static String name(String line, int from, int to) {
        String name = line.substring(from, Math.min(to, from + 12));
        for (int i = 0; i < name.length(); i++) {
            if (name.charAt(i) >= 'A' && name.charAt(i) <= 'Z') {
                return name.toLowerCase(Locale.ROOT);
            }
        }
        return name;
    }

    private static boolean plain(String line, int from) {
        for (String name : PLAIN) {
            if (line.regionMatches(true, from, name, 0, name.length())) {
                return true;
            }
        }
        return false;
    }

    private static boolean word(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_';
    }
}

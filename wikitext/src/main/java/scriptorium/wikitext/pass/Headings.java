package scriptorium.wikitext.pass;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import scriptorium.wikitext.api.ParseResult.Section;
import scriptorium.wikitext.expand.HeadingMarks;
import scriptorium.wikitext.expand.ParseState;
import scriptorium.wikitext.text.CharacterReferences;
import scriptorium.wikitext.text.TextBuffer;
import scriptorium.wikitext.tidy.Tidy;
import scriptorium.wikitext.title.LinkUrls;
import scriptorium.wikitext.title.Title;

/** Headings: first as elements, then (when everything inside is HTML) with anchors, edit links and the table of contents. */
public final class Headings {

    private static final Pattern ELEMENT = Pattern.compile("<h([1-6])((?:\\s[^>]*+)?)>(?:\u0001(\\d{1,8})\u0001)?(.*?)</h[1-6]>", Pattern.DOTALL);
    private static final Pattern LAST = Pattern.compile("</h[1-6]>");
    private static final Pattern TAG = Pattern.compile("<(?!/?(?:i|b|sup|sub|bdi|q|s|strike|del|ins|span)\\b)[^>]*+>");
    private static final Pattern ATTRIBUTES = Pattern.compile("<([a-z]++)\\s[^>]*+>");
    private static final Pattern EMPTY_SPAN = Pattern.compile("<span></span>");
    /** Elements whose content is no text. */
    private static final Pattern RAW = Pattern.compile("<(style|script)\\b[^>]*+>.*?</\\1>", Pattern.DOTALL);
    private static final Pattern DIRECTION = Pattern.compile("\\sdir=\"(ltr|rtl|auto)\"");
    private static final Pattern ID = Pattern.compile("\\sid=\"([^\"]*+)\"");
    /** Marks headings that are finished: those of extension tags. */
    private static final char PART = '\u0003';
    private static final String TOC_PLACE = "<mw:tocplace></mw:tocplace>";
    /** A block where no table stands: it parts paragraphs until {@link #withoutPlace} takes it away. */
    private static final String NO_TOC = "<div data-mw-toc=\"\"></div>";
    private static final Pattern FORMATTING = Pattern.compile("<(?:b|big|code|em|font|i|s|small|strike|strong|tt|u)\\b");
    private static final Pattern INLINE = Pattern.compile("<(/?)(abbr|bdi|bdo|big|blockquote|b|center|cite|code|data|dd|del|dfn|div|dl|dt|em|font|ins|i|kbd|li|mark|ol|pre|p|q|samp|small|span|strike|strong|sub|sup|s|table|time|tt|ul|u|var)\\b[^>]*+>");
    private static final Pattern REFERENCE = Pattern.compile("&(?:#[0-9]++|#[xX][0-9a-fA-F]++|[A-Za-z][A-Za-z0-9]*+);");
    private static final Pattern ALL_TAGS = Pattern.compile("<[^>]*+>");

    private final ParseState state;
    private final Anchors anchors;
    private final LinkUrls urls;
    /** Where the first heading begins in what is written; -1 as long as there is none. */
    private int firstStart = -1;
    private int countedUnits;
    private int countedCharacters;
    /** The page that the last edit link led to, and the address of such a link up to the section's number. */
    private Title edited;
    private String editUrl;
    private final List<Section> sections = new ArrayList<>();
    private final List<String> lines = new ArrayList<>();

    public Headings(ParseState state) {
        this.state = state;
        anchors = new Anchors(state.site);
        urls = new LinkUrls(state.site, state.titles);
    }

    /** {@code == text ==} becomes {@code <h2>}. */
    public static TextBuffer mark(TextBuffer text) {
        int line = text.startsWith("=", 0) ? 0 : nextLine(text, 0);
        if (line < 0) {
            return text;
        }
        TextBuffer out = TextBuffer.take(text.length() + 64);
        int at = 0;
        while (line >= 0) {
            int end = text.indexOf('\n', line);
            int lineEnd = end < 0 ? text.length() : end;
            out.append(text, at, line);
            at = heading(text, line, lineEnd, out) && end >= 0 ? lastBlank(text, end) : lineEnd;
            line = nextLine(text, at);
        }
        out.append(text, at, text.length());
        text.release();
        return out;
    }

    public static String mark(String text) {
        return text.indexOf('=') < 0 ? text : mark(TextBuffer.of(text)).finish();
    }

    /** Where the next line begins that has an equals sign first; -1 for nowhere. */
    private static int nextLine(TextBuffer text, int from) {
        int end = text.indexOf("\n=", from);
        return end < 0 ? -1 : end + 1;
    }

    /** Blank lines below a heading belong to it: where the last of them ends, which is the end when nothing else follows. */
    private static int lastBlank(TextBuffer text, int lineEnd) {
        int end = lineEnd;
        for (int at = lineEnd; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '\n') {
                end = at;
            } else if (!Character.isWhitespace(c)) {
                return end;
            }
        }
        return text.length();
    }

    /** Writes a line, as an element when it is a heading. Returns whether it is one. */
    private static boolean heading(TextBuffer text, int line, int lineEnd, TextBuffer out) {
        int to = lineEnd;
        while (to > line && Character.isWhitespace(text.charAt(to - 1))) {
            to--;
        }
        int signs = 0;
        while (line + signs < to && text.charAt(line + signs) == '=' && text.charAt(to - 1 - signs) == '=') {
            signs++;
        }
        int level = Math.min(Math.min(6, signs), (HeadingMarks.length(text, line, to) - 1) / 2);
        if (level <= 0) {
            out.append(HeadingMarks.without(text.substring(line, lineEnd)));
            return false;
        }
        int from = line + level;
        int end = to - level;
        int mark = HeadingMarks.end(text, from, end);
        out.append("<h").append(level).append('>');
        if (mark >= 0) {
            out.append(text, from, mark);
            from = mark;
        } else {
            while (from < end && Character.isWhitespace(text.charAt(from))) {
                from++;
            }
        }
        while (end > from && Character.isWhitespace(text.charAt(end - 1))) {
            end--;
        }
        out.append(text, from, end).append("</h").append(level).append('>');
        return true;
    }

    /** Anchors, edit links and the table of contents; notes the sections. */
    public TextBuffer finish(TextBuffer html, String source, boolean editLinks, boolean toc) {
        TextBuffer out = elements(html, source, editLinks, false);
        int parts = state.headingsInParts ? remove(out, PART, firstStart < 0 ? 0 : firstStart) : 0;
        return contents(out, toc, firstStart - parts);
    }

    /** Headings inside of an extension tag: they have anchors and edit links and are no part of the contents. */
    public static String part(String html, ParseState state) {
        return html.contains("<h") ? new Headings(state).elements(TextBuffer.of(html), "", state.request.editSections(), true).finish() : html;
    }

    private TextBuffer elements(TextBuffer html, String source, boolean editLinks, boolean part) {
        Matcher heading = ELEMENT.matcher(html);
        TextBuffer out = null;
        List<Integer> levels = new ArrayList<>();
        List<Integer> counters = new ArrayList<>();
        int at = 0;
        boolean closed = true;
        for (int tag = html.indexOf("<h"); tag >= 0 && closed; tag = html.indexOf("<h", Math.max(at, tag + 1))) {
            int level = tag + 2 < html.length() ? html.charAt(tag + 2) - '0' : 0;
            if (level < 1 || level > 6) {
                continue;
            }
            if (!heading.region(tag, html.length()).lookingAt()) {
                closed = LAST.matcher(html).region(tag, html.length()).find();
                continue;
            }
            out = out == null ? TextBuffer.take(html.length() + 1024) : out;
            state.headingsInParts |= part;
            out.append(html, at, tag);
            if (firstStart < 0) {
                firstStart = out.length();
            }
            element(out, heading, html, level, source, editLinks, part, levels, counters);
            at = heading.end();
        }
        if (out == null) {
            return html;
        }
        out.append(html, at, html.length());
        html.release();
        return out;
    }

    private void element(TextBuffer out, Matcher heading, TextBuffer html, int level, String source, boolean editLinks, boolean part, List<Integer> levels, List<Integer> counters) {
        String inner = HeadingMarks.without(heading.group(4));
        inner = heading.group(3) == null ? inner : inner.stripLeading();
        List<String> open = open(inner);
        inner = open == null ? inner : Tidy.balanced(inner);
        boolean tagged = inner.indexOf('<') >= 0;
        // The ends of lines that paragraphs end with are no part of the text.
        String text = tagged ? inner.replace("\n</p>", "</p>") : inner;
        String words = tagged ? ALL_TAGS.matcher(RAW.matcher(text).replaceAll("")).replaceAll("") : inner;
        String plain = CharacterReferences.decode(words, false).strip();
        HeadingMarks.Origin origin = heading.group(3) == null ? null : state.headings.origin(heading.group(3));
        String attributes = heading.group(2);
        Matcher ownId = attributes.isEmpty() ? null : ID.matcher(attributes);
        String anchor = anchors.take(ownId != null && ownId.find() ? CharacterReferences.decode(ownId.group(1), true) : plain.replace('\u00A0', ' '));
        String index = origin == null || origin.index() == 0 ? "" : origin.template() == null ? String.valueOf(origin.index()) : "T-" + origin.index();
        int offset = origin == null || origin.start() < 0 ? -1 : offset(source, origin.start());
        Title page = origin == null || origin.template() == null ? state.request.page() : origin.template();
        if (!part) {
            number(levels, counters, level);
            String line = tagged ? line(text) : inner.strip();
            lines.add(line);
            sections.add(new Section(levels.size(), level, plainLine(line), joined(counters), index,
                    index.isEmpty() ? "" : state.titles.prefixedDbKey(page), offset, anchor, LinkUrls.anchor(anchor)));
        }
        String editTitle = editLinks && !index.isEmpty() ? plain : null;
        if (state.site.flag("ParserEnableLegacyHeadingDOM", true)) {
            begin(out, level, part, attributes);
            out.append('>');
            fallback(out, anchor);
            out.append("<span class=\"mw-headline\"");
            id(out, attributes, anchor);
            out.append('>').append(inner).append("</span>");
            editLink(out, page, index, editTitle);
            out.append("</h").append(level).append('>');
        } else {
            boolean wrapped = attributes.isBlank();
            out.append(wrapped ? "<div class=\"mw-heading mw-heading" + level + "\">" : "");
            begin(out, level, part, attributes);
            id(out, attributes, anchor);
            out.append('>');
            fallback(out, anchor);
            out.append(inner).append("</h").append(level).append('>');
            editLink(out, page, index, editTitle);
            out.append(wrapped ? "</div>" : "");
        }
        // What began in the heading goes on behind it.
        if (open != null) {
            goOn(open, html, heading.end(), out);
        }
    }

    /** Opens formatting again, unless it ends there and then, or the page does. */
    private static void goOn(List<String> open, TextBuffer html, int from, TextBuffer out) {
        int at = from;
        Matcher tag = INLINE.matcher(html);
        while (!open.isEmpty() && at < html.length() && tag.region(at, html.length()).lookingAt() && !tag.group(1).isEmpty()) {
            open.removeLast();
            at = tag.end();
        }
        while (at < html.length() && Character.isWhitespace(html.charAt(at))) {
            at++;
        }
        if (at < html.length()) {
            open.forEach(out::append);
        }
    }

    private static String joined(List<Integer> counters) {
        if (counters.size() == 1) {
            return counters.getFirst().toString();
        }
        StringBuilder out = new StringBuilder();
        for (int counter : counters) {
            out.append(out.isEmpty() ? "" : ".").append(counter);
        }
        return out.toString();
    }

    /** Takes a character out everywhere. Returns how many stood before a place. */
    private static int remove(TextBuffer text, char what, int place) {
        int before = 0;
        int to = text.indexOf(what);
        if (to >= 0) {
            for (int from = to; from < text.length(); from++) {
                char c = text.charAt(from);
                if (c != what) {
                    text.setCharAt(to++, c);
                } else if (from < place) {
                    before++;
                }
            }
            text.setLength(to);
        }
        return before;
    }

    /** The table of contents goes where it is wished, else before the first heading. */
    private TextBuffer contents(TextBuffer text, boolean toc, int first) {
        boolean shown = toc && showsToc();
        int place = state.switches.contains("toc") ? text.indexOf(TOC_PLACE) : -1;
        if (place < 0 && (!shown || first < 0)) {
            return text;
        }
        TextBuffer out = TextBuffer.take(text.length() + 1024).append(text, 0, place < 0 ? first : place);
        if (shown) {
            toc(out);
        } else {
            out.append(NO_TOC);
        }
        if (place < 0) {
            out.append(text, first, text.length());
            text.release();
            return out;
        }
        int at = place + TOC_PLACE.length();
        for (place = text.indexOf(TOC_PLACE, at); place >= 0; place = text.indexOf(TOC_PLACE, at)) {
            out.append(text, at, place);
            at = place + TOC_PLACE.length();
        }
        out.append(text, at, text.length());
        text.release();
        return out;
    }

    /** The page without the place of a table of contents that it does not have. */
    public TextBuffer withoutPlace(TextBuffer text) {
        int place = state.switches.contains("toc") ? text.indexOf(NO_TOC) : -1;
        if (place < 0) {
            return text;
        }
        TextBuffer out = TextBuffer.take(text.length()).append(text, 0, place).append(text, place + NO_TOC.length(), text.length());
        text.release();
        return out;
    }

    /** The text of a link, in which headings are nothing but elements. */
    static String inLink(String label, ParseState state) {
        if (!label.contains("<h")) {
            return label;
        }
        state.headingsInParts = true;
        return HeadingMarks.without(label).replace("<h", "<h" + PART);
    }

    /** Headings and switches in a piece of HTML that is shown apart from the page. */
    public static String apart(String html) {
        return html.replace(TOC_PLACE, "<meta property=\"mw:PageProp/toc\" />").replace(String.valueOf(PART), "");
    }

    /** Tags of formatting that a heading opens and does not close; null when all its elements are closed in order. */
    private static List<String> open(String inner) {
        if (inner.indexOf('<') < 0) {
            return null;
        }
        List<String> open = new ArrayList<>();
        List<String> names = new ArrayList<>();
        boolean ordered = true;
        Matcher tag = INLINE.matcher(inner);
        for (int at = inner.indexOf('<'); at >= 0; at = inner.indexOf('<', at + 1)) {
            if (!tag.region(at, inner.length()).lookingAt()) {
                continue;
            }
            if (tag.group(1).isEmpty()) {
                names.add(tag.group(2));
                open.add(tag.group());
                continue;
            }
            int last = names.lastIndexOf(tag.group(2));
            ordered &= last >= 0 && last == names.size() - 1;
            if (last >= 0) {
                names.remove(last);
                open.remove(last);
            }
        }
        if (ordered && open.isEmpty()) {
            return null;
        }
        open.removeIf(start -> !FORMATTING.matcher(start).lookingAt());
        return open;
    }

    private static void begin(TextBuffer out, int level, boolean part, String attributes) {
        out.append("<h").append(level);
        if (part) {
            out.append(PART);
        }
        out.append(attributes);
    }

    private static void id(TextBuffer out, String attributes, String anchor) {
        if (!attributes.contains(" id=")) {
            out.append(" id=\"");
            Sanitizer.link(anchor, out);
            out.append('"');
        }
    }

    /** The id in the wiki's second form, where it is another one. */
    private void fallback(TextBuffer out, String anchor) {
        String fallback = anchors.fallback();
        if (!fallback.isEmpty() && !fallback.equals(anchor)) {
            out.append("<span id=\"");
            Sanitizer.link(fallback, out);
            out.append("\"></span>");
        }
    }

    /** What the table of contents shows of a heading. */
    private static String line(String inner) {
        String kept = ATTRIBUTES.matcher(TAG.matcher(RAW.matcher(inner).replaceAll("")).replaceAll("")).replaceAll(found -> {
            Matcher direction = DIRECTION.matcher(found.group());
            return found.group(1).equals("span") && direction.find() ? "<span dir=\"" + direction.group(1) + "\">" : "<" + found.group(1) + ">";
        });
        return EMPTY_SPAN.matcher(kept).replaceAll("").strip();
    }

    /** The same as data. */
    private static String plainLine(String line) {
        String soft = FrenchSpaces.soften(line).replace("\u0338", "&#x338;");
        return soft.indexOf('&') < 0 ? soft : REFERENCE.matcher(soft).replaceAll(found -> Matcher.quoteReplacement(
                CharacterReferences.decode(found.group(), false).replace("&", "&amp;").replace("<", "&lt;").replace("\u0338", "&#x338;")));
    }

    /** @param plain text of the heading; null when it has no such link */
    private void editLink(TextBuffer out, Title page, String index, String plain) {
        if (plain == null) {
            return;
        }
        if (!page.equals(edited)) {
            edited = page;
            editUrl = Sanitizer.link(urls.local(page, "action=edit&section="));
        }
        boolean plainSkin = state.site.options().getOrDefault("DefaultSkin", "").equals("fallback");
        out.append("<span class=\"mw-editsection\"><span class=\"mw-editsection-bracket\">[</span><a href=\"").append(editUrl).append(index).append("\" title=\"Edit section: ");
        Sanitizer.link(FrenchSpaces.soften(plain), out);
        out.append(plainSkin ? "\">edit</a>" : "\"><span>edit</span></a>").append("<span class=\"mw-editsection-bracket\">]</span></span>");
    }

    /** An id as this wiki writes it. */
    public static String id(String text, ParseState state) {
        return new Anchors(state.site).of(text);
    }

    /** Where a place in the text lies, in characters as Unicode counts them; asked in rising order. */
    private int offset(String source, int place) {
        if (place >= countedUnits && place <= source.length()) {
            countedCharacters += source.codePointCount(countedUnits, place);
            countedUnits = place;
        }
        return countedCharacters;
    }

    private static void number(List<Integer> levels, List<Integer> counters, int level) {
        while (!levels.isEmpty() && levels.getLast() > level) {
            if (levels.size() > 1 && levels.get(levels.size() - 2) < level) {
                levels.set(levels.size() - 1, level);
                break;
            }
            if (levels.size() == 1) {
                levels.set(0, level);
                break;
            }
            levels.removeLast();
            counters.removeLast();
        }
        if (!levels.isEmpty() && levels.getLast() == level) {
            counters.set(counters.size() - 1, counters.getLast() + 1);
        } else {
            levels.add(level);
            counters.add(1);
        }
    }

    public boolean showsToc() {
        return (!state.switches.contains("notoc") || state.switches.contains("toc")) && (sections.size() > 3 || state.switches.contains("forcetoc") || state.switches.contains("toc")) && !sections.isEmpty();
    }

    private String tocLanguage() {
        String variant = state.site.options().getOrDefault("DefaultVariant", "");
        return state.site.language().equals("en") && !variant.isEmpty() ? Sanitizer.escape(variant) : "en";
    }

    private void toc(TextBuffer out) {
        out.append("<div id=\"toc\" class=\"toc\" role=\"navigation\" aria-labelledby=\"mw-toc-heading\"><input type=\"checkbox\" role=\"button\""
                + " id=\"toctogglecheckbox\" class=\"toctogglecheckbox\" style=\"display:none\" /><div class=\"toctitle\" lang=\"" + tocLanguage() + "\" dir=\"ltr\"><h2 id=\"mw-toc-heading\">Contents</h2>"
                + "<span class=\"toctogglespan\"><label class=\"toctogglelabel\" for=\"toctogglecheckbox\"></label></span></div>\n");
        int depth = 0;
        int deepest = state.site.number("MaxTocLevel", 999);
        for (int i = 0; i < sections.size(); i++) {
            Section s = sections.get(i);
            if (s.tocLevel() >= deepest) {
                continue;
            }
            if (s.tocLevel() > depth) {
                while (depth < s.tocLevel()) {
                    out.append(depth == 0 ? "<ul>\n" : "\n<ul>\n");
                    depth++;
                }
            } else {
                out.append("</li>\n");
                while (depth > s.tocLevel()) {
                    out.append("</ul>\n</li>\n");
                    depth--;
                }
            }
            out.append("<li class=\"toclevel-").append(s.tocLevel());
            if (!s.index().isEmpty() && !s.index().startsWith("T")) {
                out.append(" tocsection-").append(s.index());
            }
            out.append("\"><a href=\"#");
            Sanitizer.link(s.linkAnchor(), out);
            out.append("\"><span class=\"tocnumber\">").append(s.number()).append("</span> <span class=\"toctext\">").append(lines.get(i)).append("</span></a>");
        }
        while (depth > 0) {
            out.append("</li>\n</ul>\n");
            depth--;
        }
        out.append("</div>\n\n");
    }

    public List<Section> sections() {
        return sections;
    }
}

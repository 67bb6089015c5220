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
            String shown = heading(text.substring(line, lineEnd));
            out.append(text, at, line).append(shown);
            at = end >= 0 && shown.startsWith("<h") ? lastBlank(text, end) : lineEnd;
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

    private static String heading(String line) {
        String trimmed = line.stripTrailing();
        int length = HeadingMarks.without(trimmed).length();
        for (int level = Math.min(6, signs(trimmed)); level > 0; level--) {
            if (length > 2 * level) {
                String inner = trimmed.substring(level, trimmed.length() - level);
                String number = "";
                if (inner.startsWith("\u0001")) {
                    int close = inner.indexOf('\u0001', 1);
                    number = inner.substring(0, close + 1);
                    inner = inner.substring(close + 1);
                }
                return "<h" + level + ">" + number + (number.isEmpty() ? inner.strip() : inner.stripTrailing()) + "</h" + level + ">";
            }
        }
        return HeadingMarks.without(line);
    }

    /** How many equals signs there are at both ends. */
    private static int signs(String line) {
        int length = line.length();
        int signs = 0;
        while (signs < length && line.charAt(signs) == '=' && line.charAt(length - 1 - signs) == '=') {
            signs++;
        }
        return signs;
    }

    /** Anchors, edit links and the table of contents; notes the sections. */
    public TextBuffer finish(TextBuffer html, String source, boolean editLinks, boolean toc) {
        TextBuffer out = elements(html, source, editLinks, false);
        int parts = remove(out, PART, firstStart < 0 ? 0 : firstStart);
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
        String anchor = ownId != null && ownId.find() ? CharacterReferences.decode(ownId.group(1), true) : anchors.take(plain.replace('\u00A0', ' '));
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
        write(out, part ? level + String.valueOf(PART) : String.valueOf(level), attributes, inner, anchor, editLinks && !index.isEmpty() ? editLink(page, index, plain) : "");
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
        String table = toc && showsToc() ? toc() : "";
        int place = text.indexOf(TOC_PLACE);
        if (place < 0) {
            return table.isEmpty() || first < 0 ? text : text.insert(first, table);
        }
        TextBuffer out = TextBuffer.take(text.length() + table.length()).append(text, 0, place).append(table.isEmpty() ? NO_TOC : table);
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
    public static TextBuffer withoutPlace(TextBuffer text) {
        int place = text.indexOf(NO_TOC);
        if (place < 0) {
            return text;
        }
        TextBuffer out = TextBuffer.take(text.length()).append(text, 0, place).append(text, place + NO_TOC.length(), text.length());
        text.release();
        return out;
    }

    /** Headings and switches in a piece of HTML that is shown apart from the page. */
    public static String apart(String html) {
        return html.replace(TOC_PLACE, "<meta property=\"mw:PageProp/toc\" />").replace(String.valueOf(PART), "");
    }

    /** Tags of formatting that a heading opens and does not close; null when all its elements are closed in order. */
    private static List<String> open(String inner) {
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

    private void write(TextBuffer out, String level, String attributes, String inner, String anchor, String edit) {
        String fallback = anchors.fallback();
        String second = fallback.isEmpty() || fallback.equals(anchor) ? "" : "<span id=\"" + Sanitizer.link(fallback) + "\"></span>";
        String id = attributes.contains(" id=") ? "" : " id=\"" + Sanitizer.link(anchor) + "\"";
        if (state.site.flag("ParserEnableLegacyHeadingDOM", true)) {
            out.append("<h").append(level).append(attributes).append('>').append(second).append("<span class=\"mw-headline\"").append(id).append('>').append(inner).append("</span>")
                    .append(edit).append("</h").append(level.charAt(0)).append('>');
        } else if (!attributes.isBlank()) {
            out.append("<h").append(level).append(attributes).append(id).append('>').append(second).append(inner).append("</h").append(level.charAt(0)).append('>').append(edit);
        } else {
            out.append("<div class=\"mw-heading mw-heading").append(level.charAt(0)).append("\"><h").append(level).append(attributes).append(id).append('>').append(second).append(inner)
                    .append("</h").append(level.charAt(0)).append('>').append(edit).append("</div>");
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

    private String editLink(Title page, String index, String plain) {
        String url = urls.local(page, "action=edit&section=" + index);
        boolean plainSkin = state.site.options().getOrDefault("DefaultSkin", "").equals("fallback");
        return "<span class=\"mw-editsection\"><span class=\"mw-editsection-bracket\">[</span><a href=\"" + Sanitizer.link(url) + "\" title=\"Edit section: " + Sanitizer.link(FrenchSpaces.soften(plain))
                + (plainSkin ? "\">edit</a>" : "\"><span>edit</span></a>") + "<span class=\"mw-editsection-bracket\">]</span></span>";
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

    private String toc() {
        StringBuilder out = new StringBuilder("<div id=\"toc\" class=\"toc\" role=\"navigation\" aria-labelledby=\"mw-toc-heading\"><input type=\"checkbox\" role=\"button\""
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
            out.append("<li class=\"toclevel-").append(s.tocLevel()).append(s.index().isEmpty() || s.index().startsWith("T") ? "" : " tocsection-" + s.index()).append("\"><a href=\"#").append(Sanitizer.link(s.linkAnchor()))
                    .append("\"><span class=\"tocnumber\">").append(s.number()).append("</span> <span class=\"toctext\">").append(lines.get(i)).append("</span></a>");
        }
        while (depth > 0) {
            out.append("</li>\n</ul>\n");
            depth--;
        }
        return out.append("</div>\n\n").toString();
    }

    public List<Section> sections() {
        return sections;
    }
}

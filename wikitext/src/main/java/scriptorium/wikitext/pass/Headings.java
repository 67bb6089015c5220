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

    private static final Pattern ELEMENT = Pattern.compile("<h([1-6])((?:\\s[^>]*+)?)>(?:\u0001(\\d{1,8})\u0001)?(.*?)</h\\1>", Pattern.DOTALL);
    private static final Pattern TAG = Pattern.compile("<(?!/?(?:i|b|sup|sub|bdi|q|s|strike|del|ins|span)\\b)[^>]*+>");
    private static final Pattern ATTRIBUTES = Pattern.compile("<([a-z]++)\\s[^>]*+>");
    private static final Pattern EMPTY_SPAN = Pattern.compile("<span></span>");
    /** Elements whose content is no text. */
    private static final Pattern RAW = Pattern.compile("<(style|script)\\b[^>]*+>.*?</\\1>", Pattern.DOTALL);
    private static final Pattern DIRECTION = Pattern.compile("\\sdir=\"(ltr|rtl|auto)\"");
    private static final Pattern ID = Pattern.compile("\\sid=\"([^\"]*+)\"");
    /** Marks headings that are finished: those of extension tags. */
    private static final char PART = '\u0003';
    private static final Pattern FORMATTING = Pattern.compile("</?(?:b|big|code|em|font|i|s|span|small|strike|strong|tt|u)\\b");
    private static final Pattern ALL_TAGS = Pattern.compile("<[^>]*+>");

    private final ParseState state;
    private final Anchors anchors;
    private int countedUnits;
    private int countedCharacters;
    private final List<Section> sections = new ArrayList<>();
    private final List<String> lines = new ArrayList<>();

    public Headings(ParseState state) {
        this.state = state;
        anchors = new Anchors(state.site);
    }

    /** {@code == text ==} becomes {@code <h2>}. */
    public static TextBuffer mark(TextBuffer text) {
        return TextBuffer.of(mark(text.finish()));
    }

    public static String mark(String text) {
        if (text.indexOf('=') < 0) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length() + 64);
        int from = 0;
        while (true) {
            int end = text.indexOf('\n', from);
            String line = end < 0 ? text.substring(from) : text.substring(from, end);
            String shown = line.startsWith("=") ? heading(line) : line;
            out.append(shown);
            if (end >= 0 && line.startsWith("=") && shown.startsWith("<h")) {
                end = lastBlank(text, end);
            }
            if (end < 0) {
                return out.toString();
            }
            out.append('\n');
            from = end + 1;
        }
    }

    /** Blank lines below a heading belong to it: where the last of them ends, or -1 when nothing else follows. */
    private static int lastBlank(String text, int lineEnd) {
        int end = lineEnd;
        for (int at = lineEnd; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '\n') {
                end = at;
            } else if (!Character.isWhitespace(c)) {
                return end;
            }
        }
        return -1;
    }

    private static String heading(String line) {
        String trimmed = line.stripTrailing();
        for (int level = 6; level > 0; level--) {
            String signs = "=".repeat(level);
            if (trimmed.startsWith(signs) && trimmed.endsWith(signs) && HeadingMarks.without(trimmed).length() > 2 * level) {
                String inner = trimmed.substring(level, trimmed.length() - level);
                String number = "";
                if (inner.startsWith("\u0001")) {
                    int close = inner.indexOf('\u0001', 1);
                    number = inner.substring(0, close + 1);
                    inner = inner.substring(close + 1);
                }
                return "<h" + level + ">" + number + inner.strip() + "</h" + level + ">";
            }
        }
        return HeadingMarks.without(line);
    }

    /** Anchors, edit links and the table of contents; notes the sections. */
    public TextBuffer finish(TextBuffer html, String source, boolean editLinks, boolean toc) {
        return TextBuffer.of(finish(html.finish(), source, editLinks, toc));
    }

    public String finish(String html, String source, boolean editLinks, boolean toc) {
        return finish(html, source, editLinks, toc, false);
    }

    /** Headings inside of an extension tag: they have anchors and edit links and are no part of the contents. */
    public static String part(String html, ParseState state) {
        return html.contains("<h") ? new Headings(state).finish(html, "", state.request.editSections(), false, true) : html;
    }

    private String finish(String html, String source, boolean editLinks, boolean toc, boolean part) {
        Matcher heading = ELEMENT.matcher(html);
        StringBuilder out = new StringBuilder(html.length() + 1024);
        List<Integer> levels = new ArrayList<>();
        List<Integer> counters = new ArrayList<>();
        int at = 0;
        int first = -1;
        while (heading.find()) {
            int level = Integer.parseInt(heading.group(1));
            String inner = closed(heading.group(4));
            String line = line(inner);
            String plain = CharacterReferences.decode(ALL_TAGS.matcher(RAW.matcher(inner).replaceAll("")).replaceAll(""), false).strip();
            HeadingMarks.Origin origin = heading.group(3) == null ? null : state.headings.origin(heading.group(3));
            Matcher ownId = ID.matcher(heading.group(2));
            String anchor = ownId.find() ? CharacterReferences.decode(ownId.group(1), true) : anchors.take(plain.replace('\u00A0', ' '));
            if (!part) {
                number(levels, counters, level);
            }
            String index = origin == null || origin.index() == 0 ? "" : origin.template() == null ? String.valueOf(origin.index()) : "T-" + origin.index();
            int offset = origin == null || origin.start() < 0 ? -1 : offset(source, origin.start());
            Title page = origin == null || origin.template() == null ? state.request.page() : origin.template();
            if (!part) {
                lines.add(line);
                sections.add(new Section(levels.size(), level, plainLine(line), String.join(".", counters.stream().map(String::valueOf).toList()), index,
                        index.isEmpty() ? "" : state.titles.prefixedDbKey(page), offset, anchor, LinkUrls.anchor(anchor)));
            }
            out.append(html, at, heading.start());
            if (first < 0) {
                first = out.length() - (int) out.chars().filter(c -> c == PART).count();
            }
            element(out, part ? level + String.valueOf(PART) : String.valueOf(level), heading.group(2), inner, anchor, editLinks && !index.isEmpty() ? editLink(page, index, plain) : "");
            at = heading.end();
        }
        out.append(html, at, html.length());
        String text = out.toString();
        if (part) {
            return text;
        }
        text = text.replace(String.valueOf(PART), "");
        if (!toc || !showsToc()) {
            return text.replace("<mw:tocplace></mw:tocplace>", "");
        }
        String table = toc();
        return text.contains("<mw:tocplace></mw:tocplace>") ? text.replaceFirst("<mw:tocplace></mw:tocplace>", Matcher.quoteReplacement(table))
                .replace("<mw:tocplace></mw:tocplace>", "") : first < 0 ? text : text.substring(0, first) + table + text.substring(first);
    }

    /** A heading ends what began in it. */
    private static String closed(String inner) {
        int open = 0;
        for (int at = inner.indexOf('<'); at >= 0; at = inner.indexOf('<', at + 1)) {
            boolean formatting = FORMATTING.matcher(inner).region(at, inner.length()).lookingAt();
            open += !formatting ? 0 : inner.startsWith("/", at + 1) ? -1 : 1;
        }
        return open == 0 ? inner : Tidy.balanced(inner);
    }

    private void element(StringBuilder out, String level, String attributes, String inner, String anchor, String edit) {
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
        return FrenchSpaces.soften(line).replace("&#160;", "\u00A0").replace("&gt;", ">").replace("\u0338", "&#x338;");
    }

    private String editLink(Title page, String index, String plain) {
        String url = new LinkUrls(state.site, state.titles).local(page, "action=edit&section=" + index);
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
        return !state.switches.contains("notoc") && (sections.size() > 3 || state.switches.contains("forcetoc") || state.switches.contains("toc")) && !sections.isEmpty();
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

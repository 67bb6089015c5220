package scriptorium.wikitext.pass;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import scriptorium.wikitext.api.ParseResult.Section;
import scriptorium.wikitext.expand.ParseState;
import scriptorium.wikitext.title.LinkUrls;

/** Headings: first as elements, then (when everything inside is HTML) with anchors, edit links and the table of contents. */
public final class Headings {

    private static final Pattern ELEMENT = Pattern.compile("<h([1-6])((?:\\s[^>]*+)?)>(\u0001(\\d+),(\\d+)\u0001)?(.*?)</h\\1>", Pattern.DOTALL);
    private static final Pattern TAG = Pattern.compile("<(?!/?(?:i|b|sup|sub|bdi|q|s|strike|del|ins|span)\\b)[^>]*+>");
    private static final Pattern ATTRIBUTES = Pattern.compile("<([a-z]++)\\s[^>]*+>");
    private static final Pattern EMPTY_SPAN = Pattern.compile("<span></span>");
    private static final Pattern ALL_TAGS = Pattern.compile("<[^>]*+>");

    private final ParseState state;
    private int countedChars;
    private int countedBytes;
    private final List<Section> sections = new ArrayList<>();

    public Headings(ParseState state) {
        this.state = state;
    }

    /** {@code == text ==} becomes {@code <h2>}. */
    public static String mark(String text) {
        if (text.indexOf('=') < 0) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length() + 64);
        int from = 0;
        while (true) {
            int end = text.indexOf('\n', from);
            String line = end < 0 ? text.substring(from) : text.substring(from, end);
            out.append(line.startsWith("=") ? heading(line) : line);
            if (end < 0) {
                return out.toString();
            }
            out.append('\n');
            from = end + 1;
        }
    }

    private static String heading(String line) {
        String trimmed = line.stripTrailing();
        for (int level = 6; level > 0; level--) {
            String signs = "=".repeat(level);
            if (trimmed.startsWith(signs) && trimmed.endsWith(signs) && trimmed.replaceAll("\u0001[0-9,]*+\u0001", "").length() > 2 * level) {
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
        return line.replaceAll("\u0001[0-9,]*+\u0001", "");
    }

    /** Anchors, edit links and the table of contents; notes the sections. */
    public String finish(String html, String source, boolean editLinks, boolean toc) {
        Matcher heading = ELEMENT.matcher(html);
        boolean legacy = legacy(state);
        boolean plainSkin = state.site.options().getOrDefault("DefaultSkin", "").equals("fallback");
        StringBuilder out = new StringBuilder(html.length() + 1024);
        Map<String, Integer> used = new HashMap<>();
        List<Integer> levels = new ArrayList<>();
        List<Integer> counters = new ArrayList<>();
        int at = 0;
        int first = -1;
        while (heading.find()) {
            int level = Integer.parseInt(heading.group(1));
            String inner = heading.group(6);
            String line = EMPTY_SPAN.matcher(ATTRIBUTES.matcher(TAG.matcher(inner).replaceAll("")).replaceAll("<$1>")).replaceAll("").strip();
            String plain = org.jsoup.parser.Parser.unescapeEntities(ALL_TAGS.matcher(inner).replaceAll(""), false).strip();
            String named = plain.isEmpty() ? "" : plain.replaceAll("[\\s_]+", "_");
            String anchor = unique(used, legacy ? legacy(named) : named);
            String fallback = legacy ? anchor : legacy(anchor);
            number(levels, counters, level);
            String index = heading.group(4) == null ? "" : heading.group(4);
            int offset = heading.group(5) == null ? -1 : bytes(source, Integer.parseInt(heading.group(5)));
            String page = state.titles.prefixedDbKey(state.request.page());
            sections.add(new Section(levels.size(), level, line, String.join(".", counters.stream().map(String::valueOf).toList()), index, index.isEmpty() ? "" : page,
                    offset, anchor, anchor));
            out.append(html, at, heading.start());
            if (first < 0) {
                first = out.length();
            }
            out.append("<h").append(level).append(heading.group(2)).append('>')
                    .append(fallback.equals(anchor) ? "" : "<span id=\"" + Sanitizer.escape(fallback) + "\"></span>").append("<span class=\"mw-headline\"").append(heading.group(2).contains(" id=") ? "" : " id=\"" + Sanitizer.escape(anchor) + "\"").append('>').append(inner)
                    .append("</span>");
            if (editLinks && !index.isEmpty()) {
                String url = new LinkUrls(state.site, state.titles).local(state.request.page(), "action=edit&section=" + index);
                out.append("<span class=\"mw-editsection\"><span class=\"mw-editsection-bracket\">[</span><a href=\"").append(Sanitizer.escape(url))
                        .append("\" title=\"Edit section: ").append(Sanitizer.escape(plain))
                        .append(plainSkin ? "\">edit</a>" : "\"><span>edit</span></a>").append("<span class=\"mw-editsection-bracket\">]</span></span>");
            }
            out.append("</h").append(level).append('>');
            at = heading.end();
        }
        out.append(html, at, html.length());
        String text = out.toString();
        if (!toc || !showsToc()) {
            return text.replace("<mw:tocplace></mw:tocplace>", "");
        }
        String table = toc();
        return text.contains("<mw:tocplace></mw:tocplace>") ? text.replaceFirst("<mw:tocplace></mw:tocplace>", Matcher.quoteReplacement(table))
                .replace("<mw:tocplace></mw:tocplace>", "") : first < 0 ? text : text.substring(0, first) + table + text.substring(first);
    }

    /** An id as this wiki writes it. */
    public static String id(String text, ParseState state) {
        return legacy(state) ? legacy(text) : text;
    }

    private static boolean legacy(ParseState state) {
        return state.site.options().getOrDefault("FragmentMode", "html5").startsWith("legacy");
    }

    /** The form from before HTML5: bytes with dots for percent signs. */
    private static String legacy(String anchor) {
        return LinkUrls.encode(anchor, "-_.:", '_').replace('%', '.');
    }

    /** Where a place in the text lies, in bytes; asked in rising order. */
    private int bytes(String source, int place) {
        if (place < countedChars || place > source.length()) {
            return countedBytes;
        }
        countedBytes += source.substring(countedChars, place).getBytes(StandardCharsets.UTF_8).length;
        countedChars = place;
        return countedBytes;
    }

    private static String unique(Map<String, Integer> used, String anchor) {
        int count = used.merge(anchor.toLowerCase(java.util.Locale.ROOT), 1, Integer::sum);
        return count == 1 ? anchor : anchor + "_" + count;
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

    private String toc() {
        StringBuilder out = new StringBuilder("<div id=\"toc\" class=\"toc\" role=\"navigation\" aria-labelledby=\"mw-toc-heading\"><input type=\"checkbox\" role=\"button\""
                + " id=\"toctogglecheckbox\" class=\"toctogglecheckbox\" style=\"display:none\" /><div class=\"toctitle\" lang=\"en\" dir=\"ltr\"><h2 id=\"mw-toc-heading\">Contents</h2>"
                + "<span class=\"toctogglespan\"><label class=\"toctogglelabel\" for=\"toctogglecheckbox\"></label></span></div>\n");
        int depth = 0;
        int count = 0;
        for (Section s : sections) {
            count++;
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
            out.append("<li class=\"toclevel-").append(s.tocLevel()).append(" tocsection-").append(count).append("\"><a href=\"#").append(Sanitizer.escape(LinkUrls.anchor(s.anchor())))
                    .append("\"><span class=\"tocnumber\">").append(s.number()).append("</span> <span class=\"toctext\">").append(s.line()).append("</span></a>");
        }
        while (depth > 0) {
            out.append("</li>\n</ul>\n");
            depth--;
        }
        return out.append("</div>\n").toString();
    }

    public List<Section> sections() {
        return sections;
    }
}

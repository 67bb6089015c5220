package scriptorium.wikitext.pass;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import scriptorium.wikitext.expand.HeadingMarks;
import scriptorium.wikitext.text.AsciiSet;
import scriptorium.wikitext.text.CharacterReferences;
import scriptorium.wikitext.text.Names;
import scriptorium.wikitext.text.TextBuffer;

/** Lets through the HTML that wikitext may use, and nothing that could run or fetch anything; escapes the rest. */
public final class Sanitizer {

    private static final Names<String> TAGS = names("abbr", "b", "bdi", "bdo", "big", "blockquote", "br", "caption", "center", "cite", "code", "data", "dd", "del",
            "dfn", "div", "dl", "dt", "em", "font", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "ins", "kbd", "li", "link", "mark", "meta", "ol", "p", "pre", "q", "rb",
            "rp", "rt", "rtc", "ruby", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "table", "td", "th", "time", "tr", "tt", "u", "ul", "var",
            "wbr");
    private static final Set<String> COMMON = Set.of("id", "class", "style", "lang", "dir", "title", "role", "about", "property", "resource", "datatype", "typeof",
            "itemid", "itemprop", "itemref", "itemscope", "itemtype", "aria-describedby", "aria-flowto", "aria-hidden", "aria-label", "aria-labelledby",
            "aria-level", "aria-owns", "tabindex");
    private static final Map<String, Set<String>> OWN = Map.ofEntries(
            Map.entry("blockquote", Set.of("cite")), Map.entry("q", Set.of("cite")), Map.entry("br", Set.of("clear")), Map.entry("ins", Set.of("cite", "datetime")),
            Map.entry("del", Set.of("cite", "datetime")), Map.entry("time", Set.of("datetime")), Map.entry("data", Set.of("value")),
            Map.entry("link", Set.of("href")), Map.entry("meta", Set.of("content")), Map.entry("ol", Set.of("type", "start", "reversed")), Map.entry("ul", Set.of("type")), Map.entry("li", Set.of("type", "value")),
            Map.entry("font", Set.of("size", "color", "face")), Map.entry("hr", Set.of("width")), Map.entry("pre", Set.of("width")), Map.entry("div", Set.of("align")), Map.entry("p", Set.of("align")),
            Map.entry("h1", Set.of("align")), Map.entry("h2", Set.of("align")), Map.entry("h3", Set.of("align")), Map.entry("h4", Set.of("align")),
            Map.entry("h5", Set.of("align")), Map.entry("h6", Set.of("align")),
            Map.entry("table", Set.of("summary", "width", "border", "frame", "rules", "cellspacing", "cellpadding", "align", "bgcolor")),
            Map.entry("caption", Set.of("align")), Map.entry("tr", Set.of("bgcolor", "align", "valign")),
            Map.entry("td", Set.of("abbr", "axis", "headers", "scope", "rowspan", "colspan", "nowrap", "width", "height", "bgcolor", "align", "valign")),
            Map.entry("th", Set.of("abbr", "axis", "headers", "scope", "rowspan", "colspan", "nowrap", "width", "height", "bgcolor", "align", "valign")));
    private static final Pattern ATTRIBUTE = Pattern.compile("(?<![^\\s/\"'])([:\\p{L}_][:\\p{L}\\p{N}_.-]*+)(?:\\s*+=\\s*+(?:\"([^\"]*+)(?:\"|$)|'([^']*+)(?:'|$)|([^\\s>]*+))|(?=[\\s/]|$))");
    private static final Pattern BAD_CSS = Pattern.compile(
            "expression|behavior|-moz-binding|filter\\s*:|accelerator\\s*:|-o-link|-o-replace|url\\s*\\(|image\\s*\\(|image-set\\s*\\(|attr\\s*\\(|@import|var\\s*\\(|\\+\\s*\\(",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern ENTITY = Pattern.compile("&(?:#(\\d++)|#[xX]([0-9a-fA-F]++)|([A-Za-z][A-Za-z0-9]{1,30}|רלמ|رلم));");
    private static final Pattern ESCAPE = Pattern.compile("\\\\(?:([0-9a-fA-F]{1,6})\\s?|(\\r\\n|[\\n\\r\\f])|([^0-9a-fA-F\\n\\r\\f]))");
    private static final Pattern BLANKS = Pattern.compile("[\\t\\r\\n ]+");
    private static final Pattern COMMENT = Pattern.compile("/\\*[^*]*+(?:\\*(?!/)[^*]*+)*+\\*/");
    private static final Set<String> VOID = Set.of("br", "hr", "wbr", "link", "meta");

    /** References that stay as they are, looked at first because they are the most. */
    private static final Names<String> REFERENCES = names("nbsp", "amp", "lt", "gt", "quot", "ndash", "mdash", "thinsp");
    private static final int LONGEST_REFERENCE = 40;
    /** What an attribute's value does not hold as it is: what HTML or a later pass would take for markup. */
    private static final AsciiSet SPECIAL = AsciiSet.of("&\"<>{}[]'|\u007F\u0001\u0002\u0003\u0004\u0005");
    private static final AsciiSet AUTHORED_SPECIAL = AsciiSet.of("_:&\"<>{}[]'|\u007F\u0001\u0002\u0003\u0004\u0005");

    private Sanitizer() {}

    private static Names<String> names(String... all) {
        return new Names<>(Stream.of(all).collect(Collectors.toMap(name -> name, name -> name)));
    }

    /** Cleans the tags in a text; entities that are none are escaped. */
    public static String clean(String text) {
        if (text.indexOf('<') < 0 && text.indexOf('&') < 0 && text.indexOf('>') < 0) {
            return text;
        }
        return clean(TextBuffer.of(text), Sanitizer::attributes).finish();
    }

    /** The same for the text of a page. */
    public static TextBuffer clean(TextBuffer text, KnownAttributes attributes) {
        return clean(text, attributes::safe);
    }

    /** @param attributes makes those safe that are written in the tag of an element */
    private static TextBuffer clean(TextBuffer text, BinaryOperator<String> attributes) {
        int at = special(text, 0);
        if (at == text.length()) {
            return text;
        }
        TextBuffer out = TextBuffer.take(text.length() + 64);
        Matcher reference = ENTITY.matcher(text);
        int copied = 0;
        int close = -1;
        // Comments that stood in what turned out to be no tag.
        boolean comments = true;
        while (at < text.length()) {
            out.append(text, copied, at);
            copied = at + 1;
            switch (text.charAt(at)) {
                case '<' -> {
                    int comment = !comments || !text.startsWith("<!--", at) ? -1 : text.indexOf("-->", at + 4);
                    comments &= comment >= 0 || !text.startsWith("<!--", at);
                    if (comment >= 0) {
                        copied = comment + 3;
                        break;
                    }
                    if (close < at) {
                        close = text.indexOf('>', at);
                        close = close < 0 ? Integer.MAX_VALUE : close;
                    }
                    if (close != Integer.MAX_VALUE && tag(text, at, close, out, attributes)) {
                        copied = close + 1;
                    } else {
                        out.append("&lt;");
                    }
                }
                case '>' -> out.append("&gt;");
                default -> copied = reference(text, at, reference, out);
            }
            at = special(text, copied);
        }
        out.append(text, copied, text.length());
        text.release();
        return out;
    }

    private static int special(TextBuffer text, int from) {
        int at = from;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '<' || c == '>' || c == '&') {
                break;
            }
            at++;
        }
        return at;
    }

    /** Writes the reference to a character that begins there, or the sign alone; where the text goes on. */
    private static int reference(TextBuffer text, int at, Matcher reference, TextBuffer out) {
        int end = text.indexOf(';', at, at + LONGEST_REFERENCE);
        if (end < 0) {
            out.append("&amp;");
            return at + 1;
        }
        if (REFERENCES.get(text, at + 1, end) != null && text.charAt(at + 1) >= 'a') {
            out.append(text, at, end + 1);
            return end + 1;
        }
        reference.region(at, end + 1);
        String shortest = reference.matches() ? reference(reference) : "";
        out.append(shortest.isEmpty() ? "&amp;" : shortest);
        return shortest.isEmpty() ? at + 1 : end + 1;
    }

    /** Whether it refers to something that may stand in a page. */
    public static boolean isReference(String text) {
        Matcher entity = ENTITY.matcher(text);
        return entity.matches() && !reference(entity).isEmpty();
    }

    /** A character reference in its shortest form, empty when it refers to nothing that may stand in a page. */
    private static String reference(Matcher entity) {
        if (entity.group(3) != null) {
            String name = entity.group(3);
            if (name.charAt(0) > '\u007F') {
                return "&#8207;";
            }
            return org.jsoup.nodes.Entities.isNamedEntity(name) ? "&" + name + ";" : "";
        }
        String digits = entity.group(1) != null ? entity.group(1) : entity.group(2);
        String plain = digits.replaceFirst("^0++(?=.)", "");
        if (plain.length() > 7) {
            return "";
        }
        int code = Integer.parseInt(plain, entity.group(1) != null ? 10 : 16);
        boolean valid = code == 9 || code == 10 || code >= 0x20 && code <= 0x7E || code >= 0xA0 && code <= 0xD7FF || code >= 0xE000 && code <= 0xFFFD
                || code >= 0x10000 && code <= 0x10FFFF;
        return valid ? entity.group(1) != null ? "&#" + plain + ";" : "&#x" + plain.toLowerCase(Locale.ROOT) + ";" : "";
    }

    /** Writes the tag that may stand there as it is let through; false when none does. */
    private static boolean tag(TextBuffer text, int at, int close, TextBuffer out, BinaryOperator<String> attributes) {
        boolean closing = text.charAt(at + 1) == '/';
        int from = closing ? at + 2 : at + 1;
        int to = from;
        while (to < close && letterOrDigit(text.charAt(to))) {
            to++;
        }
        String name = TAGS.get(text, from, to);
        if (name == null || to < close && !endsName(text.charAt(to)) || text.indexOf('<', to, close) >= 0) {
            return false;
        }
        boolean plain = to == close || to == close - 1 && text.charAt(to) == '/';
        String rest = plain ? "" : text.substring(to, close);
        if ((name.equals("link") || name.equals("meta")) && !(rest.contains("itemprop") && (rest.contains("content") || rest.contains("href")))) {
            return false;
        }
        if (!closing) {
            out.append('<').append(name);
            if (!plain) {
                out.append(attributes.apply(name, rest.endsWith("/") ? rest.substring(0, rest.length() - 1) : rest));
            }
            out.append(VOID.contains(name) && text.charAt(close - 1) == '/' ? " />" : ">");
        } else if (name.equals("br")) {
            out.append("<br />");
        } else if (!VOID.contains(name)) {
            out.append("</").append(name).append('>');
        }
        return true;
    }

    private static boolean letterOrDigit(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
    }

    private static boolean endsName(char c) {
        return c == ' ' || c >= '\t' && c <= '\r' || c == '/';
    }

    /** The attributes that an element may have, safe, each with a blank before it. */
    public static String attributes(String element, String written) {
        if (written.isBlank()) {
            return "";
        }
        String text = HeadingMarks.without(written);
        Map<String, String> kept = new LinkedHashMap<>();
        Matcher attribute = ATTRIBUTE.matcher(text);
        int last = 0;
        while (attribute.find()) {
            int start = attribute.start();
            boolean joined = start > 0 && (text.charAt(start - 1) == '"' || text.charAt(start - 1) == '\'') && start != last;
            last = attribute.end();
            if (joined) {
                continue;
            }
            String name = attribute.group(1).toLowerCase(Locale.ROOT);
            String value = attribute.group(2) != null ? attribute.group(2) : attribute.group(3) != null ? attribute.group(3)
                    : attribute.group(4) != null ? attribute.group(4) : "";
            boolean allowed = COMMON.contains(name) || OWN.getOrDefault(element, Set.of()).contains(name) || name.startsWith("data-") && !name.startsWith("data-mw")
                    && !name.startsWith("data-ooui") && !name.startsWith("data-parsoid") && name.matches("data-[^:]*+");
            if (!allowed && !(name.startsWith("xmlns:") && name.matches("xmlns:[a-z0-9_.:-]++"))) {
                continue;
            }
            String plain = CharacterReferences.decode(value, true);
            String decoded = BLANKS.matcher(name.equals("style") ? css(plain) : plain).replaceAll(" ").strip();
            if (name.equals("tabindex") && !decoded.equals("0")) {
                continue;
            }
            if ((name.equals("cite") || name.equals("href") || name.equals("resource")) && !decoded.matches("(?i)(https?:)?//.*+")) {
                continue;
            }
            if (name.equals("id")) {
                decoded = decoded.replace(' ', '_');
                if (decoded.isEmpty()) {
                    continue;
                }
            }
            kept.put(name, decoded);
        }
        StringBuilder out = new StringBuilder();
        kept.forEach((name, value) -> out.append(' ').append(name).append("=\"").append(escape(value)).append('"'));
        return out.toString();
    }

    /** A style without anything that fetches or runs. */
    static String css(String style) {
        String plain = style.indexOf('\\') < 0 ? style : ESCAPE.matcher(style).replaceAll(found -> found.group(1) == null ? found.group(2) != null ? "" : Matcher.quoteReplacement(found.group(3))
                : Matcher.quoteReplacement(character(Integer.parseInt(found.group(1), 16))));
        plain = plain.indexOf('*') < 0 ? plain : COMMENT.matcher(plain).replaceAll(" ");
        int open = plain.indexOf("/*");
        plain = open < 0 ? plain : plain.substring(0, open);
        for (int i = 0; i < plain.length(); i++) {
            char c = plain.charAt(i);
            if (c < ' ' && c != '\t' && c != '\n' && c != '\r' && c != '\f' || c == '\u007F') {
                return "/* invalid control char */";
            }
        }
        if (BAD_CSS.matcher(plain).find() || plain.indexOf('\\') >= 0) {
            return "/* insecure input */";
        }
        return plain.strip();
    }

    private static String character(int code) {
        return code == 0 || code > 0x10FFFF || code >= 0xD800 && code < 0xE000 ? "\uFFFD" : code == '\\' || code == '"' || code == '\'' ? "\uFFFD" : Character.toString(code);
    }

    private static boolean harmless(String value, boolean authored) {
        return !(authored ? AUTHORED_SPECIAL : SPECIAL).isIn(value);
    }

    /** For attribute values that a page's author wrote; keeps them out of the way of later passes. */
    public static String escape(String value) {
        return escape(value, true);
    }

    /** For attribute values that the engine makes for links and files; addresses and underscores stay readable. */
    public static String link(String value) {
        return escape(value, false);
    }

    /** As {@link #link(String)}, written behind a text. */
    static void link(String value, TextBuffer out) {
        if (harmless(value, false)) {
            out.append(value);
        } else {
            escape(value, false, out);
        }
    }

    private static String escape(String value, boolean authored) {
        if (harmless(value, authored)) {
            return value;
        }
        TextBuffer out = TextBuffer.take(value.length() + 16);
        escape(value, authored, out);
        return out.finish();
    }

    private static void escape(String value, boolean authored, TextBuffer out) {
        AsciiSet special = authored ? AUTHORED_SPECIAL : SPECIAL;
        int copied = 0;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (!special.has(c)) {
                continue;
            }
            out.append(value, copied, i);
            copied = i + 1;
            switch (c) {
                case '&' -> out.append("&amp;");
                case '"' -> out.append("&quot;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '{' -> out.append("&#123;");
                case '}' -> out.append("&#125;");
                case '[' -> out.append("&#91;");
                case ']' -> out.append("&#93;");
                case '\'' -> out.append("&#39;");
                case '_' -> out.append("&#95;");
                case ':' -> out.append(value.startsWith("://", i) ? "&#58;" : ":");
                case '|' -> out.append("&#124;");
                default -> {}
            }
        }
        out.append(value, copied, value.length());
    }
}

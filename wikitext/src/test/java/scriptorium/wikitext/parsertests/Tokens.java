package scriptorium.wikitext.parsertests;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.parser.Parser;

/** HTML in a form in which attribute order, quoting, entity spelling and white space beside block tags do not count. */
public final class Tokens {

    private static final Set<String> VOID = Set.of("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr");
    private static final Set<String> BLOCK = Set.of("p", "div", "table", "tbody", "thead", "tfoot", "tr", "td", "th", "caption", "ul", "ol", "li", "dl", "dt", "dd",
            "h1", "h2", "h3", "h4", "h5", "h6", "hr", "pre", "blockquote", "center", "section", "figure", "figcaption", "aside", "article", "nav", "header",
            "footer", "address", "form", "fieldset", "details", "summary", "noscript", "iframe", "video", "audio", "style", "link", "meta", "br");
    private static final Set<String> PRE = Set.of("pre", "textarea", "style", "script");
    private static final Pattern TAG = Pattern.compile(
            "<!--.*?-->|</([a-zA-Z][^\\s/>]*+)[^>]*+>|<([a-zA-Z][^\\s/>]*+)((?:[^>\"']|\"[^\"]*+\"|'[^']*+')*?)(/?)>", Pattern.DOTALL);
    private static final Pattern ATTRIBUTE = Pattern.compile("([^\\s=/>\"']++)(?:\\s*+=\\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\\s>\"']++)))?");

    private record Token(char kind, String name, String text) {}

    private Tokens() {}

    public static String of(String html) {
        List<Token> tokens = scan(html.stripTrailing());
        StringBuilder out = new StringBuilder();
        int depth = 0;
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            switch (token.kind()) {
                case 's' -> {
                    out.append(token.text());
                    depth += PRE.contains(token.name()) ? 1 : 0;
                }
                case 'e' -> {
                    out.append("</").append(token.name()).append('>');
                    depth -= PRE.contains(token.name()) && depth > 0 ? 1 : 0;
                }
                case 'c' -> out.append(token.text());
                default -> out.append(text(tokens, i, depth > 0));
            }
        }
        return out.toString();
    }

    private static String text(List<Token> tokens, int i, boolean pre) {
        String text = tokens.get(i).text();
        if (pre) {
            if (i > 0 && tokens.get(i - 1).kind() == 's' && PRE.contains(tokens.get(i - 1).name()) && text.startsWith("\n")) {
                text = text.substring(1);
            }
            return i + 1 < tokens.size() && tokens.get(i + 1).kind() == 'e' && PRE.contains(tokens.get(i + 1).name()) ? text.replaceFirst("\n+$", "") : text;
        }
        text = text.replaceAll("[ \\t\\r\\n\\f]+", " ");
        if (i == 0 || beside(tokens.get(i - 1))) {
            text = text.replaceFirst("^ ", "");
        }
        return i + 1 == tokens.size() || beside(tokens.get(i + 1)) ? text.replaceFirst(" $", "") : text;
    }

    private static boolean beside(Token token) {
        return (token.kind() == 's' || token.kind() == 'e') && BLOCK.contains(token.name());
    }

    private static List<Token> scan(String html) {
        List<Token> out = new ArrayList<>();
        Matcher tag = TAG.matcher(html);
        int at = 0;
        while (tag.find()) {
            if (tag.start() > at) {
                out.add(plain(html.substring(at, tag.start())));
            }
            at = tag.end();
            if (tag.group().startsWith("<!--")) {
                out.add(new Token('c', "", tag.group()));
            } else if (tag.group(1) != null) {
                String name = tag.group(1).toLowerCase(Locale.ROOT);
                if (!VOID.contains(name)) {
                    out.add(new Token('e', name, ""));
                }
            } else {
                out.add(start(tag.group(2).toLowerCase(Locale.ROOT), tag.group(3)));
            }
        }
        if (at < html.length()) {
            out.add(plain(html.substring(at)));
        }
        return out;
    }

    private static Token plain(String text) {
        return new Token('t', "", Parser.unescapeEntities(text, false).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"));
    }

    private static Token start(String name, String attributes) {
        Map<String, String> sorted = new TreeMap<>();
        Matcher attribute = ATTRIBUTE.matcher(attributes);
        while (attribute.find()) {
            String value = attribute.group(2) != null ? attribute.group(2) : attribute.group(3) != null ? attribute.group(3)
                    : attribute.group(4) != null ? attribute.group(4) : "";
            value = Parser.unescapeEntities(value, true);
            String key = attribute.group(1).toLowerCase(Locale.ROOT);
            sorted.putIfAbsent(key, key.equals("class") || key.equals("style") ? value.replaceAll("[ \\t\\r\\n\\f]+", " ").strip() : value);
        }
        StringBuilder out = new StringBuilder("<" + name);
        sorted.forEach((key, value) -> out.append(' ').append(key).append("=\"").append(value.replace("\"", "&quot;")).append('"'));
        return new Token('s', name, out.append('>').toString());
    }
}

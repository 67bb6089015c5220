package scriptorium.wikitext.tag;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** JavaScript with a {@code span} around each token, whose class is the one that style sheets for highlighted code know. */
final class JavaScriptColours {

    private static final Pattern TOKEN = Pattern.compile("(?<w>\\s++)|(?<c1>//[^\\n]*+)|(?<cm>/\\*(?:[^*]|\\*(?!/))*+\\*/)"
            + "|(?<s2>\"(?:[^\"\\\\]|\\\\.)*+\")|(?<s1>'(?:[^'\\\\]|\\\\.)*+')"
            + "|(?<mh>0[xX][0-9a-fA-F_]++n?+)|(?<mb>0[bB][01_]++n?+)|(?<mo>0[oO]?[0-7_]++n?+)|(?<mi>[0-9][0-9_]*+n)"
            + "|(?<mf>(?:[0-9][0-9_]*+(?:\\.[0-9_]*+)?|\\.[0-9][0-9_]*+)(?:[eE][-+]?[0-9]++)?)"
            + "|(?<name>[\\p{L}_$][\\p{L}\\p{N}_$]*+)|(?<p>\\.\\.\\.|=>|[{(\\[;,\\])}.])|(?<o>\\+\\+|--|~|\\|\\||&&|\\?\\??|:|\\\\(?=\\n)|(?:<<|>>>?|==?|!=?|\\*\\*|[-<>+*%&|^/])=?)",
            Pattern.DOTALL);
    private static final Pattern REGEX = Pattern.compile("/(?![*/])(?:\\\\.|[^\\[/\\\\\\n]|\\[(?:\\\\.|[^\\]\\\\\\n])*+\\])++/[a-z]*+");
    private static final String[] GROUPS = {"w", "c1", "cm", "s2", "s1", "mh", "mb", "mo", "mi", "mf", "p", "o"};
    private static final Map<String, String> WORDS = new HashMap<>();
    /** Behind these a slash divides. */
    private static final Set<String> VALUES = Set.of("nx", "nb", "kc", "s1", "s2", "sb", "mf", "mi", "mh", "mo", "mb", "ne");

    static {
        words("k", "for in of while do break return continue switch case default if else throw try catch finally yield await async static import export extends super this");
        words("ow", "typeof instanceof in void delete new");
        words("kd", "var let const with function class");
        words("kr", "abstract boolean byte char constructor double enum final float from get goto implements int interface long native package private protected public set short "
                + "synchronized throws transient volatile");
        words("kc", "true false null NaN Infinity undefined");
        words("nb", "Array Boolean Date BigInt Function Math ArrayBuffer Number Object RegExp String Promise Proxy decodeURI decodeURIComponent encodeURI encodeURIComponent eval "
                + "isFinite isNaN parseFloat parseInt DataView document window globalThis global Symbol Intl WeakSet WeakMap Set Map Reflect JSON Atomics Int8Array Int16Array Int32Array "
                + "BigInt64Array Float32Array Float64Array Uint8ClampedArray Uint8Array Uint16Array Uint32Array BigUint64Array");
        words("ne", "Error EvalError InternalError RangeError ReferenceError SyntaxError TypeError URIError");
    }

    private final StringBuilder out = new StringBuilder();
    private final StringBuilder token = new StringBuilder();
    private String css = "";
    private String before = "";

    private JavaScriptColours() {}

    private static void words(String css, String list) {
        for (String word : list.split(" ")) {
            WORDS.putIfAbsent(word, css);
        }
    }

    /** @param code as it was written, not escaped; tags in the answer never reach over the end of a line */
    static String html(String code) {
        JavaScriptColours colours = new JavaScriptColours();
        colours.read(code, 0, false);
        colours.end();
        return colours.out.toString();
    }

    /** Reads up to the end, or up to the brace that ends a part of a template string; gives the place behind it. */
    private int read(String code, int from, boolean part) {
        Matcher any = TOKEN.matcher(code);
        Matcher regex = REGEX.matcher(code);
        int at = from;
        int depth = 0;
        while (at < code.length()) {
            char c = code.charAt(at);
            if (part && c == '}' && depth == 0) {
                return at;
            }
            depth += c == '{' ? 1 : c == '}' ? -1 : 0;
            if (c == '`' && !part) {
                at = template(code, at);
                continue;
            }
            if (c == '/' && !VALUES.contains(before) && !before.equals(")") && regex.region(at, code.length()).lookingAt()) {
                add("sr", regex.group());
                at = regex.end();
                continue;
            }
            if (!any.region(at, code.length()).lookingAt()) {
                add("err", code.substring(at, at + 1));
                at++;
                continue;
            }
            String name = any.group("name");
            add(name == null ? group(any) : WORDS.getOrDefault(name, "nx"), any.group());
            at = any.end();
        }
        return at;
    }

    private static String group(Matcher found) {
        for (String group : GROUPS) {
            if (found.start(group) >= 0) {
                return group;
            }
        }
        return "err";
    }

    private int template(String code, int from) {
        int at = from + 1;
        int text = from;
        while (at < code.length()) {
            char c = code.charAt(at);
            if (c == '\\') {
                at = Math.min(code.length(), at + 2);
            } else if (c == '`') {
                add("sb", code.substring(text, at + 1));
                return at + 1;
            } else if (code.startsWith("${", at)) {
                add("sb", code.substring(text, at));
                add("si", "${");
                at = read(code, at + 2, true);
                if (at < code.length()) {
                    add("si", "}");
                    at++;
                }
                text = at;
            } else {
                at++;
            }
        }
        add("sb", code.substring(Math.min(text, code.length())));
        return code.length();
    }

    private void add(String kind, String text) {
        if (text.isEmpty()) {
            return;
        }
        if (!kind.equals(css)) {
            end();
            css = kind;
        }
        token.append(text);
        if (!kind.equals("w") && !kind.startsWith("c")) {
            before = text.equals(")") || text.equals("]") || text.equals("}") ? ")" : kind;
        }
    }

    private void end() {
        String[] lines = token.toString().split("\n", -1);
        for (int i = 0; i < lines.length; i++) {
            if (i > 0) {
                out.append('\n');
            }
            if (!lines[i].isEmpty()) {
                out.append("<span class=\"").append(css).append("\">").append(lines[i].replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;")
                        .replace("'", "&#39;").replace("\u007F", "")).append("</span>");
            }
        }
        token.setLength(0);
    }
}

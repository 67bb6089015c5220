package scriptorium.wikitext.lua;

import java.util.Set;

/** Tokens of Lua 5.1. Names and signs are tokens of their own text; {@link #value} holds what a number or string means. */
final class Lexer {

    static final String NAME = "<name>";
    static final String NUMBER = "<number>";
    static final String STRING = "<string>";
    static final String END = "<eof>";
    private static final Set<String> WORDS = Set.of("and", "break", "do", "else", "elseif", "end", "false", "for", "function", "if", "in", "local", "nil", "not", "or",
            "repeat", "return", "then", "true", "until", "while");

    private final String text;
    private final String chunk;
    private int at;
    int line = 1;
    /** Line of the token before. */
    int lastLine = 1;
    String token;
    /** How a name, number or string is written. */
    private String written;
    Object value;

    Lexer(String text, String chunk) {
        this.text = text;
        this.chunk = chunk;
    }

    LuaError error(String message) {
        return LuaError.thrown(chunk + ":" + line + ": " + message);
    }

    LuaError near(String message) {
        return near(message, value == null ? token : written);
    }

    private LuaError near(String message, String shown) {
        boolean control = shown.length() == 1 && shown.charAt(0) < ' ';
        return error(message + " near " + (control ? "char(" + (int) shown.charAt(0) + ")" : "'" + shown + "'"));
    }

    private char peek(int ahead) {
        return at + ahead < text.length() ? text.charAt(at + ahead) : '\0';
    }

    void next() {
        lastLine = line;
        value = null;
        token = read();
    }

    /** Whether the token after this one is this sign, and not this sign and another one. */
    boolean nextIs(char sign) {
        int markAt = at;
        int markLine = line;
        Object markValue = value;
        String markWritten = written;
        String next = read();
        at = markAt;
        line = markLine;
        value = markValue;
        written = markWritten;
        return next.length() == 1 && next.charAt(0) == sign;
    }

    private String read() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '\n') {
                line++;
                at++;
            } else if (c == ' ' || c == '\t' || c == '\r' || c == '\u000B' || c == '\f') {
                at++;
            } else if (c == '-' && peek(1) == '-') {
                comment();
            } else {
                return symbol(c);
            }
        }
        return END;
    }

    private void comment() {
        at += 2;
        int level = peek(0) == '[' ? level() : -1;
        if (level >= 0) {
            longString(level, "comment");
            return;
        }
        int end = text.indexOf('\n', at);
        at = end < 0 ? text.length() : end;
    }

    /** Number of equals signs of a long bracket that begins here, -1 when none does. */
    private int level() {
        int signs = signs();
        return peek(1 + signs) == '[' ? signs : -1;
    }

    private int signs() {
        int signs = 0;
        while (peek(1 + signs) == '=') {
            signs++;
        }
        return signs;
    }

    private String longString(int level, String kind) {
        at += level + 2;
        if (peek(0) == '\r') {
            at++;
        }
        if (peek(0) == '\n') {
            line++;
            at++;
        }
        int end = text.indexOf("]" + "=".repeat(level) + "]", at);
        if (end < 0) {
            line += (int) text.substring(at).chars().filter(c -> c == '\n').count();
            throw error("unfinished long " + kind + " near '<eof>'");
        }
        String inner = text.substring(at, end);
        line += (int) inner.chars().filter(c -> c == '\n').count();
        at = end + level + 2;
        return inner.indexOf('\r') < 0 ? inner : inner.replace("\r\n", "\n");
    }

    private String symbol(char c) {
        if (c == '_' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z') {
            int from = at;
            while (isWord(peek(0))) {
                at++;
            }
            String word = text.substring(from, at).intern();
            if (WORDS.contains(word)) {
                return word;
            }
            value = word;
            written = word;
            return NAME;
        }
        if (isDigit(c) || c == '.' && isDigit(peek(1))) {
            return number();
        }
        if (c == '"' || c == '\'') {
            return string(c);
        }
        if (c == '[' && level() >= 0) {
            int from = at;
            value = longString(level(), "string");
            written = text.substring(from, at);
            return STRING;
        }
        if (c == '[' && peek(1) == '=') {
            throw near("invalid long string delimiter", text.substring(at, at + 1 + signs()));
        }
        for (String sign : new String[] {"...", "..", "==", "~=", "<=", ">="}) {
            if (text.startsWith(sign, at)) {
                at += sign.length();
                return sign;
            }
        }
        at++;
        return String.valueOf(c).intern();
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isWord(char c) {
        return c == '_' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || isDigit(c);
    }

    private String number() {
        int from = at;
        while (isWord(peek(0)) || peek(0) == '.' || (peek(0) == '+' || peek(0) == '-') && (peek(-1) == 'e' || peek(-1) == 'E')
                && !text.startsWith("0x", from) && !text.startsWith("0X", from)) {
            at++;
        }
        written = text.substring(from, at);
        value = Numbers.parse(written);
        if (value == null) {
            throw near("malformed number", written);
        }
        return NUMBER;
    }

    private String string(char quote) {
        StringBuilder out = new StringBuilder().append(quote);
        at++;
        while (true) {
            if (at >= text.length() || text.charAt(at) == '\n') {
                throw near("unfinished string", at >= text.length() ? END : out.toString());
            }
            char c = text.charAt(at++);
            if (c == quote) {
                value = out.substring(1);
                written = out.append(quote).toString();
                return STRING;
            }
            if (c == '\\') {
                escape(out);
            } else {
                out.append(c);
            }
        }
    }

    private void escape(StringBuilder out) {
        char c = peek(0);
        at++;
        switch (c) {
            case 'n' -> out.append('\n');
            case 't' -> out.append('\t');
            case 'r' -> out.append('\r');
            case 'a' -> out.append('\u0007');
            case 'b' -> out.append('\b');
            case 'f' -> out.append('\f');
            case 'v' -> out.append('\u000B');
            case '\n' -> {
                line++;
                out.append('\n');
            }
            case '\r' -> {
                if (peek(0) == '\n') {
                    at++;
                }
                line++;
                out.append('\n');
            }
            default -> {
                if (!isDigit(c)) {
                    out.append(c);
                    return;
                }
                int code = c - '0';
                for (int i = 0; i < 2 && isDigit(peek(0)); i++) {
                    code = code * 10 + peek(0) - '0';
                    at++;
                }
                if (code > 255) {
                    throw near("escape sequence too large", out.toString());
                }
                out.append((char) code);
            }
        }
    }
}

package scriptorium.wikitext.scribunto;

import java.util.regex.Pattern;
import scriptorium.wikitext.lua.Lua;
import scriptorium.wikitext.lua.LuaError;
import scriptorium.wikitext.lua.LuaTable;

/** JSON to Lua: lists begin at 1 unless keys are to be kept. */
final class JsonReader {

    private static final int MAX_DEPTH = 100;
    private static final int PRESERVE_KEYS = 1;
    private static final int TRY_FIXING = 2;
    private static final Pattern NUMBER = Pattern.compile("-?(?:0|[1-9][0-9]*+)(?:\\.[0-9]++)?(?:[eE][-+]?[0-9]++)?");

    private final Lua lua;
    private final String text;
    private final boolean preserve;
    private final boolean fixing;
    private int at;
    private int depth;

    JsonReader(Lua lua, String bytes, int flags) {
        this.lua = lua;
        text = bytes;
        preserve = (flags & PRESERVE_KEYS) != 0;
        fixing = (flags & TRY_FIXING) != 0;
    }

    Object read() {
        Object value = value();
        blanks();
        if (at < text.length()) {
            throw bad();
        }
        return value;
    }

    private static LuaError bad() {
        return new LuaError("mw.text.jsonDecode: this is not JSON");
    }

    private void blanks() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private boolean accept(char c) {
        blanks();
        if (at < text.length() && text.charAt(at) == c) {
            at++;
            return true;
        }
        return false;
    }

    private Object value() {
        blanks();
        if (at >= text.length() || ++depth > MAX_DEPTH) {
            throw bad();
        }
        char c = text.charAt(at);
        Object value = switch (c) {
            case '{' -> object();
            case '[' -> list();
            case '"' -> string();
            case 't' -> word("true", Boolean.TRUE);
            case 'f' -> word("false", Boolean.FALSE);
            case 'n' -> word("null", null);
            default -> number();
        };
        depth--;
        return value;
    }

    private Object word(String word, Object value) {
        if (!text.startsWith(word, at)) {
            throw bad();
        }
        at += word.length();
        return value;
    }

    private Object number() {
        int from = at;
        while (at < text.length() && "+-.eE0123456789".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        String written = text.substring(from, at);
        if (!NUMBER.matcher(written).matches()) {
            throw bad();
        }
        return Double.valueOf(written);
    }

    private LuaTable list() {
        LuaTable out = new LuaTable(lua);
        at++;
        if (accept(']')) {
            return out;
        }
        int i = preserve ? 0 : 1;
        do {
            blanks();
            if (fixing && at < text.length() && text.charAt(at) == ']') {
                break;
            }
            out.set(i++, value());
        } while (accept(','));
        if (!accept(']')) {
            throw bad();
        }
        return out;
    }

    private LuaTable object() {
        LuaTable out = new LuaTable(lua);
        at++;
        if (accept('}')) {
            return out;
        }
        do {
            blanks();
            if (fixing && at < text.length() && text.charAt(at) == '}') {
                break;
            }
            if (at >= text.length() || text.charAt(at) != '"') {
                throw bad();
            }
            String key = string();
            if (!accept(':')) {
                throw bad();
            }
            Object value = value();
            boolean number = key.matches("-?[1-9][0-9]{0,14}|0");
            out.set(number ? (Object) (Double.valueOf(key)) : key, value);
        } while (accept(','));
        if (!accept('}')) {
            throw bad();
        }
        return preserve ? out : counted(out);
    }

    /** What is keyed 0, 1, … is a list, and begins at 1. */
    private LuaTable counted(LuaTable read) {
        int n = 0;
        for (Object[] pair = read.next(null); pair != null; pair = read.next(pair[0])) {
            n++;
        }
        for (int i = 0; i < n; i++) {
            if (read.get(i) == null) {
                return read;
            }
        }
        LuaTable out = new LuaTable(lua);
        for (int i = 0; i < n; i++) {
            out.set(i + 1, read.get(i));
        }
        return out;
    }

    private String string() {
        StringBuilder out = new StringBuilder();
        StringBuilder escaped = new StringBuilder();
        at++;
        while (at < text.length() && text.charAt(at) != '"') {
            char c = text.charAt(at++);
            if (c < ' ') {
                throw bad();
            }
            if (c != '\\') {
                flush(escaped, out);
                out.append(c);
                continue;
            }
            if (at >= text.length()) {
                throw bad();
            }
            char kind = text.charAt(at++);
            switch (kind) {
                case 'n' -> escaped.append('\n');
                case 't' -> escaped.append('\t');
                case 'r' -> escaped.append('\r');
                case 'b' -> escaped.append('\b');
                case 'f' -> escaped.append('\f');
                case '"', '\\', '/' -> escaped.append(kind);
                case 'u' -> {
                    if (at + 4 > text.length() || !text.substring(at, at + 4).matches("[0-9a-fA-F]{4}")) {
                        throw bad();
                    }
                    escaped.append((char) Integer.parseInt(text.substring(at, at + 4), 16));
                    at += 4;
                }
                default -> throw bad();
            }
        }
        if (at >= text.length()) {
            throw bad();
        }
        at++;
        flush(escaped, out);
        return lua.allocated(out.toString());
    }

    /** Escapes make characters, the rest is bytes. */
    private static void flush(StringBuilder escaped, StringBuilder out) {
        if (!escaped.isEmpty()) {
            out.append(Lua.bytes(escaped.toString()));
            escaped.setLength(0);
        }
    }
}

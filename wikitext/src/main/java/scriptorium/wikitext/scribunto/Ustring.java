package scriptorium.wikitext.scribunto;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import scriptorium.wikitext.language.Languages;
import scriptorium.wikitext.lua.Args;
import scriptorium.wikitext.lua.Lua;
import scriptorium.wikitext.lua.LuaFunction;
import scriptorium.wikitext.lua.LuaTable;
import scriptorium.wikitext.lua.lib.Library;
import scriptorium.wikitext.lua.lib.Matching;
import scriptorium.wikitext.lua.lib.Text;

/** {@code mw.ustring}: strings as characters of Unicode. */
final class Ustring {

    private static final int DOTTED_I = 0x130;
    private static final double MAX_STRING = 2048 * 1024;

    private Ustring() {}

    /** The characters of a text. */
    private record Characters(int[] codes) implements Text {
        static Characters of(String bytes) {
            return new Characters(Lua.text(bytes).codePoints().toArray());
        }

        @Override public int length() {
            return codes.length;
        }

        @Override public int at(int index) {
            return codes[index];
        }

        @Override public String part(int from, int to) {
            return Lua.bytes(new String(codes, from, to - from));
        }

        @Override public boolean is(int c, char kind) {
            int type = Character.getType(c);
            return switch (kind) {
                case 'a' -> Character.isLetter(c);
                case 'd' -> type == Character.DECIMAL_DIGIT_NUMBER;
                case 'l' -> type == Character.LOWERCASE_LETTER;
                case 'u' -> type == Character.UPPERCASE_LETTER;
                case 's' -> c >= 9 && c <= 13 || Character.isSpaceChar(c);
                case 'w' -> Character.isLetter(c) || type == Character.DECIMAL_DIGIT_NUMBER;
                case 'x' -> c < 128 && Character.digit(c, 16) >= 0 || c >= 0xFF10 && c <= 0xFF19 || c >= 0xFF21 && c <= 0xFF26 || c >= 0xFF41 && c <= 0xFF46;
                case 'c' -> type == Character.CONTROL;
                case 'p' -> type == Character.CONNECTOR_PUNCTUATION || type == Character.DASH_PUNCTUATION || type == Character.START_PUNCTUATION || type == Character.END_PUNCTUATION
                        || type == Character.INITIAL_QUOTE_PUNCTUATION || type == Character.FINAL_QUOTE_PUNCTUATION || type == Character.OTHER_PUNCTUATION;
                case 'z' -> c == 0;
                default -> false;
            };
        }
    }

    static LuaTable table(Lua lua) {
        LuaTable table = new LuaTable(lua);
        Library ustring = Library.named(table);
        LuaTable plain = (LuaTable) lua.strings.get("__index");
        for (String name : new String[] {"format", "rep"}) {
            table.set(name, plain.get(name));
        }
        table.set("byte", plain.get("byte"));
        new Matching(Characters::of, Ustring::text, true).install(ustring);
        ustring.one("len", (l, a) -> valid(a.string(0)) ? (Object) (double) Characters.of(a.string(0)).length() : null);
        ustring.one("sub", (l, a) -> l.allocated(sub(a, a.integer(1, 1), a.integer(2, -1))));
        ustring.one("upper", (l, a) -> l.allocated(Lua.bytes(Languages.of("en").upper(Lua.text(a.string(0))))));
        ustring.one("lower", (l, a) -> l.allocated(Lua.bytes(lower(Lua.text(a.string(0))))));
        ustring.one("char", Ustring::characters);
        ustring.add("codepoint", Ustring::codes);
        ustring.one("gcodepoint", Ustring::eachCode);
        ustring.one("byteoffset", Ustring::byteOffset);
        ustring.one("isutf8", (l, a) -> valid(a.string(0)));
        for (Normalizer.Form form : Normalizer.Form.values()) {
            ustring.one("to" + form.name().charAt(0) + form.name().substring(1).toUpperCase(java.util.Locale.ROOT), (l, a) -> valid(a.string(0))
                    ? l.allocated(Lua.bytes(Normalizer.normalize(Lua.text(a.string(0)), form))) : null);
        }
        table.set("maxPatternLength", 10_000.0);
        table.set("maxStringLength", MAX_STRING);
        return table;
    }

    private static boolean valid(String bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(java.nio.ByteBuffer.wrap(bytes.getBytes(StandardCharsets.ISO_8859_1)));
            return true;
        } catch (java.nio.charset.CharacterCodingException broken) {
            return false;
        }
    }

    /** An argument that must be UTF-8. */
    static String text(Args a, int i) {
        String bytes = a.string(i);
        if (!valid(bytes)) {
            throw a.bad(i, "string is not UTF-8");
        }
        return bytes;
    }

    /** Character by character, whatever stands around. */
    static String lower(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (c == DOTTED_I) {
                out.append("i\u0307");
            } else {
                out.appendCodePoint(Character.toLowerCase(c));
            }
        });
        return out.toString();
    }

    private static int start(int from, int length) {
        return from < 0 ? Math.max(length + from + 1, 1) : Math.max(from, 1);
    }

    private static int end(int to, int length) {
        return to < 0 ? length + to + 1 : Math.min(to, length);
    }

    private static String sub(Args a, int from, int to) {
        Characters text = Characters.of(text(a, 0));
        int start = start(from, text.length());
        int end = end(to, text.length());
        return start > end ? "" : text.part(start - 1, end);
    }

    private static Object characters(Lua lua, Args a) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < a.size(); i++) {
            int code = a.integer(i);
            if (code < 0 || code > 0x10FFFF) {
                throw a.bad(i, "value out of range");
            }
            out.appendCodePoint(code);
        }
        return Lua.bytes(out.toString());
    }

    private static Object[] codes(Lua lua, Args a) {
        Characters text = Characters.of(text(a, 0));
        int from = a.integer(1, 1);
        int start = start(from, text.length());
        int end = end(a.integer(2, from), text.length());
        Object[] out = new Object[Math.max(0, end - start + 1)];
        for (int i = 0; i < out.length; i++) {
            out[i] = (double) text.at(start - 1 + i);
        }
        return out;
    }

    private static Object eachCode(Lua lua, Args a) {
        Characters text = Characters.of(text(a, 0));
        int end = end(a.integer(2, -1), text.length());
        int[] at = {start(a.integer(1, 1), text.length()) - 1};
        return LuaFunction.of("gcodepoint", (l, none) -> at[0] >= end ? new Object[] {null} : Lua.one((double) text.at(at[0]++)));
    }

    private static Object byteOffset(Lua lua, Args a) {
        String bytes = a.string(0);
        int wanted = a.integer(1, 1);
        int from = a.integer(2, 1);
        if (!valid(bytes)) {
            throw a.bad(0, "string is not UTF-8");
        }
        int at = from < 0 ? bytes.length() + from : from - 1;
        boolean inside = at > 0 && at < bytes.length() && (bytes.charAt(at) & 0xC0) == 0x80;
        while (at > 0 && at < bytes.length() && (bytes.charAt(at) & 0xC0) == 0x80) {
            at--;
        }
        if (inside && wanted > 0) {
            wanted++;
        }
        int steps = wanted > 0 ? wanted - 1 : wanted;
        while (steps != 0 && at >= 0 && at <= bytes.length()) {
            do {
                at += steps > 0 ? 1 : -1;
            } while (at > 0 && at < bytes.length() && (bytes.charAt(at) & 0xC0) == 0x80);
            steps -= steps > 0 ? 1 : -1;
        }
        return at < 0 || at >= bytes.length() ? null : (Object) (double) (at + 1);
    }
}

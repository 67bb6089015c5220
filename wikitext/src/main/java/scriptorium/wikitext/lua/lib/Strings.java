package scriptorium.wikitext.lua.lib;

import scriptorium.wikitext.lua.Args;
import scriptorium.wikitext.lua.Lua;
import scriptorium.wikitext.lua.LuaError;
import scriptorium.wikitext.lua.LuaTable;

/** The library {@code string}. */
final class Strings {

    private static final int MAX_LENGTH = 64 * 1024 * 1024;

    private Strings() {}

    static LuaTable table(Lua lua) {
        LuaTable table = new LuaTable(lua);
        Library strings = Library.of(table);
        strings.one("len", (l, a) -> (double) a.string(0).length());
        strings.one("lower", (l, a) -> l.allocated(ascii(a.string(0), 'A', 'Z', 32)));
        strings.one("upper", (l, a) -> l.allocated(ascii(a.string(0), 'a', 'z', -32)));
        strings.one("reverse", (l, a) -> l.allocated(new StringBuilder(a.string(0)).reverse().toString()));
        strings.one("sub", (l, a) -> l.allocated(sub(a.string(0), a.integer(1), a.integer(2, -1))));
        strings.one("rep", Strings::repeat);
        strings.add("byte", Strings::bytes);
        strings.one("char", Strings::chars);
        strings.one("format", (l, a) -> l.allocated(Format.format(l, a)));
        new Matching(Text.Bytes::new, Args::string, false).install(strings);
        table.set("gfind", table.get("gmatch"));
        LuaTable meta = new LuaTable(lua);
        meta.set("__index", table);
        lua.strings = meta;
        return table;
    }

    private static String ascii(String text, char from, char to, int shift) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            out.append(c >= from && c <= to ? (char) (c + shift) : c);
        }
        return out.toString();
    }

    static String sub(String text, int from, int to) {
        int n = text.length();
        int start = from < 0 ? Math.max(n + from + 1, 1) : Math.max(from, 1);
        int end = to < 0 ? n + to + 1 : Math.min(to, n);
        return start > end ? "" : text.substring(start - 1, end);
    }

    private static Object repeat(Lua lua, Args a) {
        String text = a.string(0);
        int times = a.integer(1);
        if (times <= 0 || text.isEmpty()) {
            return "";
        }
        if ((long) text.length() * times > MAX_LENGTH) {
            lua.allocated((long) text.length() * times);
            throw new LuaError("resulting string too large");
        }
        lua.allocated((long) text.length() * times);
        return text.repeat(times);
    }

    private static Object[] bytes(Lua lua, Args a) {
        String text = a.string(0);
        int from = a.integer(1, 1);
        String part = sub(text, from, a.integer(2, from));
        Object[] out = new Object[part.length()];
        for (int i = 0; i < out.length; i++) {
            out[i] = (double) part.charAt(i);
        }
        return out;
    }

    private static Object chars(Lua lua, Args a) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < a.size(); i++) {
            int code = a.integer(i);
            if (code < 0 || code > 255) {
                throw a.bad(i, "invalid value");
            }
            out.append((char) code);
        }
        return out.toString();
    }
}

package scriptorium.wikitext.lua.lib;

import scriptorium.wikitext.lua.Args;
import scriptorium.wikitext.lua.Lua;
import scriptorium.wikitext.lua.LuaError;
import scriptorium.wikitext.lua.LuaTable;
import scriptorium.wikitext.lua.Numbers;
import scriptorium.wikitext.lua.TextBuilder;

/** The library {@code table}. */
final class Tables {

    private Tables() {}

    static LuaTable table(Lua lua) {
        Library tables = Library.of(new LuaTable(lua));
        tables.one("concat", Tables::concat);
        tables.add("insert", Tables::insert);
        tables.add("remove", Tables::remove);
        tables.add("sort", Sorting::sort);
        tables.one("maxn", Tables::maxn);
        tables.add("setn", (l, a) -> {
            throw new LuaError("'setn' is obsolete");
        });
        tables.one("getn", (l, a) -> (double) a.table(0).length());
        tables.add("foreach", (l, a) -> {
            Object[] pair = a.table(0).next(null);
            while (pair != null) {
                Object[] result = l.callBack(a.function(1), pair[0], pair[1]);
                if (result.length > 0 && result[0] != null) {
                    return result;
                }
                pair = a.table(0).next(pair[0]);
            }
            return Lua.NOTHING;
        });
        tables.add("foreachi", (l, a) -> {
            for (int i = 1; i <= a.table(0).length(); i++) {
                Object[] result = l.callBack(a.function(1), (double) i, a.table(0).get(i));
                if (result.length > 0 && result[0] != null) {
                    return result;
                }
            }
            return Lua.NOTHING;
        });
        return tables.table();
    }

    private static Object concat(Lua lua, Args a) {
        LuaTable table = a.table(0);
        String separator = a.string(1, "");
        int to = a.get(3) == null ? table.length() : a.integer(3);
        TextBuilder out = new TextBuilder(lua);
        for (int i = a.integer(2, 1); i <= to; i++) {
            Object value = table.get(i);
            if (value instanceof String text) {
                out.append(text);
            } else if (value instanceof Double number) {
                out.append(Numbers.text(number));
            } else {
                throw new LuaError("invalid value (" + Lua.type(value) + ") at index " + i + " in table for 'concat'");
            }
            if (i < to) {
                out.append(separator);
            }
            lua.tick();
        }
        return lua.allocated(out.toString());
    }

    private static Object[] insert(Lua lua, Args a) {
        LuaTable table = a.table(0);
        switch (a.size()) {
            case 2 -> table.set(table.length() + 1, a.get(1));
            case 3 -> {
                int place = a.integer(1);
                int length = table.length();
                if (place > length + 1) {
                    table.set(place, a.get(2));
                } else {
                    table.insert(place, a.get(2));
                }
            }
            default -> throw new LuaError("wrong number of arguments to 'insert'");
        }
        return Lua.NOTHING;
    }

    private static Object[] remove(Lua lua, Args a) {
        LuaTable table = a.table(0);
        int length = table.length();
        int place = a.integer(1, length);
        if (place < 1 || place > length) {
            return Lua.NOTHING;
        }
        Object removed = table.get(place);
        for (int i = place; i < length; i++) {
            table.set(i, table.get(i + 1));
        }
        table.set(length, null);
        return Lua.one(removed);
    }

    private static Object maxn(Lua lua, Args a) {
        double max = 0;
        Object[] pair = a.table(0).next(null);
        while (pair != null) {
            if (pair[0] instanceof Double number && number > max) {
                max = number;
            }
            pair = a.table(0).next(pair[0]);
        }
        return max;
    }
}

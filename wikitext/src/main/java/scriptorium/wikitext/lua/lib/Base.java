package scriptorium.wikitext.lua.lib;

import scriptorium.wikitext.lua.Args;
import scriptorium.wikitext.lua.Lua;
import scriptorium.wikitext.lua.LuaError;
import scriptorium.wikitext.lua.LuaFunction;
import scriptorium.wikitext.lua.LuaTable;
import scriptorium.wikitext.lua.Numbers;

/** The basic functions. What loads code or writes anywhere is not there. */
final class Base {

    private static final int DECIMAL = 10;
    private static final LuaFunction NEXT = LuaFunction.of("next", (lua, a) -> {
        Object[] pair = a.table(0).next(a.get(1));
        return pair == null ? new Object[] {null} : pair;
    });
    private static final LuaFunction STEP = LuaFunction.of("ipairs", (lua, a) -> {
        int i = a.integer(1) + 1;
        Object value = a.table(0).get(i);
        return value == null ? new Object[] {null} : new Object[] {(double) i, value};
    });

    private Base() {}

    static void install(Lua lua, LuaTable globals) {
        Library base = Library.of(globals);
        globals.set("_G", globals);
        globals.set("_VERSION", "Lua 5.1");
        globals.set("next", NEXT);
        base.add("pairs", (l, a) -> iterator(l, a, "__pairs", new Object[] {NEXT, a.get(0), null}));
        base.add("ipairs", (l, a) -> iterator(l, a, "__ipairs", new Object[] {STEP, a.get(0), 0.0}));
        base.one("type", (l, a) -> Lua.type(a.any(0)));
        base.one("tostring", (l, a) -> {
            Object handler = l.metamethod(a.any(0), "__tostring");
            return handler == null ? l.tostring(a.get(0)) : Lua.first(l.callBack(handler, a.get(0)));
        });
        base.one("tonumber", (l, a) -> toNumber(a));
        base.one("rawget", (l, a) -> a.get(1) == null ? null : a.table(0).get(a.get(1)));
        base.one("rawequal", (l, a) -> Lua.rawEqual(a.any(0), a.any(1)));
        base.one("rawset", (l, a) -> {
            Lua.store(a.table(0), a.any(1), a.any(2));
            return a.get(0);
        });
        base.add("select", Base::select);
        base.add("unpack", Base::unpack);
        base.add("assert", (l, a) -> {
            if (!Lua.truth(a.any(0))) {
                throw new LuaError(a.string(1, "assertion failed!"));
            }
            return a.values();
        });
        base.add("error", (l, a) -> {
            Object value = a.get(0);
            int level = a.integer(1, 1);
            boolean text = value instanceof String || value instanceof Double;
            throw LuaError.thrown(text && level > 0 ? l.where(level) + l.tostring(value) : value);
        });
        base.add("pcall", (l, a) -> guarded(l, a.any(0), null, a.from(1)));
        base.add("xpcall", (l, a) -> guarded(l, a.get(0), a.any(1), Lua.NOTHING));
        metatables(base);
    }

    private static Object[] iterator(Lua lua, Args a, String event, Object[] plain) {
        Object handler = a.size() == 0 ? null : lua.metamethod(a.get(0), event);
        if (handler == null) {
            a.table(0);
            return plain;
        }
        return java.util.Arrays.copyOf(lua.callBack(handler, a.get(0)), 3);
    }

    private static void metatables(Library base) {
        base.one("getmetatable", (l, a) -> {
            Object protectedBy = l.metamethod(a.get(0), "__metatable");
            return protectedBy != null ? protectedBy : a.get(0) instanceof LuaTable table ? table.metatable : null;
        });
        base.one("setmetatable", (l, a) -> {
            LuaTable table = a.table(0);
            if (a.size() < 2 || a.get(1) != null && !(a.get(1) instanceof LuaTable)) {
                throw a.bad(1, "nil or table expected");
            }
            if (table.metatable != null && table.metatable.get("__metatable") != null) {
                throw new LuaError("cannot change a protected metatable");
            }
            table.metatable = (LuaTable) a.get(1);
            return table;
        });
    }

    private static Object toNumber(Args a) {
        int base = a.integer(1, DECIMAL);
        if (base == DECIMAL) {
            return Numbers.of(a.any(0));
        }
        String written = a.string(0);
        if (base < Character.MIN_RADIX || base > Character.MAX_RADIX) {
            throw a.bad(1, "base out of range");
        }
        return Numbers.parse(written, base);
    }

    private static Object[] select(Lua lua, Args a) {
        if ("#".equals(a.get(0))) {
            return Lua.one((double) (a.size() - 1));
        }
        int n = a.integer(0);
        int from = n < 0 ? a.size() + n : n;
        if (n == 0 || from < 1) {
            throw a.bad(0, "index out of range");
        }
        return a.from(from);
    }

    static Object[] unpack(Lua lua, Args a) {
        LuaTable table = a.table(0);
        int from = a.integer(1, 1);
        int to = a.get(2) == null ? table.length() : a.integer(2);
        if (from > to) {
            return Lua.NOTHING;
        }
        if ((long) to - from >= 8000) {
            throw new LuaError("too many results to unpack");
        }
        Object[] out = new Object[to - from + 1];
        for (int i = 0; i < out.length; i++) {
            out[i] = table.get(from + i);
        }
        return out;
    }

    private static Object[] guarded(Lua lua, Object function, Object handler, Object[] arguments) {
        Lua.Mark mark = lua.mark();
        try {
            Object[] results = lua.callBack(function, arguments);
            Object[] out = new Object[results.length + 1];
            out[0] = Boolean.TRUE;
            System.arraycopy(results, 0, out, 1, results.length);
            return out;
        } catch (LuaError error) {
            lua.back(mark);
            Object value = error.value();
            return new Object[] {Boolean.FALSE, handler == null ? value : Lua.first(lua.callBack(handler, value))};
        } catch (StackOverflowError deep) {
            lua.back(mark);
            return new Object[] {Boolean.FALSE, "stack overflow"};
        }
    }
}

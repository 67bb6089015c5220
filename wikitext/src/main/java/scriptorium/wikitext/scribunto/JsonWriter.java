package scriptorium.wikitext.scribunto;

import java.math.BigDecimal;
import scriptorium.wikitext.lua.Lua;
import scriptorium.wikitext.lua.LuaError;
import scriptorium.wikitext.lua.LuaTable;

/** Lua to JSON: a table with the keys 1 to n is a list. */
final class JsonWriter {

    private static final int MAX_DEPTH = 100;
    private static final int PRESERVE_KEYS = 1;
    private static final int PRETTY = 4;
    private static final double WHOLE = 0x1p63;
    private static final int MAX_PLAIN = 17;

    private final Lua lua;
    private final boolean preserve;
    private final boolean pretty;
    private final StringBuilder out = new StringBuilder();
    private int depth;
    private int counted = 4096;

    JsonWriter(Lua lua, int flags) {
        this.lua = lua;
        preserve = (flags & PRESERVE_KEYS) != 0;
        pretty = (flags & PRETTY) != 0;
    }

    String write(Object value) {
        value(value);
        return out.toString();
    }

    private void value(Object value) {
        if (++depth > MAX_DEPTH) {
            throw new LuaError("mw.text.jsonEncode: recursive or too deep");
        }
        lua.tick();
        if (out.length() > counted) {
            counted = out.length() * 2;
            lua.allocated(counted);
        }
        switch (value) {
            case null -> out.append("null");
            case Boolean truth -> out.append(truth);
            case Double number -> {
                if (Double.isNaN(number) || Double.isInfinite(number)) {
                    throw new LuaError("mw.text.jsonEncode: a number that is not finite cannot be written");
                }
                out.append(number(number));
            }
            case String text -> string(text);
            case LuaTable table -> table(table);
            default -> throw new LuaError("mw.text.jsonEncode: cannot encode type '" + Lua.type(value) + "'");
        }
        depth--;
    }

    /** Whole numbers as they are, others with as many digits as tell them apart. */
    static String number(double number) {
        if (number == Math.rint(number) && Math.abs(number) < WHOLE) {
            return Long.toString((long) number);
        }
        BigDecimal exact = new BigDecimal(Double.toString(number)).stripTrailingZeros();
        int exponent = exact.precision() - exact.scale() - 1;
        if (exponent >= -4 && exponent < MAX_PLAIN) {
            return exact.toPlainString();
        }
        String digits = exact.unscaledValue().abs().toString();
        String rest = digits.length() > 1 ? digits.substring(1) : "0";
        return (number < 0 ? "-" : "") + digits.charAt(0) + "." + rest + "e" + (exponent < 0 ? "-" : "+") + Math.abs(exponent);
    }

    private void newLine(int level) {
        if (pretty) {
            out.append('\n').append("    ".repeat(level));
        }
    }

    private void table(LuaTable table) {
        Object[][] pairs = pairs(table);
        int n = pairs.length;
        int base = preserve || table.get(0) != null ? 0 : 1;
        boolean[] there = new boolean[n];
        int found = 0;
        for (Object[] pair : pairs) {
            if (!(pair[0] instanceof Double || pair[0] instanceof String)) {
                throw new LuaError("mw.text.jsonEncode: a " + Lua.type(pair[0]) + " cannot be a key");
            }
            int i = pair[0] instanceof Double d && d == Math.rint(d) && d >= base && d < n + base ? (int) (d - base) : -1;
            if (i >= 0 && !there[i] && (!preserve || i == found)) {
                there[i] = true;
                found++;
            }
        }
        boolean list = found == n;
        if (list) {
            Object[] values = new Object[n];
            for (Object[] pair : pairs) {
                values[(int) ((Double) pair[0] - base)] = pair[1];
            }
            out.append('[');
            for (int i = 0; i < n; i++) {
                out.append(i > 0 ? "," : "");
                newLine(depth);
                value(values[i]);
            }
            if (n > 0) {
                newLine(depth - 1);
            }
            out.append(']');
            return;
        }
        out.append('{');
        for (int i = 0; i < n; i++) {
            out.append(i > 0 ? "," : "");
            newLine(depth);
            string(lua.tostring(pairs[i][0]));
            out.append(pretty ? ": " : ":");
            value(pairs[i][1]);
        }
        newLine(depth - 1);
        out.append('}');
    }

    /** All pairs, by {@code __pairs} where a table has it. */
    private Object[][] pairs(LuaTable table) {
        java.util.List<Object[]> out = new java.util.ArrayList<>();
        Object handler = lua.metamethod(table, "__pairs");
        if (handler == null) {
            Object[] pair = table.next(null);
            while (pair != null) {
                out.add(pair);
                pair = table.next(pair[0]);
            }
        } else {
            Object[] iterator = java.util.Arrays.copyOf(lua.call(handler, table), 3);
            Object[] pair = java.util.Arrays.copyOf(lua.call(iterator[0], iterator[1], iterator[2]), 2);
            while (pair[0] != null) {
                out.add(pair);
                pair = java.util.Arrays.copyOf(lua.call(iterator[0], iterator[1], pair[0]), 2);
            }
        }
        return out.toArray(Object[][]::new);
    }

    private void string(String bytes) {
        String text = Lua.text(bytes);
        StringBuilder written = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"', '\\' -> written.append('\\').append(c);
                case '\n' -> written.append("\\n");
                case '\t' -> written.append("\\t");
                case '\r' -> written.append("\\r");
                case '\b' -> written.append("\\b");
                case '\f' -> written.append("\\f");
                default -> written.append(c < ' ' || c == '\u2028' || c == '\u2029' ? String.format("\\u%04x", (int) c) : String.valueOf(c));
            }
        }
        out.append(Lua.bytes(written.append('"').toString()));
    }
}

package scriptorium.wikitext.lua;

/**
 * Arguments of a function of the host, with Lua's complaints when they do not fit.
 *
 * @param named whether complaints name the function by its own name; else as the script that calls it does
 */
public record Args(String function, boolean named, Object[] values) {

    public int size() {
        return values.length;
    }

    public Object get(int i) {
        return i < values.length ? values[i] : null;
    }

    public Object any(int i) {
        if (i >= values.length) {
            throw bad(i, "value expected");
        }
        return values[i];
    }

    public LuaError bad(int i, String why) {
        return named ? new LuaError("bad argument #" + (i + 1) + " to '" + function + "' (" + why + ")") : LuaError.argument(i + 1, why);
    }

    private LuaError type(int i, String expected) {
        return bad(i, expected + " expected, got " + (i < values.length || named ? Lua.type(get(i)) : "no value"));
    }

    public LuaTable table(int i) {
        if (get(i) instanceof LuaTable table) {
            return table;
        }
        throw type(i, "table");
    }

    public LuaFunction function(int i) {
        if (get(i) instanceof LuaFunction function) {
            return function;
        }
        throw type(i, "function");
    }

    /** A text; numbers are written out. */
    public String string(int i) {
        Object value = get(i);
        if (value instanceof String text) {
            return text;
        }
        if (value instanceof Double number) {
            return Numbers.text(number);
        }
        throw type(i, "string");
    }

    public String string(int i, String otherwise) {
        return get(i) == null ? otherwise : string(i);
    }

    public double number(int i) {
        Double number = Numbers.of(get(i));
        if (number == null) {
            throw type(i, "number");
        }
        return number;
    }

    public int integer(int i) {
        double number = number(i);
        return (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, number < 0 ? Math.ceil(number) : Math.floor(number)));
    }

    public int integer(int i, int otherwise) {
        return get(i) == null ? otherwise : integer(i);
    }

    public boolean truth(int i) {
        return Lua.truth(get(i));
    }

    public Object[] from(int i) {
        return i >= values.length ? Lua.NOTHING : java.util.Arrays.copyOfRange(values, i, values.length);
    }
}

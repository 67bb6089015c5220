package scriptorium.wikitext.lua;

import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/** One running Lua: what values mean, what a script may use up, and who is running. Used by one thread. */
public final class Lua {

    public static final Object[] NOTHING = {};
    static final Double ZERO = 0.0;
    private static final int CHECK_EVERY = 1024;
    private static final int MAX_DEPTH = 6000;
    private static final int MAX_CHAIN = 100;

    private final long memoryLimit;
    private final Supplier<Long> clock;
    private long deadline;
    private int ticks;
    private long allocated;
    private long checkAt;
    int depth;
    Activation top;
    public LuaTable globals;
    /** Metatable of all strings. */
    public LuaTable strings;
    private final java.util.List<Object> roots = new java.util.ArrayList<>();

    /**
     * @param nanoseconds for how long its scripts may run
     * @param memoryLimit bytes that may be reachable at a time
     */
    public Lua(long nanoseconds, long memoryLimit) {
        this.memoryLimit = memoryLimit;
        clock = System::nanoTime;
        deadline = clock.get() + nanoseconds;
        checkAt = memoryLimit / 2;
        globals = new LuaTable(this);
    }

    /** Time left, to be given back when the script goes on after the host did something else. */
    public long left() {
        return deadline - clock.get();
    }

    public void allow(long nanoseconds) {
        deadline = clock.get() + nanoseconds;
    }

    /** Something that stays reachable, for the memory count. */
    public void root(Object value) {
        roots.add(value);
    }

    public void tick() {
        if (++ticks >= CHECK_EVERY) {
            ticks = 0;
            if (clock.get() - deadline > 0) {
                throw new LuaLimit(LuaLimit.Kind.TIME);
            }
        }
    }

    /** Counts memory; when much was taken, what is still reachable is measured. */
    public void allocated(long bytes) {
        allocated += bytes;
        if (allocated > checkAt) {
            if (bytes > memoryLimit) {
                throw new LuaLimit(LuaLimit.Kind.MEMORY);
            }
            long reachable = Reachable.bytes(globals, strings, roots, top) + bytes;
            if (reachable > memoryLimit) {
                throw new LuaLimit(LuaLimit.Kind.MEMORY);
            }
            allocated = reachable;
            checkAt = reachable + Math.max(memoryLimit / 8, (memoryLimit - reachable) / 2);
        }
    }

    public String allocated(String text) {
        allocated(40L + text.length());
        return text;
    }

    public static String bytes(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 127) {
                return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
            }
        }
        return text;
    }

    public static String text(String bytes) {
        for (int i = 0; i < bytes.length(); i++) {
            if (bytes.charAt(i) > 127) {
                return new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
            }
        }
        return bytes;
    }

    public static boolean truth(Object value) {
        return value != null && value != Boolean.FALSE;
    }

    public static Object[] one(Object value) {
        return new Object[] {value};
    }

    public static Object first(Object[] values) {
        return values.length == 0 ? null : values[0];
    }

    public static String type(Object value) {
        return switch (value) {
            case null -> "nil";
            case Boolean _ -> "boolean";
            case Double _ -> "number";
            case String _ -> "string";
            case LuaTable _ -> "table";
            case LuaFunction _ -> "function";
            default -> "userdata";
        };
    }

    public Object metamethod(Object value, String name) {
        LuaTable meta = value instanceof LuaTable table ? table.metatable : value instanceof String ? strings : null;
        return meta == null ? null : meta.get(name);
    }

    public Object index(Object object, Object key) {
        Object at = object;
        for (int i = 0; i < MAX_CHAIN; i++) {
            Object handler;
            if (at instanceof LuaTable table) {
                Object value = key == null ? null : table.get(key);
                if (value != null || table.metatable == null) {
                    return value;
                }
                handler = table.metatable.get("__index");
                if (handler == null) {
                    return null;
                }
            } else {
                handler = metamethod(at, "__index");
                if (handler == null) {
                    throw new LuaError("attempt to index a " + type(at) + " value");
                }
            }
            if (handler instanceof LuaFunction function) {
                return first(function.call(this, at, key));
            }
            at = handler;
        }
        throw new LuaError("loop in gettable");
    }

    public void setIndex(Object object, Object key, Object value) {
        Object at = object;
        for (int i = 0; i < MAX_CHAIN; i++) {
            Object handler;
            if (at instanceof LuaTable table) {
                if (table.metatable == null) {
                    store(table, key, value);
                    return;
                }
                handler = key == null || table.get(key) != null ? null : table.metatable.get("__newindex");
                if (handler == null) {
                    store(table, key, value);
                    return;
                }
            } else {
                handler = metamethod(at, "__newindex");
                if (handler == null) {
                    throw new LuaError("attempt to index a " + type(at) + " value");
                }
            }
            if (handler instanceof LuaFunction function) {
                function.call(this, at, key, value);
                return;
            }
            at = handler;
        }
        throw new LuaError("loop in settable");
    }

    private static void store(LuaTable table, Object key, Object value) {
        if (key == null) {
            throw new LuaError("table index is nil");
        }
        if (key instanceof Double d && d.isNaN()) {
            throw new LuaError("table index is NaN");
        }
        table.set(key, value);
    }

    public Object[] call(Object function, Object... arguments) {
        if (function instanceof LuaFunction callable) {
            return callable.call(this, arguments);
        }
        Object handler = metamethod(function, "__call");
        if (handler instanceof LuaFunction callable) {
            Object[] more = new Object[arguments.length + 1];
            more[0] = function;
            System.arraycopy(arguments, 0, more, 1, arguments.length);
            return callable.call(this, more);
        }
        throw new LuaError("attempt to call a " + type(function) + " value");
    }

    void enter(Activation activation) {
        tick();
        if (++depth > MAX_DEPTH) {
            depth--;
            throw new LuaError("stack overflow");
        }
        top = activation;
    }

    void leave(Activation activation) {
        depth--;
        top = activation.caller;
    }

    /** Where the calls stand, to come back to after an error. */
    public record Mark(int depth, Object top) {}

    public Mark mark() {
        return new Mark(depth, top);
    }

    public void back(Mark mark) {
        depth = mark.depth();
        top = (Activation) mark.top();
    }

    public String tostring(Object value) {
        Object handler = metamethod(value, "__tostring");
        if (handler != null && !(value instanceof String)) {
            Object text = first(call(handler, value));
            return text instanceof String string ? string : text instanceof Double number ? Numbers.text(number) : tostring(text);
        }
        return switch (value) {
            case null -> "nil";
            case Boolean truth -> truth.toString();
            case Double number -> Numbers.text(number);
            case String text -> text;
            case LuaTable _ -> "table";
            case LuaFunction _ -> "function";
            default -> "userdata";
        };
    }

    public boolean equal(Object a, Object b) {
        if (a == b) {
            return !(a instanceof Double d && d.isNaN());
        }
        if (a instanceof Double x && b instanceof Double y) {
            return x.doubleValue() == y.doubleValue();
        }
        if (a instanceof LuaTable x && b instanceof LuaTable y) {
            Object handler = x.metatable == null ? null : x.metatable.get("__eq");
            return handler != null && y.metatable != null && rawEqual(handler, y.metatable.get("__eq")) && truth(first(call(handler, a, b)));
        }
        return a != null && a.equals(b);
    }

    public static boolean rawEqual(Object a, Object b) {
        if (a instanceof Double x && b instanceof Double y) {
            return x.doubleValue() == y.doubleValue();
        }
        return a == b || a instanceof String && a.equals(b) || a instanceof Boolean && a.equals(b);
    }

    public boolean less(Object a, Object b) {
        if (a instanceof Double x && b instanceof Double y) {
            return x < y;
        }
        if (a instanceof String x && b instanceof String y) {
            return x.compareTo(y) < 0;
        }
        Object handler = comparison(a, b, "__lt");
        return truth(first(call(handler, a, b)));
    }

    public boolean lessOrEqual(Object a, Object b) {
        if (a instanceof Double x && b instanceof Double y) {
            return x <= y;
        }
        if (a instanceof String x && b instanceof String y) {
            return x.compareTo(y) <= 0;
        }
        Object handler = metamethod(a, "__le");
        if (handler == null) {
            handler = metamethod(b, "__le");
        }
        return handler != null ? truth(first(call(handler, a, b))) : !truth(first(call(comparison(a, b, "__lt"), b, a)));
    }

    private Object comparison(Object a, Object b, String event) {
        Object handler = metamethod(a, event);
        if (handler == null || a instanceof String) {
            handler = b instanceof String ? null : metamethod(b, event);
        }
        if (handler == null) {
            throw new LuaError(type(a).equals(type(b)) ? "attempt to compare two " + type(a) + " values"
                    : "attempt to compare " + type(a) + " with " + type(b));
        }
        return handler;
    }

    public Object concat(Object a, Object b) {
        if ((a instanceof String || a instanceof Double) && (b instanceof String || b instanceof Double)) {
            String left = a instanceof Double x ? Numbers.text(x) : (String) a;
            String right = b instanceof Double y ? Numbers.text(y) : (String) b;
            allocated(40L + left.length() + right.length());
            return left.concat(right);
        }
        Object handler = metamethod(a, "__concat");
        if (handler == null) {
            handler = metamethod(b, "__concat");
        }
        if (handler == null) {
            throw new LuaError("attempt to concatenate a " + type(a instanceof String || a instanceof Double ? b : a) + " value");
        }
        return first(call(handler, a, b));
    }

    /** @param operator one of {@code + - * / % ^} */
    public Object arithmetic(char operator, Object a, Object b) {
        Double x = Numbers.of(a);
        Double y = Numbers.of(b);
        if (x != null && y != null) {
            return compute(operator, x, y);
        }
        String event = switch (operator) {
            case '+' -> "__add";
            case '-' -> "__sub";
            case '*' -> "__mul";
            case '/' -> "__div";
            case '%' -> "__mod";
            default -> "__pow";
        };
        Object handler = metamethod(a, event);
        if (handler == null) {
            handler = metamethod(b, event);
        }
        if (handler == null) {
            throw new LuaError("attempt to perform arithmetic on a " + type(x == null ? a : b) + " value");
        }
        return first(call(handler, a, b));
    }

    static Double compute(char operator, double x, double y) {
        return switch (operator) {
            case '+' -> x + y;
            case '-' -> x - y;
            case '*' -> x * y;
            case '/' -> x / y;
            case '%' -> x - Math.floor(x / y) * y;
            default -> Math.pow(x, y);
        };
    }

    /** Where the running function stands, for messages: {@code Module:X:12: }; level 2 is its caller. */
    public String where(int level) {
        Activation at = top;
        for (int i = 1; i < level && at != null; i++) {
            at = at.caller;
        }
        return at == null || at.function.proto.isLibrary() ? "" : at.function.proto.chunk + ":" + at.line + ": ";
    }

    public String traceback() {
        StringBuilder out = new StringBuilder();
        int count = 0;
        for (Activation at = top; at != null && count < 30; at = at.caller, count++) {
            out.append(out.isEmpty() ? "" : "\n").append(at.function.proto.chunk).append(':').append(at.line).append(": in function ").append(at.function.proto.name);
        }
        return out.toString();
    }
}

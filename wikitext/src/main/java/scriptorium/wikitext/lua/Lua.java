package scriptorium.wikitext.lua;

import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/** One running Lua: what values mean, what a script may use up, and who is running. Used by one thread. */
public final class Lua {

    public static final Object[] NOTHING = {};
    static final Double ZERO = 0.0;
    private static final int CHECK_EVERY = 1024;
    /** Calls of Lua functions in each other, as in Lua 5.1. */
    private static final int MAX_DEPTH = 16_382;
    /** Calls in each other that the host takes part in, as metamethods and callbacks do. */
    private static final int MAX_NESTED = 197;
    private static final int MAX_CHAIN = 100;
    private static final Name INDEX = Name.of("__index");
    private static final Name NEW_INDEX = Name.of("__newindex");

    private final long memoryLimit;
    private final Supplier<Long> clock;
    private long deadline;
    private int ticks;
    private long allocated;
    private long checkAt;
    int depth;
    private int nested;
    Activation top;
    /** The last string that was hashed: what is looked up is often stored next. */
    String hashed = "";
    int hash;
    /** What {@link Statement#TAIL} goes on with. */
    Closure tailFunction;
    Object[] tailArguments;
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

    private Object metamethod(Object value, Name name) {
        LuaTable meta = value instanceof LuaTable table ? table.metatable : value instanceof String ? strings : null;
        return meta == null ? null : meta.get(name);
    }

    /** Whether a value has fields, or may have. */
    boolean isIndexable(Object value) {
        return value instanceof LuaTable || metamethod(value, INDEX) != null;
    }

    Object index(Object object, Name name) {
        Object at = object;
        for (int i = 0; i < MAX_CHAIN; i++) {
            LuaTable meta;
            if (at instanceof LuaTable table) {
                Object value = table.get(name);
                meta = table.metatable;
                if (value != null || meta == null) {
                    return value;
                }
            } else {
                meta = at instanceof String ? strings : null;
            }
            Object handler = meta == null ? null : meta.get(INDEX);
            if (!(handler instanceof LuaTable)) {
                return index(at, name.text());
            }
            at = handler;
        }
        throw LuaError.running("loop in gettable");
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
                handler = table.metatable.get(INDEX);
                if (handler == null) {
                    return null;
                }
            } else {
                handler = metamethod(at, INDEX);
                if (handler == null) {
                    throw LuaError.running("attempt to index a " + type(at) + " value");
                }
            }
            if (handler instanceof LuaFunction function) {
                return first(nested(function, at, key));
            }
            at = handler;
        }
        throw LuaError.running("loop in gettable");
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
                handler = key == null || table.get(key) != null ? null : table.metatable.get(NEW_INDEX);
                if (handler == null) {
                    store(table, key, value);
                    return;
                }
            } else {
                handler = metamethod(at, NEW_INDEX);
                if (handler == null) {
                    throw LuaError.running("attempt to index a " + type(at) + " value");
                }
            }
            if (handler instanceof LuaFunction function) {
                nested(function, at, key, value);
                return;
            }
            at = handler;
        }
        throw LuaError.running("loop in settable");
    }

    /** A plain assignment. */
    public static void store(LuaTable table, Object key, Object value) {
        if (key == null) {
            throw LuaError.running("table index is nil");
        }
        if (key instanceof Double d && d.isNaN()) {
            throw LuaError.running("table index is NaN");
        }
        table.set(key, value);
    }

    /** A call that is not written in a script: of a metamethod. */
    Object[] nested(Object function, Object... arguments) {
        if (++nested > MAX_NESTED) {
            throw LuaError.running("C stack overflow");
        }
        Object[] results = call(function, arguments);
        nested--;
        return results;
    }

    /** A function of the host calls one that was given to it. After an error {@link #back} is to be called, by who catches it. */
    public Object[] callBack(Object function, Object... arguments) {
        Activation caller = top;
        top = new Activation(this, caller);
        try {
            return nested(function, arguments);
        } catch (LuaError error) {
            throw error.isOpen() ? error.closed("") : error;
        } finally {
            top = caller;
        }
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
        throw LuaError.running("attempt to call a " + type(function) + " value");
    }

    void enter() {
        tick();
        if (depth >= MAX_DEPTH) {
            throw LuaError.thrown((top == null ? "" : top.place()) + "stack overflow");
        }
        depth++;
    }

    /** Where the calls stand, to come back to after an error. */
    public record Mark(int depth, int nested, Object top) {}

    public Mark mark() {
        return new Mark(depth, nested, top);
    }

    public void back(Mark mark) {
        depth = mark.depth();
        nested = mark.nested();
        top = (Activation) mark.top();
    }

    public String tostring(Object value) {
        Object handler = metamethod(value, "__tostring");
        if (handler != null && !(value instanceof String)) {
            Object text = first(nested(handler, value));
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
            return handler != null && y.metatable != null && rawEqual(handler, y.metatable.get("__eq")) && truth(first(nested(handler, a, b)));
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
        if (handler == null) {
            throw incomparable(a, b);
        }
        return truth(first(nested(handler, a, b)));
    }

    public boolean lessOrEqual(Object a, Object b) {
        if (a instanceof Double x && b instanceof Double y) {
            return x <= y;
        }
        if (a instanceof String x && b instanceof String y) {
            return x.compareTo(y) <= 0;
        }
        Object handler = comparison(a, b, "__le");
        if (handler != null) {
            return truth(first(nested(handler, a, b)));
        }
        handler = comparison(a, b, "__lt");
        if (handler == null) {
            throw incomparable(a, b);
        }
        return !truth(first(nested(handler, b, a)));
    }

    /** The metamethod of both; null when they are not of one kind, or have two. */
    private static Object comparison(Object a, Object b, String event) {
        if (!(a instanceof LuaTable x && b instanceof LuaTable y) || x.metatable == null || y.metatable == null) {
            return null;
        }
        Object handler = x.metatable.get(event);
        return rawEqual(handler, y.metatable.get(event)) ? handler : null;
    }

    private static LuaError incomparable(Object a, Object b) {
        return LuaError.running(type(a).equals(type(b)) ? "attempt to compare two " + type(a) + " values" : "attempt to compare " + type(a) + " with " + type(b));
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
            throw LuaError.running("attempt to concatenate a " + type(a instanceof String || a instanceof Double ? b : a) + " value");
        }
        return first(nested(handler, a, b));
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
            throw LuaError.running("attempt to perform arithmetic on a " + type(x == null ? a : b) + " value");
        }
        return first(nested(handler, a, b));
    }

    static Double compute(char operator, double x, double y) {
        double result = switch (operator) {
            case '+' -> x + y;
            case '-' -> x - y;
            case '*' -> x * y;
            case '/' -> x / y;
            case '%' -> x - Math.floor(x / y) * y;
            default -> power(x, y);
        };
        return result == result ? result : Numbers.notANumber(x, y);
    }

    /** C's: 1 to any power is 1, and so is -1 to an infinite one. */
    public static double power(double x, double y) {
        return x == 1 || x == -1 && Double.isInfinite(y) ? 1 : Math.pow(x, y);
    }

    /** Where the running function stands, for messages: {@code Module:X:12: }; level 2 is its caller, empty when that made a tail call. */
    public String where(int level) {
        int left = level;
        for (Activation at = top; at != null; at = at.caller) {
            left--;
            if (left == 0) {
                return at.place();
            }
            left -= at.tails;
            if (left <= 0) {
                return "";
            }
        }
        return "";
    }

    public String traceback() {
        StringBuilder out = new StringBuilder();
        int count = 0;
        for (Activation at = top; at != null && count < 30; at = at.caller, count++) {
            if (at.function == null) {
                continue;
            }
            out.append(out.isEmpty() ? "" : "\n").append(at.function.proto.chunk).append(':').append(at.line).append(": in function ").append(at.function.proto.name);
        }
        return out.toString();
    }
}

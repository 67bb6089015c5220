package scriptorium.wikitext.lua;

/** An error of a script: any value, usually a text. */
public final class LuaError extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What is still missing before a script sees it. */
    private enum Kind {
        /** Nothing. */
        THROWN,
        /** The place of the operator, when it is a script that runs. */
        RUNNING,
        /** The place where a function of the host was called. */
        HOST,
        /** That, and how the call names the function. */
        ARGUMENT
    }

    private final transient Object value;
    private final Kind kind;
    private final int argument;

    /** A function of the host complains: the message does not say yet where it was called. */
    public LuaError(String message) {
        this(message, Kind.HOST, 0);
    }

    private LuaError(Object value, Kind kind, int argument) {
        super(value instanceof String text ? text : "error", null, false, false);
        this.value = value;
        this.kind = kind;
        this.argument = argument;
    }

    /** What a script throws, as it is. */
    public static LuaError thrown(Object value) {
        return new LuaError(value, Kind.THROWN, 0);
    }

    /** An operator complains; no place is put before it when a function of the host uses the operator. */
    public static LuaError running(String message) {
        return new LuaError(message, Kind.RUNNING, 0);
    }

    /** An argument is wrong, counted from 1; the message names the function as the call does. */
    static LuaError argument(int number, String why) {
        return new LuaError(why, Kind.ARGUMENT, number);
    }

    /** Whether {@link #text} is still to be asked. */
    boolean isOpen() {
        return kind != Kind.THROWN;
    }

    /** The message, as it is seen from the call of a function of the host. */
    LuaError fromCall(String place, String name, boolean method) {
        return thrown(kind == Kind.RUNNING ? value : place + text(name, method));
    }

    /** The message without a place. */
    LuaError closed(String place) {
        return thrown(place + text("?", false));
    }

    private String text(String name, boolean method) {
        if (kind != Kind.ARGUMENT) {
            return (String) value;
        }
        int number = method ? argument - 1 : argument;
        return number == 0 ? "calling '" + name + "' on bad self (" + value + ")" : "bad argument #" + number + " to '" + name + "' (" + value + ")";
    }

    public Object value() {
        return value;
    }
}

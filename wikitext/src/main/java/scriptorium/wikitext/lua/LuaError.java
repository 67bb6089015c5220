package scriptorium.wikitext.lua;

/** An error of a script: any value, usually a text. */
public final class LuaError extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Object value;
    private final boolean hostMade;

    /** A message that does not say yet where it happened. */
    public LuaError(String message) {
        this(message, true);
    }

    private LuaError(Object value, boolean hostMade) {
        super(value instanceof String text ? text : "error", null, false, false);
        this.value = value;
        this.hostMade = hostMade;
    }

    /** What a script throws, as it is. */
    public static LuaError thrown(Object value) {
        return new LuaError(value, false);
    }

    /** Whether the place is still to be put before the message. */
    boolean hostMade() {
        return hostMade;
    }

    public Object value() {
        return value;
    }
}

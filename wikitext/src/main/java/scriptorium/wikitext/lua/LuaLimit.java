package scriptorium.wikitext.lua;

/** A script has used more time or memory than it may; no script can catch it. */
public final class LuaLimit extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What was used up. */
    public enum Kind { TIME, MEMORY }

    private final Kind kind;

    LuaLimit(Kind kind) {
        super(kind.name(), null, false, false);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}

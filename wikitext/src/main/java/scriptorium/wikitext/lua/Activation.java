package scriptorium.wikitext.lua;

/** A call that is running: of a Lua function, or of a function of the host that calls back. */
final class Activation {

    /** Null for a function of the host. */
    final Closure function;
    final Object[] slots;
    final Object[] varargs;
    final Lua lua;
    final Activation caller;
    /** Functions that ended in a call of the next one, and left their place to it. */
    final int tails;
    int line;

    Activation(Closure function, Object[] varargs, Lua lua, Activation caller, int tails) {
        this.function = function;
        slots = new Object[function.proto.slots];
        this.varargs = varargs;
        this.lua = lua;
        this.caller = caller;
        this.tails = tails;
        line = function.proto.line;
    }

    /** A function of the host. */
    Activation(Lua lua, Activation caller) {
        function = null;
        slots = Lua.NOTHING;
        varargs = Lua.NOTHING;
        this.lua = lua;
        this.caller = caller;
        tails = 0;
    }

    /** How messages begin that come from here. */
    String place() {
        return function == null || function.proto.isLibrary() ? "" : function.proto.chunk + ":" + line + ": ";
    }
}

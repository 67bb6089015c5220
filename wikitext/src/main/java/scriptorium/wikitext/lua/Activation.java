package scriptorium.wikitext.lua;

/** A call of a Lua function that is running. */
final class Activation {

    final Closure function;
    final Object[] slots;
    final Object[] varargs;
    final Lua lua;
    final Activation caller;
    int line;

    Activation(Closure function, Object[] varargs, Lua lua) {
        this.function = function;
        slots = new Object[function.proto.slots];
        this.varargs = varargs;
        this.lua = lua;
        caller = lua.top;
        line = function.proto.line;
    }
}

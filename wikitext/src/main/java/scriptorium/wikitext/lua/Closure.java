package scriptorium.wikitext.lua;

import java.util.Arrays;

/** A Lua function with what it has caught of its surroundings. */
public final class Closure extends LuaFunction {

    final Proto proto;
    final Cell[] upvalues;
    public LuaTable environment;

    Closure(Proto proto, Cell[] upvalues, LuaTable environment) {
        this.proto = proto;
        this.upvalues = upvalues;
        this.environment = environment;
    }

    @Override
    public Object[] call(Lua lua, Object... arguments) {
        Activation caller = lua.top;
        lua.enter();
        try {
            Object result = run(lua, arguments, caller, 0);
            for (int tails = 1; result == Statement.TAIL; tails++) {
                lua.tick();
                result = lua.tailFunction.run(lua, lua.tailArguments, caller, tails);
            }
            return result == null ? Lua.NOTHING : (Object[]) result;
        } catch (StackOverflowError deep) {
            throw LuaError.thrown((caller == null ? "" : caller.place()) + "stack overflow");
        } finally {
            lua.depth--;
            lua.top = caller;
        }
    }

    private static LuaTable packed(Lua lua, Object[] values) {
        LuaTable out = new LuaTable(lua, values.length, 1);
        for (int i = 0; i < values.length; i++) {
            out.set(i + 1, values[i]);
        }
        out.set("n", (double) values.length);
        return out;
    }

    private Object run(Lua lua, Object[] arguments, Activation caller, int tails) {
        Variable[] parameters = proto.parameters;
        int count = parameters.length;
        Object[] rest = proto.variadic && arguments.length > count ? Arrays.copyOfRange(arguments, count, arguments.length) : Lua.NOTHING;
        Activation at = new Activation(this, rest, lua, caller, tails);
        lua.top = at;
        for (int i = 0; i < count; i++) {
            parameters[i].declare(at, i < arguments.length ? arguments[i] : null);
        }
        if (proto.packed != null) {
            proto.packed.declare(at, proto.packs ? packed(lua, rest) : null);
        }
        return proto.body.run(at);
    }
}

package scriptorium.wikitext.lua;

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
        int count = proto.parameters.size();
        Object[] rest = Lua.NOTHING;
        if (proto.variadic && arguments.length > count) {
            rest = java.util.Arrays.copyOfRange(arguments, count, arguments.length);
        }
        Activation at = new Activation(this, rest, lua);
        lua.enter(at);
        try {
            for (int i = 0; i < count; i++) {
                proto.parameters.get(i).declare(at, i < arguments.length ? arguments[i] : null);
            }
            Object result = proto.body.run(at);
            return result == null ? Lua.NOTHING : (Object[]) result;
        } catch (StackOverflowError deep) {
            throw new LuaError("stack overflow");
        } finally {
            lua.leave(at);
        }
    }
}

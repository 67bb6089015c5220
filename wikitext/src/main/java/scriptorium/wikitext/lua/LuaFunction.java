package scriptorium.wikitext.lua;

/** Something that can be called. */
public abstract class LuaFunction {

    public abstract Object[] call(Lua lua, Object... arguments);

    /** What a function of the host does. */
    public interface Body {
        Object[] call(Lua lua, Args arguments);
    }

    /** A function of the host. */
    public static LuaFunction of(String name, Body body) {
        return of(name, false, body);
    }

    /** A function of the host that calls itself by its name whatever a script calls it. */
    public static LuaFunction of(String name, boolean named, Body body) {
        return new LuaFunction() {
            @Override public Object[] call(Lua lua, Object... arguments) {
                lua.tick();
                return body.call(lua, new Args(name, named, arguments));
            }
        };
    }
}

package scriptorium.wikitext.lua.lib;

import scriptorium.wikitext.lua.Lua;
import scriptorium.wikitext.lua.LuaFunction;
import scriptorium.wikitext.lua.LuaTable;

/** Fills a table with functions of the host. */
public final class Library {

    private final LuaTable table;
    private final boolean named;

    private Library(LuaTable table, boolean named) {
        this.table = table;
        this.named = named;
    }

    /** Functions of Lua, which messages call as the script does. */
    public static Library of(LuaTable table) {
        return new Library(table, false);
    }

    /** Functions of the wiki, which messages call by their names. */
    public static Library named(LuaTable table) {
        return new Library(table, true);
    }

    public Library add(String name, LuaFunction.Body body) {
        table.set(name, LuaFunction.of(name, named, body));
        return this;
    }

    /** A function with one result. */
    public Library one(String name, One body) {
        return add(name, (lua, arguments) -> Lua.one(body.call(lua, arguments)));
    }

    /** What such a function does. */
    public interface One {
        Object call(Lua lua, scriptorium.wikitext.lua.Args arguments);
    }

    public LuaTable table() {
        return table;
    }

    /** All libraries, into the globals. */
    public static void install(Lua lua) {
        Base.install(lua, lua.globals);
        lua.globals.set("string", Strings.table(lua));
        lua.globals.set("table", Tables.table(lua));
        lua.globals.set("math", Maths.table(lua));
        lua.globals.set("os", Os.table(lua));
        LuaTable debug = new LuaTable(lua);
        of(debug).one("traceback", (l, a) -> a.get(0) != null && !(a.get(0) instanceof String) ? a.get(0)
                : a.string(0, "") + (a.get(0) == null ? "" : "\n") + "stack traceback:\n\t" + l.traceback().replace("\n", "\n\t"));
        lua.globals.set("debug", debug);
    }
}

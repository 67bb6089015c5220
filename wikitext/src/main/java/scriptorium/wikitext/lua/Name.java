package scriptorium.wikitext.lua;

/** A name that stands in a script, with its hash. */
record Name(String text, int hash) {

    static Name of(String text) {
        return new Name(text, LuaTable.hash(text));
    }
}

package scriptorium.wikitext.lua;

import java.util.List;

/** A function as it was written. Immutable once parsed; shared by all that run it. */
public final class Proto {

    /** Where an upvalue comes from: a local of the function around, or one of its own upvalues. */
    record Upvalue(boolean local, int index) {}

    final String chunk;
    final String name;
    final int line;
    Variable[] parameters = {};
    boolean variadic;
    /** The old name {@code arg} of what is variadic; null when nothing asks for it. */
    Variable packed;
    /** Whether that has a value, as it has where nothing asks for {@code ...}. */
    boolean packs;
    int slots;
    List<Upvalue> upvalues = List.of();
    Statement.Block body;

    Proto(String chunk, String name, int line) {
        this.chunk = chunk;
        this.name = name;
        this.line = line;
    }

    /** Libraries of the host are no place for messages. */
    boolean isLibrary() {
        return chunk.startsWith("mw.");
    }

    /** The chunk as a function with an environment. */
    public Closure closure(LuaTable environment) {
        return new Closure(this, new Cell[0], environment);
    }
}

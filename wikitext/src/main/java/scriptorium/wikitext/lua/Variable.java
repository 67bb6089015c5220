package scriptorium.wikitext.lua;

/** A local variable of a function that is being parsed. */
final class Variable {

    final String name;
    final int slot;
    /** An inner function uses it, so it lives in a {@link Cell}. Settled when parsing ends. */
    boolean captured;
    /** Something names it. Settled when parsing ends. */
    boolean used;

    Variable(String name, int slot) {
        this.name = name;
        this.slot = slot;
    }

    Object get(Activation at) {
        return captured ? ((Cell) at.slots[slot]).value : at.slots[slot];
    }

    void set(Activation at, Object value) {
        if (captured) {
            ((Cell) at.slots[slot]).value = value;
        } else {
            at.slots[slot] = value;
        }
    }

    /** Begins its life, anew each time. */
    void declare(Activation at, Object value) {
        at.slots[slot] = captured ? new Cell(value) : value;
    }
}

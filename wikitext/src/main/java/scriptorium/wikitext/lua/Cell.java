package scriptorium.wikitext.lua;

/** A local variable that an inner function uses. */
final class Cell {

    Object value;

    Cell(Object value) {
        this.value = value;
    }
}

package scriptorium.wikitext.tag.cite;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.UnaryOperator;

/** A reference in its group. */
final class Note {

    final String name;
    /** Null while nobody wrote one. */
    private StringBuilder text;
    private String plain;
    /** Number in the whole page; 0 for a parent that only its parts have named so far. */
    int id;
    /** Number in the group; a part shares its parent's. */
    int number;
    /** Number among the parts of the parent, 0 for a reference of its own. */
    int part;
    int parts;
    int uses;
    String parent;
    String direction;
    /** The name as a part of ids, once it was asked for. */
    String anchor;
    /** Has a name with nothing in it: the link to it does not find it. */
    boolean emptyName;
    /** Continues a reference that is not on this page. */
    String follows;
    final Set<String> warnings = new LinkedHashSet<>();

    Note(String name) {
        this.name = name;
    }

    boolean written() {
        return text != null;
    }

    String text() {
        return text.toString();
    }

    void write(String written) {
        text = written == null ? null : new StringBuilder(written);
        plain = null;
    }

    /** Adds to the text. Returns what {@link #cut} needs to take it away again. */
    int add(String more) {
        int before = text == null ? -1 : text.length();
        text = (text == null ? new StringBuilder() : text).append(' ').append(more);
        plain = null;
        return before;
    }

    void cut(int length) {
        if (length < 0) {
            text = null;
        } else {
            text.setLength(length);
        }
        plain = null;
    }

    /** The text as it can be compared; worked out once, however often it is asked for. */
    String plain(UnaryOperator<String> putBack) {
        if (plain == null) {
            plain = putBack.apply(text());
        }
        return plain;
    }

    boolean named() {
        return name != null;
    }
}

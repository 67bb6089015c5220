package scriptorium.wikitext.tag.cite;

import java.util.LinkedHashSet;
import java.util.Set;

/** A reference in its group. */
final class Note {

    final String name;
    /** Null while nobody wrote one. */
    String text;
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

    boolean named() {
        return name != null;
    }
}

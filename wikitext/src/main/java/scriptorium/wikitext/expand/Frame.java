package scriptorium.wikitext.expand;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import scriptorium.wikitext.preprocess.Node;
import scriptorium.wikitext.title.Title;

/** A page or template that is being expanded, with its arguments. Arguments are expanded when they are first asked for, in the frame of the caller. */
public final class Frame {

    public final Title title;
    public final Frame parent;
    final int depth;
    private final Map<String, List<Node>> arguments = new LinkedHashMap<>();
    private final Map<String, Boolean> trimmed = new HashMap<>();
    private final Map<String, String> expanded = new HashMap<>();

    Frame(Title title, Frame parent) {
        this.title = title;
        this.parent = parent;
        depth = parent == null ? 0 : parent.depth + 1;
    }

    /** @return whether there was one of this name before, which counts no longer */
    boolean argument(String name, List<Node> value, boolean named) {
        trimmed.put(name, named);
        return arguments.put(name, value) != null;
    }

    /** Null when there is no such argument. */
    public String argument(String name, Expander expander) {
        List<Node> value = arguments.get(name);
        if (value == null) {
            return null;
        }
        String known = expanded.get(name);
        if (known == null) {
            known = expander.expand(value, parent);
            known = trimmed.get(name) ? known.strip() : known;
            expanded.put(name, known);
        }
        return known;
    }

    boolean contains(Title wanted) {
        for (Frame at = this; at != null; at = at.parent) {
            if (at.title.equals(wanted) && at.parent != null) {
                return true;
            }
        }
        return false;
    }

    /** Names of the arguments in the order they were first given. */
    public List<String> argumentNames() {
        return List.copyOf(arguments.keySet());
    }

    public boolean isPage() {
        return parent == null;
    }
}

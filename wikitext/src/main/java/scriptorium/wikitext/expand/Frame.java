package scriptorium.wikitext.expand;

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
    private final Map<String, Argument> arguments;

    private static final class Argument {
        final List<Node> value;
        final boolean named;
        /** Null until it is asked for. */
        String expanded;

        Argument(List<Node> value, boolean named) {
            this.value = value;
            this.named = named;
        }
    }

    /** @param arguments how many there may be */
    Frame(Title title, Frame parent, int arguments) {
        this.arguments = arguments == 0 ? Map.of() : LinkedHashMap.newLinkedHashMap(arguments);
        this.title = title;
        this.parent = parent;
        depth = parent == null ? 0 : parent.depth + 1;
    }

    /** @return whether there was one of this name before, which counts no longer */
    boolean argument(String name, List<Node> value, boolean named) {
        return arguments.put(name, new Argument(value, named)) != null;
    }

    /** Null when there is no such argument. */
    public String argument(String name, Expander expander) {
        Argument argument = arguments.get(name);
        if (argument == null) {
            return null;
        }
        if (argument.expanded == null) {
            String value = expander.expand(argument.value, parent);
            argument.expanded = argument.named ? value.strip() : value;
        }
        return argument.expanded;
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

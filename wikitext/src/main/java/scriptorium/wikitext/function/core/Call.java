package scriptorium.wikitext.function.core;

import java.util.Optional;

/** One use of a function on a page. Arguments are expanded when they are asked for, at the latest, and only once. */
public interface Call {

    /** Number of arguments; what follows the colon is the first. Zero when the name stands alone. */
    int size();

    /** The whole argument, expanded and trimmed, {@code a=b} included; empty when it is absent. */
    String argument(int index);

    /** The same with the blanks around it. */
    default String raw(int index) {
        return argument(index);
    }

    /** What stands before the first equals sign of an argument, expanded and trimmed; absent when there is no such sign. */
    Optional<String> key(int index);

    /** What stands after the first equals sign, or the whole argument when there is none; expanded and trimmed. */
    String value(int index);

    Context context();

    default boolean has(int index) {
        return index < size();
    }
}

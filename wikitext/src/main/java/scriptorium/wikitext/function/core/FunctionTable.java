package scriptorium.wikitext.function.core;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Finds functions and variables by the name a page writes. Immutable. */
public final class FunctionTable {

    private final Map<String, Definition> exact = new HashMap<>();
    private final Map<String, Definition> anyCase = new HashMap<>();

    public FunctionTable(List<Definition> definitions) {
        for (Definition definition : definitions) {
            (definition.caseSensitive() ? exact : anyCase).put(definition.name(), definition);
        }
    }

    /** What {@code {{name}}} means, without a colon and without arguments. */
    public Optional<Definition> variable(String name) {
        return find(name).filter(definition -> definition.use().alone());
    }

    /** What {@code {{name:...}}} means. */
    public Optional<Definition> function(String name) {
        return find(name).filter(definition -> definition.use().withColon());
    }

    private Optional<Definition> find(String name) {
        Definition definition = exact.get(name);
        return Optional.ofNullable(definition != null ? definition : anyCase.get(name.toLowerCase(Locale.ROOT)));
    }
}

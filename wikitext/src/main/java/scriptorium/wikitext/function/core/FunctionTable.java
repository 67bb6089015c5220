package scriptorium.wikitext.function.core;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import scriptorium.wikitext.language.MagicWords;

/** Finds functions and variables by the name a page writes. Immutable. */
public final class FunctionTable {

    private final Map<String, Definition> exact = new HashMap<>();
    private final Map<String, Definition> anyCase = new HashMap<>();

    public FunctionTable(List<Definition> definitions) {
        this(definitions, MagicWords.of("en"));
    }

    /** @param words what functions and variables are called in the wiki's language, besides what their definitions say */
    public FunctionTable(List<Definition> definitions, MagicWords words) {
        for (Definition definition : definitions) {
            put(definition.name(), definition);
        }
        for (MagicWords.Word word : words.all()) {
            if (word.name().matches(".*[_-].*")) {
                // An option or an argument, whatever function has the same name.
                continue;
            }
            word.aliases().stream().map(FunctionTable::withoutColon).flatMap(alias -> Stream.of("#" + alias, alias)).filter(name -> find(name).isPresent()).findFirst()
                    .ifPresent(known -> word.aliases().forEach(alias -> putIfAbsent((known.startsWith("#") && !alias.startsWith("#") ? "#" : "") + withoutColon(alias), find(known).orElseThrow())));
        }
    }

    private static String withoutColon(String alias) {
        return alias.endsWith(":") ? alias.substring(0, alias.length() - 1) : alias;
    }

    private void put(String name, Definition definition) {
        if (definition.caseSensitive()) {
            exact.put(name, definition);
        } else {
            anyCase.put(name.toLowerCase(Locale.ROOT), definition);
        }
    }

    private void putIfAbsent(String name, Definition definition) {
        if (find(name).isEmpty()) {
            put(name, definition);
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

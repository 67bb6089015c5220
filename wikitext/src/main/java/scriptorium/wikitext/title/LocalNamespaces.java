package scriptorium.wikitext.title;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import scriptorium.wikitext.language.LanguageFile;

/** Names of namespaces in other languages; the English ones lead there, too. */
public final class LocalNamespaces {

    private static final List<Integer> IDS = List.of(-2, -1, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);

    /** @param names in the order of {@link #IDS} */
    private record Names(String[] names, String[] aliases) {}

    /** Read when a wiki in another language than English is described. */
    private static final class Known {
        static final Map<String, Names> ALL = LanguageFile.byCode("namespaces.tsv",
                row -> new Names(row[1].split("\\|"), row[2].isEmpty() ? new String[0] : row[2].split("\\|")));
    }

    private LocalNamespaces() {}

    /** The same namespaces with the names of a language, or of that which it is a variant of; unchanged where none are known. */
    public static List<Namespace> of(String language, List<Namespace> english) {
        Optional<Names> own = language.equals("en") ? Optional.empty() : LanguageFile.find(Known.ALL, language);
        String project = english.stream().filter(n -> n.id() == Namespace.PROJECT).map(Namespace::name).findFirst().orElse("Project");
        return own.map(names -> english.stream().map(namespace -> named(namespace, names, project)).toList()).orElse(english);
    }

    private static Namespace named(Namespace namespace, Names own, String project) {
        int place = IDS.indexOf(namespace.id());
        String name = place < 0 ? namespace.name() : own.names()[place].replace("$1", project);
        String number = namespace.id() + "=";
        List<String> aliases = new ArrayList<>(namespace.aliases());
        Stream.of(own.aliases()).filter(alias -> alias.startsWith(number)).map(alias -> alias.substring(number.length()).replace("$1", project)).forEach(aliases::add);
        return new Namespace(namespace.id(), namespace.canonical(), name, aliases, namespace.subpages(), namespace.content(), namespace.firstLetter());
    }
}

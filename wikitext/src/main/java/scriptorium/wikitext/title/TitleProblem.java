package scriptorium.wikitext.title;

import java.util.List;

/**
 * Why a text is no title.
 *
 * @param key MediaWiki's message key, for example {@code title-invalid-characters}
 * @param arguments arguments of the message (the offending characters, for example)
 */
public record TitleProblem(String key, List<String> arguments) {
    public TitleProblem {
        arguments = List.copyOf(arguments);
    }
}

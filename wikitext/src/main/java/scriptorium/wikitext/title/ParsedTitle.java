package scriptorium.wikitext.title;

import java.util.Optional;

/** What {@link TitleParser} makes of a text: a title, or the reason why there is none. */
public sealed interface ParsedTitle {
    record Valid(Title value) implements ParsedTitle {}

    record Invalid(TitleProblem problem) implements ParsedTitle {}

    default Optional<Title> title() {
        return switch (this) {
            case Valid(Title title) -> Optional.of(title);
            case Invalid _ -> Optional.empty();
        };
    }
}

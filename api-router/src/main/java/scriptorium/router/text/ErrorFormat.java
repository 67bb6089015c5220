package scriptorium.router.text;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** {@code errorformat}: how errors and warnings are shown. */
public enum ErrorFormat {
    /** One error, warnings grouped by module, plain text: the way of old. */
    BC,
    HTML,
    NONE,
    PLAINTEXT,
    RAW,
    WIKITEXT;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static List<String> wireNames() {
        return Arrays.stream(values()).map(ErrorFormat::wireName).toList();
    }

    public static Optional<ErrorFormat> of(String wireName) {
        return Arrays.stream(values()).filter(format -> format.wireName().equals(wireName)).findFirst();
    }

    Markup markup() {
        return switch (this) {
            case HTML -> Markup.HTML;
            case WIKITEXT -> Markup.WIKITEXT;
            case BC, NONE, PLAINTEXT, RAW -> Markup.PLAIN;
        };
    }
}

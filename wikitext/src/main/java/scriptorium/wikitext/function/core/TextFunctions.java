package scriptorium.wikitext.function.core;

import java.util.List;
import scriptorium.wikitext.language.Language;
import scriptorium.wikitext.language.Languages;

/** Letter case, padding, direction. */
final class TextFunctions {

    private static final int MAX_PADDED = 500;

    private TextFunctions() {}

    static List<Definition> all() {
        return List.of(
                Definition.function("lc", c -> c.context().betweenMarkers(c.argument(0), language(c)::lower)),
                Definition.function("uc", c -> c.context().betweenMarkers(c.argument(0), language(c)::upper)),
                Definition.function("lcfirst", c -> language(c).lowerFirst(c.argument(0))),
                Definition.function("ucfirst", c -> language(c).upperFirst(c.argument(0))),
                Definition.function("padleft", c -> pad(c, true)),
                Definition.function("padright", c -> pad(c, false)),
                Definition.function("bidi", c -> embedded(c.argument(0))),
                Definition.function("!", Definition.Use.VARIABLE, _ -> "|"),
                Definition.function("=", Definition.Use.VARIABLE, _ -> "="));
    }

    static Language language(Call call) {
        return Languages.of(call.context().site().language());
    }

    /** With marks for the direction of its first letter that has one; as it is when none has. */
    private static String embedded(String text) {
        int strong = text.codePoints().map(Character::getDirectionality).filter(direction -> direction == Character.DIRECTIONALITY_LEFT_TO_RIGHT
                || direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT || direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC).findFirst().orElse(-1);
        return strong < 0 ? text : (strong == Character.DIRECTIONALITY_LEFT_TO_RIGHT ? "\u202A" : "\u202B") + text + "\u202C";
    }

    private static String pad(Call call, boolean left) {
        String text = call.argument(0);
        int wanted = Math.min(MAX_PADDED, Integers.leading(call.argument(1)));
        String padding = call.has(2) ? call.context().withoutMarkers(call.argument(2)) : "0";
        int missing = wanted - text.codePointCount(0, text.length());
        if (missing <= 0 || padding.isEmpty()) {
            return text;
        }
        int[] units = padding.codePoints().toArray();
        StringBuilder filling = new StringBuilder(missing);
        for (int i = 0; i < missing; i++) {
            filling.appendCodePoint(units[i % units.length]);
        }
        return left ? filling + text : text + filling;
    }
}

package scriptorium.wikitext.pass;

import java.util.HashMap;
import java.util.Map;
import scriptorium.wikitext.expand.ParseState;

/**
 * The attributes of one parse, made safe. Templates and tables write the same ones over and over: what was checked before is not checked again.
 * What was put away is put back before attributes are checked.
 */
public final class KnownAttributes {

    private static final int KEPT = 1_000;
    private static final int LONGEST_KEPT = 1_000;

    private final ParseState state;
    private final Map<String, Map<String, String>> known = new HashMap<>();
    private int count;

    private KnownAttributes(ParseState state) {
        this.state = state;
    }

    public static KnownAttributes of(ParseState state) {
        return state.extension(KnownAttributes.class, () -> new KnownAttributes(state));
    }

    /** As {@link Sanitizer#attributes}. */
    String safe(String element, String text) {
        if (text.indexOf('\u007F') >= 0) {
            return Sanitizer.attributes(element, state.unstrip(text));
        }
        Map<String, String> own = known.computeIfAbsent(element, _ -> new HashMap<>());
        String before = own.get(text);
        if (before != null) {
            return before;
        }
        String made = Sanitizer.attributes(element, text);
        if (count < KEPT && text.length() <= LONGEST_KEPT) {
            count++;
            own.put(text, made);
        }
        return made;
    }
}

package scriptorium.wikitext.function.core;

import java.util.Optional;
import java.util.function.Function;

/**
 * A function or variable.
 *
 * @param name as written, with its {@code #} if it needs one; lower case when the case does not matter
 * @param use whether it takes arguments
 */
public record Definition(String name, boolean caseSensitive, Use use, Body body) {

    /** How the name may stand in braces. */
    public enum Use {
        /** {@code {{name:...}}} */
        FUNCTION,
        /** {@code {{name}}} */
        VARIABLE,
        /** Both. */
        EITHER;

        public boolean withColon() {
            return this != VARIABLE;
        }

        public boolean alone() {
            return this != FUNCTION;
        }
    }

    /** Absent: it is no call of this function after all, and a template of that name is meant. */
    public interface Body {
        Optional<Output> call(Call call);
    }

    public static Definition function(String name, Function<Call, String> body) {
        return new Definition(name, false, Use.FUNCTION, call -> Optional.of(Output.text(body.apply(call))));
    }

    public static Definition function(String name, Use use, Function<Call, String> body) {
        return new Definition(name, false, use, call -> Optional.of(Output.text(body.apply(call))));
    }

    /** A name in capitals that only counts in capitals. */
    public static Definition capital(String name, Use use, Function<Call, String> body) {
        return new Definition(name, true, use, call -> Optional.of(Output.text(body.apply(call))));
    }
}

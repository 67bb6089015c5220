package scriptorium.wikitext.function.core;

import java.util.Optional;
import java.util.function.Function;

/**
 * A function or variable.
 *
 * @param name as written, with its {@code #} if it needs one; lower case when the case does not matter
 * @param use whether it takes arguments
 * @param lazy whether an argument is only expanded when it is asked for; others are all expanded before, with all that comes of it
 */
public record Definition(String name, boolean caseSensitive, Use use, boolean lazy, Body body) {

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
        return function(name, Use.FUNCTION, body);
    }

    public static Definition function(String name, Use use, Function<Call, String> body) {
        return new Definition(name, false, use, false, call -> Optional.of(Output.text(body.apply(call))));
    }

    /** A function that may say that it is not meant after all, or how its output is to be taken. */
    public static Definition maybe(String name, Body body) {
        return new Definition(name, false, Use.FUNCTION, false, body);
    }

    /** A function that chooses among its arguments. */
    public static Definition lazy(String name, Function<Call, String> body) {
        return new Definition(name, false, Use.FUNCTION, true, call -> Optional.of(Output.text(body.apply(call))));
    }

    /** A name in capitals that only counts in capitals. */
    public static Definition capital(String name, Use use, Function<Call, String> body) {
        return new Definition(name, true, use, false, call -> Optional.of(Output.text(body.apply(call))));
    }
}

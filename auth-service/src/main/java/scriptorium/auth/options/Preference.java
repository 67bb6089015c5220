package scriptorium.auth.options;

import java.util.Optional;
import java.util.Set;

/**
 * A preference that the wiki knows.
 *
 * @param fallback what it is when nothing was chosen: text, whole number or truth; empty for one that only exists when chosen
 */
record Preference(String name, Optional<Object> fallback, Check check) {

    /** Which values it accepts. */
    sealed interface Check {
        record Any() implements Check {}

        record OneOf(Set<String> values) implements Check {}

        /** @param whole whether fractions are refused */
        record Between(double min, double max, boolean whole) implements Check {}

        record LanguageCode() implements Check {}

        record TimeCorrection() implements Check {}

        /** @param characters the most it may have */
        record Signature(int characters) implements Check {}

        /** It has a value, which no user chooses. */
        record NotOffered() implements Check {}

        /** It is a property of the account that other modules set. */
        record SetElsewhere() implements Check {}
    }

    /** The value of nothing chosen as it would be kept; keeping it again is not needed. */
    Optional<String> keptFallback() {
        return fallback.map(value -> value instanceof Boolean truth ? truth ? "1" : "" : String.valueOf(value));
    }
}

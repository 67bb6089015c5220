package scriptorium.contract.param;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** A declared parameter. It is also the typed key under which {@link ParamValues} holds its value. */
public final class Param<T> {

    /**
     * Everything about a parameter that a client may see.
     *
     * @param defaultText as a client would write it
     * @param lowLimit number of values allowed ({@code multi}), {@code highLimit} with apihighlimits
     * @param allSpecifier value that stands for all values ("*"), empty for none
     * @param tokenType "csrf", … for token parameters, else empty
     * @param info names of remarks that paraminfo lists ("singlepageonly")
     * @param templateVars for a templated parameter: variable to the parameter it ranges over
     */
    public record Description(
            String name,
            ParamType<?> type,
            boolean required,
            boolean multi,
            Optional<String> defaultText,
            boolean deprecated,
            boolean sensitive,
            int lowLimit,
            int highLimit,
            boolean allowDuplicates,
            String allSpecifier,
            String tokenType,
            List<String> info,
            Map<String, String> templateVars) {

        public Description {
            info = List.copyOf(info);
            templateVars = Map.copyOf(templateVars);
        }

        public boolean templated() {
            return !templateVars.isEmpty();
        }
    }

    private final Description description;
    private final Function<Optional<List<Object>>, T> collect;

    Param(Description description, Function<Optional<List<Object>>, T> collect) {
        this.description = description;
        this.collect = collect;
    }

    /** Without the module's prefix. */
    public String name() {
        return description.name();
    }

    public Description description() {
        return description;
    }

    /** Makes the typed value of the values read; empty when the client gave none. */
    T collect(Optional<List<Object>> values) {
        return collect.apply(values);
    }
}

package scriptorium.contract.param;

import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;

/** The values one request gives to a module's parameters. */
public final class ParamValues {

    private final String prefix;
    private final IdentityHashMap<Param<?>, Object> values;
    private final java.util.Set<Param<?>> given;
    private final java.util.Set<Param<?>> max;

    ParamValues(String prefix, IdentityHashMap<Param<?>, Object> values, java.util.Set<Param<?>> given, java.util.Set<Param<?>> max) {
        this.prefix = prefix;
        this.values = values;
        this.given = given;
        this.max = max;
    }

    @SuppressWarnings("unchecked") // the reader stores under each key only what that key's own type produced
    public <T> T get(Param<T> param) {
        Object value = values.get(param);
        if (value == null) {
            throw new NoSuchElementException("not declared by this module: " + prefix + param.name());
        }
        return (T) value;
    }

    /** Whether the client gave this parameter, or it has a value by default. */
    public boolean has(Param<?> param) {
        return switch (get(param)) {
            case Optional<?> optional -> optional.isPresent();
            case Collection<?> many -> !many.isEmpty();
            case Boolean flag -> flag;
            case Map<?, ?> map -> !map.isEmpty();
            default -> true;
        };
    }

    /** Whether the client itself gave this parameter. */
    public boolean given(Param<?> param) {
        return given.contains(param);
    }

    /** Whether the client asked for as many as there may be. */
    public boolean saidMax(Param<?> param) {
        return max.contains(param);
    }

    /** The parameter's name as clients write it. */
    public String wireName(Param<?> param) {
        return prefix + param.name();
    }

    /** These parameters' names as clients write them. */
    public List<String> wireNames(List<Param<?>> params) {
        return params.stream().map(this::wireName).toList();
    }
}

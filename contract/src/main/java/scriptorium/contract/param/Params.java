package scriptorium.contract.param;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;

/**
 * The parameters of one module, in the order in which help shows them and in which they are read. Declaring a parameter registers it; there is no second list
 * to keep in step.
 */
public final class Params {

    private final String prefix;
    private final List<Param<?>> declared = new ArrayList<>();

    private Params(String prefix) {
        this.prefix = prefix;
    }

    public static Params declare() {
        return new Params("");
    }

    public static Params declare(String prefix) {
        return new Params(prefix);
    }

    public String prefix() {
        return prefix;
    }

    public List<Param<?>> all() {
        return List.copyOf(declared);
    }

    public <V> Draft<V> param(String name, ParamType<V> type) {
        return new Draft<>(name, type);
    }

    public Draft<String> text(String name) {
        return param(name, new ParamType.Text());
    }

    public Draft<String> longText(String name) {
        return param(name, new ParamType.LongText());
    }

    public Draft<String> password(String name) {
        return param(name, new ParamType.Password()).sensitive();
    }

    public Draft<String> choice(String name, String... values) {
        return param(name, new ParamType.Choice(List.of(values), List.of(), List.of()));
    }

    public Draft<String> choice(String name, List<String> values) {
        return param(name, new ParamType.Choice(values, List.of(), List.of()));
    }

    public Draft<Long> integer(String name) {
        return param(name, new ParamType.Whole(OptionalLong.empty(), OptionalLong.empty(), false));
    }

    public Draft<Long> integer(String name, long min) {
        return param(name, new ParamType.Whole(OptionalLong.of(min), OptionalLong.empty(), false));
    }

    public Draft<Long> integer(String name, long min, long max) {
        return param(name, new ParamType.Whole(OptionalLong.of(min), OptionalLong.of(max), false));
    }

    /** A list limit of 500, 5000 with apihighlimits, default 10. */
    public Param<Integer> limit() {
        return limit("limit", 500, 5000).orElse(10);
    }

    public Draft<Integer> limit(String name, int max, int highMax) {
        return param(name, new ParamType.Limit(1, max, highMax));
    }

    public Draft<Instant> timestamp(String name) {
        return param(name, new ParamType.Timestamp());
    }

    public Draft<Expiry> expiry(String name) {
        return param(name, new ParamType.ExpiryTime());
    }

    public Draft<Integer> namespace(String name, Integer... extra) {
        return param(name, new ParamType.NamespaceId(List.of(extra)));
    }

    public Draft<String> user(String name, String... subtypes) {
        return param(name, new ParamType.User(List.of(subtypes)));
    }

    public Draft<String> title(String name, boolean mustExist) {
        return param(name, new ParamType.TitleText(mustExist));
    }

    public Draft<UploadedFile> upload(String name) {
        return param(name, new ParamType.Upload());
    }

    public Param<Boolean> flag(String name) {
        return param(name, new ParamType.Flag()).flagged();
    }

    /** A flag with a remark that paraminfo lists. */
    public Param<Boolean> flag(String name, String remark) {
        return param(name, new ParamType.Flag()).info(remark).flagged();
    }

    public Param<Boolean> deprecatedFlag(String name) {
        return param(name, new ParamType.Flag()).deprecated().flagged();
    }

    /** The token parameter every writing module has. */
    public Param<String> token(String type) {
        return text("token").sensitive().tokenType(type).required();
    }

    /** A parameter whose arity is still to be said; saying it registers the parameter. */
    public final class Draft<V> {
        private final String name;
        private ParamType<V> type;
        private boolean deprecated;
        private boolean sensitive;
        private int lowLimit = 50;
        private int highLimit = 500;
        private boolean allowDuplicates;
        private String allSpecifier = "";
        private String tokenType = "";
        private final List<String> info = new ArrayList<>();
        private final Map<String, String> templateVars = new LinkedHashMap<>();

        private Draft(String name, ParamType<V> type) {
            this.name = name;
            this.type = type;
        }

        public Draft<V> deprecated() {
            deprecated = true;
            return this;
        }

        public Draft<V> sensitive() {
            sensitive = true;
            return this;
        }

        public Draft<V> tokenType(String value) {
            tokenType = value;
            return this;
        }

        /** How many values are allowed, without and with apihighlimits. */
        public Draft<V> valueLimits(int low, int high) {
            lowLimit = low;
            highLimit = high;
            return this;
        }

        public Draft<V> allowDuplicates() {
            allowDuplicates = true;
            return this;
        }

        public Draft<V> all(String specifier) {
            allSpecifier = specifier;
            return this;
        }

        public Draft<V> info(String remark) {
            info.add(remark);
            return this;
        }

        /** Makes it a templated parameter: {@code name} holds {@code {var}}, which takes the values of parameter {@code over}. */
        public Draft<V> templated(String var, String over) {
            templateVars.put(var, over);
            return this;
        }

        public Draft<V> enforceRange() {
            if (type instanceof ParamType.Whole(OptionalLong min, OptionalLong max, boolean _)) {
                type = cast(new ParamType.Whole(min, max, true));
            }
            return this;
        }

        public Draft<V> deprecatedValues(String... values) {
            if (type instanceof ParamType.Choice(List<String> all, List<String> _, List<String> internal)) {
                type = cast(new ParamType.Choice(all, List.of(values), internal));
            }
            return this;
        }

        public Draft<V> internalValues(String... values) {
            if (type instanceof ParamType.Choice(List<String> all, List<String> old, List<String> _)) {
                type = cast(new ParamType.Choice(all, old, List.of(values)));
            }
            return this;
        }

        public Param<V> required() {
            return register(true, false, Optional.empty(), values -> only(values.orElseThrow()));
        }

        public Param<Optional<V>> optional() {
            return register(false, false, Optional.empty(), values -> values.map(this::only));
        }

        public Param<V> orElse(V fallback) {
            return register(false, false, Optional.of(format(fallback)), values -> values.map(this::only).orElse(fallback));
        }

        /** Several values; absent when the client gave none. */
        public Param<Optional<Set<V>>> many() {
            return register(false, true, Optional.empty(), values -> values.map(this::set));
        }

        public Param<Set<V>> manyRequired() {
            return register(true, true, Optional.empty(), values -> set(values.orElseThrow()));
        }

        @SafeVarargs
        public final Param<Set<V>> manyOr(V... fallback) {
            List<V> defaults = List.of(fallback);
            String text = String.join("|", defaults.stream().map(this::format).toList());
            return register(false, true, Optional.of(text), values -> values.map(this::set).orElseGet(() -> new LinkedHashSet<>(defaults)));
        }

        /** Several values whose default is all of them. */
        public Param<Set<V>> manyOrAll(List<V> defaults) {
            String text = String.join("|", defaults.stream().map(this::format).toList());
            return register(false, true, Optional.of(text), values -> values.map(this::set).orElseGet(() -> new LinkedHashSet<>(defaults)));
        }

        /** A templated parameter: values by the name the client gave ("contentformat-main"). */
        public Param<Map<String, V>> byName() {
            return register(false, false, Optional.empty(), values -> {
                Map<String, V> byName = new LinkedHashMap<>();
                for (Object pair : values.orElse(List.of())) {
                    Map.Entry<String, V> entry = cast(pair);
                    byName.put(entry.getKey(), entry.getValue());
                }
                return byName;
            });
        }

        private Param<Boolean> flagged() {
            return register(false, false, Optional.empty(), Optional::isPresent);
        }

        private <T> Param<T> register(
                boolean required, boolean multi, Optional<String> defaultText, Function<Optional<List<Object>>, T> collect) {
            Param<T> param = new Param<>(
                    new Param.Description(name, type, required, multi, defaultText, deprecated, sensitive, lowLimit, highLimit,
                            allowDuplicates, allSpecifier, tokenType, info, templateVars),
                    collect);
            declared.add(param);
            return param;
        }

        private String format(V value) {
            return value instanceof Instant instant ? Timestamps.iso(instant) : String.valueOf(value);
        }

        private V only(List<Object> values) {
            return cast(values.getFirst());
        }

        private Set<V> set(List<Object> values) {
            Set<V> set = new LinkedHashSet<>();
            values.forEach(value -> set.add(cast(value)));
            return set;
        }

        @SuppressWarnings("unchecked") // values are made by this draft's own type
        private static <X> X cast(Object value) {
            return (X) value;
        }
    }
}

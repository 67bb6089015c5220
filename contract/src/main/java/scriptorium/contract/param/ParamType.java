package scriptorium.contract.param;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * How one value of a parameter is written, read and described. The hierarchy is closed on purpose: whoever describes parameters switches over it, so that a
 * new type does not compile until everybody can describe it.
 *
 * @param <V> what a value becomes in Java
 */
public sealed interface ParamType<V> {

    /** The name that {@code action=paraminfo} shows; lists of values show the list instead. */
    String wireName();

    /** A short text ("string"). */
    record Text() implements ParamType<String> {
        @Override public String wireName() { return "string"; }
    }

    /** A long text ("text"). */
    record LongText() implements ParamType<String> {
        @Override public String wireName() { return "text"; }
    }

    /** A text that is neither normalised nor shown ("raw"). */
    record Bytes() implements ParamType<String> {
        @Override public String wireName() { return "raw"; }
    }

    /** A secret ("password"): sensitive, never in the query string. */
    record Password() implements ParamType<String> {
        @Override public String wireName() { return "password"; }
    }

    /** A whole number, clamped to its range with a warning, or refused when {@code enforce}. */
    record Whole(OptionalLong min, OptionalLong max, boolean enforce) implements ParamType<Long> {
        @Override public String wireName() { return "integer"; }
    }

    /** A page size: a number from {@code min}, or {@code max}; {@code highMax} for callers with apihighlimits. */
    record Limit(int min, int max, int highMax) implements ParamType<Integer> {
        @Override public String wireName() { return "limit"; }
    }

    /** A point in time in any spelling MediaWiki reads. */
    record Timestamp() implements ParamType<Instant> {
        @Override public String wireName() { return "timestamp"; }
    }

    /** An expiry: a point in time, a span from now, or never ({@link Expiry#NEVER}). */
    record ExpiryTime() implements ParamType<Expiry> {
        @Override public String wireName() { return "expiry"; }
    }

    /** True when present, whatever its value. */
    record Flag() implements ParamType<Boolean> {
        @Override public String wireName() { return "boolean"; }
    }

    /** One of a list of values. {@code deprecated} ones earn a warning, {@code internal} ones are left out of help. */
    record Choice(List<String> values, List<String> deprecated, List<String> internal) implements ParamType<String> {
        public Choice {
            values = List.copyOf(values);
            deprecated = List.copyOf(deprecated);
            internal = List.copyOf(internal);
        }

        @Override public String wireName() { return "enum"; }
    }

    /** A text that should be one of a list of values. The module itself says what is wrong with others. */
    record Listed(List<String> values) implements ParamType<String> {
        public Listed {
            values = List.copyOf(values);
        }

        @Override public String wireName() { return "enum"; }
    }

    /** A choice of modules; value to module path. Modules unknown at compile time come in through {@link ParamEnvironment#submodules}. */
    record Submodules(String group, Map<String, String> paths) implements ParamType<String> {

        /** The group of the generators: their module has refusals of its own for others, and puts {@code g} before the names of their parameters. */
        public static final String GENERATOR = "generator";

        public Submodules {
            paths = Map.copyOf(paths);
        }

        @Override public String wireName() { return "submodule"; }
    }

    /** A namespace number; {@code extra} lists further numbers that are allowed (-1 for Special, …). */
    record NamespaceId(List<Integer> extra) implements ParamType<Integer> {
        public NamespaceId {
            extra = List.copyOf(extra);
        }

        @Override public String wireName() { return "namespace"; }
    }

    /** A user name, IP, … of the given kinds ("name", "ip", "cidr", "temp", "interwiki", "id"); normalised. */
    record User(List<String> subtypes) implements ParamType<String> {
        public User {
            subtypes = List.copyOf(subtypes);
        }

        @Override public String wireName() { return "user"; }
    }

    /** A page title; refused when it is not valid. */
    record TitleText(boolean mustExist) implements ParamType<String> {
        @Override public String wireName() { return "title"; }
    }

    /** Names of change tags that a user may apply. */
    record Tags() implements ParamType<String> {
        @Override public String wireName() { return "tags"; }
    }

    /** An uploaded file. */
    record Upload() implements ParamType<UploadedFile> {
        @Override public String wireName() { return "upload"; }
    }
}

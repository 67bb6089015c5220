package scriptorium.contract.param;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import scriptorium.contract.message.ApiException;
import scriptorium.contract.message.Arg;
import scriptorium.contract.message.Msg;
import scriptorium.contract.module.ModuleSpec;

/**
 * Reads a module's parameters from a request: each by itself, in declared order; the first bad one ends it. Parameters are checked against each other later,
 * by {@link ModuleSpec#check}, as in MediaWiki.
 */
public final class ParamReader {

    private static final Pattern INTEGER = Pattern.compile("[+-]?\\d{1,20}");

    private final ModuleSpec spec;
    private final RawParams raw;
    private final ParamEnvironment environment;
    private final Consumer<Msg> warnings;
    private final Set<String> used;
    private final String extraPrefix;

    /**
     * @param extraPrefix put before every name: {@code g} for a generator, else empty
     * @param warnings told of every warning
     * @param used told of every parameter looked at, given or not
     */
    public ParamReader(
            ModuleSpec spec, String extraPrefix, RawParams raw, ParamEnvironment environment, Consumer<Msg> warnings, Set<String> used) {
        this.spec = spec;
        this.extraPrefix = extraPrefix;
        this.raw = raw;
        this.environment = environment;
        this.warnings = warnings;
        this.used = used;
    }

    /**
     * Reads every declared parameter.
     *
     * @throws ApiException with the error of the first parameter that is missing or bad; the others have been read, and warned of, all the same
     */
    public ParamValues read() {
        String prefix = extraPrefix + spec.prefix();
        IdentityHashMap<Param<?>, Object> values = new IdentityHashMap<>();
        Set<Param<?>> given = Collections.newSetFromMap(new IdentityHashMap<>());
        Set<Param<?>> max = Collections.newSetFromMap(new IdentityHashMap<>());
        Optional<ApiException> bad = Optional.empty();
        for (Param<?> param : spec.params().all()) {
            Optional<List<Object>> read;
            try {
                read = param.description().templated() ? readTemplated(prefix, param.description()) : readOne(prefix + param.name(), param.description());
            } catch (ApiException problem) {
                bad = bad.or(() -> Optional.of(problem));
                // What comes after the first that is bad is no problem any more.
                tags = (_, _) -> {};
                continue;
            }
            if (read.isPresent()) {
                given.add(param);
            }
            if (param.description().type() instanceof ParamType.Limit && "max".equals(raw.values().get(prefix + param.name()))) {
                max.add(param);
            }
            values.put(param, param.collect(read));
        }
        if (bad.isPresent()) {
            throw bad.get();
        }
        return new ParamValues(prefix, values, given, max);
    }

    private Optional<List<Object>> readTemplated(String prefix, Param.Description description) {
        List<Object> found = new ArrayList<>();
        Map.Entry<String, String> over = description.templateVars().entrySet().iterator().next();
        Optional<Param<?>> range = spec.params().all().stream().filter(p -> p.name().equals(over.getValue())).findFirst();
        String listed = range.map(p -> raw.values().get(prefix + p.name())).orElse("");
        for (String value : split(listed == null ? "" : listed)) {
            String name = prefix + description.name().replace("{" + over.getKey() + "}", value);
            readOne(name, description).ifPresent(values -> found.add(Map.entry(value, values.getFirst())));
        }
        return found.isEmpty() ? Optional.empty() : Optional.of(found);
    }

    private Optional<List<Object>> readOne(String name, Param.Description description) {
        used.add(name);
        if (description.type() instanceof ParamType.Upload) {
            return readUpload(name, description);
        }
        String text = raw.values().get(name);
        if (text == null) {
            if (description.required()) {
                throw ApiException.of("missingparam", "paramvalidator-missingparam", Arg.plain(name));
            }
            return Optional.empty();
        }
        if (raw.repaired().contains(name)) {
            warnings.accept(Msg.of("badutf8", "apiwarn-badutf8", Arg.raw(name)));
        }
        boolean isText = description.type() instanceof ParamType.Text || description.type() instanceof ParamType.LongText || description.type() instanceof ParamType.Password;
        if (description.required() && text.isEmpty() && !description.multi() && isText) {
            throw ApiException.of("missingparam", "paramvalidator-missingparam", Arg.plain(name), Arg.plain(text));
        }
        if ((description.type() instanceof ParamType.Password && (raw.isPost() || !spec.mustBePosted()) || !description.tokenType().isEmpty()) && !raw.posted().contains(name)) {
            throw ApiException.of("mustpostparams", "apierror-mustpostparams", Arg.raw(name), Arg.rawNum(1));
        }
        if (description.deprecated()) {
            warnings.accept(Msg.of("deprecation", "paramvalidator-param-deprecated", Arg.plain(name), Arg.plain(text))
                    .with("feature", spec.feature() + "&" + name));
        }
        return Optional.of(description.multi() ? readMany(name, text, description) : List.of(readValue(name, text, description.type())));
    }

    private Optional<List<Object>> readUpload(String name, Param.Description description) {
        UploadedFile file = raw.files().get(name);
        if (file != null) {
            return Optional.of(List.of(file));
        }
        if (raw.values().containsKey(name)) {
            throw ApiException.of("badupload", "paramvalidator-badupload-notupload", Arg.plain(name), Arg.plain(""));
        }
        if (description.required()) {
            throw ApiException.of("missingparam", "paramvalidator-missingparam", Arg.plain(name));
        }
        return Optional.empty();
    }

    /** Splits a multi-value: at {@code |}, or at U+001F when the value begins with it. */
    public static List<String> split(String text) {
        if (text.isEmpty() || text.equals("\u001F")) {
            return List.of();
        }
        char separator = text.charAt(0) == '\u001F' ? '\u001F' : '|';
        List<String> parts = new ArrayList<>();
        int from = separator == '|' ? 0 : 1;
        while (true) {
            int at = text.indexOf(separator, from);
            if (at < 0) {
                parts.add(text.substring(from));
                return parts;
            }
            parts.add(text.substring(from, at));
            from = at + 1;
        }
    }

    private List<Object> readMany(String name, String text, Param.Description description) {
        List<String> parts = split(text);
        boolean all = !description.allSpecifier().isEmpty() && parts.equals(List.of(description.allSpecifier()));
        Optional<List<String>> known = knownValues(description.type());
        if (all && known.isPresent()) {
            return typed(name, known.get(), description.type());
        }
        int limit = environment.highLimits() ? description.highLimit() : description.lowLimit();
        List<String> distinct = description.allowDuplicates() ? parts : List.copyOf(new LinkedHashSet<>(parts));
        List<String> values = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        for (String part : parts) {
            if (known.isEmpty() || known.get().contains(part)) {
                values.add(part);
            } else {
                unknown.add(part);
            }
        }
        if (distinct.size() > limit) {
            throw new ApiException(Msg.of("toomanyvalues", "paramvalidator-toomanyvalues", Arg.plain(name), Arg.num(limit))
                    .with("parameter", name)
                    .with("limit", limit)
                    .with("lowlimit", description.lowLimit())
                    .with("highlimit", description.highLimit()));
        }
        if (!unknown.isEmpty()) {
            scriptorium.contract.result.Result.Items listed = scriptorium.contract.result.Result.items("");
            unknown.forEach(listed::add);
            warnings.accept(Msg.of("unrecognizedvalues", "paramvalidator-unrecognizedvalues", Arg.plain(name), Arg.plain(text), Arg.comma(unknown),
                            Arg.num(unknown.size()))
                    .with("values", listed));
        }
        return typed(name, values, description.type());
    }

    private List<Object> typed(String name, List<String> parts, ParamType<?> type) {
        List<Object> values = new ArrayList<>(parts.size());
        for (String part : parts) {
            values.add(readValue(name, part, type));
        }
        return values;
    }

    private Optional<List<String>> knownValues(ParamType<?> type) {
        return switch (type) {
            case ParamType.Choice(List<String> values, List<String> _, List<String> _) -> Optional.of(values);
            case ParamType.Submodules submodules -> Optional.of(submoduleNames(submodules));
            case ParamType.NamespaceId namespace -> Optional.of(namespaceIds(namespace).stream().map(String::valueOf).toList());
            default -> Optional.empty();
        };
    }

    private List<String> submoduleNames(ParamType.Submodules submodules) {
        Set<String> names = new LinkedHashSet<>(submodules.paths().keySet());
        names.addAll(environment.submodules(submodules.group()).keySet());
        return List.copyOf(names);
    }

    private Set<Integer> namespaceIds(ParamType.NamespaceId type) {
        Set<Integer> ids = new TreeSet<>(environment.namespaces());
        ids.addAll(type.extra());
        return ids;
    }

    private Object readValue(String name, String text, ParamType<?> type) {
        return switch (type) {
            case ParamType.Text _, ParamType.LongText _, ParamType.Bytes _, ParamType.Password _, ParamType.Listed _ -> text;
            case ParamType.Tags _ -> {
                tags.accept(name, text);
                yield text;
            }
            case ParamType.Flag _ -> true;
            case ParamType.Whole whole -> readWhole(name, text, whole);
            case ParamType.Limit limit -> readLimit(name, text, limit);
            case ParamType.Timestamp _ -> readTimestamp(name, text);
            case ParamType.ExpiryTime _ -> Expiries.parse(text, environment.now())
                    .orElseThrow(() -> ApiException.of("badexpiry", "paramvalidator-badexpiry", Arg.plain(name), Arg.plain(text)));
            case ParamType.Choice(List<String> values, List<String> deprecated, List<String> _) -> readChoice(name, text, values, deprecated);
            case ParamType.Submodules submodules when submodules.group().equals(ParamType.Submodules.GENERATOR) -> text;
            case ParamType.Submodules submodules -> readChoice(name, text, submoduleNames(submodules), List.of());
            case ParamType.NamespaceId namespace -> readNamespace(name, text, namespace);
            case ParamType.User(List<String> subtypes) -> environment
                    .user(text, Set.copyOf(subtypes))
                    .orElseThrow(() -> ApiException.of("baduser", "paramvalidator-baduser", Arg.plain(name), Arg.plain(text)));
            case ParamType.TitleText _ -> readTitle(name, text);
            case ParamType.Upload _ -> throw new IllegalStateException("uploads are read apart");
        };
    }

    private Long readWhole(String name, String text, ParamType.Whole type) {
        long value = number(name, text);
        boolean low = type.min().isPresent() && value < type.min().getAsLong();
        boolean high = type.max().isPresent() && value > type.max().getAsLong();
        if (!low && !high) {
            return value;
        }
        Msg problem = outOfRange(name, text, type.min(), type.max(), OptionalLong.empty(), false);
        if (type.enforce()) {
            throw new ApiException(problem);
        }
        warnings.accept(problem);
        return low ? type.min().getAsLong() : type.max().getAsLong();
    }

    private Integer readLimit(String name, String text, ParamType.Limit type) {
        int max = environment.highLimits() ? type.highMax() : type.max();
        if (text.equals("max")) {
            maxLimits.accept(max);
            return max;
        }
        long value = number(name, text);
        if (value >= type.min() && value <= max) {
            return (int) value;
        }
        warnings.accept(outOfRange(name, text, OptionalLong.of(type.min()), OptionalLong.of(type.max()), OptionalLong.of(type.highMax()), environment.highLimits()));
        return value < type.min() ? type.min() : max;
    }

    private Consumer<Integer> maxLimits = _ -> {};
    private BiConsumer<String, String> tags = (_, _) -> {};

    /** Tells of each limit that was given as {@code max}, with the number used. */
    public ParamReader onMaxLimit(Consumer<Integer> listener) {
        maxLimits = listener;
        return this;
    }

    /** Tells of each change tag that was given: the parameter's name, the tag's. Which tags there are is not known here. */
    public ParamReader onTag(BiConsumer<String, String> listener) {
        tags = listener;
        return this;
    }

    private static Msg outOfRange(String name, String text, OptionalLong min, OptionalLong max, OptionalLong highMax, boolean highLimits) {
        String key = min.isPresent() && max.isPresent() ? "minmax" : min.isPresent() ? "min" : "max";
        OptionalLong current = highLimits && highMax.isPresent() ? highMax : max;
        return Msg.of("outofrange", "paramvalidator-outofrange-" + key, Arg.plain(name), Arg.plain(text), bound(min), bound(current))
                .with("min", box(min))
                .with("curmax", box(current))
                .with("max", box(max))
                .with("highmax", box(highMax));
    }

    private static Arg bound(OptionalLong value) {
        return value.isPresent() ? Arg.num(value.getAsLong()) : Arg.raw("");
    }

    private static Long box(OptionalLong value) {
        return value.isPresent() ? (Long) value.getAsLong() : null;
    }

    private static long number(String name, String text) {
        if (INTEGER.matcher(text).matches()) {
            try {
                return Long.parseLong(text);
            } catch (NumberFormatException e) {
                throw notWhole(name, text);
            }
        }
        throw notWhole(name, text);
    }

    private static ApiException notWhole(String name, String text) {
        return ApiException.of("badinteger", "paramvalidator-badinteger", Arg.plain(name), Arg.plain(text));
    }

    private Instant readTimestamp(String name, String text) {
        if (text.equals("now")) {
            return environment.now();
        }
        if (text.isEmpty() || text.equals("0")) {
            warnings.accept(Msg.of("unclearnowtimestamp", "paramvalidator-unclearnowtimestamp", Arg.plain(name), Arg.plain(text)));
            return environment.now();
        }
        return Timestamps.parse(text)
                .orElseThrow(() -> ApiException.of("badtimestamp", "paramvalidator-badtimestamp", Arg.plain(name), Arg.plain(text)));
    }

    private String readChoice(String name, String text, List<String> values, List<String> deprecated) {
        if (!values.contains(text)) {
            throw badValue(name, text, values);
        }
        if (deprecated.contains(text)) {
            warnings.accept(Msg.of("deprecation", "paramvalidator-deprecated-value", Arg.plain(name), Arg.plain(text))
                    .with("feature", spec.feature() + "&" + name + "=" + text));
        }
        return text;
    }

    private static ApiException badValue(String name, String text, List<String> values) {
        return ApiException.of("badvalue", "paramvalidator-badvalue-enumnotmulti", Arg.plain(name), Arg.plain(text),
                new Arg.ListOf(values.stream().map(Arg::plain).toList(), "text"), Arg.num(values.size()));
    }

    private Integer readNamespace(String name, String text, ParamType.NamespaceId type) {
        Set<Integer> ids = namespaceIds(type);
        if (INTEGER.matcher(text).matches() && text.length() < 9 && ids.contains(Integer.parseInt(text))) {
            return Integer.parseInt(text);
        }
        throw badValue(name, text, ids.stream().map(String::valueOf).toList());
    }

    private String readTitle(String name, String text) {
        environment.titleProblem(text).ifPresent(problem -> {
            throw ApiException.of("badtitle", "paramvalidator-badtitle", Arg.plain(name), Arg.plain(text));
        });
        return text;
    }
}

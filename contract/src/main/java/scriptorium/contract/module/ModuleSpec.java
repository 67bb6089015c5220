package scriptorium.contract.module;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import scriptorium.contract.message.ApiException;
import scriptorium.contract.message.Arg;
import scriptorium.contract.param.Param;
import scriptorium.contract.param.ParamValues;
import scriptorium.contract.param.Params;

/**
 * What the world may know of a module: enough to route to it, check its input and document it.
 *
 * @param path {@code edit}, {@code query+revisions}
 * @param readRights whether reading must be allowed; {@code writeRights} whether it writes
 * @param tokenType empty when it needs none
 * @param dynamicParameters whether it takes more parameters than it declares, which depend on the state of the session
 * @param examples query string to message key
 */
public record ModuleSpec(
        Group group,
        String path,
        String name,
        Params params,
        boolean readRights,
        boolean writeRights,
        boolean mustBePosted,
        Optional<String> tokenType,
        boolean generator,
        boolean deprecated,
        boolean internal,
        boolean dynamicParameters,
        List<Rule> rules,
        Map<String, String> examples) {

    public enum Group {
        ACTION, PROP, LIST, META, FORMAT;

        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A constraint between parameters; declared, so that help can state it. Checked last, when the module runs. */
    public sealed interface Rule {
        List<Param<?>> among();

        record ExactlyOne(List<Param<?>> among) implements Rule {}

        record AtLeastOne(List<Param<?>> among) implements Rule {}

        record AtMostOne(List<Param<?>> among) implements Rule {}
    }

    public String prefix() {
        return params.prefix();
    }

    /** How deprecation warnings name it: {@code action=query&prop=revisions}. */
    public String feature() {
        return group == Group.ACTION ? "action=" + name : "action=query&" + group.wireName() + "=" + name;
    }

    /**
     * Checks the parameters against each other.
     *
     * @throws ApiException when a rule is broken
     */
    public void check(ParamValues values) {
        for (Rule rule : rules) {
            List<Param<?>> given = params.all().stream().filter(rule.among()::contains).filter(values::has).toList();
            switch (rule) {
                case Rule.ExactlyOne(var among) when given.isEmpty() -> throw none("one-of", values, among);
                case Rule.AtLeastOne(var among) when given.isEmpty() -> throw none("at-least-one-of", values, among);
                case Rule.ExactlyOne _, Rule.AtMostOne _ when given.size() > 1 -> throw ApiException.of(
                        "invalidparammix", "apierror-invalidparammix", Arg.vars(values.wireNames(given).toArray(String[]::new)), Arg.rawNum(given.size()));
                case Rule.ExactlyOne _, Rule.AtLeastOne _, Rule.AtMostOne _ -> {}
            }
        }
    }

    private static ApiException none(String kind, ParamValues values, List<Param<?>> among) {
        return ApiException.of("missingparam", "apierror-missingparam-" + kind,
                Arg.vars(values.wireNames(among).toArray(String[]::new)), Arg.rawNum(among.size()));
    }

    public static Builder action(String name, Params params) {
        return new Builder(Group.ACTION, name, name, params);
    }

    public static Builder prop(String name, Params params) {
        return new Builder(Group.PROP, "query+" + name, name, params);
    }

    public static Builder list(String name, Params params) {
        return new Builder(Group.LIST, "query+" + name, name, params);
    }

    public static Builder meta(String name, Params params) {
        return new Builder(Group.META, "query+" + name, name, params);
    }

    public static final class Builder {
        private final Group group;
        private final String path;
        private final String name;
        private final Params params;
        private boolean readRights = true;
        private boolean writeRights;
        private boolean mustBePosted;
        private Optional<String> tokenType = Optional.empty();
        private boolean generator;
        private boolean deprecated;
        private boolean internal;
        private boolean dynamicParameters;
        private final List<Rule> rules = new ArrayList<>();
        private final Map<String, String> examples = new LinkedHashMap<>();

        private Builder(Group group, String path, String name, Params params) {
            this.group = group;
            this.path = path;
            this.name = name;
            this.params = params;
        }

        /** Writes, needs a token of this type, and so must be posted. */
        public Builder writes(String token) {
            writeRights = true;
            tokenType = Optional.of(token);
            mustBePosted = true;
            return this;
        }

        public Builder noReadRights() {
            readRights = false;
            return this;
        }

        public Builder writeRights() {
            writeRights = true;
            return this;
        }

        public Builder mustBePosted() {
            mustBePosted = true;
            return this;
        }

        public Builder token(String type) {
            tokenType = Optional.of(type);
            mustBePosted = true;
            return this;
        }

        public Builder generator() {
            generator = true;
            return this;
        }

        public Builder deprecated() {
            deprecated = true;
            return this;
        }

        public Builder internal() {
            internal = true;
            return this;
        }

        public Builder dynamicParameters() {
            dynamicParameters = true;
            return this;
        }

        public Builder exactlyOneOf(Param<?>... among) {
            rules.add(new Rule.ExactlyOne(List.of(among)));
            return this;
        }

        public Builder atLeastOneOf(Param<?>... among) {
            rules.add(new Rule.AtLeastOne(List.of(among)));
            return this;
        }

        public Builder atMostOneOf(Param<?>... among) {
            rules.add(new Rule.AtMostOne(List.of(among)));
            return this;
        }

        public Builder example(String query, String messageKey) {
            examples.put(query, messageKey);
            return this;
        }

        public ModuleSpec build() {
            return new ModuleSpec(group, path, name, params, readRights, writeRights, mustBePosted, tokenType, generator, deprecated, internal,
                    dynamicParameters, List.copyOf(rules), java.util.Collections.unmodifiableMap(examples));
        }
    }
}

package scriptorium.contract.module;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import scriptorium.contract.param.Param;
import scriptorium.contract.param.ParamType;

/**
 * A module's declaration as JSON, as a service publishes it at {@code GET /internal/modules}. Field names are those of {@code action=paraminfo} where it has
 * them.
 */
public final class Descriptor {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private Descriptor() {}

    public static ObjectNode of(ModuleSpec spec) {
        ObjectNode module = JSON.objectNode();
        module.put("name", spec.name());
        module.put("path", spec.path());
        module.put("group", spec.group().wireName());
        module.put("prefix", spec.prefix());
        flag(module, "readrights", spec.readRights());
        flag(module, "writerights", spec.writeRights());
        flag(module, "mustbeposted", spec.mustBePosted());
        flag(module, "generator", spec.generator());
        flag(module, "deprecated", spec.deprecated());
        flag(module, "internal", spec.internal());
        flag(module, "dynamicparameters", spec.dynamicParameters());
        spec.tokenType().ifPresent(type -> module.put("tokentype", type));
        ArrayNode examples = module.putArray("examples");
        spec.examples().forEach((query, key) -> examples.addObject().put("query", query).put("description", key));
        ArrayNode parameters = module.putArray("parameters");
        ArrayNode templated = module.putArray("templatedparameters");
        for (Param<?> param : spec.params().all()) {
            (param.description().templated() ? templated : parameters).add(of(param.description()));
        }
        return module;
    }

    private static ObjectNode of(Param.Description param) {
        ObjectNode info = JSON.objectNode();
        info.put("name", param.name());
        type(info, param.type());
        flag(info, "required", param.required());
        flag(info, "deprecated", param.deprecated());
        flag(info, "sensitive", param.sensitive());
        if (!param.tokenType().isEmpty()) {
            info.put("tokentype", param.tokenType());
        }
        if (param.multi()) {
            info.put("multi", true);
            info.put("lowlimit", param.lowLimit());
            info.put("highlimit", param.highLimit());
            flag(info, "allowsduplicates", param.allowDuplicates());
            if (!param.allSpecifier().isEmpty()) {
                info.put("allspecifier", param.allSpecifier());
            }
        }
        param.defaultText().ifPresent(text -> defaultValue(info, param.type(), text));
        if (!param.info().isEmpty()) {
            ArrayNode remarks = info.putArray("info");
            param.info().forEach(name -> remarks.addObject().put("name", name));
        }
        if (param.templated()) {
            ObjectNode vars = info.putObject("templatevars");
            param.templateVars().forEach(vars::put);
        }
        return info;
    }

    private static void defaultValue(ObjectNode info, ParamType<?> type, String text) {
        switch (type) {
            case ParamType.Whole _, ParamType.Limit _, ParamType.NamespaceId _ when text.matches("-?\\d{1,18}") -> info.put("default", Long.parseLong(text));
            default -> info.put("default", text);
        }
    }

    private static void type(ObjectNode info, ParamType<?> type) {
        switch (type) {
            case ParamType.Choice(List<String> values, List<String> deprecated, List<String> internal) -> {
                names(info, "type", values);
                if (!deprecated.isEmpty()) {
                    names(info, "deprecatedvalues", deprecated);
                }
                if (!internal.isEmpty()) {
                    names(info, "internalvalues", internal);
                }
            }
            case ParamType.Listed(List<String> values) -> names(info, "type", values);
            case ParamType.Submodules(String group, var paths) -> {
                info.put("type", "submodule");
                info.put("submodulegroup", group);
                ObjectNode map = info.putObject("submodules");
                paths.forEach(map::put);
            }
            case ParamType.Limit(int min, int max, int highMax) -> {
                info.put("type", "limit");
                info.put("min", min);
                info.put("max", max);
                info.put("highmax", highMax);
            }
            case ParamType.Whole(var min, var max, boolean enforce) -> {
                info.put("type", "integer");
                min.ifPresent(value -> info.put("min", value));
                max.ifPresent(value -> info.put("max", value));
                flag(info, "enforcerange", enforce);
            }
            case ParamType.NamespaceId(List<Integer> extra) -> {
                info.put("type", "namespace");
                if (!extra.isEmpty()) {
                    ArrayNode more = info.putArray("extranamespaces");
                    extra.forEach(more::add);
                }
            }
            case ParamType.User(List<String> subtypes) -> {
                info.put("type", "user");
                names(info, "subtypes", subtypes);
            }
            case ParamType.TitleText(boolean mustExist) -> {
                info.put("type", "title");
                info.put("mustExist", mustExist);
            }
            case ParamType.Tags _ -> info.putArray("type");
            default -> info.put("type", type.wireName());
        }
    }

    private static void names(ObjectNode info, String field, List<String> values) {
        ArrayNode list = info.putArray(field);
        values.forEach(list::add);
    }

    private static void flag(ObjectNode node, String name, boolean value) {
        if (value) {
            node.put(name, true);
        }
    }
}

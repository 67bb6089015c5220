package scriptorium.router.help;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import scriptorium.contract.call.ModuleAnswer;
import scriptorium.contract.call.Warning;
import scriptorium.contract.module.ModuleSpec;
import scriptorium.contract.param.Param;
import scriptorium.contract.param.ParamType;
import scriptorium.contract.param.ParamValues;
import scriptorium.contract.param.Params;
import scriptorium.contract.result.Result;
import scriptorium.host.site.SiteConfig;
import scriptorium.router.dispatch.Module;
import scriptorium.router.dispatch.ModuleDirectory;
import scriptorium.router.dispatch.Owner;
import scriptorium.router.request.Urls;

/** {@code action=paraminfo}: modules and their parameters, for programs. */
@ApplicationScoped
public class ParamInfoModule {

    private static final Params PARAMS = Params.declare();
    private static final Param<Optional<Set<String>>> MODULES = PARAMS.text("modules").many();
    private static final Param<String> HELP_FORMAT = PARAMS.choice("helpformat", "html", "none", "raw", "wikitext").orElse("none");
    private static final Param<Optional<Set<String>>> QUERY_MODULES =
            PARAMS.param("querymodules", new ParamType.Submodules("names:query", Map.of())).deprecated().many();
    private static final Param<Optional<String>> MAIN_MODULE = PARAMS.text("mainmodule").deprecated().optional();
    private static final Param<Optional<String>> PAGESET_MODULE = PARAMS.text("pagesetmodule").deprecated().optional();
    private static final Param<Optional<Set<String>>> FORMAT_MODULES =
            PARAMS.param("formatmodules", new ParamType.Submodules("names:format", Map.of())).deprecated().many();

    public static final ModuleSpec SPEC = ModuleSpec.action("paraminfo", PARAMS)
            .noReadRights()
            .example("action=paraminfo&modules=parse|phpfm|query+allpages|query+siteinfo", "apihelp-paraminfo-example-several")
            .example("action=paraminfo&modules=query+*", "apihelp-paraminfo-example-query")
            .build();

    private final SiteConfig site;
    private final ModuleDirectory directory;
    private final Descriptions descriptions;

    ParamInfoModule(SiteConfig site, ModuleDirectory directory, Descriptions descriptions) {
        this.site = site;
        this.directory = directory;
        this.descriptions = descriptions;
    }

    public void run(ParamValues values, boolean highLimits, ModuleAnswer answer) {
        ModuleDirectory.Modules all = directory.modules();
        String helpFormat = values.get(HELP_FORMAT);
        Result.Tree info = new Result.Tree().put("helpformat", helpFormat);
        Writer writer = new Writer(all, helpFormat, highLimits);
        List<Module> asked = new ArrayList<>();
        for (String path : values.get(MODULES).orElse(Set.of())) {
            ModulePaths.Found found = ModulePaths.find(all, path);
            found.problem().ifPresent(problem -> answer.warnings.add(new Warning("paraminfo", problem)));
            found.modules().stream().filter(module -> !asked.contains(module)).forEach(asked::add);
        }
        if (!asked.isEmpty()) {
            info.put("modules", writer.list(asked));
        }
        values.get(QUERY_MODULES).ifPresent(names -> info.put("querymodules", writer.typed(named(all, names, "query+"))));
        values.get(FORMAT_MODULES).ifPresent(names -> info.put("formatmodules", writer.list(named(all, names, ""))));
        values.get(MAIN_MODULE).flatMap(_ -> all.find("main")).ifPresent(main -> info.put("mainmodule", writer.module(main)));
        values.get(PAGESET_MODULE).flatMap(_ -> all.find("query")).ifPresent(query -> info.put("pagesetmodule", writer.module(query)));
        answer.result.put("paraminfo", info);
    }

    private static List<Module> named(ModuleDirectory.Modules all, Set<String> names, String prefix) {
        return names.stream().map(name -> all.find(prefix + name)).flatMap(Optional::stream).toList();
    }

    /** Numbers by their size, words by their letters. */
    private static int inOrder(String a, String b) {
        boolean numbers = a.matches("\\d{1,9}") && b.matches("\\d{1,9}");
        return numbers ? Integer.compare(Integer.parseInt(a), Integer.parseInt(b)) : a.compareTo(b);
    }

    /** Writes descriptors in one help format for one caller. */
    private final class Writer {
        private final ModuleDirectory.Modules all;
        private final String helpFormat;
        private final boolean highLimits;

        Writer(ModuleDirectory.Modules all, String helpFormat, boolean highLimits) {
            this.all = all;
            this.helpFormat = helpFormat;
            this.highLimits = highLimits;
        }

        Result.Items list(List<Module> modules) {
            Result.Items list = Result.items("module");
            modules.forEach(module -> list.add(module(module)));
            return list;
        }

        /** The deprecated form, which says in which parameter of query a module stands. */
        Result.Items typed(List<Module> modules) {
            Result.Items list = Result.items("module");
            modules.forEach(module -> list.add(module(module).put("querytype", module.group())));
            return list;
        }

        Result.Tree module(Module module) {
            ObjectNode declared = module.descriptor();
            Result.Tree tree = new Result.Tree()
                    .put("name", module.name())
                    .put("classname", className(module))
                    .put("path", module.path());
            if (!module.group().isEmpty()) {
                tree.put("group", module.group());
            }
            tree.put("prefix", module.prefix()).put("source", "Scriptorium").put("sourcename", "Scriptorium");
            descriptions.of(module, helpFormat).ifPresent(text -> tree.set("description", text));
            for (String flag : List.of("deprecated", "internal", "readrights", "writerights", "mustbeposted", "generator", "dynamicparameters")) {
                tree.flag(flag, declared.path(flag).asBoolean());
            }
            tree.put("helpurls", Result.items("helpurl").add(Urls.api(site) + "?action=help&modules=" + module.path().replace("+", "%2B")));
            if (!helpFormat.equals("none") && !declared.path("examples").isEmpty()) {
                Result.Items examples = Result.items("example");
                for (JsonNode example : declared.path("examples")) {
                    Result.Tree shown = new Result.Tree().put("query", example.path("query").asText());
                    descriptions.example(module, example.path("description").asText(), helpFormat).ifPresent(text -> {
                        shown.set("description", text);
                        if (text instanceof String) {
                            shown.markSubelement("description");
                        }
                    });
                    examples.add(shown);
                }
                tree.put("examples", examples);
            }
            parameters(module, tree);
            return tree;
        }

        private String className(Module module) {
            return module.owner() == Owner.ROUTER ? "scriptorium.router." + module.path() : "scriptorium." + module.owner().wireName() + "." + module.path();
        }

        /** A templated parameter stands behind the one that it ranges over. */
        private void parameters(Module module, Result.Tree tree) {
            Result.Items plain = Result.items("param");
            Result.Items templated = Result.items("param");
            int index = 0;
            for (JsonNode parameter : module.descriptor().path("parameters")) {
                plain.add(parameter(module, parameter, ++index));
                for (JsonNode template : module.descriptor().path("templatedparameters")) {
                    if (template.path("templatevars").properties().iterator().next().getValue().asText().equals(parameter.path("name").asText())) {
                        templated.add(parameter(module, template, ++index));
                    }
                }
            }
            tree.put("parameters", plain).put("templatedparameters", templated);
        }

        private Result.Tree parameter(Module module, JsonNode declared, int index) {
            Result.Tree info = new Result.Tree().put("index", index).put("name", declared.path("name").asText());
            descriptions.of(module, declared, helpFormat, all).ifPresent(text -> info.set("description", text));
            if (declared.has("templatevars")) {
                Result.Tree vars = new Result.Tree();
                declared.path("templatevars").properties().forEach(entry -> vars.put(entry.getKey(), entry.getValue().asText()));
                info.put("templatevars", vars);
            }
            String group = group(declared);
            info.set("type", group.isEmpty() ? type(declared) : Result.Items.of("t", submodules(declared, group).keySet()));
            info.put("required", declared.path("required").asBoolean());
            if (declared.has("default")) {
                info.set("default", value(declared.path("default"), ""));
            }
            info.flag("deprecated", declared.path("deprecated").asBoolean());
            info.flag("sensitive", declared.path("sensitive").asBoolean());
            if (declared.has("tokentype")) {
                info.put("tokentype", declared.path("tokentype").asText());
            }
            boolean multi = declared.path("multi").asBoolean();
            info.put("multi", multi);
            if (multi) {
                limits(info, declared);
            }
            if (!group.isEmpty() && !group.startsWith("names:")) {
                submodules(info, declared, group);
            }
            for (String name : List.of("deprecatedvalues", "internalvalues", "subtypes", "extranamespaces", "min", "max", "highmax", "enforcerange", "mustExist",
                    "maxbytes", "maxchars")) {
                if (declared.has(name)) {
                    info.set(name, value(declared.path(name), name.equals("extranamespaces") ? "ns" : ""));
                }
            }
            if (declared.has("info")) {
                Result.Items remarks = Result.items("i");
                for (JsonNode remark : declared.path("info")) {
                    Result.Tree shown = new Result.Tree().put("name", remark.path("name").asText());
                    descriptions.remark(module, remark.path("name").asText(), helpFormat).ifPresent(text -> shown.set("text", text));
                    remarks.add(shown);
                }
                info.put("info", remarks);
            }
            return info;
        }

        /** The group of modules that a parameter chooses from; a page set's generator may declare plain names. */
        private static String group(JsonNode declared) {
            return declared.path("name").asText().equals("generator") && declared.path("type").isArray() ? "generator" : declared.path("submodulegroup").asText();
        }

        /** Values stand in order, those that are deprecated or internal behind the others. */
        private Object type(JsonNode declared) {
            if (!declared.path("type").isArray()) {
                return declared.path("type").asText();
            }
            List<String> last = new ArrayList<>();
            declared.path("deprecatedvalues").forEach(value -> last.add(value.asText()));
            declared.path("internalvalues").forEach(value -> last.add(value.asText()));
            List<String> values = new ArrayList<>();
            declared.path("type").forEach(value -> values.add(value.asText()));
            values.sort(Comparator.<String, Boolean>comparing(last::contains).thenComparing(ParamInfoModule::inOrder));
            return Result.Items.of("t", values);
        }

        private void limits(Result.Tree info, JsonNode declared) {
            long low = declared.path("lowlimit").asLong(50);
            long high = declared.path("highlimit").asLong(500);
            info.put("lowlimit", low).put("highlimit", high).put("limit", highLimits ? high : low);
            info.flag("allowsduplicates", declared.path("allowsduplicates").asBoolean());
            if (declared.has("allspecifier")) {
                info.put("allspecifier", declared.path("allspecifier").asText());
            }
        }

        private Map<String, String> submodules(JsonNode declared, String group) {
            Map<String, String> paths = new LinkedHashMap<>(all.group(group));
            declared.path("submodules").properties().forEach(entry -> paths.putIfAbsent(entry.getKey(), entry.getValue().asText()));
            return paths;
        }

        private void submodules(Result.Tree info, JsonNode declared, String group) {
            Result.Tree paths = new Result.Tree();
            List<String> deprecated = new ArrayList<>();
            List<String> internal = new ArrayList<>();
            submodules(declared, group).forEach((name, path) -> {
                paths.put(name, path);
                all.find(path).filter(module -> module.flag("deprecated")).ifPresent(_ -> deprecated.add(name));
                all.find(path).filter(module -> module.flag("internal")).ifPresent(_ -> internal.add(name));
            });
            info.put("submodules", paths);
            if (group.equals("generator")) {
                info.put("submoduleparamprefix", "g");
            }
            if (!deprecated.isEmpty()) {
                info.put("deprecatedvalues", Result.Items.of("", deprecated));
            }
            if (!internal.isEmpty()) {
                info.put("internalvalues", Result.Items.of("", internal));
            }
        }

        private Object value(JsonNode node, String element) {
            if (node.isArray()) {
                Result.Items items = Result.items(element);
                node.forEach(item -> items.add(value(item, "")));
                return items;
            }
            return node.isBoolean() ? (Object) node.asBoolean() : node.isIntegralNumber() ? (Object) node.asLong() : node.asText();
        }
    }
}

package scriptorium.router.main;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import scriptorium.contract.module.ModuleSpec;
import scriptorium.contract.param.Param;
import scriptorium.contract.param.ParamValues;
import scriptorium.contract.param.Params;
import scriptorium.router.format.JsonFormat;
import scriptorium.router.format.NoFormat;
import scriptorium.router.format.OutputFormat;
import scriptorium.router.format.PhpFormat;
import scriptorium.router.format.RawFormat;
import scriptorium.router.format.XmlFormat;

/** The output formats as modules: their declarations, and what their parameters choose. */
final class FormatModules {

    private static final String EXAMPLE = "action=query&meta=siteinfo&siprop=namespaces&format=";

    /** What a format module's parameters ask for. */
    record Choice(OutputFormat format, boolean html, boolean wrapped) {}

    private record Json(ModuleSpec spec, Param<Optional<String>> callback, Param<Boolean> utf8, Param<Boolean> ascii, Param<String> version,
            Optional<Param<Boolean>> wrapped) {}

    private record Php(ModuleSpec spec, Param<String> version, Optional<Param<Boolean>> wrapped) {}

    private record Xml(ModuleSpec spec, Param<Optional<String>> xslt, Param<Boolean> namespace, Optional<Param<Boolean>> wrapped) {}

    private static final Json JSON = json("json", false);
    private static final Json JSONFM = json("jsonfm", true);
    private static final Php PHP = php("php", false);
    private static final Php PHPFM = php("phpfm", true);
    private static final Xml XML = xml("xml", false);
    private static final Xml XMLFM = xml("xmlfm", true);
    private static final Params RAW_PARAMS = Params.declare();
    private static final Param<Boolean> RAW_WRAPPED = RAW_PARAMS.flag("wrappedhtml");
    private static final ModuleSpec RAWFM = spec("rawfm", RAW_PARAMS);
    private static final ModuleSpec NONE = spec("none", Params.declare());

    static final List<ModuleSpec> ALL = List.of(JSON.spec, JSONFM.spec, NONE, PHP.spec, PHPFM.spec, RAWFM, XML.spec, XMLFM.spec);

    private FormatModules() {}

    static Optional<ModuleSpec> find(String name) {
        return ALL.stream().filter(spec -> spec.name().equals(name)).findFirst();
    }

    /** The format with all its parameters at their defaults: what is left when they are bad. */
    static Choice plain(String name) {
        return switch (name) {
            case "json" -> new Choice(new JsonFormat(1, true), false, false);
            case "php" -> new Choice(new PhpFormat(1), false, false);
            case "phpfm" -> new Choice(new PhpFormat(1), true, false);
            case "xml" -> new Choice(new XmlFormat(false), false, false);
            case "xmlfm" -> new Choice(new XmlFormat(false, true, ""), true, false);
            case "none" -> new Choice(new NoFormat(), false, false);
            case "rawfm" -> new Choice(new RawFormat(), true, false);
            default -> new Choice(new JsonFormat(1, true, true, "", false), true, false);
        };
    }

    static Choice choose(String name, ParamValues values) {
        return switch (name) {
            case "json" -> json(JSON, values, false);
            case "jsonfm" -> json(JSONFM, values, true);
            case "php" -> new Choice(new PhpFormat(version(values.get(PHP.version))), false, false);
            case "phpfm" -> new Choice(new PhpFormat(version(values.get(PHPFM.version))), true, wrapped(PHPFM.wrapped, values));
            case "xml" -> new Choice(new XmlFormat(values.get(XML.namespace)), false, false);
            case "xmlfm" -> new Choice(new XmlFormat(values.get(XMLFM.namespace), true, ""), true, wrapped(XMLFM.wrapped, values));
            case "rawfm" -> new Choice(new RawFormat(), true, values.get(RAW_WRAPPED));
            default -> new Choice(new NoFormat(), false, false);
        };
    }

    /** Whether a style sheet is asked for; this wiki serves none. */
    static boolean asksForXslt(String name, ParamValues values) {
        return name.equals("xml") && values.get(XML.xslt).isPresent() || name.equals("xmlfm") && values.get(XMLFM.xslt).isPresent();
    }

    private static Choice json(Json module, ParamValues values, boolean html) {
        int version = version(values.get(module.version));
        boolean ascii = version == 1 ? !values.get(module.utf8) : values.get(module.ascii) && !values.get(module.utf8);
        Optional<String> callback = values.get(module.callback).map(name -> name.replaceAll("[^\\]\\[.'\"_A-Za-z0-9]", ""));
        return new Choice(new JsonFormat(version, ascii, html, callback.orElse(""), callback.isPresent()), html, wrapped(module.wrapped, values));
    }

    private static boolean wrapped(Optional<Param<Boolean>> param, ParamValues values) {
        return param.isPresent() && values.get(param.get());
    }

    private static int version(String text) {
        return text.equals("1") ? 1 : 2;
    }

    private static Json json(String name, boolean html) {
        Params params = Params.declare();
        Optional<Param<Boolean>> wrapped = html ? Optional.of(params.flag("wrappedhtml")) : Optional.empty();
        Param<Optional<String>> callback = params.text("callback").optional();
        Param<Boolean> utf8 = params.flag("utf8");
        Param<Boolean> ascii = params.flag("ascii");
        Param<String> version = params.choice("formatversion", "1", "2", "latest").orElse("1");
        return new Json(spec(name, params), callback, utf8, ascii, version, wrapped);
    }

    private static Php php(String name, boolean html) {
        Params params = Params.declare();
        Optional<Param<Boolean>> wrapped = html ? Optional.of(params.flag("wrappedhtml")) : Optional.empty();
        Param<String> version = params.choice("formatversion", "1", "2", "latest").orElse("1");
        return new Php(spec(name, params), version, wrapped);
    }

    private static Xml xml(String name, boolean html) {
        Params params = Params.declare();
        Optional<Param<Boolean>> wrapped = html ? Optional.of(params.flag("wrappedhtml")) : Optional.empty();
        Param<Optional<String>> xslt = params.text("xslt").optional();
        Param<Boolean> namespace = params.flag("includexmlnamespace");
        return new Xml(spec(name, params), xslt, namespace, wrapped);
    }

    private static ModuleSpec spec(String name, Params params) {
        return new ModuleSpec(ModuleSpec.Group.FORMAT, name, name, params, true, false, false, Optional.empty(), false, false, false, false, List.of(),
                Map.of(EXAMPLE + name, "apihelp-format-example-generic"));
    }
}

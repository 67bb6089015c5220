package scriptorium.router.help;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import scriptorium.contract.message.Arg;
import scriptorium.host.site.SiteConfig;
import scriptorium.router.dispatch.Module;
import scriptorium.router.dispatch.ModuleDirectory;
import scriptorium.router.request.Urls;
import scriptorium.router.text.Catalog;
import scriptorium.router.text.Html;
import scriptorium.router.text.Markup;

/** Draws the documentation of modules. */
@ApplicationScoped
class HelpPage {

    private final SiteConfig site;
    private final Catalog catalog;
    private final Descriptions descriptions;

    HelpPage(SiteConfig site, Catalog catalog, Descriptions descriptions) {
        this.site = site;
        this.catalog = catalog;
        this.descriptions = descriptions;
    }

    String body(ModuleDirectory.Modules all, List<Module> shown, boolean contents) {
        StringBuilder html = new StringBuilder();
        html.append("<p>").append(text("api-help-lead", Arg.raw(site.name()))).append("</p>");
        if (contents && shown.size() > 1) {
            html.append("<nav id=\"toc\" class=\"toc\"><ul>");
            shown.forEach(module -> html.append("<li><a href=\"#").append(Html.text(module.path())).append("\">").append(Html.text(title(module))).append("</a></li>"));
            html.append("</ul></nav>");
        }
        shown.forEach(module -> module(html, all, module));
        return html.toString();
    }

    private void module(StringBuilder html, ModuleDirectory.Modules all, Module module) {
        String path = Html.text(module.path());
        html.append("<section class=\"apihelp-module\"><h2 class=\"apihelp-header\" id=\"").append(path).append("\">").append(Html.text(title(module))).append("</h2>");
        trail(html, module);
        flags(html, module);
        html.append("<div class=\"apihelp-description\">").append(descriptions.html(module)).append("</div>");
        List<JsonNode> parameters = parameters(module);
        if (!parameters.isEmpty()) {
            html.append("<h3>").append(text("api-help-parameters")).append("</h3><dl class=\"apihelp-parameters\">");
            parameters.forEach(parameter -> parameter(html, all, module, parameter));
            html.append("</dl>");
        }
        examples(html, module);
        html.append("</section>");
    }

    private static List<JsonNode> parameters(Module module) {
        List<JsonNode> parameters = new ArrayList<>();
        module.descriptor().path("parameters").forEach(parameters::add);
        module.descriptor().path("templatedparameters").forEach(parameters::add);
        return parameters;
    }

    static String title(Module module) {
        return switch (module.group()) {
            case "" -> "Main module";
            case "action" -> "action=" + module.name();
            case "format" -> "format=" + module.name();
            default -> module.group() + "=" + module.name() + (module.prefix().isEmpty() ? "" : " (" + module.prefix() + ")");
        };
    }

    private void trail(StringBuilder html, Module module) {
        if (module.path().equals("main")) {
            return;
        }
        html.append("<p class=\"apihelp-linktrail\"><a href=\"").append(link("main")).append("\">main</a>");
        if (module.path().startsWith("query+")) {
            html.append(" › <a href=\"").append(link("query")).append("\">query</a>");
        }
        html.append(" › <b>").append(Html.text(module.name())).append("</b></p>");
    }

    private String link(String path) {
        return Html.text(site.scriptPath() + "/api.php?action=help&modules=" + path.replace("+", "%2B"));
    }

    private void flags(StringBuilder html, Module module) {
        List<String> flags = new ArrayList<>();
        for (String flag : List.of("deprecated", "internal", "readrights", "writerights", "mustbeposted", "generator")) {
            if (module.flag(flag)) {
                flags.add(text("api-help-flag-" + flag));
            }
        }
        if (module.descriptor().has("tokentype")) {
            flags.add(text("api-help-flag-token", Arg.plain(module.descriptor().path("tokentype").asText())));
        }
        if (!flags.isEmpty()) {
            html.append("<ul class=\"apihelp-flags\">");
            flags.forEach(flag -> html.append("<li>").append(flag).append("</li>"));
            html.append("</ul>");
        }
    }

    private void parameter(StringBuilder html, ModuleDirectory.Modules all, Module module, JsonNode parameter) {
        String name = module.prefix() + parameter.path("name").asText();
        html.append("<dt id=\"").append(Html.text(module.path() + ":" + parameter.path("name").asText())).append("\"><code>").append(Html.text(name)).append("</code>");
        if (parameter.path("required").asBoolean()) {
            html.append(" <strong class=\"apihelp-required\">").append(text("api-help-required")).append("</strong>");
        }
        if (parameter.path("deprecated").asBoolean()) {
            html.append(" <span class=\"apihelp-deprecated\">").append(text("api-help-deprecated")).append("</span>");
        }
        html.append("</dt><dd>").append(descriptions.html(module, parameter, all));
        html.append("<p class=\"apihelp-info\">").append(type(all, parameter)).append("</p>");
        String fallback = parameter.path("default").asText();
        if (parameter.has("default")) {
            html.append("<p class=\"apihelp-info\">").append(text("api-help-default", Arg.plain(fallback.isEmpty() ? "\u2009" : fallback))).append("</p>");
        }
        html.append("</dd>");
    }

    private String type(ModuleDirectory.Modules all, JsonNode parameter) {
        boolean multi = parameter.path("multi").asBoolean();
        String group = parameter.path("submodulegroup").asText();
        String many = multi
                ? " " + text("api-help-multi", Arg.num(parameter.path("lowlimit").asLong(50)), Arg.num(parameter.path("highlimit").asLong(500)))
                : "";
        if (!group.isEmpty()) {
            Map<String, String> paths = new LinkedHashMap<>(all.group(group));
            StringBuilder links = new StringBuilder();
            paths.forEach((name, path) -> links.append(links.isEmpty() ? "" : ", ").append("<a href=\"").append(link(path)).append("\">").append(Html.text(name)).append("</a>"));
            return text(multi ? "api-help-values" : "api-help-value") + " " + links + "." + many;
        }
        if (parameter.path("type").isArray()) {
            List<String> values = StreamSupport.stream(parameter.path("type").spliterator(), false)
                    .map(value -> "<kbd>" + (value.asText().isEmpty() ? text("api-help-empty") : Html.text(value.asText())) + "</kbd>")
                    .toList();
            return text(multi ? "api-help-values" : "api-help-value") + " " + String.join(", ", values) + "." + many;
        }
        String type = parameter.path("type").asText();
        String range = range(parameter, type);
        return text("api-help-type", Arg.plain(type)) + (range.isEmpty() ? "" : " " + range) + many;
    }

    private String range(JsonNode parameter, String type) {
        if (type.equals("limit")) {
            return text("api-help-limit", Arg.num(parameter.path("max").asLong()), Arg.num(parameter.path("highmax").asLong()));
        }
        if (parameter.has("min") && parameter.has("max")) {
            return text("api-help-range", Arg.num(parameter.path("min").asLong()), Arg.num(parameter.path("max").asLong()));
        }
        return parameter.has("min") ? text("api-help-min", Arg.num(parameter.path("min").asLong()))
                : parameter.has("max") ? text("api-help-max", Arg.num(parameter.path("max").asLong())) : "";
    }

    private void examples(StringBuilder html, Module module) {
        if (module.descriptor().path("examples").isEmpty()) {
            return;
        }
        html.append("<h3>").append(text("api-help-examples")).append("</h3><dl class=\"apihelp-examples\">");
        for (JsonNode example : module.descriptor().path("examples")) {
            String query = example.path("query").asText();
            html.append("<dt>").append(descriptions.exampleHtml(module, example.path("description").asText())).append("</dt><dd><a rel=\"nofollow\" href=\"")
                    .append(Html.text(Urls.api(site) + "?" + query)).append("\"><code>api.php?").append(Html.text(query))
                    .append("</code></a> <a class=\"quiet\" href=\"").append(Html.text(Urls.page(site, "Special:ApiSandbox") + "#" + query)).append("\">")
                    .append(text("api-help-try")).append("</a></dd>");
        }
        html.append("</dl>");
    }

    private String text(String key, Arg... args) {
        return catalog.text(key, List.of(args), Markup.HTML);
    }
}

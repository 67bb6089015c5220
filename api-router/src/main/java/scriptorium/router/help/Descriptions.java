package scriptorium.router.help;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import scriptorium.contract.message.Arg;
import scriptorium.contract.result.Result;
import scriptorium.router.dispatch.Module;
import scriptorium.router.dispatch.ModuleDirectory;
import scriptorium.router.text.Catalog;
import scriptorium.router.text.Html;
import scriptorium.router.text.Markup;
import scriptorium.router.text.Notices;

/** The help texts of modules and parameters, found by MediaWiki's convention of keys ({@code apihelp-edit-param-title}). */
@ApplicationScoped
class Descriptions {

    private static final List<String> PARTS = List.of("summary", "extended-description");

    private final Catalog catalog;

    Descriptions(Catalog catalog) {
        this.catalog = catalog;
    }

    /** One text: a key with its arguments, perhaps about one value of a parameter. */
    private record Line(String key, List<Arg> args, String value) {}

    /** The module's description in a help format; empty with {@code none}. */
    Optional<Object> of(Module module, String format) {
        return written(format.equals("raw") ? allLines(module) : lines(module), format);
    }

    /** Keys of texts that there are and that there could be. */
    private static List<Line> allLines(Module module) {
        return PARTS.stream().map(part -> new Line("apihelp-" + module.path() + "-" + part, moduleArgs(module), "")).toList();
    }

    Optional<Object> of(Module module, JsonNode parameter, String format, ModuleDirectory.Modules all) {
        return written(lines(module, parameter, all), format);
    }

    Optional<Object> example(Module module, String key, String format) {
        List<Arg> args = exampleArgs(module);
        return switch (format) {
            case "none" -> Optional.empty();
            case "raw" -> Optional.of(Notices.raw(key, args));
            default -> Optional.of(catalog.text(key, args, markup(format)));
        };
    }

    Optional<Object> remark(Module module, String name, String format) {
        String key = firstKnown("apihelp-" + module.path() + "-paraminfo-" + name, "api-help-param-info-" + name);
        return switch (format) {
            case "none" -> Optional.empty();
            case "raw" -> Optional.of(Notices.raw(key, moduleArgs(module)));
            default -> catalog.source(key).map(_ -> catalog.text(key, moduleArgs(module), markup(format)));
        };
    }

    /** What a module does, as HTML paragraphs. */
    String html(Module module) {
        return paragraphs(lines(module));
    }

    String html(Module module, JsonNode parameter, ModuleDirectory.Modules all) {
        return paragraphs(lines(module, parameter, all));
    }

    String exampleHtml(Module module, String key) {
        return catalog.text(key, exampleArgs(module), Markup.HTML);
    }

    private static Markup markup(String format) {
        return format.equals("html") ? Markup.HTML : Markup.WIKITEXT;
    }

    private Optional<Object> written(List<Line> lines, String format) {
        return switch (format) {
            case "none" -> Optional.empty();
            case "raw" -> Optional.of(raw(lines));
            case "html" -> Optional.of(lines.size() < 2 ? text(lines, Markup.HTML) : paragraphs(lines));
            default -> Optional.of(text(lines, Markup.WIKITEXT));
        };
    }

    private static Result.Items raw(List<Line> lines) {
        Result.Items list = Result.items("msg");
        for (Line line : lines) {
            Result.Tree msg = Notices.raw(line.key(), line.args());
            list.add(line.value().isEmpty() ? msg : msg.put("forvalue", line.value()));
        }
        return list;
    }

    private String text(List<Line> lines, Markup markup) {
        StringBuilder out = new StringBuilder();
        for (Line line : lines) {
            out.append(out.isEmpty() ? "" : line.value().isEmpty() ? "\n\n" : "\n");
            if (!line.value().isEmpty()) {
                out.append("; ").append(line.value()).append(" : ");
            }
            out.append(catalog.text(line.key(), line.args(), markup));
        }
        return out.toString();
    }

    private String paragraphs(List<Line> lines) {
        StringBuilder out = new StringBuilder();
        boolean values = false;
        for (Line line : lines) {
            String text = catalog.text(line.key(), line.args(), Markup.HTML);
            if (line.value().isEmpty()) {
                out.append("<p>").append(text).append("</p>");
            } else {
                out.append(values ? "" : "<dl class=\"apihelp-values\">").append("<dt>").append(Html.text(line.value())).append("</dt><dd>").append(text).append("</dd>");
                values = true;
            }
        }
        return out.append(values ? "</dl>" : "").toString();
    }

    private List<Line> lines(Module module) {
        List<Line> lines = new ArrayList<>();
        for (String part : PARTS) {
            String key = "apihelp-" + module.path() + "-" + part;
            if (catalog.source(key).isPresent()) {
                lines.add(new Line(key, moduleArgs(module), ""));
            }
        }
        return lines;
    }

    private List<Line> lines(Module module, JsonNode parameter, ModuleDirectory.Modules all) {
        String name = parameter.path("name").asText();
        List<Line> lines = new ArrayList<>();
        List<Arg> args = new ArrayList<>(List.of(Arg.raw(module.prefix()), Arg.raw(name)));
        args.addAll(moduleArgs(module).subList(1, 3));
        String key = paramKey(module, parameter, name);
        if (catalog.source(key).isPresent()) {
            lines.add(new Line(key, args, ""));
        }
        for (JsonNode value : parameter.path("type").isArray() ? parameter.path("type") : parameter.path("none")) {
            String valueKey = "apihelp-" + module.path() + "-paramvalue-" + name + "-" + value.asText();
            if (catalog.source(valueKey).isPresent()) {
                List<Arg> ofValue = new ArrayList<>(args);
                ofValue.add(Arg.raw(value.asText()));
                lines.add(new Line(valueKey, ofValue, value.asText()));
            }
        }
        return lines;
    }

    private String paramKey(Module module, JsonNode parameter, String name) {
        String own = "apihelp-" + module.path() + "-param-" + name;
        if (catalog.source(own).isPresent()) {
            return own;
        }
        // An HTML view has the parameters of its plain format.
        if (module.group().equals("format") && module.path().endsWith("fm") && !name.equals("wrappedhtml")) {
            return "apihelp-" + module.path().substring(0, module.path().length() - 2) + "-param-" + name;
        }
        return firstKnown("api-help-param-" + (parameter.path("tokentype").asText().isEmpty() ? name : "token"), own);
    }

    private String firstKnown(String... keys) {
        for (String key : keys) {
            if (catalog.source(key).isPresent()) {
                return key;
            }
        }
        return keys[keys.length - 1];
    }

    /** All formats share one example, so it is told which it is. */
    private static List<Arg> exampleArgs(Module module) {
        if (!module.group().equals("format")) {
            return moduleArgs(module);
        }
        String name = module.name().endsWith("fm") ? module.name().substring(0, module.name().length() - 2) : module.name();
        List<Arg> args = new ArrayList<>(List.of(Arg.raw(name.toUpperCase(Locale.ROOT))));
        args.addAll(moduleArgs(module));
        return args;
    }

    private static List<Arg> moduleArgs(Module module) {
        return List.of(Arg.raw(module.prefix()), Arg.raw(module.name()), Arg.raw(module.path()));
    }
}

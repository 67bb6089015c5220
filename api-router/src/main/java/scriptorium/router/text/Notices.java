package scriptorium.router.text;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import scriptorium.contract.call.Warning;
import scriptorium.contract.message.Arg;
import scriptorium.contract.message.Msg;
import scriptorium.contract.result.Result;

/** Writes errors, warnings and messages inside results in the error format of one request. */
public final class Notices {

    private static final Msg DEPRECATION_HELP = Msg.of("deprecation-help", "api-usage-mailinglist-ref");

    private final Catalog catalog;
    private final ErrorFormat format;
    private final String apiUrl;
    private final boolean keys;

    /**
     * @param language of errors and warnings; {@code qqx} shows keys in the place of texts
     * @param apiUrl address of api.php, for the reference to the documentation
     */
    public Notices(Catalog catalog, ErrorFormat format, String language, String apiUrl) {
        this.catalog = catalog;
        keys = language.equals("qqx");
        this.format = format;
        this.apiUrl = apiUrl;
    }

    public ErrorFormat format() {
        return format;
    }

    /** The answer's {@code error} or {@code errors}. */
    public void addErrors(Result.Tree answer, List<Msg> errors, String module) {
        if (format == ErrorFormat.BC) {
            Msg first = errors.getFirst();
            Result.Tree error = new Result.Tree().put("code", first.code()).put("info", text(first, Markup.PLAIN));
            first.data().forEach(error::set);
            answer.put("error", error.content("docref", docref()));
            return;
        }
        Result.Items list = Result.items("error");
        errors.forEach(error -> list.add(notice(error, module)));
        answer.put("errors", list);
    }

    /** Where to read more, beside {@code errors}; {@code error} has it inside. */
    public void addReference(Result.Tree answer) {
        if (format != ErrorFormat.BC) {
            answer.content("docref", docref());
        }
    }

    private String docref() {
        return text(Msg.of("docref", "api-usage-docref", Arg.raw(apiUrl)), Markup.PLAIN);
    }

    private String text(Msg msg, Markup markup) {
        return keys ? catalog.key(msg, markup) : catalog.text(msg, markup);
    }

    /** The answer's {@code warnings}; each deprecation brings a remark on where to read more. */
    public Result warnings(List<Warning> warnings) {
        return format == ErrorFormat.BC ? grouped(withHelp(warnings)) : listed(withHelp(warnings));
    }

    private static List<Warning> withHelp(List<Warning> warnings) {
        List<Warning> all = new ArrayList<>(warnings.size() + 1);
        boolean helped = false;
        for (Warning warning : warnings) {
            boolean help = warning.msg().equals(DEPRECATION_HELP);
            if (help && (helped || warnings.stream().anyMatch(w -> w.msg().code().equals("deprecation")))) {
                continue;
            }
            helped |= help;
            all.add(warning);
            if (!helped && warning.msg().code().equals("deprecation")) {
                all.add(new Warning("main", DEPRECATION_HELP));
                helped = true;
            }
        }
        return all;
    }

    /** Modules that warned last stand first, as MediaWiki puts each new one on top. */
    private Result.Tree grouped(List<Warning> warnings) {
        Map<String, List<String>> byModule = new LinkedHashMap<>();
        for (Warning warning : warnings) {
            List<String> texts = byModule.computeIfAbsent(lastPart(warning.module()), _ -> new ArrayList<>());
            String text = text(warning.msg(), Markup.PLAIN);
            if (!texts.contains(text)) {
                texts.add(text);
            }
        }
        Result.Tree tree = new Result.Tree();
        List<String> modules = new ArrayList<>(byModule.keySet());
        for (String module : modules.reversed()) {
            tree.put(module, new Result.Tree().content("warnings", String.join("\n", byModule.get(module))));
        }
        return tree;
    }

    private static String lastPart(String module) {
        return module.substring(module.lastIndexOf('+') + 1);
    }

    private Result.Items listed(List<Warning> warnings) {
        Result.Items list = Result.items("warning");
        Set<String> told = new HashSet<>();
        for (Warning warning : warnings) {
            // Without texts, what differs in its words alone is said once.
            if (format != ErrorFormat.NONE || told.add(warning.module() + '|' + warning.msg().code() + warning.msg().data())) {
                list.add(notice(warning.msg(), warning.module()));
            }
        }
        return list;
    }

    private Result.Tree notice(Msg msg, String module) {
        return told(msg).put("module", module);
    }

    private Result.Tree told(Msg msg) {
        Result.Tree told = words(msg);
        if (!msg.data().isEmpty()) {
            Result.Tree data = new Result.Tree();
            msg.data().forEach(data::set);
            told.put("data", data);
        }
        return told;
    }

    private Result.Tree words(Msg msg) {
        Result.Tree words = new Result.Tree().put("code", msg.code());
        return switch (format) {
            case BC, PLAINTEXT, WIKITEXT -> words.content("text", text(msg, format.markup()));
            case HTML -> words.content("html", text(msg, Markup.HTML));
            case RAW -> words.putAll(raw(msg.key(), msg.args()));
            case NONE -> words;
        };
    }

    /** Key and arguments, as {@code raw} shows them. */
    public static Result.Tree raw(String key, List<Arg> args) {
        Result.Items params = Result.items("param");
        args.forEach(arg -> params.add(raw(arg)));
        return new Result.Tree().put("key", key).put("params", params);
    }

    private static Object raw(Arg arg) {
        return switch (arg) {
            case Arg.Raw(String text) -> text;
            case Arg.RawNum(long value) -> value;
            case Arg.Plain(String text) -> new Result.Tree().put("plaintext", text);
            case Arg.Num(long value) -> new Result.Tree().put("num", value);
            case Arg.Message(String key, List<Arg> args) -> new Result.Tree().put("message", raw(key, args));
            case Arg.ListOf(List<Arg> items, String type) -> {
                Result.Items list = Result.items("_v");
                items.forEach(item -> list.add(raw(item)));
                yield new Result.Tree().put("list", list).put("type", type);
            }
        };
    }

    /** Puts all messages inside a result into words. The result is changed in place where that is possible. */
    public Result.Tree resolve(Result.Tree tree) {
        List<String> silent = new ArrayList<>(0);
        for (Map.Entry<String, Object> field : tree.fields().entrySet()) {
            if (field.getValue() instanceof Result value && !(value instanceof Result.Bool)) {
                Object resolved = resolve(value);
                if (resolved == null && value instanceof Result.Text) {
                    silent.add(field.getKey());
                }
                field.setValue(resolved);
            }
        }
        silent.forEach(tree::remove);
        return tree;
    }

    private Object resolve(Object value) {
        return switch (value) {
            case Result.Tree tree -> resolve(tree);
            case Result.Items(String _, List<Object> values) -> {
                values.replaceAll(this::resolve);
                yield value;
            }
            case Result.Keyed keyed -> {
                keyed.values().replaceAll((_, entry) -> resolve(entry));
                yield value;
            }
            case Result.Text(Msg msg, String asked) -> text(msg, asked);
            case null -> null;
            default -> value;
        };
    }

    /** Null where the format shows nothing. */
    private Object text(Msg msg, String asked) {
        return switch (asked) {
            case "" -> format == ErrorFormat.BC ? text(msg, Markup.PLAIN) : told(msg);
            case "html" -> text(msg, Markup.HTML);
            case "wikitext" -> text(msg, Markup.WIKITEXT);
            case "raw" -> raw(msg.key(), msg.args());
            case "none" -> null;
            default -> text(msg, Markup.PLAIN);
        };
    }
}

package scriptorium.query.site;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import scriptorium.contract.call.ModuleAnswer.CacheMode;
import scriptorium.contract.identity.Caller;
import scriptorium.contract.message.ApiException;
import scriptorium.contract.message.Arg;
import scriptorium.contract.module.ModuleSpec;
import scriptorium.contract.param.Param;
import scriptorium.contract.param.ParamReader;
import scriptorium.contract.param.ParamValues;
import scriptorium.contract.param.Params;
import scriptorium.contract.result.Result;
import scriptorium.host.work.WorkPool;
import scriptorium.query.frame.Found;
import scriptorium.query.frame.QueryRun;
import scriptorium.query.frame.QuerySubmodule;
import scriptorium.query.parse.InterfaceTexts;
import scriptorium.wikitext.title.Namespace;
import scriptorium.wikitext.title.Title;
import scriptorium.wikitext.title.TitleParser;

/** {@code meta=allmessages}: texts of the interface, as the wiki has written them into namespace MediaWiki, else as the software brings them. */
@ApplicationScoped
class AllMessagesModule implements QuerySubmodule {

    /** What a code may not hold would be dangerous in titles and file names. */
    private static final Pattern FORMED = Pattern.compile("[^:/\\\\\\x00\n&<>'\"\\[\\]{}|#]+");

    private final Params params = Params.declare("am");
    private final Param<Set<String>> messages = params.text("messages").manyOr("*");
    private final Param<Optional<Set<String>>> prop = params.choice("prop", "default").many();
    private final Param<Boolean> enableParser = params.flag("enableparser");
    private final Param<Boolean> noContent = params.flag("nocontent");
    private final Param<Boolean> includeLocal = params.flag("includelocal");
    private final Param<Optional<Set<String>>> args = params.text("args").allowDuplicates().many();
    private final Param<Optional<String>> filter = params.text("filter").optional();
    private final Param<String> customised = params.choice("customised", "all", "modified", "unmodified").orElse("all");
    private final Param<Optional<String>> lang = params.text("lang").optional();
    private final Param<Optional<String>> from = params.text("from").optional();
    private final Param<Optional<String>> to = params.text("to").optional();
    private final Param<Optional<String>> title = params.text("title").optional();
    private final Param<Optional<String>> prefix = params.text("prefix").optional();
    private final ModuleSpec spec = ModuleSpec.meta("allmessages", params)
            .example("action=query&meta=allmessages&ammessages=sunday|mainpage&amlang=de", "apihelp-query+allmessages-example-de")
            .build();

    private final InterfaceTexts texts;
    private final TitleParser titles;
    private final WorkPool work;

    AllMessagesModule(InterfaceTexts texts, TitleParser titles, WorkPool work) {
        this.texts = texts;
        this.titles = titles;
        this.work = work;
    }

    @Override
    public ModuleSpec spec() {
        return spec;
    }

    @Override
    public CacheMode cacheMode(ParamValues values, Caller caller) {
        return values.get(lang).isPresent() ? CacheMode.PUBLIC : CacheMode.ANON_PUBLIC_USER_PRIVATE;
    }

    @Override
    public Uni<Found> run(QueryRun run) {
        String language = run.get(lang).filter(code -> !code.isEmpty()).orElse(run.call().call().language());
        if (!FORMED.matcher(language).matches()) {
            throw ApiException.of("invalidlang", "apierror-invalidlang", Arg.raw("amlang"));
        }
        Title page = run.get(title).filter(_ -> run.get(enableParser)).map(this::title).orElse(Title.of(Namespace.MAIN, "API"));
        // Equal arguments count each: read as they were written.
        List<String> arguments = run.get(args).isEmpty() ? List.of() : ParamReader.split(run.call().raw().values().get("amargs"));
        return work.run(() -> {
            Result.Items items = Result.items("message");
            for (InterfaceTexts.Text text : texts.read(names(run), language, page, run.get(enableParser), arguments)) {
                if (wanted(run, text)) {
                    items.add(show(run, text));
                }
            }
            return Found.list("allmessages", items);
        });
    }

    private Title title(String name) {
        return titles.parse(name, Namespace.MAIN).title().filter(Title::isLocal)
                .orElseThrow(() -> ApiException.of("invalidtitle", "apierror-invalidtitle", Arg.raw(name.replace("[", "&#91;").replace("]", "&#93;"))));
    }

    private List<String> names(QueryRun run) {
        Set<String> names = new LinkedHashSet<>();
        for (String name : run.get(messages)) {
            if (name.equals("*")) {
                names.addAll(texts.known(run.get(includeLocal)));
            } else {
                names.add(name);
            }
        }
        return names.stream()
                .filter(name -> run.get(filter).map(name::contains).orElse(true))
                .filter(name -> run.get(prefix).map(name::startsWith).orElse(true))
                .dropWhile(name -> run.get(from).map(first -> !name.equals(first)).orElse(false))
                .takeWhile(name -> run.get(to).map(last -> name.compareTo(last) <= 0).orElse(true))
                .toList();
    }

    private boolean wanted(QueryRun run, InterfaceTexts.Text text) {
        return switch (run.get(customised)) {
            case "modified" -> text.ofWiki().isPresent();
            case "unmodified" -> text.ofWiki().isEmpty();
            default -> true;
        };
    }

    private Result.Tree show(QueryRun run, InterfaceTexts.Text text) {
        Result.Tree tree = Result.tree().put("name", text.name()).put("normalizedname", text.normalized());
        if (run.get(customised).equals("modified")) {
            tree.put("customised", true);
        }
        Optional<String> content = text.ofWiki().or(text::builtIn);
        if (content.isEmpty()) {
            return tree.put("missing", true);
        }
        if (!run.get(noContent)) {
            tree.content("content", content.get());
        }
        if (run.get(prop).orElse(Set.of()).contains("default")) {
            if (text.builtIn().isEmpty()) {
                tree.put("defaultmissing", true);
            } else if (text.ofWiki().isPresent() && !text.ofWiki().equals(text.builtIn())) {
                tree.put("default", text.builtIn().get());
            }
        }
        return tree;
    }
}

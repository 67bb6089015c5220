package scriptorium.query.parse;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import scriptorium.contract.call.ModuleAnswer;
import scriptorium.contract.message.ApiException;
import scriptorium.contract.message.Arg;
import scriptorium.contract.message.Msg;
import scriptorium.contract.module.ModuleSpec;
import scriptorium.contract.param.Param;
import scriptorium.contract.result.Result;
import scriptorium.host.module.ApiModule;
import scriptorium.host.module.ModuleRun;
import scriptorium.host.work.WorkPool;
import scriptorium.query.index.PageIndex;
import scriptorium.query.parse.Revisions.Revision;
import scriptorium.query.site.Skins;
import scriptorium.wikitext.api.ParseRequest;
import scriptorium.wikitext.api.ParseResult;
import scriptorium.wikitext.api.WikitextEngine;
import scriptorium.wikitext.title.Namespace;
import scriptorium.wikitext.title.PageModels;
import scriptorium.wikitext.title.Title;

/** {@code action=parse}: renders a page, a revision or a text. */
@ApplicationScoped
class ParseModule implements ApiModule {

    private static final int MAX_REDIRECTS = 20;

    private final ParseParams p = new ParseParams();
    private final ModuleSpec spec = ModuleSpec.action("parse", p.params)
            .example("action=parse&page=Main%20Page", "apihelp-parse-example-page")
            .example("action=parse&text={{PAGENAME}}&contentmodel=wikitext", "apihelp-parse-example-text")
            .example("action=parse&text={{PAGENAME}}&title=Test", "apihelp-parse-example-texttitle")
            .example("action=parse&summary=Some+[[link]]&prop=", "apihelp-parse-example-summary")
            .build();

    private final Revisions revisions;
    private final PageIndex pages;
    private final Rendering rendering;
    private final ParseAnswer answers;
    private final WikitextEngine engine;
    private final WorkPool work;

    ParseModule(Revisions revisions, PageIndex pages, Rendering rendering, ParseAnswer answers, WikitextEngine engine, WorkPool work) {
        this.revisions = revisions;
        this.pages = pages;
        this.rendering = rendering;
        this.answers = answers;
        this.engine = engine;
        this.work = work;
    }

    @Override
    public ModuleSpec spec() {
        return spec;
    }

    @Override
    public Uni<Result.Tree> run(ModuleRun run) {
        run.answer().cacheMode = ModuleAnswer.CacheMode.ANON_PUBLIC_USER_PRIVATE;
        boolean named = run.get(p.page).isPresent() || run.get(p.pageId).isPresent() || run.get(p.oldId).isPresent();
        List<Param<?>> names = List.of(p.page, p.pageId, p.oldId);
        // What describes a text goes with none of these; one after the other is looked at.
        for (Param<?> ofText : List.of(p.title, p.text, p.revId)) {
            if (named && run.params().has(ofText) && (ofText != p.title || run.get(p.text).isEmpty())) {
                throw mix(run, Stream.concat(Stream.of(ofText), names.stream()).toList());
            }
        }
        if (names.stream().filter(run.params()::has).count() > 1) {
            throw mix(run, names);
        }
        run.get(p.section).filter(s -> !s.matches("(T-)?\\d+|new")).ifPresent(_ -> {
            throw ApiException.ofKey("apierror-invalidsection");
        });
        warn(run);
        return (named ? stored(run) : ofText(run)).chain(parse -> summary(run, parse)).map(parse -> Result.tree().put("parse", parse));
    }

    private static ApiException mix(ModuleRun run, List<Param<?>> among) {
        List<Param<?>> both = new ArrayList<>(among.stream().filter(run.params()::has).toList());
        return ApiException.of("invalidparammix", "apierror-invalidparammix", Arg.vars(run.params().wireNames(both).toArray(String[]::new)),
                Arg.rawNum(both.size()));
    }

    private void warn(ModuleRun run) {
        Set<String> props = run.get(p.prop);
        if (props.contains("modules") && !props.contains("jsconfigvars") && !props.contains("encodedjsconfigvars")) {
            run.warn(Msg.ofKey("apiwarn-moduleswithoutvars"));
        }
    }

    private Uni<Result.Tree> stored(ModuleRun run) {
        if (run.get(p.section).equals(Optional.of("new"))) {
            throw ApiException.of("invalidparammix", "apierror-invalidparammix-parse-new-section");
        }
        Result.Items followed = Result.items("r");
        Uni<Revision> found;
        if (run.get(p.oldId).isPresent()) {
            long id = run.get(p.oldId).get();
            found = revisions.byId(id).map(r -> r.orElseThrow(() -> noRevision(id)));
        } else if (run.get(p.pageId).isPresent()) {
            long id = run.get(p.pageId).get();
            found = revisions.ofPage(id).map(r -> r.orElseThrow(() -> ApiException.of("nosuchpageid", "apierror-nosuchpageid", Arg.rawNum(id))));
        } else {
            found = byTitle(page(run.get(p.page).orElseThrow()));
        }
        boolean follow = run.get(p.redirects) && run.get(p.oldId).isEmpty();
        return (follow ? found.chain(revision -> follow(revision, followed)) : found).chain(revision -> render(run, revision)).invoke(parse -> {
            if (follow) {
                parse.put("redirects", followed);
            }
        });
    }

    private static ApiException noRevision(long id) {
        return ApiException.of("nosuchrevid", "apierror-nosuchrevid", Arg.rawNum(id));
    }

    private Uni<Revision> byTitle(Title wanted) {
        return revisions.ofTitle(wanted).map(found -> found.orElseThrow(() -> ApiException.of("missingtitle", "apierror-missingtitle")));
    }

    private Uni<Revision> follow(Revision revision, Result.Items followed) {
        Optional<Title> target = revision.redirect() ? engine.redirectTarget(revision.text()).filter(t -> t.isLocal() && t.namespace() >= 0) : Optional.empty();
        String from = engine.fullText(revision.title());
        boolean circle = followed.values().stream().anyMatch(step -> from.equals(((Result.Tree) step).get("from")));
        if (target.isEmpty() || circle || followed.values().size() >= MAX_REDIRECTS) {
            return Uni.createFrom().item(revision);
        }
        Result.Tree step = Result.tree().put("from", from).put("to", engine.fullText(target.get()));
        if (!target.get().fragment().isEmpty()) {
            step.put("tofragment", target.get().fragment());
        }
        followed.add(step);
        return byTitle(target.get().withoutFragment()).chain(next -> follow(next, followed));
    }

    private Title page(String text) {
        Title title = title(text);
        if (title.namespace() < 0) {
            throw ApiException.ofKey("apierror-pagecannotexist");
        }
        return title;
    }

    private Title title(String text) {
        return engine.title(text, Namespace.MAIN).title().filter(Title::isLocal).map(Title::withoutFragment)
                .orElseThrow(() -> ApiException.of("invalidtitle", "apierror-invalidtitle", Arg.raw(escape(text))));
    }

    /** Takes what is wikitext out of a client's text that goes into a message. */
    static String escape(String text) {
        StringBuilder out = new StringBuilder();
        for (char c : text.toCharArray()) {
            out.append("[]{}|<>&\"'=".indexOf(c) >= 0 ? "&#" + (int) c + ";" : String.valueOf(c));
        }
        return out.toString();
    }

    private Uni<Result.Tree> render(ModuleRun run, Revision revision) {
        if (!revision.showsText(run.caller())) {
            throw ApiException.of("permissiondenied", "apierror-permissiondenied-generic");
        }
        String whole = revision.text();
        String part = run.get(p.section).map(s -> section(whole, s, revision.title())).orElse(whole);
        Uni<ParseResult> result = ordinary(run)
                ? rendering.page(revision.title(), revision.pageId(), revision.id(), whole, revision.model(), revision.made(), revision.user(), revision.touched())
                : rendering.text(request(run, revision.title(), part, revision.pageId(), revision.id(), Optional.of(revision)), revision.model());
        Set<String> props = wanted(run, revision.model());
        return result.chain(parsed -> categoryPages(props, parsed).map(categories -> {
            Result.Tree parse = Result.tree().put("title", engine.fullText(revision.title())).put("pageid", revision.pageId());
            if (run.get(p.prop).contains("revid")) {
                parse.put("revid", revision.id());
            }
            parse.flag("textdeleted", revision.hidesText());
            return answers.fill(parse, props, parsed, new ParseAnswer.Shown(part, revision.title(), revision.model(), categories, skin(run), !run.caller().anonymous()));
        }));
    }

    /** Whether what readers see of the page is what is asked for: then it is kept. */
    private boolean ordinary(ModuleRun run) {
        return run.get(p.section).isEmpty() && run.get(p.wrapClass).equals("mw-parser-output") && !run.get(p.disableEditSection) && !run.get(p.disableToc)
                && !run.get(p.preview) && !run.get(p.sectionPreview) && !run.get(p.disableLimitReport) && !run.get(p.disablePp)
                && run.call().language().equals("en");
    }

    private Optional<Skins.Skin> skin(ModuleRun run) {
        return run.get(p.useSkin).map(Skins::of);
    }

    private Set<String> wanted(ModuleRun run, String model) {
        Set<String> props = new java.util.LinkedHashSet<>(run.get(p.prop));
        if (run.get(p.generateXml)) {
            props.add("parsetree");
        }
        if (props.contains("parsetree") && !model.equals("wikitext")) {
            throw ApiException.of("notwikitext", "apierror-parsetree-notwikitext");
        }
        return props;
    }

    private String section(String whole, String wanted, Title of) {
        return engine.section(whole, wanted).orElseThrow(() -> ApiException.of("nosuchsection", "apierror-nosuchsection-what", Arg.raw(wanted),
                Arg.raw(engine.fullText(of))));
    }

    private ParseRequest request(ModuleRun run, Title of, String part, long page, long revision, Optional<Revision> stored) {
        return new ParseRequest(of, part, page, revision, stored.map(Revision::made), stored.map(Revision::user), run.caller().name(), run.call().language(),
                run.now(), run.get(p.preview) || run.get(p.sectionPreview), run.get(p.sectionPreview), run.get(p.wrapClass), !run.get(p.disableEditSection),
                !run.get(p.disableToc), !part.isEmpty() && !run.get(p.disableLimitReport) && !run.get(p.disablePp));
    }

    private Uni<Result.Tree> ofText(ModuleRun run) {
        if (run.get(p.revId).isEmpty()) {
            return ofText(run, title(run.get(p.title).orElse("API")), Optional.empty());
        }
        long id = run.get(p.revId).get();
        return revisions.byId(id).chain(found -> {
            Revision revision = found.orElseThrow(() -> noRevision(id));
            Title of = run.get(p.title).map(this::title).orElse(revision.title());
            if (!of.equals(revision.title())) {
                run.warn(Msg.ofKey("apierror-revwrongpage", Arg.rawNum(id), Arg.raw(engine.fullText(of))));
            }
            return ofText(run, revision.title(), Optional.of(revision));
        });
    }

    private Uni<Result.Tree> ofText(ModuleRun run, Title of, Optional<Revision> basis) {
        String raw = run.get(p.text).orElse("");
        if (run.get(p.text).isEmpty() && run.get(p.title).isPresent() && (!run.get(p.prop).isEmpty() || run.get(p.generateXml))) {
            run.warn(Msg.ofKey("apiwarn-parse-titlewithouttext"));
        }
        if (run.get(p.text).isPresent() && run.get(p.title).isEmpty() && basis.isEmpty() && run.get(p.contentModel).isEmpty()) {
            run.warn(Msg.ofKey("apiwarn-parse-nocontentmodel", Arg.raw("wikitext")));
        }
        String model = run.get(p.contentModel).orElse(PageModels.of(of));
        run.get(p.contentFormat).filter(format -> !PageModels.accepts(model, format)).ifPresent(format -> {
            throw ApiException.of("badformat-generic", "apierror-badformat-generic", Arg.raw(format), Arg.raw(model));
        });
        String part = run.get(p.section).map(s -> s.equals("new") ? newSection(run, raw) : section(raw, s, of)).orElse(raw);
        boolean transform = (run.get(p.pst) || run.get(p.onlyPst)) && PageModels.isTransformed(model);
        ParseRequest before = request(run, of, part, 0, 0, Optional.empty());
        return rendering.transformed(before, transform, run.caller()).chain(ready -> run.get(p.onlyPst)
                ? Uni.createFrom().item(transformed(run, part, ready))
                : pages.byTitles(List.of(of)).chain(rows -> ofReady(run, of, basis, model, part, ready, rows.isEmpty() ? 0 : rows.getFirst().id())));
    }

    private String newSection(ModuleRun run, String text) {
        String title = run.get(p.sectionTitle).orElse("");
        return title.isEmpty() ? text : "== " + title + " ==\n\n" + text;
    }

    private Result.Tree transformed(ModuleRun run, String part, String ready) {
        Result.Tree parse = Result.tree().putBcSubelement("text", ready);
        return run.get(p.prop).contains("wikitext") && run.params().given(p.prop) ? parse.putBcSubelement("wikitext", part) : parse;
    }

    private Uni<Result.Tree> ofReady(ModuleRun run, Title of, Optional<Revision> basis, String model, String part, String ready, long pageId) {
        ParseRequest request = request(run, of, ready, pageId, basis.map(Revision::id).orElse(0L), basis);
        Set<String> props = wanted(run, model);
        return rendering.text(request, model).chain(result -> categoryPages(props, result).map(categories -> {
            Result.Tree parse = Result.tree().put("title", engine.fullText(of)).put("pageid", pageId);
            answers.fill(parse, props, result, new ParseAnswer.Shown(part, of, model, categories, skin(run), !run.caller().anonymous()));
            return run.get(p.pst) && props.contains("wikitext") ? parse.putBcSubelement("psttext", ready) : parse;
        }));
    }

    /** Looked up only where categories are told. */
    private Uni<Map<String, Boolean>> categoryPages(Set<String> props, ParseResult result) {
        return props.contains("categories") || props.contains("categorieshtml") ? pages.categoryPages(result.categories().keySet()) : Uni.createFrom().item(Map.of());
    }

    private Uni<Result.Tree> summary(ModuleRun run, Result.Tree parse) {
        Optional<String> summary = run.get(p.summary);
        if (run.get(p.section).equals(Optional.of("new"))) {
            String title = run.get(p.sectionTitle).orElse("");
            if (!title.isEmpty() && summary.isPresent()) {
                return summary(run, parse, summary.get());
            }
            return (title.isEmpty() ? summary : Optional.of(title)).map(h -> summary(run, parse, "/* " + h + " */ new section").invoke(ParseModule::linkWithin))
                    .orElseGet(() -> Uni.createFrom().item(parse));
        }
        return summary.map(said -> summary(run, parse, said)).orElseGet(() -> Uni.createFrom().item(parse));
    }

    /** The section will be on the page that is shown. */
    private static void linkWithin(Result.Tree parse) {
        parse.putBcSubelement("parsedsummary", String.valueOf(parse.get("parsedsummary")).replaceFirst("<a href=\"[^\"#]*#([^\"]*)\"[^>]*>", "<a href=\"#$1\">"));
    }

    private Uni<Result.Tree> summary(ModuleRun run, Result.Tree parse, String said) {
        Optional<Title> of = Optional.ofNullable(parse.get("title")).map(String::valueOf).or(() -> run.get(p.title))
                .or(() -> Optional.of("API")).flatMap(text -> engine.title(text, Namespace.MAIN).title());
        return work.run(() -> engine.summaryHtml(said, of, rendering.source())).map(html -> parse.putBcSubelement("parsedsummary", html));
    }
}

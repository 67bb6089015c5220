package scriptorium.query.parse;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import scriptorium.contract.call.ModuleAnswer;
import scriptorium.contract.message.ApiException;
import scriptorium.contract.message.Arg;
import scriptorium.contract.module.ModuleSpec;
import scriptorium.contract.param.Param;
import scriptorium.contract.param.Params;
import scriptorium.contract.result.Result;
import scriptorium.host.module.ApiModule;
import scriptorium.host.module.ModuleRun;
import scriptorium.query.index.Index;
import scriptorium.query.index.PageIndex;
import scriptorium.query.index.PageRow;
import scriptorium.wikitext.api.ParseRequest;
import scriptorium.wikitext.api.ParseResult;
import scriptorium.wikitext.api.WikitextEngine;
import scriptorium.wikitext.title.Namespace;
import scriptorium.wikitext.title.Title;

/** {@code action=parse}: renders a page, a revision or a text. */
@ApplicationScoped
class ParseModule implements ApiModule {

    private static final String BY_TITLE = """
            SELECT p.id, p.namespace, p.title, r.id, r.text, r.content_model, r.made_at, r.user_name, p.is_redirect, p.latest_revision_id
            FROM page p JOIN revision r ON r.id = p.latest_revision_id WHERE p.namespace = $1 AND p.title = $2""";
    private static final String BY_ID = """
            SELECT p.id, p.namespace, p.title, r.id, r.text, r.content_model, r.made_at, r.user_name, p.is_redirect, p.latest_revision_id
            FROM page p JOIN revision r ON r.id = p.latest_revision_id WHERE p.id = $1""";
    private static final String BY_REVISION = """
            SELECT p.id, p.namespace, p.title, r.id, r.text, r.content_model, r.made_at, r.user_name, p.is_redirect, p.latest_revision_id
            FROM revision r JOIN page p ON p.id = r.page_id WHERE r.id = $1""";

    private final Params params = Params.declare();
    private final Param<Optional<String>> title = params.text("title").optional();
    private final Param<Optional<String>> text = params.longText("text").optional();
    private final Param<Optional<Long>> revId = params.integer("revid").optional();
    private final Param<Optional<String>> summary = params.text("summary").optional();
    private final Param<Optional<String>> page = params.text("page").optional();
    private final Param<Optional<Long>> pageId = params.integer("pageid").optional();
    private final Param<Boolean> redirects = params.flag("redirects");
    private final Param<Optional<Long>> oldId = params.integer("oldid").optional();
    private final Param<Set<String>> prop = params.choice("prop", "text", "langlinks", "categories", "categorieshtml", "links", "templates", "images",
            "externallinks", "sections", "revid", "displaytitle", "subtitle", "headhtml", "modules", "jsconfigvars", "encodedjsconfigvars", "indicators", "iwlinks",
            "wikitext", "properties", "limitreportdata", "limitreporthtml", "parsetree", "parsewarnings", "parsewarningshtml", "headitems")
            .deprecatedValues("headitems")
            .manyOr("text", "langlinks", "categories", "links", "templates", "images", "externallinks", "sections", "revid", "displaytitle", "iwlinks", "properties",
                    "parsewarnings");
    private final Param<Optional<String>> wrapClass = params.text("wrapoutputclass").optional();
    private final Param<Boolean> pst = params.flag("pst");
    private final Param<Boolean> onlyPst = params.flag("onlypst");
    private final Param<Optional<String>> section = params.text("section").optional();
    private final Param<String> sectionTitle = params.text("sectiontitle").orElse("");
    private final Param<Boolean> disablePp = params.deprecatedFlag("disablepp");
    private final Param<Boolean> disableLimitReport = params.flag("disablelimitreport");
    private final Param<Boolean> disableEditSection = params.flag("disableeditsection");
    private final Param<Boolean> disableStyleDeduplication = params.flag("disablestylededuplication");
    private final Param<Boolean> generateXml = params.deprecatedFlag("generatexml");
    private final Param<Boolean> preview = params.flag("preview");
    private final Param<Boolean> sectionPreview = params.flag("sectionpreview");
    private final Param<Boolean> disableToc = params.flag("disabletoc");
    private final Param<Optional<String>> contentModel = params.choice("contentmodel", "wikitext", "javascript", "json", "css", "text", "unknown").optional();
    private final ModuleSpec spec = ModuleSpec.action("parse", params)
            .example("action=parse&page=Main%20Page", "apihelp-parse-example-page")
            .example("action=parse&text={{PAGENAME}}&contentmodel=wikitext", "apihelp-parse-example-text")
            .example("action=parse&summary=Some+[[link]]&prop=", "apihelp-parse-example-summary")
            .build();

    private final Index index;
    private final PageIndex pages;
    private final Rendering rendering;
    private final ParseAnswer answers;
    private final WikitextEngine engine;

    ParseModule(Index index, PageIndex pages, Rendering rendering, ParseAnswer answers, WikitextEngine engine) {
        this.index = index;
        this.pages = pages;
        this.rendering = rendering;
        this.answers = answers;
        this.engine = engine;
    }

    @Override
    public ModuleSpec spec() {
        return spec;
    }

    @Override
    public Uni<Result.Tree> run(ModuleRun run) {
        run.answer().cacheMode = ModuleAnswer.CacheMode.ANON_PUBLIC_USER_PRIVATE;
        boolean named = run.get(page).isPresent() || run.get(pageId).isPresent() || run.get(oldId).isPresent();
        boolean given = run.get(title).isPresent() || run.get(text).isPresent();
        if (named && given) {
            List<String> both = new java.util.ArrayList<>();
            run.get(text).ifPresent(_ -> both.add("text"));
            run.get(page).ifPresent(_ -> both.add("page"));
            run.get(title).ifPresent(_ -> both.add("title"));
            run.get(pageId).ifPresent(_ -> both.add("pageid"));
            run.get(oldId).ifPresent(_ -> both.add("oldid"));
            throw ApiException.of("invalidparammix", "apierror-invalidparammix", Arg.vars(both.toArray(String[]::new)), Arg.rawNum(both.size()));
        }
        return named ? stored(run) : ofText(run);
    }

    private Uni<Result.Tree> stored(ModuleRun run) {
        Result.Items followed = Result.items("r");
        Uni<Row> found;
        if (run.get(oldId).isPresent()) {
            long id = run.get(oldId).get();
            found = index.rows(BY_REVISION, id).map(rows -> first(rows, ApiException.of("nosuchrevid", "apierror-nosuchrevid", Arg.rawNum(id))));
        } else if (run.get(pageId).isPresent()) {
            long id = run.get(pageId).get();
            found = index.rows(BY_ID, id).map(rows -> first(rows, ApiException.of("nosuchpageid", "apierror-nosuchpageid", Arg.rawNum(id))));
        } else {
            found = byTitle(parsed(run.get(page).orElseThrow()));
        }
        if (run.get(redirects)) {
            found = found.chain(row -> follow(row, followed));
        }
        return found.chain(row -> render(run, row).map(parse -> {
            if (run.get(redirects)) {
                parse.put("redirects", followed);
            }
            return Result.tree().put("parse", parse);
        }));
    }

    private Uni<Row> byTitle(Title wanted) {
        return index.rows(BY_TITLE, wanted.namespace(), wanted.text()).map(rows -> first(rows, ApiException.of("missingtitle", "apierror-missingtitle")));
    }

    private Uni<Row> follow(Row row, Result.Items followed) {
        if (!row.getBoolean(8)) {
            return Uni.createFrom().item(row);
        }
        Optional<Title> target = engine.redirectTarget(row.getString(4)).filter(t -> t.isLocal() && t.namespace() >= 0);
        if (target.isEmpty()) {
            return Uni.createFrom().item(row);
        }
        followed.add(Result.tree().put("from", engine.fullText(Title.of(row.getInteger(1), row.getString(2)))).put("to", engine.fullText(target.get())));
        return byTitle(target.get());
    }

    private static Row first(List<Row> rows, ApiException otherwise) {
        if (rows.isEmpty()) {
            throw otherwise;
        }
        return rows.getFirst();
    }

    private Title parsed(String text) {
        return engine.title(text, Namespace.MAIN).title().filter(Title::isLocal).map(Title::withoutFragment)
                .orElseThrow(() -> ApiException.of("invalidtitle", "apierror-invalidtitle", Arg.raw(escape(text))));
    }

    private static String escape(String text) {
        StringBuilder out = new StringBuilder();
        for (char c : text.toCharArray()) {
            out.append("[]{}|<>&\"'=".indexOf(c) >= 0 ? "&#" + (int) c + ";" : String.valueOf(c));
        }
        return out.toString();
    }

    private Uni<Result.Tree> render(ModuleRun run, Row row) {
        Title of = Title.of(row.getInteger(1), row.getString(2));
        String whole = row.getString(4);
        boolean plain = run.get(section).isEmpty() && run.get(wrapClass).isEmpty() && !run.get(disableEditSection) && !run.get(disableToc) && !run.get(preview)
                && !run.get(disableLimitReport);
        String part = run.get(section).map(s -> section(whole, s, row.getLong(3))).orElse(whole);
        Uni<ParseResult> result = plain
                ? rendering.page(of, row.getLong(0), row.getLong(3), whole, row.getString(5), row.getOffsetDateTime(6).toInstant(), row.getString(7))
                : rendering.text(request(run, of, part, row.getLong(0), row.getLong(3), Optional.of(row.getOffsetDateTime(6).toInstant()),
                        Optional.of(row.getString(7))), row.getString(5));
        return result.chain(parsed -> existingCategories(parsed).map(existing -> {
            Result.Tree parse = Result.tree().put("title", engine.fullText(of)).put("pageid", row.getLong(0));
            if (run.get(prop).contains("revid")) {
                parse.put("revid", row.getLong(3));
            }
            return summary(run, of, answers.fill(parse, run.get(prop), parsed, part, of, run.get(generateXml), existing));
        }));
    }

    private String section(String whole, String wanted, long revision) {
        return engine.section(whole, wanted).orElseThrow(() -> ApiException.of("nosuchsection", "apierror-nosuchsection-what", Arg.plain(wanted),
                Arg.raw("r" + revision)));
    }

    private ParseRequest request(ModuleRun run, Title of, String part, long page, long revision, Optional<java.time.Instant> made, Optional<String> user) {
        return new ParseRequest(of, part, page, revision, made, user, run.caller().name(), run.call().language(), run.now(), run.get(preview),
                run.get(sectionPreview), run.get(wrapClass).orElse("mw-parser-output"), !run.get(disableEditSection), !run.get(disableToc),
                !run.get(disableLimitReport) && !run.get(disablePp));
    }

    private Uni<Result.Tree> ofText(ModuleRun run) {
        if (run.get(text).isEmpty() && run.get(title).isEmpty() && run.get(summary).isEmpty()) {
            throw ApiException.of("missingparam", "apierror-missingparam-at-least-one-of",
                    Arg.vars("title", "text", "summary", "page", "pageid", "oldid"), Arg.rawNum(6));
        }
        Title of = parsed(run.get(title).orElse("API"));
        if (run.get(text).isEmpty()) {
            if (run.get(title).isPresent() && run.get(summary).isEmpty()) {
                throw ApiException.of("missingparam", "paramvalidator-missingparam", Arg.plain("text"));
            }
            return Uni.createFrom().item(Result.tree().put("parse", summary(run, of, Result.tree())));
        }
        String model = run.get(contentModel).orElse("wikitext");
        String raw = run.get(text).get();
        boolean transform = (run.get(pst) || run.get(onlyPst)) && model.equals("wikitext");
        ParseRequest before = request(run, of, raw, 0, 0, Optional.empty(), Optional.empty());
        return rendering.transformed(before, transform, run.caller()).chain(ready -> {
            if (run.get(onlyPst)) {
                return Uni.createFrom().item(Result.tree().put("parse", summary(run, of, Result.tree().putBcSubelement("text", ready).put("contentmodel", model))));
            }
            String part = run.get(section).map(s -> s.equals("new")
                    ? (run.get(sectionTitle).isEmpty() ? ready : "== " + run.get(sectionTitle) + " ==\n\n" + ready)
                    : section(ready, s, 0)).orElse(ready);
            return pageOf(of).chain(id -> rendering.text(request(run, of, part, id, run.get(revId).orElse(0L), Optional.empty(), Optional.empty()), model))
                    .chain(result -> existingCategories(result).map(existing -> {
                        Result.Tree parse = Result.tree().put("title", engine.fullText(of)).put("pageid", 0);
                        Result.Tree filled = answers.fill(parse, run.get(prop), result, part, of, run.get(generateXml), existing);
                        if (transform) {
                            filled.putBcSubelement("psttext", ready);
                        }
                        return Result.tree().put("parse", summary(run, of, filled));
                    }));
        });
    }

    private Uni<Set<Title>> existingCategories(ParseResult result) {
        return pages.byTitles(result.categories().keySet().stream().map(name -> Title.of(Namespace.CATEGORY, name)).toList())
                .map(rows -> rows.stream().map(PageRow::title).collect(java.util.stream.Collectors.toSet()));
    }

    private Uni<Long> pageOf(Title of) {
        return of.namespace() < 0
                ? Uni.createFrom().item(0L)
                : index.rows("SELECT id FROM page WHERE namespace = $1 AND title = $2", of.namespace(), of.text()).map(rows -> rows.isEmpty() ? 0L : rows.getFirst().getLong(0));
    }

    private Result.Tree summary(ModuleRun run, Title of, Result.Tree parse) {
        run.get(summary).ifPresent(said -> parse.putBcSubelement("parsedsummary", engine.summaryHtml(said, Optional.of(of), scriptorium.wikitext.api.WikiSource.EMPTY)));
        return parse;
    }
}

package scriptorium.wikitext.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import scriptorium.wikitext.api.Expansion;
import scriptorium.wikitext.api.PageElement;
import scriptorium.wikitext.api.ParseRequest;
import scriptorium.wikitext.api.ParseResult;
import scriptorium.wikitext.api.WikiSite;
import scriptorium.wikitext.api.WikiSource;
import scriptorium.wikitext.api.WikitextEngine;
import scriptorium.wikitext.convert.LanguageConverter;
import scriptorium.wikitext.expand.Expander;
import scriptorium.wikitext.expand.Functions;
import scriptorium.wikitext.expand.HeadingMarks;
import scriptorium.wikitext.expand.ParseState;
import scriptorium.wikitext.expand.Scripts;
import scriptorium.wikitext.function.core.FunctionTable;
import scriptorium.wikitext.language.MagicWords;
import scriptorium.wikitext.pass.Headings;
import scriptorium.wikitext.pass.Sanitizer;
import scriptorium.wikitext.preprocess.Node;
import scriptorium.wikitext.preprocess.Preprocessor;
import scriptorium.wikitext.preprocess.Redirects;
import scriptorium.wikitext.preprocess.SourceText;
import scriptorium.wikitext.preprocess.TreeXml;
import scriptorium.wikitext.preprocess.Trees;
import scriptorium.wikitext.presave.PipeTrick;
import scriptorium.wikitext.presave.Signatures;
import scriptorium.wikitext.scribunto.Scribunto;
import scriptorium.wikitext.summary.SummaryFormatter;
import scriptorium.wikitext.tag.TagSet;
import scriptorium.wikitext.text.Addresses;
import scriptorium.wikitext.text.ControlCharacters;
import scriptorium.wikitext.text.TextBuffer;
import scriptorium.wikitext.tidy.Tidy;
import scriptorium.wikitext.title.LinkUrls;
import scriptorium.wikitext.title.ParsedTitle;
import scriptorium.wikitext.title.Title;
import scriptorium.wikitext.title.TitleParser;

/** The engine: preprocessor, expansion, passes, block pass, tidy, output. */
public final class Engine implements WikitextEngine {

    private static final Pattern OPAQUE = Pattern.compile("\u007F([0-9]{1,8})\u007F");
    private static final Pattern PARAGRAPH = Pattern.compile("<p>(.*)</p>\\s*+", Pattern.DOTALL);

    private final WikiSite site;
    private final TitleParser titles;
    private final Signatures signatures;
    private final SummaryFormatter summaries;
    /** What a text must hold to have anything substituted. */
    private final Pattern substitution;
    private final FunctionTable functions;
    private final Passes passes = new Passes();
    private final TagSet tags;
    private final Trees trees;
    private final Scripts scripts;

    public Engine(WikiSite site) {
        this.site = site;
        titles = new TitleParser(site);
        MagicWords words = MagicWords.of(site.language());
        substitution = Pattern.compile(Stream.of("subst", "safesubst").flatMap(name -> words.word(name).aliases().stream()).map(Pattern::quote).collect(Collectors.joining("|")),
                Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
        signatures = new Signatures(site);
        summaries = new SummaryFormatter(site, titles);
        functions = Functions.table(site);
        tags = new TagSet(site, passes);
        trees = new Trees(tags.names(), site.number("TemplateTreeCache", 16 * 1024 * 1024));
        scripts = Scribunto.isOn(site) ? new Scribunto(site) : null;
    }

    private static String tidyInput(String text) {
        return ControlCharacters.without(text.replace("\r\n", "\n"));
    }

    private ParseState state(ParseRequest request, WikiSource source) {
        ParseState state = new ParseState(site, titles, request, source);
        state.scripts = scripts;
        return state;
    }

    @Override
    public ParseResult parse(ParseRequest request, WikiSource source) {
        String text = tidyInput(request.text());
        ParseState state = state(request, source);
        Optional<Title> redirect = redirectTarget(text);
        Expander expander = new Expander(state, functions, trees, tags::render, false, false);
        int behind = redirect.isPresent() ? text.indexOf("]]") + 2 : 0;
        TextBuffer html = passes.page(expander.expandPage(redirect.isPresent() ? text.substring(behind).stripLeading() : text), state);
        state.indicators.replaceAll((_, inner) -> piece(inner, state));
        Headings headings = new Headings(state);
        html = state.unstrip(html);
        html = headings.finish(html, text, request.editSections() && !state.switches.contains("noeditsection"), request.toc());
        html = headings.withoutPlace(Tidy.apply(converted(html, state)));
        html.insert(0, redirect.map(target -> redirectHeader(target, source)).orElse(""));
        redirect.filter(Title::isLocal).map(Title::withoutFragment)
                .ifPresent(target -> state.links.computeIfAbsent(target, asked -> !source.links(List.of(asked)).isEmpty()));
        return result(request, state, headings, html, redirect);
    }

    /** In the variant of the language that is asked for. */
    private TextBuffer converted(TextBuffer html, ParseState state) {
        Optional<LanguageConverter> converter = LanguageConverter.of(site);
        if (converter.isEmpty() || state.switches.contains("nocontentconvert")) {
            return html;
        }
        String done = converter.get().convert(html.finish());
        state.convertedTitle = converter.get().title();
        return TextBuffer.of(done);
    }

    /** A piece of HTML that stands for itself; without the paragraph when it is but one. */
    private String piece(String inner, ParseState state) {
        String html = Tidy.apply(Headings.apart(HeadingMarks.without(state.unstrip(passes.finished(inner, state)))));
        Matcher one = PARAGRAPH.matcher(html);
        return one.matches() && !one.group(1).contains("</p>") ? one.group(1).stripTrailing() : html;
    }

    private String redirectHeader(Title target, WikiSource source) {
        boolean missing = target.isLocal() && target.namespace() >= 0 && source.links(List.of(target.withoutFragment())).isEmpty();
        LinkUrls urls = new LinkUrls(site, titles);
        String url = missing ? urls.local(target, "action=edit&redlink=1") : urls.local(target, "") + urls.fragment(target.fragment());
        String full = Sanitizer.link(titles.fullText(target) + (target.fragment().isEmpty() ? "" : "#" + target.fragment()));
        return "<div class=\"redirectMsg\"><p>Redirect to:</p><ul class=\"redirectText\"><li><a href=\"" + Sanitizer.link(url) + (missing ? "\" class=\"new" : "") + "\" title=\""
                + Sanitizer.link(titles.fullText(target)) + (missing ? " (page does not exist)" : "") + "\">" + full + "</a></li></ul></div>";
    }

    private ParseResult result(ParseRequest request, ParseState state, Headings headings, TextBuffer out, Optional<Title> redirect) {
        if (!request.wrapClass().isEmpty()) {
            out.insert(0, PageElement.start(request.wrapClass(), site.language()));
        }
        if (request.limitReport()) {
            out.append(state.limits.comment());
        }
        if (!request.wrapClass().isEmpty()) {
            out.append(PageElement.END);
        }
        String display = state.display.shown().or(() -> state.convertedTitle.map(title -> Tidy.balanced(Sanitizer.clean(title)))).orElseGet(() -> ordinaryTitle(request.page()));
        return new ParseResult(out.finish(), state.links, state.categories, state.templates, state.images, state.externalLinks.stream().map(Addresses::normalized).distinct().toList(), state.languageLinks, state.interwikiLinks,
                headings.sections(), headings.showsToc(), state.properties, state.indicators, state.modules, state.moduleStyles, Map.of(), "", display, redirect, List.copyOf(state.warnings), state.limits.report());
    }

    private String ordinaryTitle(Title page) {
        String full = titles.fullText(page);
        String namespace = full.substring(0, full.length() - page.text().length());
        String main = "<span class=\"mw-page-title-main\">" + TagSet.escaped(page.text()) + "</span>";
        return namespace.isEmpty() ? main : "<span class=\"mw-page-title-namespace\">" + TagSet.escaped(namespace.substring(0, namespace.length() - 1))
                + "</span><span class=\"mw-page-title-separator\">:</span>" + main;
    }

    @Override
    public Expansion expand(ParseRequest request, WikiSource source, boolean removeComments) {
        String text = request.text();
        ParseState state = state(request, source);
        Expander expander = new Expander(state, functions, trees, (tag, attributes, _, _) -> putAway(tag, attributes, state),
                !removeComments, false);
        String expanded = HeadingMarks.without(expander.expandPage(text).finish());
        return new Expansion(state.unstrip(expanded), parseTree(text, false), state.categories, state.properties, false, -1);
    }

    private static String putAway(Node.Extension tag, String attributes, ParseState state) {
        String written = written(tag, attributes);
        return tag.name().equalsIgnoreCase("nowiki") ? state.stripText(written) : state.strip(written);
    }

    private static String written(Node.Extension tag, String attributes) {
        return "<" + tag.name() + attributes + (tag.inner() == null ? "/>" : ">" + tag.inner() + tag.close());
    }

    /** What is saved is a revision of who saves it. */
    private static ParseRequest savedBy(ParseRequest r) {
        return new ParseRequest(r.page(), r.text(), r.pageId(), r.revisionId(), r.revisionTimestamp(), r.revisionUser().or(() -> Optional.of(r.user())), r.user(), r.language(), r.now(),
                r.preview(), r.sectionPreview(), r.wrapClass(), r.editSections(), r.toc(), r.limitReport());
    }

    @Override
    public String parseTree(String text, boolean forInclusion) {
        return TreeXml.of(Preprocessor.parse(text, tags.names(), forInclusion));
    }

    @Override
    public String preSaveTransform(ParseRequest request, WikiSource source, Signature signature) {
        String text = request.text().replace("\r\n", "\n").replace('\r', '\n').replace("\u0000", "\uFFFD");
        if (substitution.matcher(text).find()) {
            ParseState state = state(savedBy(request), source);
            text = new Expander(state, functions, trees, (tag, attributes, _, _) -> written(tag, attributes), true, true).expandPage(text).finish();
        }
        // Comments and what is between extension tags stay as they are.
        List<String> opaque = new ArrayList<>();
        String open = SourceText.of(Preprocessor.parse(text, tags.names(), false), true, piece -> {
            opaque.add(piece);
            return "\u007F" + (opaque.size() - 1) + "\u007F";
        });
        String done = PipeTrick.apply(signatures.replace(open, signature, request.now()), request.page().text());
        return OPAQUE.matcher(done).replaceAll(found -> Matcher.quoteReplacement(opaque.get(Integer.parseInt(found.group(1))))).stripTrailing();
    }

    @Override
    public String preloadText(ParseRequest request, WikiSource source) {
        return SourceText.of(Preprocessor.parse(request.text(), tags.names(), true), false);
    }

    @Override
    public Optional<String> section(String text, String section) {
        return Sections.get(text, section, tags.names());
    }

    @Override
    public Optional<String> replaceSection(String text, String section, String replacement, String newSectionTitle) {
        return Sections.replace(text, section, replacement, newSectionTitle, tags.names());
    }

    @Override
    public String summaryHtml(String summary, Optional<Title> page, WikiSource source) {
        return summaries.html(summary, page, source);
    }

    @Override
    public Optional<Title> redirectTarget(String text) {
        return Redirects.target(text, titles);
    }

    @Override
    public String redirectTo(Title target) {
        return Redirects.to(target, titles);
    }

    @Override
    public ParsedTitle title(String text, int defaultNamespace) {
        return titles.parse(text, defaultNamespace);
    }

    @Override
    public String fullText(Title title) {
        return titles.fullText(title);
    }

    @Override
    public WikiSite site() {
        return site;
    }
}

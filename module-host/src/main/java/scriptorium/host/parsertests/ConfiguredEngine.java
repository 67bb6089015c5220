package scriptorium.host.parsertests;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Map;
import java.util.Optional;
import scriptorium.contract.message.ApiException;
import scriptorium.wikitext.api.Expansion;
import scriptorium.wikitext.api.ParseRequest;
import scriptorium.wikitext.api.ParseResult;
import scriptorium.wikitext.api.ParserTestsProfile;
import scriptorium.wikitext.api.SiteOverrides;
import scriptorium.wikitext.api.WikiSite;
import scriptorium.wikitext.api.WikiSource;
import scriptorium.wikitext.api.Wikitext;
import scriptorium.wikitext.api.WikitextEngine;
import scriptorium.wikitext.title.ParsedTitle;
import scriptorium.wikitext.title.Title;

/** The engine of the configuration that the request asks for, at the time that parser tests are written for. */
final class ConfiguredEngine implements WikitextEngine {

    private static final int MAX_ENGINES = 200;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<Map<String, Object>> SETTINGS = new TypeReference<>() {};

    private final WikiSite own;
    private final Cache<String, WikitextEngine> engines = Caffeine.newBuilder().maximumSize(MAX_ENGINES).build();

    ConfiguredEngine(WikiSite own) {
        this.own = own;
    }

    private WikitextEngine wanted() {
        return engines.get(WantedConfig.current(), json -> Wikitext.engine(json.isEmpty() ? own : SiteOverrides.apply(own, read(json))));
    }

    private static Map<String, Object> read(String json) {
        try {
            return JSON.readValue(json, SETTINGS);
        } catch (JsonProcessingException e) {
            throw ApiException.of("badparams", "apierror-parsertest-config");
        }
    }

    private static ParseRequest then(ParseRequest r) {
        return new ParseRequest(r.page(), r.text(), r.pageId(), r.revisionId(), r.revisionTimestamp(), r.revisionUser(), r.user(), r.language(),
                ParserTestsProfile.NOW, r.preview(), r.sectionPreview(), r.wrapClass(), r.editSections(), r.toc(), r.limitReport());
    }

    @Override
    public ParseResult parse(ParseRequest request, WikiSource source) {
        return wanted().parse(then(request), source);
    }

    @Override
    public Expansion expand(ParseRequest request, WikiSource source, boolean removeComments) {
        return wanted().expand(then(request), source, removeComments);
    }

    @Override
    public String parseTree(String text, boolean forInclusion) {
        return wanted().parseTree(text, forInclusion);
    }

    @Override
    public String preSaveTransform(ParseRequest request, WikiSource source, Signature signature) {
        return wanted().preSaveTransform(then(request), source, signature);
    }

    @Override
    public String preloadText(ParseRequest request, WikiSource source) {
        return wanted().preloadText(then(request), source);
    }

    @Override
    public Optional<String> section(String text, String section) {
        return wanted().section(text, section);
    }

    @Override
    public Optional<String> replaceSection(String text, String section, String replacement, String newSectionTitle) {
        return wanted().replaceSection(text, section, replacement, newSectionTitle);
    }

    @Override
    public String summaryHtml(String summary, Optional<Title> page, WikiSource source) {
        return wanted().summaryHtml(summary, page, source);
    }

    @Override
    public Optional<Title> redirectTarget(String text) {
        return wanted().redirectTarget(text);
    }

    @Override
    public String redirectTo(Title target) {
        return wanted().redirectTo(target);
    }

    @Override
    public ParsedTitle title(String text, int defaultNamespace) {
        return wanted().title(text, defaultNamespace);
    }

    @Override
    public String fullText(Title title) {
        return wanted().fullText(title);
    }

    @Override
    public WikiSite site() {
        return wanted().site();
    }
}

package scriptorium.query.parse;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import scriptorium.host.work.WorkPool;
import scriptorium.wikitext.api.ParseRequest;
import scriptorium.wikitext.api.ParseResult;
import scriptorium.wikitext.api.WikitextEngine;
import scriptorium.wikitext.title.Title;

/** Parses pages, on the work pool, and keeps what came out: nothing is parsed twice while it is asked for. */
@ApplicationScoped
public class Rendering {

    /** What a result depends on. */
    private record Key(long pageId, long revisionId) {}

    private final WikitextEngine engine;
    private final RedirectPages redirects;
    private final IndexWikiSource source;
    private final WorkPool work;
    private final Cache<Key, ParseResult> cache;

    Rendering(
            WikitextEngine engine,
            IndexWikiSource source,
            WorkPool work,
            @ConfigProperty(name = "scriptorium.parse.cache-weight", defaultValue = "67108864") long weight) {
        this.engine = engine;
        redirects = new RedirectPages(engine);
        this.source = source;
        this.work = work;
        cache = Caffeine.newBuilder().maximumWeight(weight).<Key, ParseResult>weigher((_, result) -> 2 * result.html().length() + 2048).build();
    }

    /** A revision of a page, rendered as readers see it. */
    public Uni<ParseResult> page(Title title, long pageId, long revisionId, String text, String model, Instant made, String user) {
        Key key = new Key(pageId, revisionId);
        ParseResult known = cache.getIfPresent(key);
        if (known != null) {
            return Uni.createFrom().item(known);
        }
        ParseRequest request = new ParseRequest(title, text, pageId, revisionId, Optional.of(made), Optional.of(user), "127.0.0.1", "en", Instant.now(), false, false,
                "mw-parser-output", true, true, true);
        return work.run(() -> parse(request, model)).invoke(result -> cache.put(key, result));
    }

    /** What has been kept of a revision, if anything. */
    public Optional<ParseResult> known(long pageId, long revisionId) {
        return Optional.ofNullable(cache.getIfPresent(new Key(pageId, revisionId)));
    }

    public void keep(long pageId, long revisionId, ParseResult result) {
        cache.put(new Key(pageId, revisionId), result);
    }

    public void forget(long pageId, long revisionId) {
        cache.invalidate(new Key(pageId, revisionId));
    }

    /** A text as it would be saved, when that is wanted. */
    public Uni<String> transformed(ParseRequest request, boolean wanted, scriptorium.contract.identity.Caller caller) {
        if (!wanted) {
            return Uni.createFrom().item(request.text());
        }
        return work.run(() -> engine.preSaveTransform(request, source,
                new WikitextEngine.Signature(caller.name(), caller.anonymous(), caller.options().getOrDefault("nickname", ""), caller.flagOption("fancysig"))));
    }

    /** Any other text; not kept. */
    public Uni<ParseResult> text(ParseRequest request, String model) {
        return work.run(() -> parse(request, model));
    }

    /** For threads of the work pool. */
    public ParseResult parse(ParseRequest request, String model) {
        return switch (model) {
            case "wikitext" -> redirects.render(request, source);
            default -> PlainPages.render(request, model, engine);
        };
    }

    public WikitextEngine engine() {
        return engine;
    }

    public IndexWikiSource source() {
        return source;
    }
}

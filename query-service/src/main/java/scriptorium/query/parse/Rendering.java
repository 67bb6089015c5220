package scriptorium.query.parse;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import scriptorium.host.identity.CallerSignature;
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

    /**
     * @param result null for one that was forgotten: what was begun before that is not kept
     * @param at when it was begun, or forgotten
     */
    private record Kept(ParseResult result, Instant at) {
        int weight() {
            return result == null ? 128 : 2 * result.html().length() + 2048;
        }
    }

    private final WikitextEngine engine;
    private final RedirectPages redirects;
    private final IndexWikiSource source;
    private final WorkPool work;
    private final Cache<Key, Kept> cache;

    Rendering(
            WikitextEngine engine,
            IndexWikiSource source,
            WorkPool work,
            @ConfigProperty(name = "scriptorium.parse.cache-weight", defaultValue = "67108864") long weight,
            @ConfigProperty(name = "scriptorium.parse.cache-time", defaultValue = "10m") Duration time) {
        this.engine = engine;
        redirects = new RedirectPages(engine);
        this.source = source;
        this.work = work;
        cache = Caffeine.newBuilder().maximumWeight(weight).<Key, Kept>weigher((_, kept) -> kept.weight()).expireAfterWrite(time).build();
    }

    /**
     * A revision of a page, rendered as readers see it.
     *
     * @param touched since when what the page shows may have changed: what was rendered before is rendered again
     */
    public Uni<ParseResult> page(Title title, long pageId, long revisionId, String text, String model, Instant made, String user, Instant touched) {
        Key key = new Key(pageId, revisionId);
        Kept known = cache.getIfPresent(key);
        if (known != null && known.result() != null && !known.at().isBefore(touched)) {
            return Uni.createFrom().item(known.result());
        }
        Instant now = Instant.now();
        ParseRequest request = new ParseRequest(title, text, pageId, revisionId, Optional.of(made), Optional.of(user), "127.0.0.1", "en", now, false, false,
                "mw-parser-output", true, true, true);
        return work.run(() -> parse(request, model))
                .chain(result -> source.changed(result.templates()).chain(changed -> changed ? work.run(() -> parse(request, model)) : Uni.createFrom().item(result)))
                .invoke(result -> keep(key, result, now));
    }

    /** What has been kept of a revision, if anything. */
    public Optional<ParseResult> known(long pageId, long revisionId) {
        Kept kept = cache.getIfPresent(new Key(pageId, revisionId));
        return kept == null ? Optional.empty() : Optional.ofNullable(kept.result());
    }

    /** @param begun when the parse was; what was forgotten since is not kept */
    public void keep(long pageId, long revisionId, ParseResult result, Instant begun) {
        keep(new Key(pageId, revisionId), result, begun);
    }

    private void keep(Key key, ParseResult result, Instant begun) {
        cache.asMap().merge(key, new Kept(result, begun), (old, made) -> old.at().isAfter(begun) ? old : made);
    }

    public void forget(long pageId, long revisionId) {
        cache.put(new Key(pageId, revisionId), new Kept(null, Instant.now()));
    }

    /** A text as it would be saved, when that is wanted. */
    public Uni<String> transformed(ParseRequest request, boolean wanted, scriptorium.contract.identity.Caller caller) {
        if (!wanted) {
            return Uni.createFrom().item(request.text());
        }
        return work.run(() -> engine.preSaveTransform(request, source, CallerSignature.of(caller)));
    }

    /** Any other text; not kept. */
    public Uni<ParseResult> text(ParseRequest request, String model) {
        return work.run(() -> parse(request, model));
    }

    /** For threads of the work pool. */
    public ParseResult parse(ParseRequest request, String model) {
        return switch (model) {
            case "wikitext" -> redirects.render(request, source);
            default -> PlainPages.render(request, model, engine, source);
        };
    }

    public WikitextEngine engine() {
        return engine;
    }

    public IndexWikiSource source() {
        return source;
    }
}

package scriptorium.page.stash;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import scriptorium.page.model.Revision;

/** Texts that editors have sent ahead of an edit; kept for a few minutes, by their SHA-1. A replica that does not have one says so, and the client sends it again. */
@ApplicationScoped
public class EditStash {

    private final Cache<String, String> texts;

    EditStash(
            @ConfigProperty(name = "scriptorium.page.stash-bytes", defaultValue = "33554432") long bytes,
            @ConfigProperty(name = "scriptorium.page.stash-time", defaultValue = "5m") Duration time) {
        texts = Caffeine.newBuilder().maximumWeight(bytes).weigher((String key, String text) -> text.length() * 2 + 100).expireAfterWrite(time).build();
    }

    public String keep(String text) {
        String hash = Revision.sha1Of(text);
        texts.put(hash, text);
        return hash;
    }

    public Optional<String> find(String hash) {
        return Optional.ofNullable(texts.getIfPresent(hash));
    }
}

package scriptorium.host.identity;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The secret with which services prove to each other that they belong to the suite where no user is at hand. */
@ApplicationScoped
public class InternalKey {

    private final Optional<String> key;

    InternalKey(@ConfigProperty(name = "scriptorium.internal-key") Optional<String> key) {
        this.key = key.filter(text -> !text.isBlank());
    }

    /** Whether this is the key; nothing is, when none is configured. */
    public boolean matches(String given) {
        return key.isPresent()
                && given != null
                && MessageDigest.isEqual(key.get().getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }
}

package scriptorium.auth.oauth;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/** Where the keys that sign access tokens are kept, the newest first, the same for all replicas. */
public interface KeyStore {

    /** A key in JSON, private half included. */
    record Stored(String jwk, Instant createdAt) {
        @Override
        public String toString() {
            return "Stored[" + createdAt + "]";
        }
    }

    /** A key that is to be kept. */
    record Fresh(String kid, String jwk) {
        @Override
        public String toString() {
            return "Fresh[" + kid + "]";
        }
    }

    Uni<List<Stored>> read();

    /** All keys, a new one first if none was made since {@code oldest}. Of replicas that do this at once, one makes it. */
    Uni<List<Stored>> rotate(Instant oldest, Instant now, Supplier<Fresh> maker);
}

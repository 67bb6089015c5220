package scriptorium.auth.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class AccessTokenKeysTest {

    private static final Instant NOW = Instant.parse("2026-05-01T12:00:00Z");
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Memory store = new Memory();
    private final AccessTokenKeys keys = new AccessTokenKeys(store, OAuthConfigs.defaults());

    private static final class Memory implements KeyStore {
        private final List<Stored> kept = new ArrayList<>();
        private int reads;

        @Override
        public Uni<List<Stored>> read() {
            reads++;
            return Uni.createFrom().item(() -> List.copyOf(kept));
        }

        @Override
        public Uni<List<Stored>> rotate(Instant oldest, Instant now, Supplier<Fresh> maker) {
            if (kept.isEmpty() || !kept.getFirst().createdAt().isAfter(oldest)) {
                kept.addFirst(new Stored(maker.get().jwk(), now));
            }
            return read();
        }
    }

    private static <T> T got(Uni<T> uni) {
        return uni.await().atMost(PATIENCE);
    }

    private static String signing(AccessTokenKeys keys, Instant now) {
        return got(keys.signing(now)).getKeyId();
    }

    @Test
    void theFirstUseMakesAKeyAndLaterOnesKeepIt() {
        String first = signing(keys, NOW);
        assertThat(signing(keys, NOW.plus(Duration.ofDays(89)))).isEqualTo(first);
        assertThat(store.kept).hasSize(1);
    }

    @Test
    void anOldKeyIsFollowedByANewOneAndGoesOnVerifying() {
        String first = signing(keys, NOW);
        Instant later = NOW.plus(Duration.ofDays(91));
        String second = signing(keys, later);
        assertThat(second).isNotEqualTo(first);
        assertThat(got(keys.verifying(first, later))).isPresent();
        assertThat(got(keys.publicSet(later))).contains(first).contains(second).doesNotContain("\"d\"");
    }

    @Test
    void aKeyThatAnotherReplicaMadeIsFound() {
        signing(keys, NOW);
        Instant later = NOW.plus(Duration.ofDays(91));
        String ofAnother = signing(new AccessTokenKeys(store, OAuthConfigs.defaults()), later);
        assertThat(got(keys.verifying(ofAnother, later))).isPresent();
    }

    /** Whoever sends tokens with invented keys does not send us to the database each time. */
    @Test
    void unknownKeysAreLookedForNowAndThenOnly() {
        signing(keys, NOW);
        int before = store.reads;
        for (int i = 0; i < 100; i++) {
            assertThat(got(keys.verifying("invented-" + i, NOW.plusSeconds(10).plusMillis(i)))).isEmpty();
        }
        assertThat(store.reads - before).isEqualTo(1);
    }
}

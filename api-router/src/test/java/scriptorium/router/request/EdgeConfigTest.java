package scriptorium.router.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The bounds that hold unless somebody says otherwise. */
class EdgeConfigTest {

    @Test
    void hasTheseDefaults() {
        // When
        EdgeConfig config = new SmallRyeConfigBuilder().addDefaultInterceptors().addSystemSources()
                .withConverter(Duration.class, 200, new DurationConverter())
                .withMapping(EdgeConfig.class).build().getConfigMapping(EdgeConfig.class);
        // Then
        assertThat(config.lenientAddresses()).isTrue();
        assertThat(config.maxFormBytes()).isEqualTo(20 * 1024 * 1024);
        assertThat(config.trustedProxies()).isEmpty();
        assertThat(config.formMemory()).isEqualTo(16 * 1024 * 1024);
        assertThat(config.answerMemory()).isEqualTo(12 * 1024 * 1024);
        assertThat(config.largestAnswer()).isEqualTo(12 * 1024 * 1024);
        assertThat(config.waitingForMemory()).isEqualTo(200);
        assertThat(config.memoryPatience()).isEqualTo(Duration.ofSeconds(20));
        assertThat(config.memoryHeld()).isEqualTo(Duration.ofMinutes(2));
        assertThat(config.largeFormTime()).isEqualTo(Duration.ofSeconds(30));
        assertThat(config.maxParameters()).isEqualTo(1000);
        assertThat(config.addressRate()).isEqualTo(20_000);
        assertThat(config.addressBurst()).isEqualTo(100_000);
        assertThat(config.accountRate()).isEqualTo(20_000);
        assertThat(config.accountBurst()).isEqualTo(100_000);
        assertThat(config.rememberedClients()).isEqualTo(100_000);
        assertThat(config.identities()).isEqualTo(20_000);
        assertThat(config.identityMargin()).isEqualTo(Duration.ofSeconds(10));
        assertThat(config.moduleRefresh()).isEqualTo(Duration.ofSeconds(3));
        assertThat(config.readAfterWrite()).isEqualTo(Duration.ofSeconds(3));
        assertThat(config.lagValidity()).isEqualTo(Duration.ofSeconds(1));
        assertThat(config.compressFrom()).isEqualTo(1000);
        assertThat(config.largeAnswer()).isEqualTo(256 * 1024);
        assertThat(config.streamClients()).isEqualTo(200);
        assertThat(config.streamBuffer()).isEqualTo(100);
        assertThat(config.streamHeartbeat()).isEqualTo(Duration.ofSeconds(15));
    }
}

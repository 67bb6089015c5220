package scriptorium.auth.oauth;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;

/** The configuration as it is when nobody sets anything. */
public final class OAuthConfigs {

    private OAuthConfigs() {}

    public static OAuthConfig defaults() {
        return new SmallRyeConfigBuilder()
                .withConverter(Duration.class, 200, new DurationConverter())
                .withMapping(OAuthConfig.class)
                .build()
                .getConfigMapping(OAuthConfig.class);
    }
}

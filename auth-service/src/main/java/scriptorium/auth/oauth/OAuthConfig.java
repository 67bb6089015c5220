package scriptorium.auth.oauth;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The OAuth 2 provider. */
@ConfigMapping(prefix = "scriptorium.oauth")
public interface OAuthConfig {

    /** How long an authorization code is good for. */
    @WithDefault("2m")
    Duration code();

    /** How long an access token is good for; those of clients for their owner alone do not end. */
    @WithDefault("4h")
    Duration accessToken();

    /** How long a refresh token is good for; each use gives a new one. */
    @WithDefault("365d")
    Duration refreshToken();

    /** A signing key older than this is followed by a new one; the old ones go on verifying. */
    @WithDefault("90d")
    Duration keyRotation();

    /** How many clients one account may register. */
    @WithDefault("100")
    int clientsPerAccount();

    /** Whether redirect addresses with {@code http:} may lead to other machines than the user's own. */
    @WithDefault("false")
    boolean insecureRedirects();

    /** Wrong secrets of one client from one address within {@link #failureWindow()} before it has to wait. */
    @WithDefault("20")
    int allowedFailures();

    /** How long failures count. */
    @WithDefault("5m")
    Duration failureWindow();

    /** Largest request in bytes. */
    @WithDefault("65536")
    int maxRequest();

    /** Longest single parameter in characters. */
    @WithDefault("8192")
    int maxParameter();
}

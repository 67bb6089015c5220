package scriptorium.auth.account;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How often strangers may try things. */
@ConfigMapping(prefix = "scriptorium.login")
public interface ThrottleConfig {

    /** Wrong passwords for one account from one address within the window. */
    @WithDefault("50")
    int allowedFailures();

    /** Wrong passwords from one address, whatever the account, within the window. */
    @WithDefault("1000")
    int allowedFailuresOfAddress();

    /** How long wrong passwords are counted. */
    @WithDefault("5m")
    Duration failureWindow();

    /** Accounts made from one address within their window; 0 for any number. */
    @WithDefault("0")
    int allowedAccounts();

    /** Temporary accounts made from one address within the same window. */
    @WithDefault("6")
    int allowedTemporaryAccounts();

    /** How long new accounts are counted. */
    @WithDefault("1d")
    Duration accountWindow();
}

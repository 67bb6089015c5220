package scriptorium.auth.mail;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** Where mail is handed in. */
@ConfigMapping(prefix = "scriptorium.mail")
public interface MailConfig {

    /** Whether the wiki sends mail at all. */
    @WithDefault("true")
    boolean enabled();

    /** The SMTP server. */
    @WithDefault("127.0.0.1")
    String host();

    /** Its port. */
    @WithDefault("25")
    int port();

    /** Whether the connection must be encrypted (STARTTLS) before anything is told. */
    @WithDefault("false")
    boolean startTls();

    /** Name to log in with; without it nobody logs in. */
    Optional<String> user();

    /** Password to log in with. */
    Optional<String> password();

    /** The wiki's own address. */
    @WithDefault("wiki@localhost")
    String from();

    /** Longest wait for the server, at each step. */
    @WithDefault("10s")
    Duration timeout();

    /** Most messages that are under way at once; more are refused. */
    @WithDefault("8")
    int atOnce();

    /** How long a link that confirms an address is good. */
    @WithDefault("7d")
    Duration confirmation();
}

package scriptorium.auth.password;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How passwords are kept, and which are accepted. */
@ConfigMapping(prefix = "scriptorium.password")
public interface PasswordConfig {

    /** Memory of one Argon2id hash in KiB; with the passes one of OWASP's recommended pairs (docs/decisions/0013). */
    @WithDefault("7168")
    int memoryKib();

    /** Passes over that memory. */
    @WithDefault("5")
    int iterations();

    /** Lanes. */
    @WithDefault("1")
    int parallelism();

    /** Shortest password of a new account, in characters. */
    @WithDefault("8")
    int minLength();

    /** Shortest password of an account in a group with more rights, in characters. */
    @WithDefault("10")
    int minLengthTrusted();

    /** Longest password that is looked at, in characters. */
    @WithDefault("4096")
    int maxLength();
}

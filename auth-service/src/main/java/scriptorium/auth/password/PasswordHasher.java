package scriptorium.auth.password;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/** Argon2id, in the usual string form. Slow on purpose: for the work pool. */
@ApplicationScoped
public class PasswordHasher {

    private static final int LENGTH = 32;
    private static final Pattern FORM = Pattern.compile("\\$argon2id\\$v=19\\$m=(\\d+),t=(\\d+),p=(\\d+)\\$([A-Za-z0-9+/]+)\\$([A-Za-z0-9+/]+)");

    private final PasswordConfig config;
    private final SecureRandom random = new SecureRandom();

    PasswordHasher(PasswordConfig config) {
        this.config = config;
    }

    public String hash(String password) {
        byte[] salt = new byte[16];
        random.nextBytes(salt);
        byte[] hash = hash(password, salt, config.memoryKib(), config.iterations(), config.parallelism());
        Base64.Encoder text = Base64.getEncoder().withoutPadding();
        return "$argon2id$v=19$m=" + config.memoryKib() + ",t=" + config.iterations() + ",p=" + config.parallelism() + "$" + text.encodeToString(salt) + "$"
                + text.encodeToString(hash);
    }

    /** Whether this is the password; costs the same when the hash is not one. */
    public boolean matches(String password, String stored) {
        Matcher form = FORM.matcher(stored);
        if (!form.matches()) {
            hash(password);
            return false;
        }
        byte[] salt = Base64.getDecoder().decode(form.group(4));
        byte[] expected = Base64.getDecoder().decode(form.group(5));
        byte[] actual = hash(password, salt, Integer.parseInt(form.group(1)), Integer.parseInt(form.group(2)), Integer.parseInt(form.group(3)));
        return MessageDigest.isEqual(expected, actual);
    }

    /** Whether a stored hash was made with other parameters than today's. */
    public boolean outdated(String stored) {
        return !stored.startsWith("$argon2id$v=19$m=" + config.memoryKib() + ",t=" + config.iterations() + ",p=" + config.parallelism() + "$");
    }

    private static byte[] hash(String password, byte[] salt, int memory, int iterations, int lanes) {
        YoungSpace.makeRoom(memory * (1024L + 64));
        Argon2BytesGenerator argon = new Argon2BytesGenerator();
        argon.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(memory)
                .withIterations(iterations)
                .withParallelism(lanes)
                .withSalt(salt)
                .build());
        byte[] hash = new byte[LENGTH];
        argon.generateBytes(password.getBytes(StandardCharsets.UTF_8), hash);
        return hash;
    }
}

package scriptorium.contract.identity;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Tokens against cross-site requests: 32 hex digits of a keyed hash, 8 hex digits of the time of issue, {@code +\}. Made and checked with the key of the
 * session, which travels in the signed identity; so every service checks them by itself. Anonymous callers have the constant {@code +\}.
 */
public final class EditTokens {

    public static final String SUFFIX = "+\\";

    private static final Pattern CLAIMING = Pattern.compile("[0-9a-f]{32}[0-9a-f]{1,10}\\+\\\\");

    private EditTokens() {}

    /** @param type "csrf", "patrol", "rollback", "userrights", "watch", "login", "createaccount" */
    public static String make(String tokenKey, String type, Instant now) {
        if (tokenKey.isEmpty()) {
            return SUFFIX;
        }
        String time = HexFormat.of().toHexDigits((int) now.getEpochSecond());
        return mac(tokenKey, type, time) + time + SUFFIX;
    }

    /** The time of issue of a good token; empty for a bad one. The anonymous token is good for anonymous callers alone. */
    public static Optional<Instant> check(String tokenKey, String type, String token) {
        if (tokenKey.isEmpty()) {
            return constantEquals(token, SUFFIX) ? Optional.of(Instant.EPOCH) : Optional.empty();
        }
        if (token.length() != 42 || !token.endsWith(SUFFIX)) {
            return Optional.empty();
        }
        String time = token.substring(32, 40);
        if (!constantEquals(token.substring(0, 32), mac(tokenKey, type, time))) {
            return Optional.empty();
        }
        return Optional.of(Instant.ofEpochSecond(Long.parseLong(time, 16)));
    }

    /** The time that a token claims to be made at, good or bad; empty for what has not the form of one. */
    public static Optional<Instant> claimed(String token) {
        return CLAIMING.matcher(token).matches() ? Optional.of(Instant.ofEpochSecond(Long.parseLong(token.substring(32, token.length() - SUFFIX.length()), 16))) : Optional.empty();
    }

    private static String mac(String tokenKey, String type, String time) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(tokenKey.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            byte[] hash = mac.doFinal((type + ":" + time).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 16);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean constantEquals(String a, String b) {
        return MessageDigest.isEqual(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
    }
}

package scriptorium.query.api;

import java.math.BigInteger;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import scriptorium.contract.message.ApiException;

/** Hashes of files as clients give them: 40 hexadecimal digits, or 31 digits of base 36. */
final class Sha1 {

    private static final Pattern HEX = Pattern.compile("[0-9a-f]{40}");
    private static final Pattern BASE36 = Pattern.compile("[0-9a-z]{31}");

    private Sha1() {}

    static Optional<String> of(Optional<String> hex, Optional<String> base36) {
        if (hex.isPresent()) {
            String text = hex.get().toLowerCase(Locale.ROOT);
            if (!HEX.matcher(text).matches()) {
                throw ApiException.of("invalidsha1hash", "apierror-invalidsha1hash");
            }
            return Optional.of(text);
        }
        return base36.map(text -> {
            if (!BASE36.matcher(text.toLowerCase(Locale.ROOT)).matches()) {
                throw ApiException.of("invalidsha1base36hash", "apierror-invalidsha1base36hash");
            }
            String digits = new BigInteger(text, 36).toString(16);
            return digits.length() > 40 ? digits : "0".repeat(40 - digits.length()) + digits;
        });
    }
}

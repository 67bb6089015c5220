package scriptorium.query.index;

import java.math.BigInteger;
import java.net.InetAddress;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The first and the last address of a range, as text that sorts as addresses do: eight hexadecimal digits, or {@code v6-} and thirty-two; empty for none.
 */
public record AddressRange(String start, String end) {

    public static final AddressRange NONE = new AddressRange("", "");
    private static final Pattern ADDRESS = Pattern.compile("[0-9A-Fa-f:.]{2,45}");
    private static final int V4_BITS = 32;
    private static final int V6_BITS = 128;

    /** An address, or a range as {@code address/bits}; {@link #NONE} for anything else. */
    public static AddressRange of(String text) {
        String[] parts = text.split("/", 2);
        if (!ADDRESS.matcher(parts[0]).matches() || !parts[0].contains(".") && !parts[0].contains(":")) {
            return NONE;
        }
        try {
            byte[] bytes = InetAddress.ofLiteral(parts[0]).getAddress();
            int all = bytes.length * 8;
            int bits = parts.length == 1 ? all : Integer.parseInt(parts[1]);
            if (bits < 0 || bits > all) {
                return NONE;
            }
            BigInteger size = BigInteger.ONE.shiftLeft(all - bits);
            BigInteger first = new BigInteger(1, bytes).shiftRight(all - bits).shiftLeft(all - bits);
            return new AddressRange(hex(first, all), hex(first.add(size).subtract(BigInteger.ONE), all));
        } catch (IllegalArgumentException notAnAddress) {
            return NONE;
        }
    }

    public boolean isNone() {
        return start.isEmpty();
    }

    /** How many bits of it are fixed; -1 for none. */
    public int bits() {
        if (isNone()) {
            return -1;
        }
        boolean v4 = !start.startsWith("v6-");
        BigInteger differs = number(start).xor(number(end));
        return (v4 ? V4_BITS : V6_BITS) - differs.bitLength();
    }

    private static BigInteger number(String text) {
        return new BigInteger(text.startsWith("v6-") ? text.substring(3) : text, 16);
    }

    private static String hex(BigInteger number, int bits) {
        String digits = number.toString(16).toUpperCase(Locale.ROOT);
        String filled = "0".repeat(bits / 4 - digits.length()) + digits;
        return bits == V4_BITS ? filled : "v6-" + filled;
    }
}

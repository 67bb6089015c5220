package scriptorium.auth.store;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import scriptorium.wikitext.title.UserNames;

/**
 * An address or a range of addresses that can be blocked.
 *
 * @param text canonical: IPv6 in upper case with all groups, ranges from their first address
 * @param bits of the prefix; 32 or 128 for one address
 */
public record AddressRange(String text, int bits, boolean ipv6, boolean single) {

    /** Empty for what is neither an address nor a range. */
    public static Optional<AddressRange> parse(String raw) {
        int slash = raw.indexOf('/');
        Optional<String> address = UserNames.canonicalIp(slash < 0 ? raw : raw.substring(0, slash));
        if (address.isEmpty()) {
            return Optional.empty();
        }
        boolean ipv6 = address.get().indexOf(':') >= 0;
        int all = ipv6 ? 128 : 32;
        if (slash < 0) {
            return Optional.of(new AddressRange(address.get(), all, ipv6, true));
        }
        String length = raw.substring(slash + 1);
        if (!length.matches("\\d{1,3}") || Integer.parseInt(length) > all) {
            return Optional.empty();
        }
        int bits = Integer.parseInt(length);
        return Optional.of(new AddressRange(first(address.get(), bits) + "/" + bits, bits, ipv6, false));
    }

    /** Whether a target of a block is a range. */
    public static boolean isRange(String target) {
        return parse(target).filter(range -> !range.single()).isPresent();
    }

    /** Whether an address is in it. */
    public boolean holds(String address) {
        return UserNames.canonicalIp(address).filter(canonical -> canonical.indexOf(':') >= 0 == ipv6)
                .map(canonical -> first(canonical, bits).equals(single ? text : text.substring(0, text.indexOf('/')))).orElse(false);
    }

    private static String first(String address, int bits) {
        try {
            byte[] bytes = InetAddress.getByName(address).getAddress();
            for (int bit = bits; bit < bytes.length * 8; bit++) {
                bytes[bit / 8] &= (byte) ~(0x80 >> bit % 8);
            }
            return UserNames.canonicalIp(InetAddress.getByAddress(bytes).getHostAddress()).orElse(address);
        } catch (UnknownHostException notAnAddress) {
            return address;
        }
    }
}

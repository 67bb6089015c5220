package scriptorium.router.request;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;

/**
 * Whom the suite believes when it says for whom it asks. Each proxy adds to {@code X-Forwarded-For} the address it was called from, so the list is read from its end
 * on: the first address that is no trusted proxy's is the client's, whatever the client itself has written before it.
 */
final class TrustedProxies {

    private final List<Range> ranges;

    /** @param ranges addresses, or ranges in CIDR notation */
    TrustedProxies(List<String> ranges) {
        this.ranges = ranges.stream().map(TrustedProxies::range).toList();
    }

    private record Range(byte[] address, int bits) {
        boolean holds(byte[] other) {
            if (other.length != address.length) {
                return false;
            }
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> bit % 8;
                if ((address[bit / 8] & mask) != (other[bit / 8] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }

    private static Range range(String text) {
        String[] parts = text.strip().split("/");
        byte[] address = address(parts[0]).orElseThrow(() -> new IllegalArgumentException("scriptorium.edge.trusted-proxies: no address: " + text));
        int bits = parts.length == 1 ? address.length * 8 : Integer.parseInt(parts[1]);
        if (bits < 0 || bits > address.length * 8) {
            throw new IllegalArgumentException("scriptorium.edge.trusted-proxies: no range: " + text);
        }
        return new Range(address, bits);
    }

    /** Only what is written as an address is looked at: a name would be looked up. */
    private static Optional<byte[]> address(String text) {
        String bare = text.startsWith("[") && text.contains("]") ? text.substring(1, text.indexOf(']')) : text;
        if (!bare.matches("[0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*") || bare.matches("[0-9.]+") && !bare.matches("(\\d{1,3}\\.){3}\\d{1,3}")) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(bare).getAddress());
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    private boolean trusts(String text) {
        return address(text).filter(bytes -> ranges.stream().anyMatch(range -> range.holds(bytes))).isPresent();
    }

    /**
     * The client's address.
     *
     * @param peer who called
     * @param forwarded the values of {@code X-Forwarded-For}, joined with commas; empty for none
     */
    String client(String peer, String forwarded) {
        if (ranges.isEmpty() || forwarded.isEmpty()) {
            return peer;
        }
        String[] told = forwarded.split(",");
        String client = peer;
        for (int i = told.length - 1; i >= 0 && trusts(client); i--) {
            String before = told[i].strip();
            Optional<byte[]> known = address(before);
            if (known.isEmpty()) {
                return client;
            }
            client = spelled(known.get());
        }
        return client;
    }

    private static String spelled(byte[] address) {
        try {
            return InetAddress.getByAddress(address).getHostAddress();
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}

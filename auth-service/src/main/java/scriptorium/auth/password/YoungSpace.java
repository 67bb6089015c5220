package scriptorium.auth.password;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryUsage;
import java.util.Locale;
import java.util.Optional;

/**
 * Where the collector puts what is new. A collection amid a hash copies all that the hash works on, 7 MiB in thousands of pieces, while every request waits;
 * one between two hashes finds next to nothing to copy. So room for a hash is made before it begins.
 */
final class YoungSpace {

    /** Empty where the collector has no such space of a size that is known. */
    private static final Optional<MemoryPoolMXBean> EDEN = ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getName().toLowerCase(Locale.ROOT).contains("eden") && pool.getUsage().getMax() > 0).findFirst();
    /** What other threads may take between the look and the hash. */
    private static final int MARGIN = 1 << 20;

    /** Keeps the compiler from leaving out what is only made to be dropped. */
    private static volatile byte[] filler;

    private YoungSpace() {}

    /** Has the collector run now when it would have to before so many bytes are taken. */
    static void makeRoom(long bytes) {
        EDEN.map(MemoryPoolMXBean::getUsage).filter(usage -> usage.getCommitted() > 2 * (bytes + MARGIN)).ifPresent(usage -> {
            long free = free(usage);
            if (free < bytes + MARGIN) {
                filler = new byte[(int) free + MARGIN];
                filler = null;
            }
        });
    }

    private static long free(MemoryUsage usage) {
        return Math.max(0, usage.getCommitted() - usage.getUsed());
    }
}

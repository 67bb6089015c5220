package scriptorium.router.edge;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.function.LongSupplier;

/** How many requests a client may send: a bucket of tokens for each, that fills with time. */
public final class RateLimits {

    private final int rate;
    private final int burst;
    private final LongSupplier nanos;
    private final Cache<String, Bucket> buckets;

    /**
     * @param rate requests per second in the long run; 0 for no limit
     * @param burst requests at once
     * @param remembered clients that are kept in mind
     * @param nanos a clock in nanoseconds
     */
    public RateLimits(int rate, int burst, int remembered, LongSupplier nanos) {
        this.rate = rate;
        this.burst = Math.max(1, burst);
        this.nanos = nanos;
        buckets = Caffeine.newBuilder().maximumSize(remembered).expireAfterAccess(Duration.ofMinutes(10)).build();
    }

    /** Takes one request; 0 when it may pass, else the seconds after which the next may. */
    public long take(String client) {
        if (rate == 0) {
            return 0;
        }
        return buckets.get(client, _ -> new Bucket(burst, nanos.getAsLong())).take();
    }

    private final class Bucket {
        private double tokens;
        private long filled;

        Bucket(double tokens, long filled) {
            this.tokens = tokens;
            this.filled = filled;
        }

        synchronized long take() {
            long now = nanos.getAsLong();
            tokens = Math.min(burst, tokens + (now - filled) / 1e9 * rate);
            filled = now;
            if (tokens >= 1) {
                tokens--;
                return 0;
            }
            return Math.max(1, (long) Math.ceil((1 - tokens) / rate));
        }
    }
}

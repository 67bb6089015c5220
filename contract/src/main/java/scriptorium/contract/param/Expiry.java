package scriptorium.contract.param;

import java.time.Instant;
import java.util.Optional;

/** When something ends; {@link #NEVER} for "infinite". */
public record Expiry(Optional<Instant> at) {
    public static final Expiry NEVER = new Expiry(Optional.empty());

    public static Expiry at(Instant instant) {
        return new Expiry(Optional.of(instant));
    }

    /** ISO time, or {@code infinity}. */
    @Override
    public String toString() {
        return at.map(Timestamps::iso).orElse("infinity");
    }
}

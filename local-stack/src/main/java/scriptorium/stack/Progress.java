package scriptorium.stack;

import java.util.Locale;

/** Tells on the terminal how far a start has come. */
final class Progress {

    private final int steps;
    private final long began = System.nanoTime();
    private int step;

    Progress(int steps) {
        this.steps = steps - 1;
    }

    void begin(String what) {
        step++;
        int filled = 20 * (step - 1) / steps;
        System.out.printf(Locale.ROOT, "[%s%s] %-26s", "#".repeat(filled), ".".repeat(20 - filled), what);
        System.out.flush();
    }

    void done(String detail) {
        System.out.printf(Locale.ROOT, "ready after %.1f s  (%s)%n", (System.nanoTime() - began) / 1e9, detail);
    }
}

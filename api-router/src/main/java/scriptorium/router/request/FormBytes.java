package scriptorium.router.request;

import io.vertx.core.buffer.Buffer;
import java.util.Arrays;

/** The bytes of a form as they arrive, copied once when the length is known. */
final class FormBytes {

    private static final int FIRST = 4096;
    private static final int LARGEST_FIRST = 1024 * 1024;

    private final int expected;
    private byte[] bytes = new byte[0];
    private int length;

    /** @param declared length; -1 when it is not known */
    FormBytes(long declared) {
        expected = declared < 0 ? FIRST : (int) declared;
    }

    void add(Buffer chunk) {
        int needed = length + chunk.length();
        if (needed > bytes.length) {
            // What is declared is believed little by little: a client may say much and send little.
            bytes = Arrays.copyOf(bytes, Math.max(needed, bytes.length == 0 ? Math.min(expected, LARGEST_FIRST) : bytes.length >= LARGEST_FIRST && expected > bytes.length
                    ? expected : bytes.length * 2));
        }
        chunk.getBytes(bytes, length);
        length = needed;
    }

    /** Hands the bytes over, and forgets them: requests are remembered longer than their bodies are needed. */
    byte[] take() {
        byte[] taken = bytes;
        bytes = new byte[0];
        return taken;
    }

    int length() {
        return length;
    }
}

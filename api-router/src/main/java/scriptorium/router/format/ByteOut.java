package scriptorium.router.format;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A growing array of bytes that takes text as UTF-8. Half a surrogate pair becomes U+FFFD. */
final class ByteOut {

    private byte[] bytes = new byte[1024];
    private int size;

    ByteOut ascii(char c) {
        if (size == bytes.length) {
            grow(1);
        }
        bytes[size++] = (byte) c;
        return this;
    }

    /** Text that holds ASCII alone. */
    ByteOut ascii(String text) {
        int length = text.length();
        grow(length);
        for (int i = 0; i < length; i++) {
            bytes[size++] = (byte) text.charAt(i);
        }
        return this;
    }

    ByteOut utf8(String text) {
        int length = text.length();
        grow(length);
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                ascii(c);
            } else {
                i += wide(text, i, c);
            }
        }
        return this;
    }

    /** Writes the character at {@code i}, which is none of ASCII; gives how many more chars it took. */
    int wide(String text, int i, char c) {
        grow(4);
        if (c < 0x800) {
            bytes[size++] = (byte) (0xC0 | c >> 6);
            bytes[size++] = (byte) (0x80 | c & 0x3F);
            return 0;
        }
        if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
            int point = Character.toCodePoint(c, text.charAt(i + 1));
            bytes[size++] = (byte) (0xF0 | point >> 18);
            bytes[size++] = (byte) (0x80 | point >> 12 & 0x3F);
            bytes[size++] = (byte) (0x80 | point >> 6 & 0x3F);
            bytes[size++] = (byte) (0x80 | point & 0x3F);
            return 1;
        }
        char known = Character.isSurrogate(c) ? '\uFFFD' : c;
        bytes[size++] = (byte) (0xE0 | known >> 12);
        bytes[size++] = (byte) (0x80 | known >> 6 & 0x3F);
        bytes[size++] = (byte) (0x80 | known & 0x3F);
        return 0;
    }

    private void grow(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
        }
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }

    @Override
    public String toString() {
        return new String(bytes, 0, size, StandardCharsets.UTF_8);
    }
}

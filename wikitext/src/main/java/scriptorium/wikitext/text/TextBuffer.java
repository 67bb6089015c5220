package scriptorium.wikitext.text;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * A text that the passes write and read without making strings of it. Buffers are lent: {@link #take} gives one that was used before where it can, and
 * {@link #release} gives it back. A pass takes a buffer and returns one: the same, or another after it has released the first. Not for use by several threads at a
 * time. A buffer that is never given back costs its memory only, which the collector frees.
 */
public final class TextBuffer implements CharSequence {

    private static final int KEPT = 16;
    /** How many characters all buffers that wait to be used again may hold together: 16 MB. */
    private static final int MOST_HELD = 1 << 23;
    private static final int SMALLEST = 1 << 10;
    private static final AtomicReferenceArray<TextBuffer> FREE = new AtomicReferenceArray<>(KEPT);
    private static final AtomicInteger HELD = new AtomicInteger();

    private char[] chars;
    private int length;
    private boolean lent;

    private TextBuffer(int capacity) {
        chars = new char[capacity];
    }

    /** An empty buffer. @param expected how long the text may become, a guess: a good one saves copies while it grows */
    public static TextBuffer take(int expected) {
        TextBuffer free = free(expected);
        if (free == null) {
            free = free(0);
        }
        if (free == null) {
            free = new TextBuffer(Math.max(SMALLEST, expected));
        } else if (free.chars.length < expected) {
            free.chars = new char[expected];
        }
        free.lent = true;
        free.length = 0;
        return free;
    }

    /** A buffer that waits with room enough; {@code null} when none does. */
    private static TextBuffer free(int room) {
        for (int i = 0; i < KEPT; i++) {
            TextBuffer free = FREE.getPlain(i);
            if (free != null && free.chars.length >= room && FREE.compareAndSet(i, free, null)) {
                HELD.addAndGet(-free.chars.length);
                return free;
            }
        }
        return null;
    }

    public static TextBuffer of(String text) {
        return take(text.length() + (text.length() >> 2)).append(text);
    }

    /** Gives the buffer back; it must not be used any more. */
    public void release() {
        if (!lent) {
            throw new IllegalStateException("The buffer was given back before.");
        }
        lent = false;
        int capacity = chars.length;
        if (HELD.addAndGet(capacity) <= MOST_HELD) {
            for (int i = 0; i < KEPT; i++) {
                if (FREE.getPlain(i) == null && FREE.compareAndSet(i, null, this)) {
                    return;
                }
            }
        }
        HELD.addAndGet(-capacity);
    }

    /** The text, and the buffer is given back. */
    public String finish() {
        String text = toString();
        release();
        return text;
    }

    private char[] room(int more) {
        if (more > chars.length - length) {
            chars = Arrays.copyOf(chars, Math.max(Math.addExact(length, more), chars.length + (chars.length >> 1)));
        }
        return chars;
    }

    public TextBuffer append(char c) {
        if (length == chars.length) {
            room(1);
        }
        chars[length++] = c;
        return this;
    }

    public TextBuffer append(String text) {
        int more = text.length();
        text.getChars(0, more, room(more), length);
        length += more;
        return this;
    }

    public TextBuffer append(String text, int from, int to) {
        text.getChars(from, to, room(to - from), length);
        length += to - from;
        return this;
    }

    public TextBuffer append(TextBuffer text) {
        return append(text, 0, text.length);
    }

    public TextBuffer append(TextBuffer text, int from, int to) {
        room(to - from);
        System.arraycopy(text.chars, from, chars, length, to - from);
        length += to - from;
        return this;
    }

    public TextBuffer append(CharSequence text, int from, int to) {
        switch (text) {
            case TextBuffer buffer -> append(buffer, from, to);
            case String string -> append(string, from, to);
            default -> {
                room(to - from);
                for (int i = from; i < to; i++) {
                    chars[length++] = text.charAt(i);
                }
            }
        }
        return this;
    }

    /** In decimal digits. */
    public TextBuffer append(int number) {
        if (number < 0) {
            return append(Integer.toString(number));
        }
        int digits = 1;
        for (int rest = number; rest >= 10; rest /= 10) {
            digits++;
        }
        room(digits);
        int rest = number;
        for (int i = length + digits - 1; i >= length; i--) {
            chars[i] = (char) ('0' + rest % 10);
            rest /= 10;
        }
        length += digits;
        return this;
    }

    public TextBuffer insert(int at, String text) {
        int more = text.length();
        room(more);
        System.arraycopy(chars, at, chars, at + more, length - at);
        text.getChars(0, more, chars, at);
        length += more;
        return this;
    }

    /** Takes out what stands from there to there. */
    public TextBuffer delete(int from, int to) {
        System.arraycopy(chars, to, chars, from, length - to);
        length -= to - from;
        return this;
    }

    /** Shorter only. */
    public void setLength(int shorter) {
        if (shorter > length) {
            throw new IndexOutOfBoundsException(shorter);
        }
        length = shorter;
    }

    public void setCharAt(int at, char c) {
        chars[at] = c;
    }

    @Override
    public int length() {
        return length;
    }

    @Override
    public boolean isEmpty() {
        return length == 0;
    }

    @Override
    public char charAt(int at) {
        if (at >= length) {
            throw new StringIndexOutOfBoundsException(at);
        }
        return chars[at];
    }

    public int indexOf(char c) {
        return indexOf(c, 0, length);
    }

    public int indexOf(char c, int from) {
        return indexOf(c, from, length);
    }

    /** Where the character first stands in a part of the text; -1 when it does not. */
    public int indexOf(char c, int from, int to) {
        char[] all = chars;
        for (int i = Math.max(0, from), end = Math.min(to, length); i < end; i++) {
            if (all[i] == c) {
                return i;
            }
        }
        return -1;
    }

    public int lastIndexOf(char c, int from) {
        for (int i = Math.min(from, length - 1); i >= 0; i--) {
            if (chars[i] == c) {
                return i;
            }
        }
        return -1;
    }

    public int indexOf(String text) {
        return indexOf(text, 0, length);
    }

    public int indexOf(String text, int from) {
        return indexOf(text, from, length);
    }

    /** Where the text first stands, whole, in a part of this one; -1 when it does not. */
    public int indexOf(String text, int from, int to) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("Nothing to look for.");
        }
        char first = text.charAt(0);
        int last = Math.min(to, length) - text.length();
        for (int i = indexOf(first, from, last + 1); i >= 0; i = indexOf(first, i + 1, last + 1)) {
            if (startsWith(text, i)) {
                return i;
            }
        }
        return -1;
    }

    public boolean contains(String text) {
        return indexOf(text, 0, length) >= 0;
    }

    public boolean startsWith(String text, int at) {
        int size = text.length();
        if (at < 0 || at + size > length) {
            return false;
        }
        for (int i = 0; i < size; i++) {
            if (chars[at + i] != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** As {@link #startsWith}, with no regard to the case of plain letters; {@code lower} is in small letters. */
    public boolean startsWithFolded(String lower, int at) {
        int size = lower.length();
        if (at < 0 || at + size > length) {
            return false;
        }
        for (int i = 0; i < size; i++) {
            char c = chars[at + i];
            if ((c >= 'A' && c <= 'Z' ? (char) (c + 32) : c) != lower.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Whether two parts of this text of one length are equal. */
    public boolean regionMatches(int one, int other, int size) {
        return Arrays.equals(chars, one, one + size, chars, other, other + size);
    }

    /** The decimal number that stands there and is nothing but digits, eight at most; -1 when none does. */
    public int number(int from, int to) {
        if (to <= from || to - from > 8) {
            return -1;
        }
        int number = 0;
        for (int i = from; i < to; i++) {
            int digit = charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = number * 10 + digit;
        }
        return number;
    }

    public String substring(int from, int to) {
        if (to > length) {
            throw new StringIndexOutOfBoundsException(to);
        }
        return new String(chars, from, to - from);
    }

    @Override
    public CharSequence subSequence(int from, int to) {
        return substring(from, to);
    }

    @Override
    public String toString() {
        return new String(chars, 0, length);
    }
}

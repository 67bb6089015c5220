package scriptorium.wikitext.text;

import java.util.Map;

/** Finds names in a text by where they stand, without a string of each. Names are of plain letters and digits; their case does not count. Immutable. */
public final class Names<T> {

    private final String[] names;
    private final T[] values;
    private final int longest;

    /** @param known by name in small letters */
    @SuppressWarnings("unchecked")
    public Names(Map<String, T> known) {
        int size = Integer.highestOneBit(Math.max(4, known.size() * 4));
        names = new String[size];
        values = (T[]) new Object[size];
        int most = 0;
        for (Map.Entry<String, T> entry : known.entrySet()) {
            String name = entry.getKey();
            int slot = hash(name, 0, name.length()) & size - 1;
            while (names[slot] != null) {
                slot = slot + 1 & size - 1;
            }
            names[slot] = name;
            values[slot] = entry.getValue();
            most = Math.max(most, name.length());
        }
        longest = most;
    }

    /** What is known by the name that stands there; null when nothing is. */
    public T get(CharSequence text, int from, int to) {
        if (to - from > longest || to <= from) {
            return null;
        }
        for (int slot = hash(text, from, to) & names.length - 1; names[slot] != null; slot = slot + 1 & names.length - 1) {
            if (equal(names[slot], text, from, to)) {
                return values[slot];
            }
        }
        return null;
    }

    private static boolean equal(String name, CharSequence text, int from, int to) {
        if (name.length() != to - from) {
            return false;
        }
        for (int i = from; i < to; i++) {
            if (small(text.charAt(i)) != name.charAt(i - from)) {
                return false;
            }
        }
        return true;
    }

    private static int hash(CharSequence text, int from, int to) {
        int hash = 0;
        for (int i = from; i < to; i++) {
            hash = hash * 31 + small(text.charAt(i));
        }
        return hash ^ hash >>> 7;
    }

    private static char small(char c) {
        return c >= 'A' && c <= 'Z' ? (char) (c + 32) : c;
    }
}

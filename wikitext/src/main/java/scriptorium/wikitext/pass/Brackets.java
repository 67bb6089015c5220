package scriptorium.wikitext.pass;

import java.util.Arrays;
import scriptorium.wikitext.text.TextBuffer;

/** Where double brackets that open in a text close, when others stand between. */
final class Brackets {

    private static final int FEW = 64;

    /** Places of {@code [[} in rising order, and where the {@code ]]} of each stands; -1 for none. */
    private int[] opens = new int[FEW];
    private int[] closes = new int[FEW];
    private int count;

    Brackets(TextBuffer text) {
        int[] open = new int[FEW];
        int depth = 0;
        for (int i = 0, last = text.length() - 1; i < last; i++) {
            char c = text.charAt(i);
            if (c == '[' && text.charAt(i + 1) == '[') {
                if (count == opens.length) {
                    opens = Arrays.copyOf(opens, 2 * count);
                    closes = Arrays.copyOf(closes, 2 * count);
                }
                open = depth == open.length ? Arrays.copyOf(open, 2 * depth) : open;
                open[depth++] = count;
                opens[count] = i++;
                closes[count++] = -1;
            } else if (c == ']' && text.charAt(i + 1) == ']' && depth > 0) {
                closes[open[--depth]] = i++;
            }
        }
    }

    /** Where the brackets that open at a place close; -1 for nowhere. */
    int close(int place) {
        int found = Arrays.binarySearch(opens, 0, count, place);
        return found < 0 ? -1 : closes[found];
    }
}

package scriptorium.query.diff;

import com.github.difflib.DiffUtils;
import com.github.difflib.patch.AbstractDelta;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Where two lists differ. Exact for short lists; long ones are first cut at members that stand once in each, so that the time stays near linear whatever the
 * lists are.
 */
final class Edits {

    /** Sum of the lengths up to which the shortest difference is looked for: its time grows with the square. */
    private static final int MAX_EXACT = 3_000;

    /** Members {@code from} to {@code to} of the old list have become members {@code youngFrom} to {@code youngTo} of the young one. */
    record Edit(int from, int to, int youngFrom, int youngTo) {}

    private final List<String> old;
    private final List<String> young;
    private final List<Edit> edits = new ArrayList<>();

    private Edits(List<String> old, List<String> young) {
        this.old = old;
        this.young = young;
    }

    static List<Edit> of(List<String> old, List<String> young) {
        Edits edits = new Edits(old, young);
        edits.between(0, old.size(), 0, young.size(), true);
        return edits.edits;
    }

    private void between(int from, int to, int youngFrom, int youngTo, boolean cut) {
        while (from < to && youngFrom < youngTo && old.get(from).equals(young.get(youngFrom))) {
            from++;
            youngFrom++;
        }
        while (from < to && youngFrom < youngTo && old.get(to - 1).equals(young.get(youngTo - 1))) {
            to--;
            youngTo--;
        }
        if (from == to && youngFrom == youngTo) {
            return;
        }
        if (from == to || youngFrom == youngTo) {
            add(from, to, youngFrom, youngTo);
        } else if (to - from + youngTo - youngFrom <= MAX_EXACT) {
            for (AbstractDelta<String> delta : DiffUtils.diff(old.subList(from, to), young.subList(youngFrom, youngTo)).getDeltas()) {
                int at = from + delta.getSource().getPosition();
                int youngAt = youngFrom + delta.getTarget().getPosition();
                add(at, at + delta.getSource().size(), youngAt, youngAt + delta.getTarget().size());
            }
        } else if (cut) {
            atAnchors(from, to, youngFrom, youngTo);
        } else {
            add(from, to, youngFrom, youngTo);
        }
    }

    private void add(int from, int to, int youngFrom, int youngTo) {
        if (!edits.isEmpty() && edits.getLast().to() == from && edits.getLast().youngTo() == youngFrom) {
            Edit last = edits.removeLast();
            edits.add(new Edit(last.from(), to, last.youngFrom(), youngTo));
        } else {
            edits.add(new Edit(from, to, youngFrom, youngTo));
        }
    }

    private void atAnchors(int from, int to, int youngFrom, int youngTo) {
        int at = from;
        int youngAt = youngFrom;
        for (int[] anchor : anchors(from, to, youngFrom, youngTo)) {
            between(at, anchor[0], youngAt, anchor[1], false);
            at = anchor[0] + 1;
            youngAt = anchor[1] + 1;
        }
        between(at, to, youngAt, youngTo, false);
    }

    /** Members that stand once in each list, as many as are in the same order in both. */
    private List<int[]> anchors(int from, int to, int youngFrom, int youngTo) {
        Map<String, Integer> places = once(young, youngFrom, youngTo);
        Map<String, Integer> oldPlaces = once(old, from, to);
        List<int[]> pairs = new ArrayList<>();
        for (int i = from; i < to; i++) {
            int place = places.getOrDefault(old.get(i), -1);
            if (place >= 0 && oldPlaces.get(old.get(i)) >= 0) {
                pairs.add(new int[] {i, place});
            }
        }
        return rising(pairs);
    }

    /** Place by member; -1 for those that stand there more than once. */
    private static Map<String, Integer> once(List<String> list, int from, int to) {
        Map<String, Integer> places = new HashMap<>();
        for (int i = from; i < to; i++) {
            places.merge(list.get(i), i, (_, _) -> -1);
        }
        return places;
    }

    /** The longest part whose places in the young list rise. */
    private static List<int[]> rising(List<int[]> pairs) {
        int[] ends = new int[pairs.size()];
        int[] before = new int[pairs.size()];
        int length = 0;
        for (int i = 0; i < pairs.size(); i++) {
            int low = 0;
            int high = length;
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (pairs.get(ends[middle])[1] < pairs.get(i)[1]) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            before[i] = low == 0 ? -1 : ends[low - 1];
            ends[low] = i;
            length = Math.max(length, low + 1);
        }
        int[][] found = new int[length][];
        for (int i = length == 0 ? -1 : ends[length - 1], n = length - 1; i >= 0; i = before[i], n--) {
            found[n] = pairs.get(i);
        }
        return Arrays.asList(found);
    }
}

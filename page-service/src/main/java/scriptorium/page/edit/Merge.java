package scriptorium.page.edit;

import com.github.difflib.DiffUtils;
import com.github.difflib.patch.AbstractDelta;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Three-way merge by lines. CPU-bound: for the work pool. */
public final class Merge {

    private record Hunk(int from, int to, List<String> lines) {}

    private Merge() {}

    /** Both changes of a text in one; empty when they touch or overlap. */
    public static Optional<String> merge(String base, String mine, String theirs) {
        if (mine.equals(theirs) || base.equals(theirs)) {
            return Optional.of(mine);
        }
        if (base.equals(mine)) {
            return Optional.of(theirs);
        }
        List<String> lines = lines(base);
        List<Hunk> a = hunks(lines, lines(mine));
        List<Hunk> b = hunks(lines, lines(theirs));
        List<Hunk> all = new ArrayList<>();
        int i = 0;
        int j = 0;
        while (i < a.size() || j < b.size()) {
            if (i < a.size() && j < b.size()) {
                Hunk x = a.get(i);
                Hunk y = b.get(j);
                if (x.equals(y)) {
                    all.add(x);
                    i++;
                    j++;
                    continue;
                }
                if (x.from() <= y.to() && y.from() <= x.to()) {
                    return Optional.empty();
                }
            }
            boolean first = j >= b.size() || i < a.size() && a.get(i).from() < b.get(j).from();
            all.add(first ? a.get(i++) : b.get(j++));
        }
        return Optional.of(apply(lines, all));
    }

    private static List<String> lines(String text) {
        return List.of(text.split("\n", -1));
    }

    private static List<Hunk> hunks(List<String> base, List<String> changed) {
        List<Hunk> hunks = new ArrayList<>();
        for (AbstractDelta<String> delta : DiffUtils.diff(base, changed).getDeltas()) {
            int from = delta.getSource().getPosition();
            hunks.add(new Hunk(from, from + delta.getSource().size(), List.copyOf(delta.getTarget().getLines())));
        }
        return hunks;
    }

    private static String apply(List<String> base, List<Hunk> hunks) {
        List<String> merged = new ArrayList<>();
        int at = 0;
        for (Hunk hunk : hunks) {
            merged.addAll(base.subList(at, hunk.from()));
            merged.addAll(hunk.lines());
            at = hunk.to();
        }
        merged.addAll(base.subList(at, base.size()));
        return String.join("\n", merged);
    }
}

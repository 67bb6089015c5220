package scriptorium.query.diff;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Two texts, compared line by line. Lines that were changed a little are paired. */
public final class LineDiff {

    /** Lines of context around a change. */
    static final int CONTEXT = 2;
    /** Up to this product of their lengths, the lines of a block are compared each with each; beyond it they are shown as taken out and put in. */
    private static final long MAX_PAIRING = 25_000_000;
    /** How alike two lines must be to count as one line that was changed. */
    private static final double ALIKE = 0.2;

    /** What happened to a line. Numbers of lines count from 0. */
    sealed interface Step {
        record Same(int before, int after, String line) implements Step {}

        record Added(int after, String line) implements Step {}

        record Removed(int before, String line) implements Step {}

        record Changed(int before, int after, WordDiff words) implements Step {}
    }

    /** Steps that are shown together: changes and the lines around them. */
    record Hunk(int before, int after, List<Step> steps) {}

    private final List<Step> steps;

    private LineDiff(List<Step> steps) {
        this.steps = steps;
    }

    public static LineDiff of(String before, String after) {
        List<String> old = lines(before);
        List<String> young = lines(after);
        List<Step> steps = new ArrayList<>();
        int b = 0;
        int a = 0;
        for (Edits.Edit edit : Edits.of(old, young)) {
            while (b < edit.from()) {
                steps.add(new Step.Same(b, a++, old.get(b++)));
            }
            block(steps, old.subList(b, edit.to()), b, young.subList(a, edit.youngTo()), a);
            b = edit.to();
            a = edit.youngTo();
        }
        while (b < old.size()) {
            steps.add(new Step.Same(b, a++, old.get(b++)));
        }
        return new LineDiff(steps);
    }

    /** An empty text has no lines. */
    static List<String> lines(String text) {
        return text.isEmpty() ? List.of() : Arrays.asList(text.split("\n", -1));
    }

    public boolean isEmpty() {
        return steps.stream().allMatch(Step.Same.class::isInstance);
    }

    /** @param wholeEnd whether few lines after the last change are all shown */
    List<Hunk> hunks(boolean wholeEnd) {
        List<Hunk> hunks = new ArrayList<>();
        int at = 0;
        int shown = 0;
        int end = 0;
        int before = 0;
        int after = 0;
        while (at < steps.size()) {
            if (steps.get(at) instanceof Step.Same) {
                at++;
                continue;
            }
            int from = Math.max(end, at - CONTEXT);
            int lastChange = at;
            for (int i = at; i < steps.size() && i - lastChange <= 2 * CONTEXT + 1; i++) {
                lastChange = steps.get(i) instanceof Step.Same ? lastChange : i;
            }
            int rest = steps.size() - lastChange - 1;
            int to = wholeEnd && rest <= 2 * CONTEXT ? steps.size() : Math.min(steps.size(), lastChange + CONTEXT + 1);
            for (Step step : steps.subList(shown, from)) {
                before += step instanceof Step.Added ? 0 : 1;
                after += step instanceof Step.Removed ? 0 : 1;
            }
            hunks.add(new Hunk(before, after, List.copyOf(steps.subList(from, to))));
            shown = from;
            end = to;
            at = to;
        }
        return hunks;
    }

    /** Pairs the lines of a block so that as much as possible stays the same. */
    private static void block(List<Step> steps, List<String> old, int before, List<String> young, int after) {
        if (old.isEmpty() || young.isEmpty() || (old.size() > 1 || young.size() > 1) && length(old) * length(young) > MAX_PAIRING) {
            unpaired(steps, old, before, young, after);
            return;
        }
        WordDiff[][] pairs = new WordDiff[old.size()][young.size()];
        double[][] best = new double[old.size() + 1][young.size() + 1];
        for (int i = old.size() - 1; i >= 0; i--) {
            for (int j = young.size() - 1; j >= 0; j--) {
                best[i][j] = Math.max(best[i + 1][j], best[i][j + 1]);
                WordDiff words = old.get(i).isEmpty() || young.get(j).isEmpty() ? null : WordDiff.of(old.get(i), young.get(j));
                if (words != null && words.likeness() >= ALIKE) {
                    pairs[i][j] = words;
                    best[i][j] = Math.max(best[i][j], best[i + 1][j + 1] + words.likeness());
                }
            }
        }
        int i = 0;
        int j = 0;
        int fromI = 0;
        int fromJ = 0;
        while (i < old.size() && j < young.size()) {
            WordDiff words = pairs[i][j];
            if (words != null && best[i][j] == best[i + 1][j + 1] + words.likeness()) {
                unpaired(steps, old.subList(fromI, i), before + fromI, young.subList(fromJ, j), after + fromJ);
                steps.add(new Step.Changed(before + i, after + j, words));
                fromI = ++i;
                fromJ = ++j;
            } else if (best[i + 1][j] >= best[i][j + 1]) {
                i++;
            } else {
                j++;
            }
        }
        unpaired(steps, old.subList(fromI, old.size()), before + fromI, young.subList(fromJ, young.size()), after + fromJ);
    }

    private static long length(List<String> lines) {
        return lines.stream().mapToLong(line -> line.length() + 50L).sum();
    }

    private static void unpaired(List<Step> steps, List<String> old, int before, List<String> young, int after) {
        for (int i = 0; i < Math.max(old.size(), young.size()); i++) {
            if (i < young.size()) {
                steps.add(new Step.Added(after + i, young.get(i)));
            }
            if (i < old.size()) {
                steps.add(new Step.Removed(before + i, old.get(i)));
            }
        }
    }
}

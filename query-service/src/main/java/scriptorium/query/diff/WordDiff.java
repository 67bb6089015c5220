package scriptorium.query.diff;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Two lines, compared word by word. */
record WordDiff(List<Run> runs, double likeness) {

    /** Words with letters, digits and what joins them; characters of scripts without blanks, and all else, one by one. */
    private static final Pattern TOKEN = Pattern.compile(
            "[\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}\\p{IsThai}]|(?:(?![\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}\\p{IsThai}])[\\p{L}\\p{N}\\p{M}_'-])+|.",
            Pattern.DOTALL);
    /** Longer lines are not compared by words. */
    private static final int MAX_TOKENS = 100_000;

    /** A stretch of the lines: the same in both, or {@code before} replaced by {@code after}. */
    record Run(String before, String after, boolean same) {}

    static WordDiff of(String before, String after) {
        List<String> old = tokens(before);
        List<String> young = tokens(after);
        if (old.size() > MAX_TOKENS || young.size() > MAX_TOKENS) {
            return new WordDiff(List.of(new Run(before, after, false)), 0);
        }
        List<Run> runs = new ArrayList<>();
        int at = 0;
        int common = 0;
        for (Edits.Edit edit : Edits.of(old, young)) {
            int start = edit.from();
            List<String> out = old.subList(edit.from(), edit.to());
            List<String> in = young.subList(edit.youngFrom(), edit.youngTo());
            String same = String.join("", old.subList(at, start));
            at = start + out.size();
            if (out.isEmpty() || in.isEmpty()) {
                // A blank belongs to the word behind it: "a[ b] c", not "a [b ]c".
                List<String> one = out.isEmpty() ? in : out;
                if (one.size() > 1 && one.getLast().isBlank() && start > 0 && old.get(start - 1).equals(one.getLast()) && same.endsWith(one.getLast())) {
                    same = same.substring(0, same.length() - one.getLast().length());
                    String moved = one.getLast() + String.join("", one.subList(0, one.size() - 1));
                    common += add(runs, same);
                    runs.add(out.isEmpty() ? new Run("", moved, false) : new Run(moved, "", false));
                    common += add(runs, one.getLast());
                    continue;
                }
            }
            common += add(runs, same);
            runs.add(new Run(String.join("", out), String.join("", in), false));
        }
        common += add(runs, String.join("", old.subList(at, old.size())));
        int all = before.length() + after.length() - common;
        return new WordDiff(List.copyOf(runs), all == 0 ? 1 : (double) common / all);
    }

    private static int add(List<Run> runs, String same) {
        if (!same.isEmpty()) {
            runs.add(new Run(same, same, true));
        }
        return same.length();
    }

    private static List<String> tokens(String line) {
        List<String> tokens = new ArrayList<>();
        Matcher token = TOKEN.matcher(line);
        while (token.find()) {
            tokens.add(token.group());
        }
        return tokens;
    }
}

package scriptorium.query.diff;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** A difference as HTML: rows of MediaWiki's diff table, with the classes that gadgets and bots look for. Empty when nothing differs. */
public enum DiffHtml {
    TABLE {
        @Override
        void hunk(StringBuilder html, LineDiff.Hunk hunk) {
            html.append("<tr>\n  <td colspan=\"2\" class=\"diff-lineno\">Line ").append(number(hunk.before() + 1))
                    .append(":</td>\n  <td colspan=\"2\" class=\"diff-lineno\">Line ").append(number(hunk.after() + 1)).append(":</td>\n</tr>\n");
            for (LineDiff.Step step : hunk.steps()) {
                html.append("<tr>\n");
                switch (step) {
                    case LineDiff.Step.Same(int _, int _, String line) -> {
                        context(html, "deleted", line);
                        context(html, "added", line);
                    }
                    case LineDiff.Step.Added(int _, String line) -> {
                        html.append("  <td colspan=\"2\" class=\"diff-empty diff-side-deleted\"></td>\n");
                        line(html, "added", "+", escape(line));
                    }
                    case LineDiff.Step.Removed(int _, String line) -> {
                        line(html, "deleted", "−", escape(line));
                        html.append("  <td colspan=\"2\" class=\"diff-empty diff-side-added\"></td>\n");
                    }
                    case LineDiff.Step.Changed(int _, int _, WordDiff words) -> {
                        line(html, "deleted", "−", words(words, WordDiff.Run::before, "del"));
                        line(html, "added", "+", words(words, WordDiff.Run::after, "ins"));
                    }
                }
                html.append("</tr>\n");
            }
        }
    },
    INLINE {
        @Override
        void hunk(StringBuilder html, LineDiff.Hunk hunk) {
            html.append("<div class=\"mw-diff-inline-header\">Line ").append(number(hunk.before() + 1)).append(":</div>\n");
            for (LineDiff.Step step : hunk.steps()) {
                switch (step) {
                    case LineDiff.Step.Same(int _, int _, String line) ->
                            html.append("<div class=\"mw-diff-inline-context\">").append(escape(line)).append("</div>\n");
                    case LineDiff.Step.Added(int _, String line) ->
                            html.append("<div class=\"mw-diff-inline-added\">").append(inline("ins", line)).append("</div>\n");
                    case LineDiff.Step.Removed(int _, String line) ->
                            html.append("<div class=\"mw-diff-inline-deleted\">").append(inline("del", line)).append("</div>\n");
                    case LineDiff.Step.Changed(int _, int _, WordDiff words) -> {
                        html.append("<div class=\"mw-diff-inline-changed\">");
                        words.runs().forEach(run -> html.append(run.same() ? escape(run.before()) : inline("del", run.before()) + inline("ins", run.after())));
                        html.append("</div>\n");
                    }
                }
            }
        }

        @Override
        String wrap(String rows) {
            return "<tr><td colspan=\"4\">" + rows + "</td></tr>";
        }
    },
    UNIFIED {
        @Override
        void hunk(StringBuilder html, LineDiff.Hunk hunk) {
            StringBuilder body = new StringBuilder();
            StringBuilder in = new StringBuilder();
            int before = 0;
            int after = 0;
            for (LineDiff.Step step : hunk.steps()) {
                before += step instanceof LineDiff.Step.Added ? 0 : 1;
                after += step instanceof LineDiff.Step.Removed ? 0 : 1;
                switch (step) {
                    case LineDiff.Step.Same(int _, int _, String line) -> {
                        body.append(in).append(' ').append(text(line)).append('\n');
                        in.setLength(0);
                    }
                    case LineDiff.Step.Added(int _, String line) -> in.append('+').append(text(line)).append('\n');
                    case LineDiff.Step.Removed(int _, String line) -> body.append('-').append(text(line)).append('\n');
                    case LineDiff.Step.Changed(int _, int _, WordDiff words) -> {
                        words.runs().stream().map(WordDiff.Run::before).reduce(String::concat).ifPresent(l -> body.append('-').append(text(l)).append('\n'));
                        words.runs().stream().map(WordDiff.Run::after).reduce(String::concat).ifPresent(l -> in.append('+').append(text(l)).append('\n'));
                    }
                }
            }
            html.append("@@ -").append(range(hunk.before(), before)).append(" +").append(range(hunk.after(), after)).append(" @@\n").append(body).append(in);
        }

        @Override
        String wrap(String rows) {
            return "<tr><td colspan=\"4\"><pre>" + rows + "</pre></td></tr>";
        }
    };

    public String show(LineDiff diff) {
        List<LineDiff.Hunk> hunks = diff.hunks(this == UNIFIED);
        StringBuilder html = new StringBuilder();
        hunks.forEach(hunk -> hunk(html, hunk));
        return hunks.isEmpty() ? "" : wrap(html.toString());
    }

    abstract void hunk(StringBuilder html, LineDiff.Hunk hunk);

    String wrap(String rows) {
        return rows;
    }

    private static String number(int line) {
        return String.format(Locale.ROOT, "%,d", line);
    }

    private static String range(int first, int count) {
        return (count == 0 ? first : first + 1) + "," + count;
    }

    private static void context(StringBuilder html, String side, String line) {
        html.append("  <td class=\"diff-marker\"></td>\n  <td class=\"diff-context diff-side-").append(side).append("\">").append(cell(escape(line)))
                .append("</td>\n");
    }

    private static void line(StringBuilder html, String side, String mark, String inner) {
        html.append("  <td class=\"diff-marker\" data-marker=\"").append(mark).append("\"></td>\n  <td class=\"diff-").append(side).append("line diff-side-")
                .append(side).append("\">").append(cell(inner)).append("</td>\n");
    }

    private static String cell(String inner) {
        return inner.isEmpty() ? "<br />" : "<div>" + inner + "</div>";
    }

    private static String words(WordDiff words, Function<WordDiff.Run, String> side, String tag) {
        StringBuilder html = new StringBuilder();
        for (WordDiff.Run run : words.runs()) {
            String text = side.apply(run);
            if (run.same()) {
                html.append(escape(text));
            } else if (!text.isEmpty()) {
                html.append('<').append(tag).append(" class=\"diffchange diffchange-inline\">").append(escape(text)).append("</").append(tag).append('>');
            }
        }
        return html.toString();
    }

    private static String inline(String tag, String text) {
        return text.isEmpty() ? "" : "<" + tag + " title=\"Content " + (tag.equals("ins") ? "added" : "deleted") + "\">" + escape(text) + "</" + tag + ">";
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static String text(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }
}

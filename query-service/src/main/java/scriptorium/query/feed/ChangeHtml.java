package scriptorium.query.feed;

import scriptorium.query.diff.DiffHtml;
import scriptorium.query.diff.LineDiff;

/** Texts and differences as HTML that needs no style sheet: readers of feeds have none. */
final class ChangeHtml {

    /** Longer texts, in characters, are not shown in feeds. */
    static final int CUTOFF = 32_768;
    private static final String CELL = "color: #202122; font-size: 88%; border-style: solid; border-width: 1px 1px 1px 4px; border-radius: 0.33em; border-color: ";
    private static final String CELL_END = "; vertical-align: top; white-space: pre-wrap;";
    private static final String HEAD = "background-color: #fff; color: #202122; text-align: center;";

    private ChangeHtml() {}

    static String paragraph(String html) {
        return "<p>" + html + "</p>\n";
    }

    static String newPage(String text) {
        return "<p><b>New page</b></p>" + block(text);
    }

    static String block(String text) {
        return "<div>" + Xml.escape(text).replace("\n", "<br />\n") + "</div>";
    }

    /** @param link address where what is too long can be seen */
    static String difference(String before, String after, String title, String link) {
        if (before.length() > CUTOFF || after.length() > CUTOFF) {
            return paragraph("<a href=\"" + Xml.escape(link) + "\">Show the difference</a>");
        }
        String rows = DiffHtml.TABLE.show(LineDiff.of(before, after));
        return """
                <table style="background-color: #fff; color: #202122;" data-mw="interface">
                <col class="diff-marker" /><col class="diff-content" /><col class="diff-marker" /><col class="diff-content" />
                <tr class="diff-title"><td colspan="2" style="%s">← Older revision</td><td colspan="2" style="%s">%s</td></tr>
                """.formatted(HEAD, HEAD, Xml.escape(title)) + styled(rows) + "</table>";
    }

    private static String styled(String rows) {
        return rows.replace("class=\"diff-deletedline diff-side-deleted\"", style(CELL + "#ffe49c" + CELL_END))
                .replace("class=\"diff-addedline diff-side-added\"", style(CELL + "#a3d3ff" + CELL_END))
                .replace("class=\"diff-context diff-side-deleted\"", style("background-color: #f8f9fa; " + CELL + "#eaecf0" + CELL_END))
                .replace("class=\"diff-context diff-side-added\"", style("background-color: #f8f9fa; " + CELL + "#eaecf0" + CELL_END))
                .replace("class=\"diffchange diffchange-inline\"", style("font-weight: bold; text-decoration: none;"));
    }

    private static String style(String style) {
        return "style=\"" + style + "\"";
    }

    /** A summary without the brackets of its links. */
    static String withoutLinks(String summary) {
        return summary.replaceAll("\\[\\[(?:[^\\[\\]|]*\\|)?([^\\[\\]|]*)]]", "$1");
    }
}

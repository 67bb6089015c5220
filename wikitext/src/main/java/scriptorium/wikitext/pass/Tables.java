package scriptorium.wikitext.pass;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.UnaryOperator;
import scriptorium.wikitext.text.TextBuffer;

/** Tables, line by line. */
public final class Tables {

    private static final class Table {
        boolean row;
        String cell = "";
        boolean any;
        String rowAttributes = "";
        final int colons;

        Table(int colons) {
            this.colons = colons;
        }
    }

    /** A page of nothing but a table without content shows nothing. */
    private static final String EMPTY = "<table>\n<tr><td></td></tr>\n</table>";

    private Tables() {}

    /** @param unstrip puts back what attributes hold of put-away text */
    public static TextBuffer apply(TextBuffer text, UnaryOperator<String> unstrip) {
        return TextBuffer.of(apply(text.finish(), unstrip));
    }

    public static String apply(String text, UnaryOperator<String> unstrip) {
        if (!text.contains("{|")) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length() + 256);
        Deque<Table> open = new ArrayDeque<>();
        for (String line : text.split("\n", -1)) {
            String trimmed = line.strip();
            int colons = 0;
            while (colons < trimmed.length() && trimmed.charAt(colons) == ':') {
                colons++;
            }
            String inner = trimmed.substring(colons).stripLeading();
            if (inner.startsWith("{|") && !inner.startsWith("{{|")) {
                Table table = new Table(colons);
                open.push(table);
                out.append("<dl><dd>".repeat(colons)).append("<table").append(Sanitizer.attributes("table", unstrip.apply(plain(inner.substring(2))))).append(">\n");
                continue;
            }
            if (open.isEmpty()) {
                out.append(line).append('\n');
                continue;
            }
            Table table = open.peek();
            if (trimmed.startsWith("|}")) {
                open.pop();
                endRow(table, out, "");
                out.append(table.any ? "" : "<tr><td></td></tr>").append("</table>").append(trimmed.substring(2)).append("</dd></dl>".repeat(table.colons)).append('\n');
            } else if (trimmed.startsWith("|-")) {
                endRow(table, out, "");
                out.append('\n');
                table.any = true;
                table.rowAttributes = Sanitizer.attributes("tr", unstrip.apply(plain(trimmed.replaceFirst("^\\|-+", ""))));
            } else if (trimmed.startsWith("|+")) {
                endCell(table, out);
                cell(table, out, "caption", trimmed.substring(2), unstrip);
                out.append('\n');
            } else if (trimmed.startsWith("|") || trimmed.startsWith("!")) {
                cells(table, out, trimmed, unstrip);
                out.append('\n');
            } else {
                out.append(line).append('\n');
            }
        }
        while (!open.isEmpty()) {
            Table table = open.pop();
            endRow(table, out, "\n");
            out.append(table.any ? "" : "<tr><td></td></tr>\n").append("</table>").append("</dd></dl>".repeat(table.colons)).append('\n');
        }
        out.setLength(Math.max(0, out.length() - 1));
        String made = out.toString();
        return made.equals(EMPTY) ? "" : made;
    }

    private static String plain(String attributes) {
        return attributes.replace("&lt;", "<").replace("&gt;", ">");
    }

    private static void cells(Table table, StringBuilder out, String line, UnaryOperator<String> unstrip) {
        boolean header = line.charAt(0) == '!';
        String rest = line.substring(1);
        if (header) {
            rest = rest.replace("!!", "||");
        }
        for (String part : rest.split("\\|\\|", -1)) {
            endCell(table, out);
            if (!table.row) {
                out.append("<tr").append(table.rowAttributes).append(">\n");
                table.row = true;
                table.any = true;
                table.rowAttributes = "";
            }
            cell(table, out, header ? "th" : "td", part, unstrip);
        }
    }

    private static void cell(Table table, StringBuilder out, String element, String text, UnaryOperator<String> unstrip) {
        int bar = text.indexOf('|');
        int link = text.indexOf("[[");
        boolean attributes = bar >= 0 && (link < 0 || bar < link) && text.indexOf("-{") < 0;
        String content = attributes ? text.substring(bar + 1) : text;
        out.append('<').append(element).append(attributes ? Sanitizer.attributes(element, unstrip.apply(plain(text.substring(0, bar)))) : "").append('>').append(content.strip());
        table.cell = element;
    }

    private static void endCell(Table table, StringBuilder out) {
        if (!table.cell.isEmpty()) {
            out.append("</").append(table.cell).append(">\n");
            table.cell = "";
        }
    }

    /** @param between after each element that ends: a line's end where the text has no line for it */
    private static void endRow(Table table, StringBuilder out, String between) {
        if (!table.cell.isEmpty()) {
            out.append("</").append(table.cell).append('>').append(between);
            table.cell = "";
        }
        if (table.row) {
            out.append("</tr>").append(between);
            table.row = false;
        }
    }
}

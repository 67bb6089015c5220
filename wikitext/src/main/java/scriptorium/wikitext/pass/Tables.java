package scriptorium.wikitext.pass;

import java.util.ArrayDeque;
import java.util.Deque;
import scriptorium.wikitext.text.TextBuffer;

/** Tables, line by line. */
public final class Tables {

    /** Colons before the table that began last: they are closed with any table until the next begins. */
    private int colons;

    private static final class Table {
        boolean row;
        String cell = "";
        boolean any;
        String rowAttributes = "";
    }

    /** A page of nothing but a table without content shows nothing. */
    private static final String EMPTY = "<table>\n<tr><td></td></tr>\n</table>";

    private final TextBuffer text;
    private final TextBuffer out;
    private final KnownAttributes attributes;
    private final Deque<Table> open = new ArrayDeque<>();

    private Tables(TextBuffer text, KnownAttributes attributes) {
        this.text = text;
        this.attributes = attributes;
        out = TextBuffer.take(text.length() + (text.length() >> 2));
    }

    public static TextBuffer apply(TextBuffer text, KnownAttributes attributes) {
        return text.contains("{|") ? new Tables(text, attributes).run() : text;
    }

    private TextBuffer run() {
        int line = 0;
        while (line <= text.length()) {
            int end = text.indexOf('\n', line);
            end = end < 0 ? text.length() : end;
            line(line, end);
            line = end + 1;
        }
        while (!open.isEmpty()) {
            Table table = open.pop();
            endRow(table, "\n");
            out.append(table.any ? "" : "<tr><td></td></tr>\n").append("</table>\n");
        }
        out.setLength(out.length() - 1);
        text.release();
        if (out.length() == EMPTY.length() && out.startsWith(EMPTY, 0)) {
            out.setLength(0);
        }
        return out;
    }

    private void line(int line, int end) {
        int from = skipBlanks(line, end);
        char first = from < end ? text.charAt(from) : '\n';
        if ((first == ':' || first == '{') && begins(from, end)) {
            return;
        }
        boolean part = !open.isEmpty() && (first == '|' || first == '!');
        if (!part) {
            out.append(text, line, end).append('\n');
            return;
        }
        Table table = open.peek();
        int to = end;
        while (Character.isWhitespace(text.charAt(to - 1))) {
            to--;
        }
        if (text.startsWith("|}", from)) {
            open.pop();
            endRow(table, "");
            out.append(table.any ? "" : "<tr><td></td></tr>").append("</table>").append(text, from + 2, to).append("</dd></dl>".repeat(colons));
        } else if (text.startsWith("|-", from)) {
            endRow(table, "");
            table.any = true;
            int attributes = from + 1;
            while (attributes < to && text.charAt(attributes) == '-') {
                attributes++;
            }
            table.rowAttributes = attributes("tr", attributes, to);
        } else if (text.startsWith("|+", from)) {
            cells(table, "caption", from + 2, to);
        } else {
            cells(table, first == '!' ? "th" : "td", from + 1, to);
        }
        out.append('\n');
    }

    /** Begins a table where the line does, behind its colons. */
    private boolean begins(int from, int end) {
        int at = from;
        while (at < end && text.charAt(at) == ':') {
            at++;
        }
        int indent = at - from;
        at = skipBlanks(at, end);
        if (!text.startsWith("{|", at) || at + 2 > end) {
            return false;
        }
        open.push(new Table());
        colons = indent;
        out.append("<dl><dd>".repeat(colons)).append("<table").append(attributes("table", at + 2, end)).append(">\n");
        return true;
    }

    private int skipBlanks(int from, int end) {
        int at = from;
        while (at < end && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private String attributes(String element, int from, int to) {
        return skipBlanks(from, to) == to ? "" : attributes.safe(element, text.substring(from, to).replace("&lt;", "<").replace("&gt;", ">"));
    }

    private void cells(Table table, String element, int from, int to) {
        if (element.equals("th")) {
            for (int at = text.indexOf("!!", from, to); at >= 0; at = text.indexOf("!!", at + 2, to)) {
                text.setCharAt(at, '|');
                text.setCharAt(at + 1, '|');
            }
        }
        int at = from;
        while (at <= to) {
            int end = text.indexOf("||", at, to);
            end = end < 0 ? to : end;
            endCell(table);
            if (!table.row && !element.equals("caption")) {
                out.append("<tr").append(table.rowAttributes).append(">\n");
                table.row = true;
                table.any = true;
                table.rowAttributes = "";
            }
            cell(table, element, at, end);
            at = end == to ? to + 1 : end + 2;
        }
    }

    private void cell(Table table, String element, int from, int to) {
        int bar = text.indexOf('|', from, to);
        int link = bar < 0 ? -1 : text.indexOf("[[", from, bar);
        boolean attributes = bar >= 0 && link < 0 && text.indexOf("-{", from, bar) < 0;
        out.append('<').append(element).append(attributes ? attributes(element, from, bar) : "").append('>');
        int begin = skipBlanks(attributes ? bar + 1 : from, to);
        int end = to;
        while (end > begin && Character.isWhitespace(text.charAt(end - 1))) {
            end--;
        }
        out.append(text, begin, end);
        table.cell = element;
    }

    private void endCell(Table table) {
        if (!table.cell.isEmpty()) {
            out.append("</").append(table.cell).append(">\n");
            table.cell = "";
        }
    }

    /** @param between after each element that ends: a line's end where the text has no line for it */
    private void endRow(Table table, String between) {
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

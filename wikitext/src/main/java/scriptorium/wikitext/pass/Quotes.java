package scriptorium.wikitext.pass;

import java.util.Arrays;
import scriptorium.wikitext.text.TextBuffer;

/** Bold and italic by apostrophes, line by line. */
public final class Quotes {

    private static final int FEW = 16;

    private final TextBuffer text;
    private final TextBuffer out;
    /** Of the runs in the line: where the text before each begins and ends, and how long the run is. */
    private int[] starts = new int[FEW];
    private int[] ends = new int[FEW];
    private int[] runs = new int[FEW];
    private int count;

    private Quotes(TextBuffer text) {
        this.text = text;
        out = TextBuffer.take(text.length() + 64);
    }

    public static TextBuffer apply(TextBuffer text) {
        return text.contains("''") ? new Quotes(text).run() : text;
    }

    public static String apply(String text) {
        return text.contains("''") ? apply(TextBuffer.of(text)).finish() : text;
    }

    /** A text that counts as one line, whatever ends of lines it holds: that of a link. */
    public static String whole(String text) {
        if (!text.contains("''")) {
            return text;
        }
        Quotes quotes = new Quotes(TextBuffer.of(text));
        quotes.line(0, quotes.text.length());
        quotes.text.release();
        return quotes.out.finish();
    }

    private TextBuffer run() {
        int at = 0;
        for (int found = text.indexOf("''"); found >= 0; found = text.indexOf("''", at)) {
            int line = text.lastIndexOf('\n', found) + 1;
            int newline = text.indexOf('\n', found);
            int end = newline < 0 ? text.length() : newline;
            out.append(text, at, line);
            line(line, end);
            at = end;
        }
        out.append(text, at, text.length());
        text.release();
        return out;
    }

    private void line(int from, int to) {
        split(from, to);
        int bold = 0;
        int italic = 0;
        for (int i = 0; i < count; i++) {
            bold += runs[i] == 2 ? 0 : 1;
            italic += runs[i] == 3 ? 0 : 1;
        }
        if (bold % 2 == 1 && italic % 2 == 1) {
            takeOneApart();
        }
        write(to);
    }

    /** Runs of two, three and five; what is left of longer ones is text. */
    private void split(int from, int to) {
        count = 0;
        int start = from;
        for (int i = text.indexOf('\'', from, to); i >= 0; i = text.indexOf('\'', i, to)) {
            int end = i;
            while (end < to && text.charAt(end) == '\'') {
                end++;
            }
            int length = end - i;
            if (length > 1) {
                int run = length == 4 ? 3 : Math.min(length, 5);
                add(start, end - run, run);
                start = end;
            }
            i = end;
        }
    }

    private void add(int start, int end, int run) {
        if (count == runs.length) {
            starts = Arrays.copyOf(starts, 2 * count);
            ends = Arrays.copyOf(ends, 2 * count);
            runs = Arrays.copyOf(runs, 2 * count);
        }
        starts[count] = start;
        ends[count] = end;
        runs[count++] = run;
    }

    /** One bold is an apostrophe and an italic: preferably one after a single-letter word. */
    private void takeOneApart() {
        int single = -1;
        int multi = -1;
        int space = -1;
        for (int i = 0; i < count; i++) {
            if (runs[i] != 3) {
                continue;
            }
            int length = ends[i] - starts[i];
            char last = length == 0 ? ' ' : text.charAt(ends[i] - 1);
            char second = length < 2 ? ' ' : text.charAt(ends[i] - 2);
            if (length > 0 && last == ' ') {
                space = space < 0 ? i : space;
            } else if (length >= 2 && second == ' ') {
                single = i;
                break;
            } else {
                multi = multi < 0 ? i : multi;
            }
        }
        int at = single >= 0 ? single : multi >= 0 ? multi : space;
        if (at >= 0) {
            runs[at] = 2;
            ends[at]++;
        }
    }

    private void write(int to) {
        String state = "";
        int both = 0;
        for (int i = 0; i < count; i++) {
            out.append(text, starts[i], ends[i]);
            switch (runs[i]) {
                case 2 -> {
                    switch (state) {
                        case "i" -> { out.append("</i>"); state = ""; }
                        case "bi" -> { out.append("</i>"); state = "b"; }
                        case "ib" -> { out.append("</b></i><b>"); state = "b"; }
                        case "both" -> { out.insert(both, "<b><i>").append("</i>"); state = "b"; }
                        default -> { out.append("<i>"); state += "i"; }
                    }
                }
                case 3 -> {
                    switch (state) {
                        case "b" -> { out.append("</b>"); state = ""; }
                        case "bi" -> { out.append("</i></b><i>"); state = "i"; }
                        case "ib" -> { out.append("</b>"); state = "i"; }
                        case "both" -> { out.insert(both, "<i><b>").append("</b>"); state = "i"; }
                        default -> { out.append("<b>"); state += "b"; }
                    }
                }
                default -> {
                    switch (state) {
                        case "b" -> { out.append("</b><i>"); state = "i"; }
                        case "i" -> { out.append("</i><b>"); state = "b"; }
                        case "bi" -> { out.append("</i></b>"); state = ""; }
                        case "ib" -> { out.append("</b></i>"); state = ""; }
                        case "both" -> { out.insert(both, "<i><b>").append("</b></i>"); state = ""; }
                        default -> { both = out.length(); state = "both"; }
                    }
                }
            }
        }
        int last = count == 0 ? to : ends[count - 1] + runs[count - 1];
        out.append(text, last, to);
        switch (state) {
            case "b" -> out.append("</b>");
            case "i" -> out.append("</i>");
            case "bi" -> out.append("</i></b>");
            case "ib" -> out.append("</b></i>");
            case "both" -> {
                if (out.length() > both) {
                    out.insert(both, "<b><i>").append("</i></b>");
                }
            }
            default -> {}
        }
    }
}

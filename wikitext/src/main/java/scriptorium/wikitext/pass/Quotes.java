package scriptorium.wikitext.pass;

import java.util.ArrayList;
import java.util.List;
import scriptorium.wikitext.text.TextBuffer;

/** Bold and italic by apostrophes, line by line. */
public final class Quotes {

    private Quotes() {}

    public static TextBuffer apply(TextBuffer text) {
        int found = text.indexOf("''");
        if (found < 0) {
            return text;
        }
        TextBuffer out = TextBuffer.take(text.length() + 64);
        int at = 0;
        while (found >= 0) {
            int line = text.lastIndexOf('\n', found) + 1;
            int newline = text.indexOf('\n', found);
            int end = newline < 0 ? text.length() : newline;
            out.append(text, at, line).append(line(text.substring(line, end)));
            at = end;
            found = text.indexOf("''", at);
        }
        out.append(text, at, text.length());
        text.release();
        return out;
    }

    public static String apply(String text) {
        return text.contains("''") ? apply(TextBuffer.of(text)).finish() : text;
    }

    private static String line(String line) {
        List<String> texts = new ArrayList<>();
        List<Integer> runs = new ArrayList<>();
        split(line, texts, runs);
        if (runs.isEmpty()) {
            return line;
        }
        int bold = 0;
        int italic = 0;
        for (int run : runs) {
            bold += run == 2 ? 0 : 1;
            italic += run == 3 ? 0 : 1;
        }
        if (bold % 2 == 1 && italic % 2 == 1) {
            takeOneApart(texts, runs);
        }
        return write(texts, runs);
    }

    /** Runs of two, three and five; what is left of longer ones is text. */
    private static void split(String line, List<String> texts, List<Integer> runs) {
        int start = 0;
        for (int i = line.indexOf('\''); i >= 0; i = line.indexOf('\'', i)) {
            int end = i;
            while (end < line.length() && line.charAt(end) == '\'') {
                end++;
            }
            int count = end - i;
            if (count > 1) {
                int run = count == 4 ? 3 : Math.min(count, 5);
                texts.add(line.substring(start, end - run));
                runs.add(run);
                start = end;
            }
            i = end;
        }
        texts.add(line.substring(start));
    }

    /** One bold is an apostrophe and an italic: preferably one after a single-letter word. */
    private static void takeOneApart(List<String> texts, List<Integer> runs) {
        int single = -1;
        int multi = -1;
        int space = -1;
        for (int i = 0; i < runs.size(); i++) {
            if (runs.get(i) != 3) {
                continue;
            }
            String before = texts.get(i);
            char last = before.isEmpty() ? ' ' : before.charAt(before.length() - 1);
            char second = before.length() < 2 ? ' ' : before.charAt(before.length() - 2);
            if (!before.isEmpty() && last == ' ') {
                space = space < 0 ? i : space;
            } else if (before.length() >= 2 && second == ' ') {
                single = i;
                break;
            } else {
                multi = multi < 0 ? i : multi;
            }
        }
        int at = single >= 0 ? single : multi >= 0 ? multi : space;
        if (at >= 0) {
            runs.set(at, 2);
            texts.set(at, texts.get(at) + "'");
        }
    }

    private static String write(List<String> texts, List<Integer> runs) {
        StringBuilder out = new StringBuilder();
        StringBuilder both = new StringBuilder();
        String state = "";
        for (int i = 0; i < texts.size(); i++) {
            (state.equals("both") ? both : out).append(texts.get(i));
            if (i == runs.size()) {
                break;
            }
            switch (runs.get(i)) {
                case 2 -> {
                    switch (state) {
                        case "i" -> { out.append("</i>"); state = ""; }
                        case "bi" -> { out.append("</i>"); state = "b"; }
                        case "ib" -> { out.append("</b></i><b>"); state = "b"; }
                        case "both" -> { out.append("<b><i>").append(both).append("</i>"); both.setLength(0); state = "b"; }
                        default -> { out.append("<i>"); state += "i"; }
                    }
                }
                case 3 -> {
                    switch (state) {
                        case "b" -> { out.append("</b>"); state = ""; }
                        case "bi" -> { out.append("</i></b><i>"); state = "i"; }
                        case "ib" -> { out.append("</b>"); state = "i"; }
                        case "both" -> { out.append("<i><b>").append(both).append("</b>"); both.setLength(0); state = "i"; }
                        default -> { out.append("<b>"); state += "b"; }
                    }
                }
                default -> {
                    switch (state) {
                        case "b" -> { out.append("</b><i>"); state = "i"; }
                        case "i" -> { out.append("</i><b>"); state = "b"; }
                        case "bi" -> { out.append("</i></b>"); state = ""; }
                        case "ib" -> { out.append("</b></i>"); state = ""; }
                        case "both" -> { out.append("<i><b>").append(both).append("</b></i>"); both.setLength(0); state = ""; }
                        default -> state = "both";
                    }
                }
            }
        }
        switch (state) {
            case "b" -> out.append("</b>");
            case "i" -> out.append("</i>");
            case "bi" -> out.append("</i></b>");
            case "ib" -> out.append("</b></i>");
            case "both" -> {
                if (!both.isEmpty()) {
                    out.append("<b><i>").append(both).append("</i></b>");
                }
            }
            default -> {}
        }
        return out.toString();
    }
}

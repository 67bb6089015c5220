package scriptorium.wikitext.block;

import scriptorium.wikitext.text.TextBuffer;

/** Paragraphs, lists and indented text, line by line. */
public final class BlockPass {

    private final TextBuffer text;
    private final TextBuffer out;
    private String section = "";
    private boolean term;

    private BlockPass(TextBuffer text) {
        this.text = text;
        out = TextBuffer.take(text.length() + text.length() / 8);
    }

    public static TextBuffer apply(TextBuffer text) {
        return new BlockPass(text).run();
    }

    public static String apply(String text) {
        return apply(TextBuffer.of(text)).finish();
    }

    private TextBuffer run() {
        String last = "";
        boolean inPre = false;
        boolean inBlock = false;
        String pending = "";
        boolean quote = false;
        for (int line = 0, end = 0; end >= 0; line = end + 1) {
            end = text.indexOf('\n', line);
            int to = end < 0 ? text.length() : end;
            boolean wasPre = inPre;
            LineTags tags = LineTags.of(text, line, to);
            boolean preOpens = tags.preOpen() >= 0;
            boolean preCloses = tags.preClose() >= 0;
            String prefix = "";
            if (!inPre) {
                prefix = prefix(line, to);
                inPre = prefix.isEmpty() && preOpens && !preCloses;
            } else if (preCloses) {
                inPre = tags.preOpen() > tags.preClose();
            }
            int content = line + prefix.length();
            String normal = prefix.replace(';', ':');
            if (!prefix.isEmpty() && last.equals(normal)) {
                out.append(next(prefix.charAt(prefix.length() - 1)));
                pending = "";
                if (prefix.endsWith(";")) {
                    content = define(content, to);
                }
            } else if (!prefix.isEmpty() || !last.isEmpty()) {
                int common = 0;
                while (common < last.length() && common < prefix.length() && last.charAt(common) == prefix.charAt(common)) {
                    common++;
                }
                pending = "";
                for (int i = last.length(); i > common; i--) {
                    out.append(closeList(last.charAt(i - 1)));
                }
                if (term && prefix.length() > common && common > 0 && prefix.charAt(common - 1) == ':') {
                    out.append(next(':'));
                }
                if (prefix.length() <= common && common > 0) {
                    out.append(next(prefix.charAt(common - 1)));
                }
                if (!last.isEmpty() && (prefix.isEmpty() || prefix.length() > common)) {
                    out.append('\n');
                }
                for (int i = common; i < prefix.length(); i++) {
                    closeParagraph();
                    out.append(openList(prefix.charAt(i)));
                    if (prefix.charAt(i) == ';') {
                        content = define(content, to);
                    }
                }
                last = normal;
            }
            if (prefix.isEmpty()) {
                boolean closes = tags.closesBlock();
                if (tags.opensBlock() || closes) {
                    pending = "";
                    closeParagraph();
                    if (preOpens && !preCloses) {
                        inPre = true;
                    }
                    quote = quoteState(content, to, quote);
                    inBlock = !closes;
                } else if (!inBlock && !inPre && !wasPre) {
                    boolean blank = isBlank(content, to);
                    if (content < to && text.charAt(content) == ' ' && (section.equals("pre") || !blank) && !quote) {
                        if (!section.equals("pre")) {
                            pending = "";
                            closeParagraph();
                            out.append("<pre>");
                            section = "pre";
                        }
                        content++;
                    } else if (tags.loose()) {
                        if (!pending.isEmpty()) {
                            closeParagraph();
                            pending = "";
                        }
                    } else if (blank) {
                        if (!pending.isEmpty()) {
                            out.append(pending).append("<br />");
                            pending = "";
                            section = "p";
                        } else if (!section.equals("p")) {
                            closeParagraph();
                            pending = "<p>";
                        } else {
                            pending = "</p><p>";
                        }
                    } else if (!pending.isEmpty()) {
                        out.append(pending);
                        pending = "";
                        section = "p";
                    } else if (!section.equals("p")) {
                        closeParagraph();
                        out.append("<p>");
                        section = "p";
                    }
                }
            }
            if (pending.isEmpty()) {
                if (prefix.isEmpty()) {
                    out.append(text, content, to).append(end >= 0 || !section.isEmpty() ? "\n" : "");
                } else {
                    stripped(content, to);
                }
            }
        }
        for (int i = last.length(); i > 0; i--) {
            out.append(closeList(last.charAt(i - 1)));
        }
        if (!section.isEmpty()) {
            closeParagraph();
            out.setLength(out.length() - 1);
        }
        text.release();
        return out;
    }

    private String prefix(int from, int to) {
        int end = from;
        while (end < to && "*#:;".indexOf(text.charAt(end)) >= 0) {
            end++;
        }
        return end == from ? "" : text.substring(from, end);
    }

    private boolean isBlank(int from, int to) {
        for (int at = from; at < to; at++) {
            if (!Character.isWhitespace(text.charAt(at))) {
                return false;
            }
        }
        return true;
    }

    /** Writes what stands there without the blanks around it. */
    private void stripped(int start, int end) {
        int from = start;
        int to = end;
        while (from < to && Character.isWhitespace(text.charAt(from))) {
            from++;
        }
        while (to > from && Character.isWhitespace(text.charAt(to - 1))) {
            to--;
        }
        out.append(text, from, to);
    }

    private boolean quoteState(int from, int to, boolean quote) {
        int open = last("<blockquote", from, to);
        int close = last("</blockquote", from, to);
        return open < 0 && close < 0 ? quote : open > close;
    }

    private int last(String what, int from, int to) {
        int last = -1;
        for (int at = text.indexOf(what, from, to); at >= 0; at = text.indexOf(what, at + 1, to)) {
            last = at;
        }
        return last;
    }

    private void closeParagraph() {
        if (!section.isEmpty()) {
            out.append("</").append(section).append(">\n");
            section = "";
        }
    }

    private String openList(char c) {
        return switch (c) {
            case '*' -> "<ul><li>";
            case '#' -> "<ol><li>";
            case ':' -> "<dl><dd>";
            default -> {
                term = true;
                yield "<dl><dt>";
            }
        };
    }

    private String next(char c) {
        if (c == '*' || c == '#') {
            return "</li>\n<li>";
        }
        String close = term ? "</dt>\n" : "</dd>\n";
        term = c == ';';
        return close + (term ? "<dt>" : "<dd>");
    }

    private String closeList(char c) {
        if (c == '*') {
            return "</li></ul>";
        }
        if (c == '#') {
            return "</li></ol>";
        }
        boolean was = term;
        term = false;
        return was ? "</dt></dl>" : "</dd></dl>";
    }

    /** {@code ; term : definition}: the colon outside of tags and links ends the term. Returns where what follows begins. */
    private int define(int from, int to) {
        int depth = 0;
        int rules = 0;
        boolean tag = false;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            char next = i + 1 < to ? text.charAt(i + 1) : 0;
            if (!tag && c == '-' && next == '{') {
                rules++;
            } else if (!tag && c == '}' && next == '-' && rules > 0) {
                rules--;
            } else if (rules > 0) {
                continue;
            } else if (c == '<') {
                tag = true;
                depth = next != '/' ? depth + 1 : depth > 0 ? depth - 1 : depth;
            } else if (c == '>' && tag) {
                tag = false;
                if (i > from && text.charAt(i - 1) == '/') {
                    depth--;
                }
            } else if (c == ':' && !tag && depth == 0) {
                out.append(text.substring(from, i).strip()).append("</dt>\n<dd>");
                term = false;
                return i + 1;
            }
        }
        return from;
    }
}

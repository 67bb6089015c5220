package scriptorium.wikitext.block;

import scriptorium.wikitext.text.TextBuffer;

/** Paragraphs, lists and indented text, line by line. */
public final class BlockPass {

    private final StringBuilder out = new StringBuilder();
    private String section = "";
    private boolean term;

    private BlockPass() {}

    public static TextBuffer apply(TextBuffer text) {
        return TextBuffer.of(apply(text.finish()));
    }

    public static String apply(String text) {
        return new BlockPass().run(text);
    }

    private String run(String text) {
        String last = "";
        boolean inPre = false;
        boolean inBlock = false;
        String pending = "";
        boolean quote = false;
        String[] lines = text.split("\n", -1);
        for (int at = 0; at < lines.length; at++) {
            String line = lines[at];
            boolean wasPre = inPre;
            LineTags tags = LineTags.of(line);
            boolean preOpens = tags.preOpen() >= 0;
            boolean preCloses = tags.preClose() >= 0;
            String prefix = "";
            if (!inPre) {
                int n = 0;
                while (n < line.length() && "*#:;".indexOf(line.charAt(n)) >= 0) {
                    n++;
                }
                prefix = line.substring(0, n);
                inPre = preOpens && !preCloses;
            } else if (preCloses) {
                inPre = tags.preOpen() > tags.preClose();
            }
            String content = prefix.isEmpty() ? line : line.substring(prefix.length());
            String normal = prefix.replace(';', ':');
            if (!prefix.isEmpty() && last.equals(normal)) {
                out.append(next(prefix.charAt(prefix.length() - 1)));
                pending = "";
                if (prefix.endsWith(";")) {
                    content = define(content);
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
                    if (prefix.charAt(i) == ';' && i == prefix.length() - 1) {
                        content = define(content);
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
                    quote = quoteState(content, quote);
                    inBlock = !closes;
                } else if (!inBlock && !inPre && !wasPre) {
                    if (content.startsWith(" ") && (section.equals("pre") || !content.isBlank()) && !quote) {
                        if (!section.equals("pre")) {
                            pending = "";
                            closeParagraph();
                            out.append("<pre>");
                            section = "pre";
                        }
                        content = content.substring(1);
                    } else if (tags.loose()) {
                        if (!pending.isEmpty()) {
                            closeParagraph();
                            pending = "";
                        }
                    } else if (content.isBlank()) {
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
                    out.append(content).append(at < lines.length - 1 || !section.isEmpty() ? "\n" : "");
                } else {
                    out.append(content.strip());
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
        return out.toString();
    }

    private static boolean quoteState(String content, boolean quote) {
        int open = content.lastIndexOf("<blockquote");
        int close = content.lastIndexOf("</blockquote");
        return open < 0 && close < 0 ? quote : open > close;
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

    /** {@code ; term : definition}: the colon outside of tags and links ends the term. */
    private String define(String content) {
        int depth = 0;
        boolean tag = false;
        for (int i = 0; i < content.length(); i++) {
            char c = content.charAt(i);
            if (c == '<') {
                tag = true;
                depth += content.startsWith("</", i) ? -1 : 1;
            } else if (c == '>' && tag) {
                tag = false;
                if (i > 0 && content.charAt(i - 1) == '/') {
                    depth--;
                }
            } else if (!tag && content.startsWith("-{", i)) {
                depth++;
            } else if (!tag && content.startsWith("}-", i)) {
                depth--;
            } else if (c == ':' && !tag && depth <= 0 && !content.startsWith("://", i)) {
                String head = content.substring(0, i).strip();
                head = head.endsWith("\u0004") ? head.substring(0, head.length() - 1).stripTrailing() : head;
                out.append(head).append("</dt>\n<dd>");
                term = false;
                return content.substring(i + 1);
            }
        }
        return content;
    }
}

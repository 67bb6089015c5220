package scriptorium.wikitext.tag.cite;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import scriptorium.wikitext.expand.ParseState;
import scriptorium.wikitext.pass.Headings;
import scriptorium.wikitext.pass.Sanitizer;
import scriptorium.wikitext.tag.TagCall;
import scriptorium.wikitext.text.TextBuffer;

/** References as HTML: the raised number in the text, and the list. */
final class NoteHtml {

    private static final Pattern BLANKS = Pattern.compile("[\\s\\u00A0\\u2000-\\u200B\\u2028\\u2029\\u202F\\u205F\\u3000_]++");
    private static final Pattern PERCENT = Pattern.compile("%(?=[0-9a-fA-F]{2})");
    private static final Pattern LIST = Pattern.compile("\n[*#:;]");

    private final ParseState state;
    private final Function<String, List<String>> labels;
    private final Map<String, List<String>> known = new HashMap<>();

    NoteHtml(ParseState state, Function<String, List<String>> labels) {
        this.state = state;
        this.labels = labels;
    }

    String link(String group, Note note) {
        String id = note.emptyName ? "cite_ref-" : back(note, note.uses - 1);
        return "<sup id=\"" + Sanitizer.escape(id) + "\" class=\"reference\"><a href=\"#" + (note.emptyName ? "cite_note-" : link(target(note)))
                + "\"><span class=\"cite-bracket\">&#91;</span>" + label(group, note) + "<span class=\"cite-bracket\">&#93;</span></a></sup>";
    }

    private String label(String group, Note note) {
        String number = number(note);
        if (group.isEmpty()) {
            return number;
        }
        List<String> own = known.computeIfAbsent(group, labels);
        if (own.isEmpty()) {
            return Sanitizer.link(group) + " " + number;
        }
        return note.number <= own.size() ? Sanitizer.link(own.get(note.number - 1)) : CiteMessages.error(CiteMessages.noLabel(group));
    }

    private String number(Note note) {
        String number = state.language.number(String.valueOf(note.number), false);
        return note.part == 0 ? number : number + "." + state.language.number(String.valueOf(note.part), false);
    }

    private String separator() {
        String number = state.language.number("0.1", true);
        return number.substring(1, number.length() - 1);
    }

    private String anchor(Note note) {
        if (note.anchor == null) {
            note.anchor = id(note.name);
        }
        return note.anchor;
    }

    private String id(String name) {
        return Headings.id(BLANKS.matcher(name).replaceAll("_"), state);
    }

    /** An anchor in an address: a percent sign that would begin an escape is escaped. */
    private static String link(String anchor) {
        return Sanitizer.link(anchor.indexOf('%') < 0 ? anchor : PERCENT.matcher(anchor).replaceAll("%25"));
    }

    private String target(Note note) {
        return "cite_note-" + (note.named() ? anchor(note) + "-" + note.id : note.id);
    }

    private String back(Note note, int use) {
        return "cite_ref-" + (note.named() ? joined(anchor(note)) + note.id + "-" + use : note.id);
    }

    private static String joined(String anchor) {
        return anchor.endsWith("_") ? anchor : anchor + "_";
    }

    void list(List<Note> notes, TagCall call, UnaryOperator<String> failed, TextBuffer out) {
        out.append("<ol class=\"references\">\n");
        boolean inParts = false;
        for (int i = 0; i < notes.size(); i++) {
            Note note = notes.get(i);
            boolean partsFollow = i + 1 < notes.size() && notes.get(i + 1).part > 0;
            if (note.part > 0 && !inParts) {
                out.append("<ol class=\"mw-extended-references\">");
                inParts = true;
            }
            entry(note, call, failed, out, note.part == 0 && partsFollow);
            if (inParts && !partsFollow) {
                out.append("</ol></li>\n");
                inParts = false;
            }
        }
        out.append("</ol>");
    }

    private void entry(Note note, TagCall call, UnaryOperator<String> failed, TextBuffer out, boolean open) {
        if (note.follows != null) {
            out.append("<p id=\"").append(Sanitizer.escape("cite_note-" + id(note.follows))).append("\">");
            text(note, call, failed, out);
            out.append("\n</p>\n");
            return;
        }
        if (note.id == 0) {
            out.append("<li>").append(failed.apply(CiteMessages.missingText(note.name))).append(open ? "\n" : "</li>\n");
            return;
        }
        out.append("<li id=\"").append(Sanitizer.escape(target(note))).append('"');
        if (note.direction != null) {
            out.append(" class=\"mw-cite-dir-").append(note.direction).append('"');
        }
        out.append('>');
        if (note.uses <= 1) {
            out.append("<span class=\"mw-cite-backlink\"><a href=\"#").append(link(back(note, 0))).append("\">↑</a></span> ");
        } else {
            backlinks(note, out);
        }
        boolean error = !note.written();
        text(note, call, failed, out);
        out.append(open ? "\n" : error ? "</li>\n" : "\n</li>\n");
    }

    private void backlinks(Note note, TextBuffer out) {
        out.append("<span class=\"mw-cite-backlink\">↑");
        int width = String.valueOf(note.uses).length();
        String number = number(note) + separator();
        for (int use = 0; use < note.uses; use++) {
            String count = String.valueOf(use);
            out.append(" <sup><a href=\"#").append(link(back(note, use))).append("\">").append(number)
                    .append(state.language.digits("0".repeat(width - count.length()) + count)).append("</a></sup>");
        }
        out.append("</span> ");
    }

    private void text(Note note, TagCall call, UnaryOperator<String> failed, TextBuffer out) {
        if (!note.written()) {
            out.append(failed.apply(CiteMessages.missingText(note.name == null ? "" : note.name)));
            return;
        }
        String written = withoutLastLines(note.text());
        // The marks keep what stands first from being taken for the begin of a line, and what stands last for its end.
        out.append("<span class=\"reference-text\">").append(call.parseOnPage(state.strip("") + written + state.strip("")));
        if (LIST.matcher(written).find()) {
            // What follows is no part of the last item.
            out.append('\n');
        }
        note.warnings.forEach(warning -> out.append(' ').append(failed.apply(warning)));
        out.append("</span>");
    }

    private static String withoutLastLines(String text) {
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == '\n') {
            end--;
        }
        return text.substring(0, end);
    }
}

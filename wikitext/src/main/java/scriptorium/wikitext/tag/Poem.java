package scriptorium.wikitext.tag;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import scriptorium.wikitext.expand.ParseState;
import scriptorium.wikitext.pass.Sanitizer;

/** The tag {@code poem}: line ends, leading blanks and colons count. */
final class Poem {

    private static final Pattern RULE = Pattern.compile("-{4,}+");

    private Poem() {}

    static TagDefinition definition() {
        return new TagDefinition("poem", call -> call.state().strip(html(call)));
    }

    private static String html(TagCall call) {
        String text = call.text();
        text = text.startsWith("\n") ? text.substring(1) : text;
        text = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
        StringBuilder out = new StringBuilder();
        String[] lines = text.split("\n", -1);
        for (int i = 0; i < lines.length; i++) {
            boolean rule = RULE.matcher(lines[i]).matches();
            out.append(line(lines[i])).append(i + 1 == lines.length ? "" : rule ? "\n" : breakTag(call.state()) + "\n");
        }
        Map<String, String> kept = new LinkedHashMap<>();
        kept.put("class", ("poem " + call.attribute("class").orElse("")).strip());
        call.attributes().forEach(kept::putIfAbsent);
        StringBuilder written = new StringBuilder();
        kept.forEach((name, value) -> written.append(' ').append(name).append("=\"").append(value.replace("&", "&amp;").replace("\"", "&quot;")).append('"'));
        String end = call.attributes().containsKey("compact") ? "" : "\n";
        return "<div" + Sanitizer.attributes("div", written.toString()) + ">" + end + call.parse(out.toString()).strip() + end + "</div>";
    }

    private static String breakTag(ParseState state) {
        return state.strip("<br />");
    }

    private static String line(String line) {
        int signs = 0;
        while (signs < line.length() && line.charAt(signs) == ':') {
            signs++;
        }
        if (signs > 0) {
            return "<span class=\"mw-poem-indented\" style=\"display: inline-block; margin-inline-start: " + signs + "em;\">" + line.substring(signs) + "</span>";
        }
        int blanks = 0;
        while (blanks < line.length() && line.charAt(blanks) == ' ') {
            blanks++;
        }
        return "&#160;".repeat(blanks) + line.substring(blanks);
    }
}

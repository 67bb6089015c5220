package scriptorium.wikitext.tag;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import scriptorium.wikitext.convert.LanguageConverter;
import scriptorium.wikitext.pass.Sanitizer;

/** Tags that every wiki has: text that is no markup, indicators, conversion of a piece. */
final class CoreTags {

    private static final Pattern NOWIKI = Pattern.compile("<nowiki>(.*?)</nowiki>", Pattern.DOTALL);
    private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,8}(?:-[a-z0-9]{1,8})*+");
    private static final Pattern REFERENCE = Pattern.compile("&(?:#\\d{1,7}|#[xX][0-9a-fA-F]{1,6}|\\w{1,30});");

    private static final String UNCONVERTED =
            "<span class=\"error\"><code>langconvert</code> needs <code>from</code> and <code>to</code>, two variants of one language.</span>";

    private CoreTags() {}

    static List<TagDefinition> all() {
        return List.of(
                new TagDefinition("nowiki", call -> call.state().stripText(escaped(call.text()).replace("-{", "-&#123;").replace("}-", "&#125;-"))),
                new TagDefinition("pre", CoreTags::pre),
                new TagDefinition("indicator", CoreTags::indicator),
                new TagDefinition("langconvert", CoreTags::convert));
    }

    private static String pre(TagCall call) {
        int last = call.text().lastIndexOf("</nowiki>");
        // Behind the last end no begin has one, and none is looked for.
        String text = last < 0 ? call.text() : NOWIKI.matcher(call.text().substring(0, last + 9)).replaceAll("$1") + call.text().substring(last + 9);
        return call.state().strip("<pre" + Sanitizer.attributes("pre", call.rawAttributes()) + ">" + escaped(text) + "</pre>");
    }

    private static String indicator(TagCall call) {
        String name = call.attribute("name").orElse("").strip();
        if (name.isEmpty()) {
            return "<span class=\"error\">An indicator needs a <code>name</code>.</span>";
        }
        call.state().indicators.put(name, call.parse(call.text()));
        // A mark all the same: what stands around it does not touch.
        return call.state().strip("");
    }

    /** A language without variants converts to itself. */
    private static String convert(TagCall call) {
        String from = call.attribute("from").orElse("");
        String to = call.attribute("to").orElse("");
        int end = from.indexOf('-');
        String base = end < 0 ? from : from.substring(0, end);
        boolean same = to.equals(base) || to.startsWith(base + "-");
        if (!LANGUAGE.matcher(from).matches() || !LANGUAGE.matcher(to).matches() || !same || from.equals(to) && end < 0) {
            return UNCONVERTED;
        }
        String html = call.parse(call.text());
        boolean pigLatin = call.state().site.flag("UsePigLatinVariant", false);
        return LanguageConverter.isConverted(base, pigLatin) ? LanguageConverter.piece(html, from, to, pigLatin).orElse(UNCONVERTED) : html;
    }

    /** Escaped, but for character references that are already there. */
    static String escaped(String text) {
        StringBuilder out = new StringBuilder(text.length() + 32);
        Matcher reference = REFERENCE.matcher(text);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '&' -> {
                    reference.region(i, Math.min(text.length(), i + 40));
                    out.append(reference.lookingAt() && Sanitizer.isReference(reference.group()) ? "&" : "&amp;");
                }
                default -> out.append(c);
            }
        }
        return out.toString();
    }
}

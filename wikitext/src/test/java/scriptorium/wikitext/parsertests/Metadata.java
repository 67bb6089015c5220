package scriptorium.wikitext.parsertests;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import scriptorium.wikitext.api.ParseResult;
import scriptorium.wikitext.title.Title;

/** What a parse found out, written as the tests write it. */
final class Metadata {

    private static final Pattern TITLE = Pattern.compile("<span class=\"mw-page-title-(?:namespace|separator|main)\">(.*?)</span>", Pattern.DOTALL);
    private static final Pattern UNREACHABLE = Pattern.compile("^(flags=|extension\\[|link=|special=|indexpolicy|TOCData|robots).*", Pattern.DOTALL);
    private static final List<String> UNREACHABLE_OPTIONS = List.of("showflags", "extension", "links", "special", "showindexpolicy");

    private Metadata() {}

    static List<String> of(TestFile.Case test, ParseResult result) {
        List<String> out = new ArrayList<>();
        if (test.has("showtitle")) {
            out.add(plainTitle(result.displayTitle()));
        }
        if (test.has("showindicators")) {
            result.indicators().forEach((name, html) -> out.add(name + "=" + html.replaceFirst("\n+$", "")));
        }
        if (test.has("ill")) {
            result.languageLinks().forEach(link -> out.add("ill=" + prefixed(link)));
        }
        if (test.has("cat")) {
            result.categories().forEach((name, key) -> out.add("cat=" + name.replace(' ', '_') + " sort=" + key));
        }
        if (test.has("extlinks")) {
            result.externalLinks().stream().distinct().forEach(url -> out.add("extlink=" + url));
        }
        if (test.has("iwl")) {
            result.interwikiLinks().forEach(link -> out.add("iwl=" + prefixed(link)));
        }
        if (test.has("templates")) {
            result.templates().keySet().forEach(title -> out.add("template=" + (title.namespace() == 10 ? "Template:" : "") + title.text()));
        }
        if (test.has("showmedia")) {
            result.images().keySet().forEach(name -> out.add("images=" + name));
        }
        if (test.has("property")) {
            List<?> names = test.options().get("property") instanceof List<?> list ? list : List.of(test.option("property").split(","));
            names.forEach(name -> out.add("property[" + name + "]=" + result.properties().getOrDefault(String.valueOf(name), "")));
        }
        if (test.has("showtocdata") && !result.sections().isEmpty()) {
            out.add("Sections:");
            result.sections().forEach(section -> out.add(section(section)));
        }
        return out;
    }

    private static String prefixed(Title link) {
        return link.interwiki() + ":" + link.text() + (link.fragment().isEmpty() ? "" : "#" + link.fragment());
    }

    private static String section(ParseResult.Section s) {
        String anchors = s.anchor().equals(s.linkAnchor()) ? "anchor/linkAnchor:" + s.anchor() : "anchor:" + s.anchor() + " linkAnchor:" + s.linkAnchor();
        return " ".repeat(s.tocLevel()) + "h" + s.level() + " index:" + s.index() + " toclevel:" + s.tocLevel() + " number:" + s.number() + " title:"
                + (s.fromTitle().isEmpty() ? "NULL" : s.fromTitle()) + " off:" + (s.byteOffset() < 0 ? "NULL" : s.byteOffset()) + " " + anchors + " line:"
                + (s.line().contains("\n") ? quoted(s.line()) : s.line());
    }

    private static String quoted(String line) {
        try {
            return Options.JSON.writeValueAsString(line);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            return line;
        }
    }

    static String plainTitle(String html) {
        return TITLE.matcher(html).replaceAll("$1");
    }

    /** The lines in an order and spelling in which they can be compared. */
    static List<String> comparable(TestFile.Case test, String text) {
        boolean unreachable = UNREACHABLE_OPTIONS.stream().anyMatch(test::has);
        List<String> out = new ArrayList<>();
        boolean skip = false;
        for (String raw : plainTitle(text).split("\n")) {
            if (raw.isBlank()) {
                continue;
            }
            String line = raw.stripTrailing();
            line = line.startsWith("template=") || line.startsWith("cat=") || line.startsWith("images=") ? line.replace('_', ' ') : line;
            if (unreachable) {
                boolean more = skip && (line.startsWith(" ") || line.startsWith("}") || line.startsWith("]") || line.startsWith("{"));
                skip = line.startsWith("extension[") || more;
                if (skip || UNREACHABLE.matcher(line).matches()) {
                    continue;
                }
            }
            out.add(line);
        }
        out.sort(null);
        return out;
    }
}

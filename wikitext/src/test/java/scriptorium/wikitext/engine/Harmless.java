package scriptorium.wikitext.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import scriptorium.wikitext.api.ParseResult;

/** Judges what leaves the engine as an HTML parser reads it: no element that runs, no handler of events, no address and no style that does more than show. */
final class Harmless {

    private static final Set<String> NEVER = Set.of("script", "iframe", "object", "embed", "form", "input", "base", "frame", "applet", "svg", "textarea", "button");

    private Harmless() {}

    static void check(ParseResult result, String text) {
        check(result.html(), text);
        check(result.displayTitle(), text);
        result.indicators().values().forEach(html -> check(html, text));
        result.sections().forEach(section -> check(section.line(), text));
    }

    private static void check(String html, String text) {
        assertThat(html.chars().anyMatch(c -> c < ' ' && c != '\t' && c != '\n' && c != '\r' && c != '\f' || c == '\u007F')).as("control character in %s", text).isFalse();
        Document document = Jsoup.parseBodyFragment(html);
        for (Element element : document.body().getAllElements()) {
            boolean ours = element.normalName().equals("input") && element.id().equals("toctogglecheckbox");
            assertThat(NEVER.contains(element.normalName()) && !ours).as("%s in %s", element.normalName(), text).isFalse();
            for (Attribute attribute : element.attributes()) {
                String name = attribute.getKey().toLowerCase(Locale.ROOT);
                String value = attribute.getValue().toLowerCase(Locale.ROOT).replaceAll("[\\s\\p{Cntrl}]+", "");
                assertThat(name).as("attribute of %s", text).doesNotStartWith("on").isNotIn("srcdoc", "formaction", "xlink:href");
                if (Set.of("href", "src", "cite", "data", "action", "background", "poster").contains(name)) {
                    assertThat(value).as("address in %s", text).doesNotStartWith("javascript:").doesNotStartWith("vbscript:").doesNotStartWith("data:");
                }
                if (name.equals("style")) {
                    assertThat(attribute.getValue().toLowerCase(Locale.ROOT)).as("style in %s", text).doesNotContain("expression(", "url(", "behavior:", "@import", "\\");
                }
            }
        }
    }
}

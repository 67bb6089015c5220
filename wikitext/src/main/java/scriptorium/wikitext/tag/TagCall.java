package scriptorium.wikitext.tag;

import java.util.Map;
import java.util.Optional;
import scriptorium.wikitext.expand.Expander;
import scriptorium.wikitext.expand.ParseState;

/**
 * One tag on a page.
 *
 * @param content null for a tag that closes itself
 */
public record TagCall(String name, String rawAttributes, Map<String, String> attributes, String content, Expander expander, ParseState state, TextPasses passes) {

    public Optional<String> attribute(String name) {
        return Optional.ofNullable(attributes.get(name));
    }

    public String text() {
        return content == null ? "" : content;
    }

    /** Text with its calls and arguments expanded, and nothing else. */
    public String expand(String wikitext) {
        return expander.expandInner(wikitext);
    }

    /** Text as if it stood where the tag stands, but for paragraphs and lists. */
    public String parse(String wikitext) {
        return passes.inline(expander.expandInner(wikitext), state);
    }

    /** The same at the level of the page: no arguments of a template around the tag are seen. */
    public String parseOnPage(String wikitext) {
        return passes.inline(expander.expandOnPage(wikitext), state);
    }
}

package scriptorium.wikitext.tag;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import scriptorium.wikitext.api.WikiSite;
import scriptorium.wikitext.expand.Expander;
import scriptorium.wikitext.expand.ParseState;
import scriptorium.wikitext.preprocess.Node;
import scriptorium.wikitext.tag.cite.Cite;
import scriptorium.wikitext.tag.gallery.Gallery;

/** The tags of a wiki, by name. Immutable. */
public final class TagSet {

    private final Map<String, TagDefinition> byName = new LinkedHashMap<>();
    private final TextPasses passes;

    public TagSet(WikiSite site, TextPasses passes) {
        this.passes = passes;
        Stream.of(CoreTags.all(), List.of(Gallery.definition(), Poem.definition()), SyntaxHighlight.all(), Cite.all(), TestTags.of(site), RawHtml.of(site))
                .flatMap(List::stream).forEach(tag -> byName.put(tag.name(), tag));
    }

    public Set<String> names() {
        return byName.keySet();
    }

    public String render(Node.Extension tag, String attributes, Expander expander, ParseState state) {
        TagDefinition definition = byName.get(tag.key());
        return definition == null ? "" : definition.renderer()
                .render(new TagCall(tag.key(), attributes, TagAttributes.of(attributes), tag.inner(), expander, state, passes));
    }

    /** Text of a title in HTML. */
    public static String escaped(String text) {
        return CoreTags.escaped(text);
    }
}

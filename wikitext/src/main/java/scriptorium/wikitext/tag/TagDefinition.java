package scriptorium.wikitext.tag;

/** A tag: its name in lower case, and what becomes of it. */
public record TagDefinition(String name, Renderer renderer) {

    /** What is put in the tag's place: text with markers of {@link scriptorium.wikitext.expand.ParseState#strip}. */
    public interface Renderer {
        String render(TagCall call);
    }
}

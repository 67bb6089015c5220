package scriptorium.wikitext.tag;

import scriptorium.wikitext.expand.ParseState;

/** The engine's text passes, as tags use them. */
public interface TextPasses {

    /** All passes but the block pass, over text whose templates are expanded. */
    String inline(String expanded, ParseState state);

    /** The block pass alone. */
    String blocks(String html);
}

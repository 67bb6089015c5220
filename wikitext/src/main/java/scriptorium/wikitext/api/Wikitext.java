package scriptorium.wikitext.api;

import scriptorium.wikitext.engine.Engine;

/** The way in: makes engines. */
public final class Wikitext {

    private Wikitext() {}

    /** An engine for a wiki. Costs some milliseconds; make one and keep it. */
    public static WikitextEngine engine(WikiSite site) {
        return new Engine(site);
    }
}

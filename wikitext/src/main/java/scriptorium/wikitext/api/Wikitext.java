package scriptorium.wikitext.api;

/** The way in: makes engines. */
public final class Wikitext {

    private Wikitext() {}

    /** An engine for a wiki. Costs some milliseconds; make one and keep it. */
    public static WikitextEngine engine(WikiSite site) {
        throw new UnsupportedOperationException("wikitext engine under construction: " + site.siteName());
    }
}

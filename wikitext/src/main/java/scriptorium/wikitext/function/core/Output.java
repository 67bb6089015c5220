package scriptorium.wikitext.function.core;

/** What a function puts in its place. */
public record Output(String text, Treatment treatment) {

    /** What becomes of the text. */
    public enum Treatment {
        /** Spliced in; templates in it are not expanded again. */
        TEXT,
        /** Expanded like the text of a template. */
        EXPAND,
        /** Shown literally, no markup in it works. */
        NOWIKI
    }

    public static Output text(String text) {
        return new Output(text, Treatment.TEXT);
    }
}

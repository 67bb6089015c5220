package scriptorium.router.text;

/** How a message is written out. */
public enum Markup {
    HTML,
    WIKITEXT,
    /** Without markup; names of things, which markup would set apart, stand in quotation marks. */
    PLAIN
}

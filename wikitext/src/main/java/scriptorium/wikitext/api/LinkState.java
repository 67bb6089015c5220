package scriptorium.wikitext.api;

/** What a wiki link leads to. */
public enum LinkState { MISSING, EXISTS, REDIRECT }

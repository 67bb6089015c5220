package scriptorium.load;

/** A page to be put on a wiki. */
public record Article(String title, String text) {}

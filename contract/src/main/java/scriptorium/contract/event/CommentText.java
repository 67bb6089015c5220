package scriptorium.contract.event;

/** The reason given for something, as it is kept: 500 characters at most; in logs without blanks at the end. */
public final class CommentText {

    private static final int LONGEST = 500;
    private static final String CUT = "...";

    private CommentText() {}

    public static String kept(String given) {
        return cut(given.stripTrailing());
    }

    public static String cut(String text) {
        return text.length() <= LONGEST || text.codePointCount(0, text.length()) <= LONGEST
                ? text
                : text.substring(0, text.offsetByCodePoints(0, LONGEST - CUT.length())) + CUT;
    }
}

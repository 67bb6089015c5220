package scriptorium.page.edit;

import java.util.Optional;
import scriptorium.wikitext.title.Title;

/** Edit summaries: their length, and the ones that make themselves. */
final class Summaries {

    private static final int MAX_LENGTH = 500;

    private Summaries() {}

    /** One line, at most 500 characters. */
    static String tidy(String summary) {
        String line = summary.replaceAll("[\\n\\r]+", " ").strip();
        return line.codePointCount(0, line.length()) <= MAX_LENGTH ? line : line.substring(0, line.offsetByCodePoints(0, MAX_LENGTH - 1)) + "…";
    }

    /** What an edit without a summary says of itself; empty when there is nothing special about it. */
    static String automatic(boolean created, String before, String after, Optional<Title> redirectBefore, Optional<String> redirectAfter) {
        if (redirectAfter.isPresent() && redirectBefore.isEmpty()) {
            return "Redirects to [[" + redirectAfter.get() + "]] now";
        }
        if (after.isEmpty()) {
            return created ? "New page without text" : before.isEmpty() ? "" : "Emptied the page";
        }
        if (created) {
            return tidy("New page: \"" + excerpt(after, 200) + "\"");
        }
        if (before.length() > 500 && after.length() < before.length() / 10) {
            return tidy("Replaced the text by \"" + excerpt(after, 200) + "\"");
        }
        return "";
    }

    private static String excerpt(String text, int length) {
        String line = text.replaceAll("\\s+", " ").strip();
        return line.length() <= length ? line : line.substring(0, length) + "…";
    }
}

package scriptorium.page.edit;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Edit summaries: their length, and the ones that make themselves. */
public final class Summaries {

    private static final int MAX_LENGTH = 500;

    private Summaries() {}

    /** One line, at most 500 characters. */
    public static String tidy(String summary) {
        String line = summary.replaceAll("[\\n\\r]+", " ").strip();
        return line.codePointCount(0, line.length()) <= MAX_LENGTH ? line : line.substring(0, line.offsetByCodePoints(0, MAX_LENGTH - 1)) + "…";
    }

    /** What an edit without a summary says of itself; empty when there is nothing special about it. */
    static String automatic(boolean created, String before, String after, Optional<String> redirectBefore, Optional<String> redirectAfter) {
        if (redirectAfter.isPresent() && redirectBefore.isEmpty()) {
            return "Redirects to [[" + redirectAfter.get() + "]] now";
        }
        if (redirectAfter.isPresent() && !redirectBefore.equals(redirectAfter)) {
            return "Redirects to [[" + redirectAfter.get() + "]] in place of [[" + redirectBefore.get() + "]]";
        }
        if (redirectBefore.isPresent() && redirectAfter.isEmpty() && !after.isEmpty()) {
            return "No longer redirects to [[" + redirectBefore.get() + "]]";
        }
        if (after.isEmpty()) {
            return created ? "New page without text" : before.isEmpty() ? "" : "Emptied the page";
        }
        if (created) {
            return tidy("New page: \"" + excerpt(after, 200) + "\"");
        }
        if (replaces(before, after)) {
            return tidy("Replaced the text by \"" + excerpt(after, 200) + "\"");
        }
        return "";
    }

    /** Whether an edit puts little in the place of much. */
    static boolean replaces(String before, String after) {
        int length = after.getBytes(StandardCharsets.UTF_8).length;
        return !after.isEmpty() && length < 500 && before.getBytes(StandardCharsets.UTF_8).length > 10 * length;
    }

    /** What an edit that adds a section says: the section's name as it reads, without the markup. */
    static String ofNewSection(String heading) {
        String name = heading.replaceAll("\\[\\[:?([^\\[|]+)\\|([^\\[]+)]]", "$2")
                .replaceAll("\\[\\[:?([^\\[]+)\\|?]]", "$1")
                .replaceAll("\\[(?:https?:|ftps?:|mailto:|//)[^ ]+? ([^\\[]+)]", "$1")
                .replaceAll("'{2,5}", "")
                .replaceAll("<[^>]*>", "");
        return "/* " + name + " */ new section";
    }

    /** Why a page is deleted when nobody has said it. */
    public static String ofDeletion(String text, Optional<String> onlyAuthor) {
        String content = text.isEmpty() ? "had no text" : "text was: \"" + excerpt(text, 150) + "\"";
        return tidy(onlyAuthor.map(name -> content + ", all of it by [[Special:Contributions/" + name + "|" + name + "]]").orElse(content));
    }

    private static String excerpt(String text, int length) {
        String line = text.replaceAll("\\s+", " ").strip();
        return line.length() <= length ? line : line.substring(0, length) + "…";
    }
}

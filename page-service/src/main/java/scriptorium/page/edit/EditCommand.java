package scriptorium.page.edit;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import scriptorium.contract.identity.Caller;
import scriptorium.page.model.By;
import scriptorium.wikitext.title.Title;

/**
 * An edit as it was asked for.
 *
 * @param mustBeNew refused when the page exists ("createonly")
 * @param mustExist refused when it does not ("nocreate")
 * @param baseRevisionId what the change is based on
 * @param baseTime when the change was begun from ("basetimestamp")
 * @param startTime when the editor was opened ("starttimestamp"): a deletion after it is a conflict
 */
public record EditCommand(
        Title title,
        Change change,
        boolean followRedirect,
        String summary,
        Optional<Boolean> minor,
        boolean bot,
        boolean mustBeNew,
        boolean mustExist,
        boolean recreate,
        Optional<Long> baseRevisionId,
        Optional<Instant> baseTime,
        Optional<Instant> startTime,
        Set<String> tags,
        Watching.Wish watch,
        Optional<String> contentModel,
        Optional<String> contentFormat,
        Optional<String> md5,
        By by) {

    public Caller caller() {
        return by.caller();
    }

    /** What is to be done with the text. */
    public sealed interface Change {

        /**
         * The whole text, or that of a section.
         *
         * @param section "0", "1", …, "new", empty for the whole page
         */
        record Replace(String text, Optional<String> section, Optional<String> sectionTitle) implements Change {}

        /** Text before and after what is there. */
        record Surround(String before, String after, Optional<String> section) implements Change {}

        /** Takes changes back. {@code after}: up to which revision; empty for the one before {@code revisionId}. */
        record Undo(long revisionId, Optional<Long> after, Optional<String> section) implements Change {}
    }
}

package scriptorium.page.edit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import scriptorium.page.tag.SoftwareTags;

/** The tags that the software gives an edit by looking at it. */
final class EditTags {

    private EditTags() {}

    /** @param redirectBefore where the text redirected to, with namespace */
    static List<String> of(
            boolean created, boolean undo, boolean manualRevert, String before, String after, Optional<String> redirectBefore, Optional<String> redirectAfter) {
        List<String> tags = new ArrayList<>();
        ofRedirect(redirectBefore, redirectAfter).ifPresent(tags::add);
        if (!created && after.isEmpty() && !before.isEmpty()) {
            tags.add(SoftwareTags.BLANK);
        } else if (!created && Summaries.replaces(before, after)) {
            tags.add(SoftwareTags.REPLACE);
        }
        if (undo) {
            tags.add(SoftwareTags.UNDO);
        } else if (manualRevert) {
            tags.add(SoftwareTags.MANUAL_REVERT);
        }
        return tags;
    }

    static Optional<String> ofRedirect(Optional<String> before, Optional<String> after) {
        if (before.equals(after)) {
            return Optional.empty();
        }
        return Optional.of(before.isEmpty() ? SoftwareTags.NEW_REDIRECT : after.isEmpty() ? SoftwareTags.REMOVED_REDIRECT : SoftwareTags.CHANGED_REDIRECT_TARGET);
    }
}

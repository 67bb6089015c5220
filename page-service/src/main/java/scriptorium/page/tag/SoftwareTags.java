package scriptorium.page.tag;

import java.util.Set;

/** Change tags that the software itself sets. */
public final class SoftwareTags {

    public static final String UNDO = "mw-undo";
    public static final String ROLLBACK = "mw-rollback";
    public static final String REVERTED = "mw-reverted";
    public static final String MANUAL_REVERT = "mw-manual-revert";
    public static final String NEW_REDIRECT = "mw-new-redirect";
    public static final String REMOVED_REDIRECT = "mw-removed-redirect";
    public static final String CHANGED_REDIRECT_TARGET = "mw-changed-redirect-target";
    public static final String BLANK = "mw-blank";
    public static final String REPLACE = "mw-replace";
    public static final String CONTENT_MODEL_CHANGE = "mw-contentmodelchange";

    public static final Set<String> ALL = Set.of(UNDO, ROLLBACK, REVERTED, MANUAL_REVERT, NEW_REDIRECT, REMOVED_REDIRECT, CHANGED_REDIRECT_TARGET, BLANK, REPLACE,
            CONTENT_MODEL_CHANGE, "mw-server-side-upload");

    private SoftwareTags() {}
}

package scriptorium.page.edit;

import java.util.List;
import java.util.Optional;
import scriptorium.contract.call.Position;
import scriptorium.page.model.Page;
import scriptorium.page.model.Revision;
import scriptorium.wikitext.title.Title;

/** What came of an edit. */
public sealed interface EditOutcome {

    /** The page edited, and the redirect that led to it. */
    Page page();

    Optional<Title> redirectedFrom();

    Watching.State watched();

    /** What the answer waits for. */
    List<Position> positions();

    record Saved(Page page, Revision revision, boolean created, Optional<Title> redirectedFrom, Watching.State watched, List<Position> positions)
            implements EditOutcome {}

    record Unchanged(Page page, Optional<Title> redirectedFrom, Watching.State watched, List<Position> positions) implements EditOutcome {}
}

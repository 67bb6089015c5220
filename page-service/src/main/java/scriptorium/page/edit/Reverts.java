package scriptorium.page.edit;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import scriptorium.contract.event.PageContentChange;
import scriptorium.page.model.By;
import scriptorium.page.model.Page;
import scriptorium.page.model.Revision;
import scriptorium.page.news.ChangeTold;
import scriptorium.page.news.PageNews;
import scriptorium.page.store.PageChanges;
import scriptorium.page.tag.SoftwareTags;

/** Marks the revisions that an edit has taken back. */
@ApplicationScoped
public class Reverts {

    private static final int MOST = 15;

    private final PageNews news;

    Reverts(PageNews news) {
        this.news = news;
    }

    /**
     * Marks all revisions after {@code from} and before {@code until}. The page's row is to be written by the caller, with the answer's change sequence.
     *
     * @return the page after this further change; the same one when nothing was marked
     */
    public Uni<Page> mark(PageChanges changes, Page page, long from, long until, By by) {
        return changes.after(page.id(), from, MOST + 1).map(revisions -> {
            List<Revision> marked = new ArrayList<>();
            for (Revision r : revisions) {
                if (r.id() < until && !r.tags().contains(SoftwareTags.REVERTED)) {
                    List<String> tags = new ArrayList<>(List.of(SoftwareTags.REVERTED));
                    tags.addAll(r.tags());
                    marked.add(r.tagged(tags));
                }
            }
            if (marked.isEmpty() || marked.size() > MOST) {
                return page;
            }
            Page next = page.next(page.changedAt());
            marked.forEach(changes::annotate);
            news.tell(changes, ChangeTold.of(PageContentChange.KIND_TAGS, next, by).revisions(marked).protections(changes.protections(page.title())));
            return next;
        });
    }
}

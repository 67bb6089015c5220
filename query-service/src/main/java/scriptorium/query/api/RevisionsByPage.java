package scriptorium.query.api;

import java.util.HashMap;
import java.util.Map;
import scriptorium.contract.result.Result;
import scriptorium.query.frame.TitleFields;
import scriptorium.wikitext.title.Title;

/** Revisions of many pages as a list of pages, each with its revisions, in the order in which the pages come first. */
final class RevisionsByPage {

    private final TitleFields titles;
    private final Result.Items pages = Result.items("page");
    private final Map<Title, Result.Items> revisions = new HashMap<>();

    RevisionsByPage(TitleFields titles) {
        this.titles = titles;
    }

    void add(long pageId, Title title, Result revision) {
        revisions.computeIfAbsent(title, _ -> {
            Result.Items items = Result.items("rev");
            pages.add(titles.put(Result.tree().put("pageid", pageId).put("revisions", items), title));
            return items;
        }).add(revision);
    }

    /** For a list that tells no page ids. */
    void add(Title title, Result.Tree revision) {
        revisions.computeIfAbsent(title, _ -> {
            Result.Items items = Result.items("rev");
            pages.add(titles.put(Result.tree().put("revisions", items), title));
            return items;
        }).add(revision);
    }

    Result.Items pages() {
        return pages;
    }
}

package scriptorium.page.api;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import scriptorium.contract.message.ApiException;
import scriptorium.contract.message.Arg;
import scriptorium.page.edit.EditRefusal;
import scriptorium.page.store.PageStore;
import scriptorium.wikitext.title.Namespace;
import scriptorium.wikitext.title.ParsedTitle;
import scriptorium.wikitext.title.Title;
import scriptorium.wikitext.title.TitleParser;

/** The page that a module's parameters {@code title} or {@code pageid} name. */
@ApplicationScoped
class PageTarget {

    private final TitleParser titles;
    private final PageStore store;

    PageTarget(TitleParser titles, PageStore store) {
        this.titles = titles;
        this.store = store;
    }

    /** A title of this wiki where a page can be. */
    Title title(String text) {
        if (titles.parse(text, Namespace.MAIN) instanceof ParsedTitle.Valid(Title here) && here.isLocal() && here.text().isEmpty()) {
            throw new ApiException(EditRefusal.PAGE_CANNOT_EXIST.msg());
        }
        Title title = parsed(text);
        if (title.namespace() < 0) {
            throw new ApiException(EditRefusal.PAGE_CANNOT_EXIST.msg());
        }
        return title;
    }

    /** A title of this wiki. */
    Title parsed(String text) {
        return switch (titles.parse(text, Namespace.MAIN)) {
            case ParsedTitle.Valid(Title title) when title.isLocal() && !title.text().isEmpty() -> title.withoutFragment();
            case ParsedTitle.Valid _, ParsedTitle.Invalid _ -> throw new ApiException(EditRefusal.INVALID_TITLE.msg(Arg.raw(escape(text))));
        };
    }

    /** The titles that were given, by either parameter. */
    Uni<Title> find(Optional<String> title, Optional<Long> pageId) {
        return title.map(text -> Uni.createFrom().item(title(text))).orElseGet(() -> store.page(pageId.orElseThrow()).map(page ->
                page.orElseThrow(() -> new ApiException(EditRefusal.NO_SUCH_PAGE_ID.msg(Arg.rawNum(pageId.get())))).title()));
    }

    /** Characters that mean something in wikitext, as character references. */
    static String escape(String text) {
        StringBuilder out = new StringBuilder();
        for (char c : text.toCharArray()) {
            if ("[]{}|<>&\"'=".indexOf(c) >= 0) {
                out.append("&#").append((int) c).append(';');
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }
}

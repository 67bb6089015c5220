package scriptorium.page.convert;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import scriptorium.contract.call.Position;
import scriptorium.contract.event.LogEntry;
import scriptorium.contract.event.PageContentChange;
import scriptorium.contract.event.RecentChange;
import scriptorium.contract.message.ApiException;
import scriptorium.contract.message.Arg;
import scriptorium.host.site.SiteConfig;
import scriptorium.page.edit.EditRefusal;
import scriptorium.page.edit.PageAccess;
import scriptorium.page.model.By;
import scriptorium.page.model.Page;
import scriptorium.page.news.ChangeTold;
import scriptorium.page.news.Log;
import scriptorium.page.news.PageNews;
import scriptorium.page.store.PageStore;
import scriptorium.wikitext.api.WikitextEngine;
import scriptorium.wikitext.title.Title;

/** Says in which language a page is written. */
@ApplicationScoped
public class SetPageLanguage {

    private final PageStore store;
    private final PageNews news;
    private final WikitextEngine engine;
    private final SiteConfig site;

    SetPageLanguage(PageStore store, PageNews news, WikitextEngine engine, SiteConfig site) {
        this.store = store;
        this.news = news;
        this.engine = engine;
        this.site = site;
    }

    /** @param language code, or "default" for the wiki's */
    public record Command(Title title, String language, String reason, Set<String> tags, By by) {}

    /** Languages as they are shown: the wiki's own with {@code [def]} behind it. */
    public record Changed(String before, String after, long logId, List<Position> positions) {}

    public Uni<Changed> execute(Command command) {
        return store.change(List.of(command.title()), changes -> {
            Page page = changes.page(command.title()).orElseThrow(() -> new ApiException(EditRefusal.MISSING_TITLE.msg()));
            PageAccess.check(command.by().caller(), "edit", page.title(), true, page.id(), changes.protections(page.title()));
            String code = command.language().equals("default") ? "" : command.language();
            if (page.language().equals(code)) {
                throw code.isEmpty()
                        ? ApiException.of("pagelang-unchanged-language", "pagelang-unchanged-language-default", Arg.raw(engine.fullText(page.title())))
                        : ApiException.of("pagelang-unchanged-language", "pagelang-unchanged-language", Arg.raw(engine.fullText(page.title())), Arg.raw(code));
            }
            Page next = page.next(command.by().now()).inLanguage(code);
            LogEntry log = Log.entry(changes.ids().log(), "pagelang", "pagelang", command.by(), page.title(), page.id(), command.reason(),
                    Log.params().put("oldlanguage", shown(page.language())).put("newlanguage", shown(code)), command.tags());
            changes.update(next);
            news.tell(changes, ChangeTold.of(PageContentChange.KIND_PURGE, next, command.by()).from(page).log(log)
                    .recent(RecentChange.ofLog(changes.ids().recentChange(), 0)).protections(changes.protections(page.title())));
            return Uni.createFrom().item(new Changed(shown(page.language()), shown(code), log.id(), changes.positions()));
        });
    }

    private String shown(String code) {
        return code.isEmpty() ? site.language() + "[def]" : code;
    }
}

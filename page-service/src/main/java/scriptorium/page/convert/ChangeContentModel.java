package scriptorium.page.convert;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import scriptorium.contract.call.Position;
import scriptorium.contract.event.PageContentChange;
import scriptorium.contract.event.RecentChange;
import scriptorium.contract.identity.Caller;
import scriptorium.contract.identity.MissingRight;
import scriptorium.contract.message.ApiException;
import scriptorium.page.edit.EditTexts;
import scriptorium.page.edit.PageAccess;
import scriptorium.page.edit.Summaries;
import scriptorium.page.model.By;
import scriptorium.page.model.Page;
import scriptorium.page.model.Revision;
import scriptorium.page.news.ChangeTold;
import scriptorium.page.news.ModelNews;
import scriptorium.page.news.PageNews;
import scriptorium.page.store.PageChanges;
import scriptorium.page.store.PageStore;
import scriptorium.page.tag.SoftwareTags;
import scriptorium.wikitext.api.WikitextEngine;
import scriptorium.wikitext.title.Title;

/** Gives a page another content model: the same text, read in another way. */
@ApplicationScoped
public class ChangeContentModel {

    private final PageStore store;
    private final PageNews news;
    private final ModelNews modelNews;
    private final EditTexts texts;
    private final WikitextEngine engine;

    ChangeContentModel(PageStore store, PageNews news, ModelNews modelNews, EditTexts texts, WikitextEngine engine) {
        this.store = store;
        this.news = news;
        this.modelNews = modelNews;
        this.texts = texts;
        this.engine = engine;
    }

    public record Command(Title title, String model, String summary, boolean bot, Set<String> tags, By by) {}

    public record Changed(Page page, long revisionId, long logId, List<Position> positions) {}

    public Uni<Changed> execute(Command command) {
        return store.change(List.of(command.title()), changes -> {
            Page page = changes.page(command.title()).orElseThrow(() ->
                    ApiException.of("changecontentmodel-missingtitle", "apierror-changecontentmodel-missingtitle"));
            check(changes, command, page);
            if (page.contentModel().equals(command.model())) {
                throw ApiException.of("nochanges", "apierror-nochanges");
            }
            return changes.revision(page.latestRevisionId())
                    .chain(current -> changes.moreIds().map(more -> change(changes, command, page, current, more)));
        });
    }

    private static void check(PageChanges changes, Command command, Page page) {
        Caller caller = command.by().caller();
        if (!caller.may("editcontentmodel")) {
            throw new ApiException(MissingRight.msg("editcontentmodel"));
        }
        PageAccess.check(caller, "edit", page.title(), true, page.id(), changes.protections(page.title()));
    }

    private Changed change(PageChanges changes, Command command, Page page, Revision current, PageChanges.Ids more) {
        Caller caller = command.by().caller();
        PageChanges.Ids ids = changes.ids();
        String text = texts.checked(command.model(), current.text());
        String summary = Summaries.tidy("Content model of [[" + engine.fullText(page.title()) + "]]: from " + current.contentModel() + " to " + command.model()
                + (command.summary().isEmpty() ? "" : ": " + command.summary()));
        Optional<String> before = redirect(current.contentModel(), current.text());
        Optional<String> after = redirect(command.model(), text);
        List<String> tags = new ArrayList<>(texts.redirectTags(before, after));
        tags.add(SoftwareTags.CONTENT_MODEL_CHANGE);
        tags.addAll(command.tags());
        boolean patrolled = caller.may("autopatrol");
        Revision revision = new Revision(ids.revision(), page.id(), current.id(), command.by().second(), caller.userId(), caller.name(), false,
                Revision.sizeOf(text), Revision.sha1Of(text), summary, command.model(), text, 0, tags, ids.recentChange(), patrolled);
        RecentChange rc = new RecentChange(ids.recentChange(), "edit", false, command.bot() && caller.may("bot"), patrolled, patrolled, current.id(),
                revision.id(), current.size(), revision.size());
        Page changed = page.revised(revision, after.isPresent(), revision.madeAt());
        changes.insert(revision);
        news.tell(changes, ChangeTold.of(PageContentChange.KIND_EDIT, changed, command.by()).from(page).revised(revision).recent(rc)
                .protections(changes.protections(page.title())));
        ModelNews.Told told = modelNews.tell(changes, more, changed, Optional.of(current.contentModel()), command.summary(), command.tags(), command.by());
        changes.update(told.page());
        return new Changed(changed, revision.id(), told.logId(), changes.positions());
    }

    private Optional<String> redirect(String model, String text) {
        return model.equals("wikitext") ? engine.redirectTarget(text).map(engine::fullText) : Optional.empty();
    }
}

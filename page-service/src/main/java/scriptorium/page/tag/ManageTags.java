package scriptorium.page.tag;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import scriptorium.contract.call.Position;
import scriptorium.contract.event.PageContentChange;
import scriptorium.contract.identity.Caller;
import scriptorium.contract.message.ApiException;
import scriptorium.contract.message.Arg;
import scriptorium.contract.param.Timestamps;
import scriptorium.host.work.InTurn;
import scriptorium.page.model.By;
import scriptorium.page.model.Page;
import scriptorium.page.model.Revision;
import scriptorium.page.news.ChangeTold;
import scriptorium.page.news.Log;
import scriptorium.page.news.PageNews;
import scriptorium.page.store.PageStore;
import scriptorium.page.store.TagStore;
import scriptorium.page.store.TagStore.Tag;
import scriptorium.wikitext.title.Namespace;
import scriptorium.wikitext.title.ParsedTitle;
import scriptorium.wikitext.title.Title;
import scriptorium.wikitext.title.TitleParser;

/** Makes, activates, deactivates and deletes the wiki's own change tags. */
@ApplicationScoped
public class ManageTags {

    private static final int MOST_USES = 5000;

    private final TagStore store;
    private final PageStore pages;
    private final PageNews news;
    private final TitleParser titles;

    ManageTags(TagStore store, PageStore pages, PageNews news, TitleParser titles) {
        this.store = store;
        this.pages = pages;
        this.news = news;
        this.titles = titles;
    }

    /** @param operation "create", "delete", "activate", "deactivate" */
    public record Command(String operation, String tag, String reason, Set<String> tags, By by) {}

    public record Managed(long logId, List<Position> positions) {}

    public Uni<Managed> execute(Command command) {
        check(command);
        return store.find(command.tag()).chain(found -> {
            Optional<Tag> tag = found.filter(t -> t.defined() || t.active());
            return store.uses(command.tag(), MOST_USES + 1).chain(uses -> {
                refuse(command, tag, uses);
                boolean defined = switch (command.operation()) {
                    case "create", "activate" -> true;
                    default -> false;
                };
                return removeEverywhere(command).chain(() -> store.save(command.tag(), defined, defined, Timestamps.iso(command.by().now()),
                                id -> Log.entry(id, "managetags", command.operation(), command.by(), Title.of(Namespace.SPECIAL, "Tags"), 0, command.reason(),
                                        Log.params().put("tag", command.tag()), command.tags())))
                        .map(saved -> new Managed(saved.logId(), List.of(saved.position())));
            });
        });
    }

    private static void check(Command command) {
        Caller caller = command.by().caller();
        boolean delete = command.operation().equals("delete");
        if (!caller.may(delete ? "deletechangetags" : "managechangetags")) {
            throw delete ? ApiException.of("permissiondenied", "tags-delete-no-permission") : ApiException.of("permissiondenied", "tags-manage-no-permission");
        }
        if (caller.block().filter(Caller.BlockInfo::sitewide).isPresent()) {
            throw ApiException.of("tags-manage-blocked", "tags-manage-blocked", Arg.raw(caller.name()));
        }
    }

    private void refuse(Command command, Optional<Tag> tag, long uses) {
        boolean software = SoftwareTags.ALL.contains(command.tag());
        switch (command.operation()) {
            case "create" -> refuseCreation(command.tag(), tag.isPresent() || software || uses > 0);
            case "activate" -> {
                if (software || tag.isPresent()) {
                    throw refusal("tags-activate-not-allowed", command.tag());
                }
                if (uses == 0) {
                    throw refusal("tags-activate-not-found", command.tag());
                }
            }
            case "deactivate" -> {
                if (tag.isEmpty()) {
                    throw refusal("tags-deactivate-not-allowed", command.tag());
                }
            }
            default -> refuseDeletion(command.tag(), tag.isPresent(), software, uses);
        }
    }

    private void refuseCreation(String tag, boolean exists) {
        if (tag.isEmpty()) {
            throw ApiException.of("tags-create-no-name", "tags-create-no-name");
        }
        if (tag.contains(",") || tag.contains("|") || tag.contains("/")) {
            throw ApiException.of("tags-create-invalid-chars", "tags-create-invalid-chars");
        }
        if (!(titles.parse("Tag-" + tag + "-description", Namespace.MEDIAWIKI) instanceof ParsedTitle.Valid)) {
            throw ApiException.of("tags-create-invalid-title-chars", "tags-create-invalid-title-chars");
        }
        if (exists) {
            throw refusal("tags-create-already-exists", tag);
        }
    }

    private static void refuseDeletion(String tag, boolean defined, boolean software, long uses) {
        if (software) {
            throw ApiException.of("tags-delete-not-allowed", "tags-delete-not-allowed");
        }
        if (!defined && uses == 0) {
            throw refusal("tags-delete-not-found", tag);
        }
        if (uses > MOST_USES) {
            throw ApiException.of("tags-delete-too-many-uses", "tags-delete-too-many-uses", Arg.raw(tag), Arg.rawNum(MOST_USES));
        }
    }

    private static ApiException refusal(String code, String tag) {
        return ApiException.of(code, code, Arg.raw(tag));
    }

    /** A tag that is deleted leaves all revisions. */
    private Uni<Void> removeEverywhere(Command command) {
        if (!command.operation().equals("delete")) {
            return Uni.createFrom().voidItem();
        }
        return store.usedBy(command.tag()).chain(uses -> InTurn.each(uses, use -> pages.page(use.pageId())
                .chain(page -> page.isEmpty() ? Uni.createFrom().voidItem() : remove(command, page.get().title(), use)))).replaceWithVoid();
    }

    private Uni<Void> remove(Command command, Title title, TagStore.Use use) {
        return pages.change(List.of(title), changes -> changes.revisions(use.revisions()).map(revisions -> {
            changes.page(title).ifPresent(page -> {
                List<Revision> freed = revisions.stream().map(r -> r.tagged(r.tags().stream().filter(t -> !t.equals(command.tag())).toList())).toList();
                Page next = page.next(page.changedAt());
                freed.forEach(changes::annotate);
                changes.update(next);
                news.tell(changes, ChangeTold.of(PageContentChange.KIND_TAGS, next, command.by()).revisions(freed).protections(changes.protections(title)));
            });
            return null;
        }));
    }
}

package scriptorium.page.news;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import scriptorium.contract.call.Position;
import scriptorium.contract.event.EventJson;
import scriptorium.contract.event.PageContentChange;
import scriptorium.contract.event.RecentChange;
import scriptorium.contract.event.Topics;
import scriptorium.contract.identity.Caller;
import scriptorium.contract.param.Timestamps;
import scriptorium.host.outbox.ChangeNews;
import scriptorium.host.site.SiteConfig;
import scriptorium.page.model.Page;
import scriptorium.page.model.Protection;
import scriptorium.page.model.Revision;
import scriptorium.page.store.PageChanges;
import scriptorium.page.store.PageChanges.News;
import scriptorium.wikitext.api.WikitextEngine;
import scriptorium.wikitext.title.PageModels;

/** Puts changes into the words of the event streams: the index's own, and Wikimedia's for the world. */
@ApplicationScoped
public class PageNews {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final SiteConfig site;
    private final WikitextEngine engine;
    private final ChangeNews news;

    PageNews(SiteConfig site, WikitextEngine engine, ChangeNews news) {
        this.site = site;
        this.engine = engine;
        this.news = news;
    }

    /** Tells of a change in its own transaction, and keeps its log entries. */
    public void tell(PageChanges changes, ChangeTold change) {
        long rcId = change.recentChange().filter(rc -> rc.type().equals("log")).map(RecentChange::id).orElse(0L);
        change.log().forEach(entry -> changes.log(entry, rcId));
        changes.tell(of(change), new Position(Topics.PAGE_CONTENT_CHANGE, key(change.page()), change.page().changeSeq()));
    }

    private static String key(Page page) {
        return page.id() == 0 ? "0:" + page.title().namespace() + ":" + page.title().text() : String.valueOf(page.id());
    }

    /** All that is told of a change. */
    private List<News> of(ChangeTold change) {
        List<News> news = new ArrayList<>();
        String key = key(change.page());
        news.add(new News(Topics.PAGE_CONTENT_CHANGE, key, EventJson.write(contentChange(change))));
        pageChangeKind(change.kind()).filter(_ -> change.current().isPresent()).ifPresent(kind ->
                news.add(new News(Topics.PAGE_CHANGE, key, pageChange(change, kind).toString())));
        change.recentChange().ifPresent(rc -> news.add(new News(Topics.RECENT_CHANGE, key, recentChange(change, rc).toString())));
        return news;
    }

    private PageContentChange contentChange(ChangeTold c) {
        return new PageContentChange(UUID.randomUUID().toString(), Timestamps.iso(c.by().now()), c.by().requestId(), c.kind(), c.page().changeSeq(), page(c.page()),
                c.before().map(this::page), c.revisions().stream().map(PageNews::revision).toList(),
                new PageContentChange.Actor(c.by().caller().userId(), c.by().caller().name()), c.comment(), c.log(), c.recentChange(),
                c.protections().stream().map(PageNews::protection).toList());
    }

    private PageContentChange.Page page(Page p) {
        return new PageContentChange.Page(p.id(), p.title().namespace(), p.title().text(), p.contentModel(), p.language().isEmpty() ? site.language() : p.language(),
                p.redirect(), p.latestRevisionId());
    }

    private static PageContentChange.Revision revision(Revision r) {
        return new PageContentChange.Revision(r.id(), r.parentId(), Timestamps.iso(r.madeAt()), r.userId(), r.userName(), r.minor(), r.size(), r.sha1(),
                r.comment(), r.contentModel(), PageModels.formatOf(r.contentModel()), r.text(), r.visibility(), r.tags());
    }

    private static PageContentChange.Protection protection(Protection p) {
        return new PageContentChange.Protection(p.type(), p.level(), p.expiresAt().map(Timestamps::iso).orElse("infinity"), p.cascading());
    }

    private static Optional<String> pageChangeKind(String kind) {
        return switch (kind) {
            case PageContentChange.KIND_CREATE, PageContentChange.KIND_EDIT, PageContentChange.KIND_MOVE, PageContentChange.KIND_DELETE,
                    PageContentChange.KIND_UNDELETE -> Optional.of(kind);
            case PageContentChange.KIND_VISIBILITY -> Optional.of("visibility_change");
            default -> Optional.empty();
        };
    }

    private ObjectNode pageChange(ChangeTold c, String kind) {
        String time = Timestamps.iso(c.by().now());
        ObjectNode event = JSON.objectNode();
        event.put("$schema", "/mediawiki/page/change/1.2.0");
        event.set("meta", news.meta(Topics.PAGE_CHANGE, c.page().title(), time, c.by().requestId()));
        event.put("dt", time);
        event.put("wiki_id", site.wikiId());
        boolean inserts = kind.equals("create") || kind.equals("undelete");
        event.put("changelog_kind", inserts ? "insert" : kind.equals("delete") ? "delete" : "update");
        event.put("page_change_kind", kind);
        event.put("comment", c.comment());
        event.set("page", entity(c.page()));
        event.set("performer", performer(c.by().caller()));
        event.set("revision", entity(c.current().orElseThrow()));
        c.before().filter(_ -> kind.equals("edit") || kind.equals("move")).ifPresent(before -> {
            ObjectNode prior = event.putObject("prior_state");
            if (kind.equals("move")) {
                prior.set("page", entity(before));
            }
            prior.putObject("revision").put("rev_id", before.latestRevisionId());
        });
        return event;
    }

    private ObjectNode entity(Page page) {
        ObjectNode node = JSON.objectNode();
        node.put("page_id", page.id());
        node.put("page_title", engine.fullText(page.title()).replace(' ', '_'));
        node.put("namespace_id", page.title().namespace());
        node.put("is_redirect", page.redirect());
        return node;
    }

    private static ObjectNode performer(Caller caller) {
        ObjectNode node = JSON.objectNode();
        node.put("user_text", caller.name());
        if (!caller.anonymous()) {
            node.put("user_id", caller.userId());
            if (!caller.registration().isEmpty()) {
                node.put("registration_dt", caller.registration());
            }
        }
        node.put("is_bot", caller.groups().contains("bot"));
        node.put("is_system", false);
        node.put("is_temp", caller.temporary());
        var groups = node.putArray("groups");
        caller.groups().stream().sorted().forEach(groups::add);
        return node;
    }

    private static ObjectNode entity(Revision r) {
        ObjectNode node = JSON.objectNode();
        node.put("rev_id", r.id());
        if (r.parentId() > 0) {
            node.put("rev_parent_id", r.parentId());
        }
        node.put("rev_dt", Timestamps.iso(r.madeAt()));
        node.put("is_minor_edit", r.minor());
        node.put("rev_sha1", r.sha1());
        node.put("rev_size", r.size());
        node.put("comment", r.comment());
        node.put("is_content_visible", (r.visibility() & 1) == 0);
        node.put("is_comment_visible", (r.visibility() & 2) == 0);
        node.put("is_editor_visible", (r.visibility() & 4) == 0);
        ObjectNode editor = node.putObject("editor");
        editor.put("user_text", r.userName());
        if (r.userId() > 0) {
            editor.put("user_id", r.userId());
        }
        ObjectNode slot = node.putObject("content_slots").putObject("main");
        slot.put("slot_role", "main");
        slot.put("content_model", r.contentModel());
        slot.put("content_format", PageModels.formatOf(r.contentModel()));
        slot.put("content_sha1", r.sha1());
        slot.put("content_size", r.size());
        slot.put("origin_rev_id", r.id());
        return node;
    }

    private ObjectNode recentChange(ChangeTold c, RecentChange rc) {
        if (rc.type().equals("log") && !c.log().isEmpty()) {
            return news.logged(c.log().getLast(), rc, c.by().requestId());
        }
        ObjectNode event = news.change(rc, c.page().title(), c.comment(), Timestamps.iso(c.by().now()), c.by().caller().name(), c.by().requestId());
        event.put("minor", rc.minor());
        event.put("patrolled", rc.patrolled());
        ObjectNode length = event.putObject("length");
        ObjectNode revision = event.putObject("revision");
        boolean isNew = rc.type().equals("new");
        if (isNew) {
            length.putNull("old");
            revision.putNull("old");
        } else {
            length.put("old", rc.oldLength());
            revision.put("old", rc.oldRevisionId());
        }
        length.put("new", rc.newLength());
        revision.put("new", rc.revisionId());
        event.put("notify_url", site.server() + site.scriptPath() + "/index.php?" + (isNew ? "oldid=" + rc.revisionId()
                : "diff=" + rc.revisionId() + "&oldid=" + rc.oldRevisionId()));
        return event;
    }
}

package scriptorium.page.edit;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import scriptorium.contract.call.Position;
import scriptorium.contract.event.EventJson;
import scriptorium.contract.event.Topics;
import scriptorium.contract.event.WatchChange;
import scriptorium.contract.identity.Caller;
import scriptorium.contract.param.Expiry;
import scriptorium.contract.param.Timestamps;
import scriptorium.page.model.By;
import scriptorium.page.store.PageChanges;
import scriptorium.wikitext.title.Title;

/** Puts a page on the watch list of who changes it, or takes it off, as asked or as the preferences say; and tells of it when that changes anything. */
public final class Watching {

    private Watching() {}

    /**
     * What a client wants.
     *
     * @param what "watch", "unwatch", "preferences", "nochange"
     * @param expiry when the page is to leave the list again; empty when nothing was said of it
     */
    public record Wish(String what, Optional<Expiry> expiry) {

        public static final Wish NONE = new Wish("nochange", Optional.empty());
    }

    /** @param expiry empty for a page that stays on the list */
    public record State(boolean watched, Optional<Instant> expiry) {}

    /** @param preference option that decides with "preferences"; on unless switched off, but for deletions, moves and rollbacks */
    public static State apply(PageChanges changes, By by, Title title, Wish wish, String preference) {
        if (by.caller().anonymous()) {
            // Who has no list is told what was wished, as in MediaWiki.
            return new State(wish.what().equals("watch") || wish.what().equals("preferences") && preferred(by.caller(), preference), Optional.empty());
        }
        return switch (wish.what()) {
            case "watch" -> watch(changes, by, title, wish.expiry());
            case "unwatch" -> unwatch(changes, by, title);
            case "preferences" -> preferred(by.caller(), preference) && (!changes.watches(title) || wish.expiry().isPresent())
                    ? watch(changes, by, title, wish.expiry())
                    : state(changes, title);
            default -> state(changes, title);
        };
    }

    /** The preferences of bots are not asked: they would watch all that they touch. */
    private static boolean preferred(Caller caller, String preference) {
        if (caller.groups().contains("bot") && caller.may("bot")) {
            return false;
        }
        boolean byDefault = preference.equals("watchdefault") || preference.equals("watchcreations") || preference.equals("watchuploads");
        return caller.options().containsKey(preference) ? caller.flagOption(preference) : byDefault;
    }

    public static State state(PageChanges changes, Title title) {
        return new State(changes.watches(title), changes.watchExpiry(title));
    }

    /** Without a word on the expiry the page stays on the list for ever. */
    public static State watch(PageChanges changes, By by, Title title, Optional<Expiry> wish) {
        Optional<Instant> expiry = wish.flatMap(Expiry::at);
        if (!changes.watches(title) || !changes.watchExpiry(title).equals(expiry)) {
            changes.watch(title, expiry);
            tell(changes, by, WatchChange.KIND_WATCH, PageChanges.subject(title), expiry.map(Timestamps::iso).orElse("infinity"), "");
        }
        return new State(true, expiry);
    }

    public static State unwatch(PageChanges changes, By by, Title title) {
        if (changes.watches(title)) {
            changes.unwatch(title);
            tell(changes, by, WatchChange.KIND_UNWATCH, PageChanges.subject(title), "infinity", "");
        }
        return new State(false, Optional.empty());
    }

    /** Tells since when there is news of a page; an empty text for none. */
    public static void notified(PageChanges changes, By by, Title title, String since) {
        tell(changes, by, WatchChange.KIND_NOTIFIED, title, changes.watchExpiry(title).map(Timestamps::iso).orElse("infinity"), since);
    }

    public static void notifiedAll(PageChanges changes, By by, String since) {
        tell(changes, by, WatchChange.KIND_NOTIFIED_ALL, Title.of(0, ""), "infinity", since);
    }

    private static void tell(PageChanges changes, By by, String kind, Title title, String expiry, String notifiedAt) {
        long userId = by.caller().userId();
        String key = kind.equals(WatchChange.KIND_NOTIFIED_ALL) ? WatchChange.keyOfAll(userId) : WatchChange.key(userId, title.namespace(), title.text());
        WatchChange change = new WatchChange(UUID.randomUUID().toString(), Timestamps.iso(by.now()), kind, key, changes.watchSeq(), userId, title.namespace(),
                title.text(), expiry, notifiedAt);
        changes.tell(List.of(new PageChanges.News(Topics.WATCH_CHANGE, String.valueOf(userId), EventJson.write(change))),
                new Position(Topics.WATCH_CHANGE, key, change.changeSeq()));
    }
}

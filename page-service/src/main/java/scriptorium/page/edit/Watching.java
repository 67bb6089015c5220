package scriptorium.page.edit;

import io.smallrye.mutiny.Uni;
import java.util.Optional;
import scriptorium.contract.identity.Caller;
import scriptorium.page.store.PageChanges;
import scriptorium.wikitext.title.Title;

/** Puts a page on the watch list of who changes it, or takes it off, as asked or as the preferences say. */
public final class Watching {

    private Watching() {}

    /**
     * @param wish "watch", "unwatch", "preferences", "nochange"
     * @param preference option that decides with "preferences"; on unless switched off
     * @return whether the page is watched afterwards
     */
    public static Uni<Boolean> apply(PageChanges changes, Caller caller, Title title, String wish, String preference) {
        if (caller.anonymous()) {
            return Uni.createFrom().item(false);
        }
        boolean preferred = !caller.options().containsKey(preference) ? !preference.equals("watchdeletion") : caller.flagOption(preference);
        return switch (wish) {
            case "watch" -> changes.watch(caller.userId(), title, true, Optional.empty()).replaceWith(true);
            case "unwatch" -> changes.watch(caller.userId(), title, false, Optional.empty()).replaceWith(false);
            case "preferences" -> preferred
                    ? changes.watch(caller.userId(), title, true, Optional.empty()).replaceWith(true)
                    : changes.watches(caller.userId(), title);
            default -> changes.watches(caller.userId(), title);
        };
    }
}

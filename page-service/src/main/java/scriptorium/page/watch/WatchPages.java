package scriptorium.page.watch;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import scriptorium.contract.call.Position;
import scriptorium.contract.param.Expiry;
import scriptorium.page.edit.Watching;
import scriptorium.page.model.By;
import scriptorium.page.store.PageStore;
import scriptorium.wikitext.title.Title;

/** Puts pages on a user's watch list, takes them off, and says since when there is news of them. */
@ApplicationScoped
public class WatchPages {

    private final PageStore store;

    WatchPages(PageStore store) {
        this.store = store;
    }

    public Uni<List<Position>> watch(Collection<Title> titles, Optional<Expiry> expiry, By by) {
        return each(titles, by, (changes, title) -> Watching.watch(changes, by, title, expiry));
    }

    public Uni<List<Position>> unwatch(Collection<Title> titles, By by) {
        return each(titles, by, (changes, title) -> Watching.unwatch(changes, by, title));
    }

    private interface Step {
        void run(scriptorium.page.store.PageChanges changes, Title title);
    }

    private Uni<List<Position>> each(Collection<Title> titles, By by, Step step) {
        if (titles.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        return store.change(titles, by.caller().userId(), changes -> {
            titles.forEach(title -> step.run(changes, title));
            return Uni.createFrom().item(changes.positions());
        });
    }

    /** @param watched whether each title was on the list */
    public record Notified(Map<Title, Boolean> watched, List<Position> positions) {}

    /** @param since of each title, ISO; empty for no news */
    public Uni<Notified> notified(Map<Title, String> since, By by) {
        if (since.isEmpty()) {
            return Uni.createFrom().item(new Notified(Map.of(), List.of()));
        }
        return store.change(new ArrayList<>(since.keySet()), by.caller().userId(), changes -> {
            Map<Title, Boolean> watched = new LinkedHashMap<>();
            since.forEach((title, time) -> {
                watched.put(title, changes.watches(title));
                if (changes.watches(title)) {
                    Watching.notified(changes, by, title, time);
                }
            });
            return Uni.createFrom().item(new Notified(watched, changes.positions()));
        });
    }

    public Uni<List<Position>> notifiedAll(String since, By by) {
        return store.change(List.of(Title.of(0, "")), by.caller().userId(), changes -> {
            Watching.notifiedAll(changes, by, since);
            return Uni.createFrom().item(changes.positions());
        });
    }
}

package scriptorium.query.frame;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import scriptorium.query.index.PageRow;
import scriptorium.wikitext.title.Title;

/** The pages that a query is about. Missing, invalid and special titles have made-up negative ids. */
public final class PageSet {

    /** @param id page id, or a made-up negative one */
    public record Entry(long id, Optional<Title> title, Optional<PageRow> row, scriptorium.contract.result.Result.Tree base) {
        public boolean exists() {
            return row.isPresent();
        }
    }

    private final Map<Long, Entry> entries = new LinkedHashMap<>();
    private List<Long> shown = List.of();
    private final Map<Title, Title> redirects = new HashMap<>();
    private final List<Long> revisionIds = new ArrayList<>();
    private final List<Long> deletedRevisionIds = new ArrayList<>();

    public void add(Entry entry) {
        entries.putIfAbsent(entry.id(), entry);
    }

    public void addRevision(long id) {
        revisionIds.add(id);
    }

    /** Remembers that a title was a redirect that has been followed. */
    public void addRedirect(Title from, Title to) {
        redirects.put(from, to.withoutFragment());
    }

    /** Tells pages their places in the generator's order; the target of a redirect takes the redirect's. */
    public PageSet ranked(Map<Title, Long> places) {
        Map<Title, Long> byTarget = new HashMap<>();
        places.forEach((title, place) -> byTarget.merge(target(title), place, Math::min));
        entries.values().forEach(entry -> entry.title().map(byTarget::get).ifPresent(place -> entry.base().put("index", place)));
        return this;
    }

    private Title target(Title title) {
        Title at = title;
        for (int i = 0; i < redirects.size() && redirects.containsKey(at); i++) {
            at = redirects.get(at);
        }
        return at;
    }

    public void addDeletedRevision(long id) {
        deletedRevisionIds.add(id);
    }

    /** In which order the answer names the pages. */
    void showInOrder(List<Long> ids) {
        shown = List.copyOf(ids);
    }

    /** All entries as the answer names them; lists of modules go by {@link #all()}. */
    List<Entry> shown() {
        return shown.stream().map(entries::get).toList();
    }

    public List<Entry> all() {
        return List.copyOf(entries.values());
    }

    /** Pages that exist. */
    public List<PageRow> existing() {
        return entries.values().stream().flatMap(entry -> entry.row().stream()).toList();
    }

    public Long[] ids() {
        return existing().stream().map(PageRow::id).sorted().toArray(Long[]::new);
    }

    /** Local titles of namespaces that pages can be in, missing ones too. */
    public List<Entry> titled() {
        return entries.values().stream().filter(entry -> entry.title().filter(t -> t.namespace() >= 0).isPresent()).toList();
    }

    public List<Long> revisionIds() {
        return revisionIds;
    }

    /** Those of the revisions asked for that have been deleted; for callers who may know of them. */
    public List<Long> deletedRevisionIds() {
        return deletedRevisionIds;
    }

    public boolean isEmpty() {
        return entries.isEmpty();
    }
}

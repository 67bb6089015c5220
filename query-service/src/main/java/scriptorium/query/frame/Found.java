package scriptorium.query.frame;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import scriptorium.contract.param.Param;
import scriptorium.contract.result.Result;
import scriptorium.wikitext.title.Title;

/** What a submodule has found: a list or an object of its own, or fields of pages; where it goes on; and as a generator, the pages. */
public final class Found {

    /** Top-level values by name (usually one, named like the module). */
    final Map<String, Object> values = new LinkedHashMap<>();
    /** Values beside {@code query}, as one old list has them. */
    final Map<String, Object> top = new LinkedHashMap<>();
    /** Fields by page id. */
    final Map<Long, Result.Tree> fields = new LinkedHashMap<>();
    final Map<String, Object> next = new LinkedHashMap<>();
    /** Places of titles that a generator has ranked. */
    final Map<Title, Long> places = new HashMap<>();
    final List<Title> titles = new ArrayList<>();
    final List<Long> pageIds = new ArrayList<>();
    final List<Long> revisionIds = new ArrayList<>();

    public static Found list(String name, Result value) {
        return new Found().value(name, value);
    }

    public static Found nothing() {
        return new Found();
    }

    public Found value(String name, Object value) {
        values.put(name, value);
        return this;
    }

    public Found top(String name, Object value) {
        top.put(name, value);
        return this;
    }

    /** The fields of a page, to be added to. */
    public Result.Tree page(long id) {
        return fields.computeIfAbsent(id, _ -> Result.tree());
    }

    /** Adds to a list field of a page. */
    public void item(long pageId, String field, String element, Object item) {
        Result.Tree tree = page(pageId);
        if (tree.get(field) == null) {
            tree.put(field, Result.items(element));
        }
        Result.Items items = (Result.Items) tree.get(field);
        items.add(item);
    }

    /** Where to go on next time. */
    public Found next(QueryRun run, Param<?> param, String value) {
        next.put(run.params().wireName(param), value);
        return this;
    }

    /** Where to go on next time, for modules that count. */
    public Found next(QueryRun run, Param<?> param, long value) {
        next.put(run.params().wireName(param), value);
        return this;
    }

    /** A page that the module gives as a generator, with its place in the order of the answer; that is told of the page. */
    public Found title(Title title, long place) {
        places.putIfAbsent(title.withoutFragment(), place);
        return title(title);
    }

    /** A page that the module gives as a generator. */
    public Found title(Title title) {
        titles.add(title);
        return this;
    }

    public Found pageId(long id) {
        pageIds.add(id);
        return this;
    }

    public Found revisionId(long id) {
        revisionIds.add(id);
        return this;
    }
}

package scriptorium.query.search;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import scriptorium.query.index.Index;
import scriptorium.wikitext.title.Namespace;
import scriptorium.wikitext.title.Title;
import scriptorium.wikitext.title.TitleParser;

/** Titles that begin in a given way, exact ones first. */
@ApplicationScoped
public class PrefixSearch {

    private static final String SQL = """
            SELECT hit.namespace, hit.title, hit.id, hit.is_redirect FROM unnest($1::integer[]) AS wanted (namespace), LATERAL (
                SELECT p.namespace, p.title, p.id, p.is_redirect FROM page p
                WHERE p.namespace = wanted.namespace AND dbkey(p.title) >= dbkey($2) AND dbkey(p.title) < dbkey($3) ORDER BY dbkey(p.title) LIMIT $4) AS hit
            ORDER BY dbkey(hit.title), hit.namespace OFFSET $5 LIMIT $6""";

    /** A page found. */
    public record Hit(Title title, long pageId, boolean redirect) {}

    private final Index index;
    private final TitleParser titles;

    PrefixSearch(Index index, TitleParser titles) {
        this.index = index;
        this.titles = titles;
    }

    /** A namespace in front of what was typed counts more than {@code namespaces}. */
    public Uni<List<Hit>> find(String typed, Set<Integer> namespaces, int offset, int limit) {
        Optional<Title> part = titles.parse(typed.strip() + "x", Namespace.MAIN).title().filter(Title::isLocal).filter(t -> t.fragment().isEmpty());
        if (part.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        String prefix = part.get().text().substring(0, part.get().text().length() - 1);
        if (part.get().namespace() == Namespace.SPECIAL) {
            return Uni.createFrom().item(SpecialTitles.beginningWith(prefix).skip(offset).limit(limit).map(title -> new Hit(title, 0, false)).toList());
        }
        Set<Integer> where = part.get().namespace() != Namespace.MAIN ? Set.of(part.get().namespace()) : namespaces;
        return index.rows(SQL, where.toArray(Integer[]::new), prefix, prefix + "\uDBFF\uDFFF", offset + limit, offset, limit)
                .map(rows -> rows.stream().map(PrefixSearch::hit).toList());
    }

    private static Hit hit(Row row) {
        return new Hit(Title.of(row.getInteger(0), row.getString(1)), row.getLong(2), row.getBoolean(3));
    }
}

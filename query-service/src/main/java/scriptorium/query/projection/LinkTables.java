package scriptorium.query.projection;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import scriptorium.contract.event.PageContentChange;
import scriptorium.query.index.ExternalUrl;
import scriptorium.query.index.PageIndex;
import scriptorium.query.index.Writes;
import scriptorium.wikitext.api.ParseResult;
import scriptorium.wikitext.title.Namespace;
import scriptorium.wikitext.title.Title;

/** What a page links to, includes and belongs to. Each table is brought to what the parse found by one statement that touches only the rows that differ. */
final class LinkTables {

    private static final String TITLES = """
            WITH found AS (SELECT * FROM unnest($3::integer[], $4::text[]) AS f(namespace, title)),
            gone AS (DELETE FROM %1$s l WHERE l.page_id = $1
                AND NOT EXISTS (SELECT FROM found f WHERE f.namespace = l.namespace AND f.title = l.title))
            INSERT INTO %1$s (page_id, from_namespace, namespace, title) SELECT $1, $2, namespace, title FROM found
            ON CONFLICT (page_id, namespace, title) DO UPDATE SET from_namespace = excluded.from_namespace
            WHERE %1$s.from_namespace <> excluded.from_namespace""";
    private static final String PAGE_LINKS = TITLES.formatted("page_link");
    private static final String TEMPLATE_LINKS = TITLES.formatted("template_link");
    private static final String IMAGE_LINKS = """
            WITH found AS (SELECT * FROM unnest($3::text[]) AS f(title)),
            gone AS (DELETE FROM image_link l WHERE l.page_id = $1 AND NOT EXISTS (SELECT FROM found f WHERE f.title = l.title))
            INSERT INTO image_link (page_id, from_namespace, title) SELECT $1, $2, title FROM found
            ON CONFLICT (page_id, title) DO UPDATE SET from_namespace = excluded.from_namespace
            WHERE image_link.from_namespace <> excluded.from_namespace""";
    private static final String EXTERNAL_LINKS = """
            WITH found AS (SELECT * FROM unnest($2::text[], $3::text[], $4::text[]) WITH ORDINALITY AS f(url, domain, path, place)),
            gone AS (DELETE FROM external_link l WHERE l.page_id = $1 AND NOT EXISTS (SELECT FROM found f WHERE f.domain = l.domain AND f.path = l.path AND f.url = l.url))
            INSERT INTO external_link (page_id, url, domain, path) SELECT $1, url, domain, path FROM found f
            WHERE NOT EXISTS (SELECT FROM external_link l WHERE l.page_id = $1 AND l.domain = f.domain AND l.path = f.path AND l.url = f.url) ORDER BY place""";
    private static final String LANGUAGE_LINKS = """
            WITH found AS (SELECT * FROM unnest($2::text[], $3::text[]) AS f(language, title)),
            gone AS (DELETE FROM language_link l WHERE l.page_id = $1 AND NOT EXISTS (SELECT FROM found f WHERE f.language = l.language))
            INSERT INTO language_link (page_id, language, title) SELECT $1, language, title FROM found
            ON CONFLICT (page_id, language) DO UPDATE SET title = excluded.title WHERE language_link.title <> excluded.title""";
    private static final String INTERWIKI_LINKS = """
            WITH found AS (SELECT * FROM unnest($2::text[], $3::text[]) AS f(prefix, title)),
            gone AS (DELETE FROM interwiki_link l WHERE l.page_id = $1
                AND NOT EXISTS (SELECT FROM found f WHERE f.prefix = l.prefix AND f.title = l.title))
            INSERT INTO interwiki_link (page_id, prefix, title) SELECT $1, prefix, title FROM found ON CONFLICT DO NOTHING""";
    /** In order of appearance, and one such statement at a time: two that name the same new titles in another order would wait for each other for ever. */
    private static final String TARGETS = """
            WITH turn AS MATERIALIZED (SELECT pg_advisory_xact_lock(20261123))
            INSERT INTO link_target (namespace, title) SELECT f.namespace, f.title
            FROM turn, unnest($1::integer[], $2::text[]) WITH ORDINALITY AS f(namespace, title, place)
            WHERE NOT EXISTS (SELECT FROM link_target t WHERE t.namespace = f.namespace AND t.title = f.title)
            ORDER BY place ON CONFLICT DO NOTHING""";
    private static final String PROPERTIES = """
            WITH found AS (SELECT * FROM unnest($2::text[], $3::text[]) AS f(name, value)),
            gone AS (DELETE FROM page_property p WHERE p.page_id = $1 AND NOT EXISTS (SELECT FROM found f WHERE f.name = p.name))
            INSERT INTO page_property (page_id, name, value) SELECT $1, name, value FROM found
            ON CONFLICT (page_id, name) DO UPDATE SET value = excluded.value WHERE page_property.value <> excluded.value""";
    private static final String NO_REDIRECT = "DELETE FROM redirect WHERE page_id = $1";
    private static final String REDIRECT = """
            INSERT INTO redirect (page_id, namespace, title, fragment, interwiki) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (page_id) DO UPDATE
            SET namespace = excluded.namespace, title = excluded.title, fragment = excluded.fragment, interwiki = excluded.interwiki""";
    /** Counts too: the members that a category wins or loses, in the order of their names so that two transactions do not wait for each other. */
    private static final String CATEGORIES = """
            WITH found AS (SELECT * FROM unnest($3::text[], $4::text[], $5::text[]) AS f(category, sort_key, sort_prefix)),
            before AS (SELECT category, kind::text FROM category_link WHERE page_id = $1),
            gone AS (DELETE FROM category_link c WHERE c.page_id = $1 AND NOT EXISTS (SELECT FROM found f WHERE f.category = c.category)),
            put AS (INSERT INTO category_link (page_id, category, sort_key, sort_prefix, kind, added_at)
                SELECT $1, category, sort_key, sort_prefix, $2::text::category_kind, date_trunc('second', $6::timestamptz) FROM found
                ON CONFLICT (page_id, category) DO UPDATE SET sort_key = excluded.sort_key, sort_prefix = excluded.sort_prefix, kind = excluded.kind,
                    added_at = excluded.added_at
                WHERE category_link.sort_key <> excluded.sort_key OR category_link.sort_prefix <> excluded.sort_prefix OR category_link.kind <> excluded.kind)
            INSERT INTO category (title, pages, subcats, files)
            SELECT category, sum(n), sum(n) FILTER (WHERE kind = 'subcat'), sum(n) FILTER (WHERE kind = 'file')
            FROM (SELECT category, kind, -1 AS n FROM before UNION ALL SELECT category, $2::text, 1 FROM found
                UNION ALL SELECT category, unnest(ARRAY['subcat', 'file']), 0 FROM (SELECT category FROM before UNION SELECT category FROM found) b) d
            GROUP BY category
            HAVING sum(n) <> 0 OR sum(n) FILTER (WHERE kind = 'subcat') <> 0 OR sum(n) FILTER (WHERE kind = 'file') <> 0
            ORDER BY category
            ON CONFLICT (title) DO UPDATE SET pages = category.pages + excluded.pages, subcats = category.subcats + excluded.subcats,
            files = category.files + excluded.files""";

    private LinkTables() {}

    static void put(Writes writes, PageContentChange.Page page, ParseResult parsed) {
        long id = page.id();
        int from = page.namespace();
        titles(writes, PAGE_LINKS, id, from, parsed.links().keySet());
        titles(writes, TEMPLATE_LINKS, id, from, parsed.templates().keySet());
        writes.add(IMAGE_LINKS, id, from, array(parsed.images().keySet().stream().map(name -> name.replace('_', ' ')).distinct().toList()));
        externalLinks(writes, id, parsed.externalLinks());
        foreignLinks(writes, LANGUAGE_LINKS, id, firstOfEach(parsed.languageLinks()));
        foreignLinks(writes, INTERWIKI_LINKS, id, parsed.interwikiLinks());
        List<String> names = List.copyOf(parsed.properties().keySet());
        writes.add(PROPERTIES, id, array(names), array(names.stream().map(parsed.properties()::get).toList()));
        categories(writes, page, parsed.categories(), parsed.properties().getOrDefault("defaultsort", ""));
        redirect(writes, id, parsed.redirect());
    }

    /** For a page that is gone. */
    static void clear(Writes writes, PageContentChange.Page page) {
        titles(writes, PAGE_LINKS, page.id(), page.namespace(), List.of());
        titles(writes, TEMPLATE_LINKS, page.id(), page.namespace(), List.of());
        writes.add(IMAGE_LINKS, page.id(), page.namespace(), array(List.of()));
        externalLinks(writes, page.id(), List.of());
        foreignLinks(writes, LANGUAGE_LINKS, page.id(), List.of());
        foreignLinks(writes, INTERWIKI_LINKS, page.id(), List.of());
        writes.add(PROPERTIES, page.id(), array(List.of()), array(List.of()));
        categories(writes, page, Map.of(), "");
        redirect(writes, page.id(), Optional.empty());
    }

    /** Gives numbers to the titles that are linked to for the first time. A statement of its own, before the transaction that stores the links. */
    static Uni<Void> number(Pool pool, ParseResult parsed) {
        Set<Title> targets = new LinkedHashSet<>(parsed.links().keySet());
        targets.addAll(parsed.templates().keySet());
        List<Title> local = local(targets);
        return local.isEmpty() ? Uni.createFrom().voidItem() : pool.preparedQuery(TARGETS).execute(PageIndex.arrays(local)).replaceWithVoid();
    }

    private static List<Title> local(Collection<Title> targets) {
        return targets.stream().filter(target -> target.namespace() >= 0).map(target -> Title.of(target.namespace(), target.text())).distinct().toList();
    }

    private static void externalLinks(Writes writes, long id, List<String> urls) {
        Map<String, List<ExternalUrl>> byDomain = new LinkedHashMap<>();
        urls.stream().map(ExternalUrl::of).flatMap(Optional::stream).distinct().forEach(url -> byDomain.computeIfAbsent(url.domain(), _ -> new ArrayList<>()).add(url));
        List<ExternalUrl> links = byDomain.values().stream().flatMap(List::stream).toList();
        writes.add(EXTERNAL_LINKS, id, array(links.stream().map(ExternalUrl::url).toList()), array(links.stream().map(ExternalUrl::domain).toList()),
                array(links.stream().map(ExternalUrl::path).toList()));
    }

    private static void foreignLinks(Writes writes, String sql, long id, Collection<Title> targets) {
        List<Title> links = targets.stream().map(Title::withoutFragment).distinct().toList();
        writes.add(sql, id, array(links.stream().map(Title::interwiki).toList()), array(links.stream().map(sql.equals(INTERWIKI_LINKS) ? Title::dbKey : Title::text).toList()));
    }

    private static Collection<Title> firstOfEach(List<Title> links) {
        Map<String, Title> byLanguage = new LinkedHashMap<>();
        links.forEach(link -> byLanguage.putIfAbsent(link.interwiki(), link));
        return byLanguage.values();
    }

    private static void titles(Writes writes, String sql, long id, int from, Collection<Title> targets) {
        List<Title> local = local(targets);
        writes.add(sql, id, from, local.stream().map(Title::namespace).toArray(Integer[]::new), array(local.stream().map(Title::text).toList()));
    }

    private static void categories(Writes writes, PageContentChange.Page page, Map<String, String> categories, String defaultKey) {
        String kind = page.namespace() == Namespace.CATEGORY ? "subcat" : page.namespace() == Namespace.FILE ? "file" : "page";
        List<String> names = List.copyOf(categories.keySet());
        List<String> prefixes = new ArrayList<>();
        List<String> keys = new ArrayList<>();
        for (String name : names) {
            String prefix = categories.get(name).isEmpty() ? defaultKey : categories.get(name).replace("\n", "");
            prefixes.add(prefix);
            keys.add((prefix.isEmpty() ? page.title() : prefix + "\n" + page.title()).toUpperCase(Locale.ROOT));
        }
        OffsetDateTime now = Instant.now().atOffset(ZoneOffset.UTC);
        writes.add(CATEGORIES, page.id(), kind, array(names), array(keys), array(prefixes), now);
    }

    private static void redirect(Writes writes, long id, Optional<Title> target) {
        target.ifPresentOrElse(
                to -> writes.add(REDIRECT, id, to.namespace(), to.text(), to.fragment(), to.interwiki()),
                () -> writes.add(NO_REDIRECT, id));
    }

    private static String[] array(Collection<String> values) {
        return values.toArray(String[]::new);
    }
}

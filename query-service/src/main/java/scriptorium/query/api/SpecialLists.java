package scriptorium.query.api;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The lists of {@code list=querypage} as SQL: columns namespace, title and value (null where the list has none), then what the special page itself would read.
 * Each is cut by limit and offset at its end, and by a time for the whole.
 */
final class SpecialLists {

    /** @param stamp whether the value is a time */
    record SpecialList(String sql, boolean stamp) {}

    private static final String CONTENT = "p.namespace = 0 AND NOT p.is_redirect";
    private static final String STAMP = "to_char(%s AT TIME ZONE 'UTC', 'YYYYMMDDHH24MISS')";
    static final Map<String, SpecialList> ALL = new LinkedHashMap<>();

    static {
        stamped("Ancientpages", "SELECT p.namespace, p.title, " + STAMP.formatted("r.made_at") + " FROM page p JOIN revision r ON r.id = p.latest_revision_id WHERE "
                + CONTENT + " ORDER BY r.made_at, p.id");
        list("BrokenRedirects", "SELECT p.namespace, p.title, NULL, r.namespace AS rd_namespace, replace(r.title, ' ', '_') AS rd_title, r.fragment AS rd_fragment"
                + " FROM redirect r JOIN page p ON p.id = r.page_id WHERE r.interwiki = '' AND r.namespace >= 0"
                + " AND NOT EXISTS (SELECT FROM page t WHERE t.namespace = r.namespace AND t.title = r.title) ORDER BY p.namespace, dbkey(p.title)");
        list("Deadendpages", pages(CONTENT + " AND NOT EXISTS (SELECT FROM page_link l WHERE l.page_id = p.id)"));
        list("DoubleRedirects", "SELECT p.namespace, p.title, NULL, b.namespace AS b_namespace, replace(b.title, ' ', '_') AS b_title, r.fragment AS b_fragment,"
                + " s.namespace AS c_namespace, replace(s.title, ' ', '_') AS c_title, s.fragment AS c_fragment, s.interwiki AS c_interwiki FROM redirect r JOIN page p ON p.id = r.page_id"
                + " JOIN page b ON b.namespace = r.namespace AND b.title = r.title JOIN redirect s ON s.page_id = b.id WHERE r.interwiki = ''"
                + " ORDER BY p.namespace, dbkey(p.title)");
        list("Fewestrevisions", revisions("ASC"));
        list("ListDuplicatedFiles", "SELECT 6, min(v.title), count(*)::text FROM file_version v WHERE v.position = 0 GROUP BY v.sha1 HAVING count(*) > 1"
                + " ORDER BY count(*) DESC, 2");
        list("Listredirects", "SELECT p.namespace, p.title, NULL, r.namespace AS rd_namespace, replace(r.title, ' ', '_') AS rd_title, r.fragment AS rd_fragment,"
                + " r.interwiki AS rd_interwiki FROM page p JOIN redirect r ON r.page_id = p.id WHERE p.is_redirect ORDER BY p.namespace, dbkey(p.title)");
        list("Lonelypages", pages(CONTENT + " AND NOT EXISTS (SELECT FROM page_link l WHERE l.namespace = p.namespace AND l.title = p.title AND l.page_id <> p.id)"
                + " AND NOT EXISTS (SELECT FROM template_link l WHERE l.namespace = p.namespace AND l.title = p.title)"));
        list("Longpages", "SELECT p.namespace, p.title, p.length::text FROM page p WHERE " + CONTENT + " ORDER BY p.length DESC, dbkey(p.title)");
        list("MediaStatistics", "SELECT -2, v.media_type || ';' || v.mime || ';' || count(*) || ';' || sum(v.size), '1' FROM file_version v WHERE v.position = 0"
                + " GROUP BY v.media_type, v.mime ORDER BY v.media_type, count(*) DESC");
        list("Mostcategories", "SELECT p.namespace, p.title, count(*)::text FROM page p JOIN category_link l ON l.page_id = p.id WHERE p.namespace = 0"
                + " GROUP BY p.id HAVING count(*) > 1 ORDER BY count(*) DESC, p.namespace, dbkey(p.title)");
        list("Mostimages", "SELECT 6, l.title, count(*)::text FROM image_link l GROUP BY l.title HAVING count(*) > 1 ORDER BY count(*) DESC, dbkey(l.title)");
        list("Mostinterwikis", "SELECT p.namespace, p.title, count(*)::text FROM page p JOIN language_link l ON l.page_id = p.id WHERE p.namespace = 0"
                + " GROUP BY p.id HAVING count(*) > 1 ORDER BY count(*) DESC, dbkey(p.title)");
        list("Mostlinked", "SELECT l.namespace, l.title, count(*)::text FROM page_link l GROUP BY l.namespace, l.title HAVING count(*) > 1"
                + " ORDER BY count(*) DESC, l.namespace, dbkey(l.title)");
        list("Mostlinkedcategories", "SELECT 14, c.title, c.pages::text FROM category c WHERE c.pages > 0 ORDER BY c.pages DESC, dbkey(c.title)");
        list("Mostlinkedtemplates", "SELECT l.namespace, l.title, count(*)::text FROM template_link l GROUP BY l.namespace, l.title"
                + " ORDER BY count(*) DESC, l.namespace, dbkey(l.title)");
        list("Mostrevisions", revisions("DESC"));
        list("Shortpages", "SELECT p.namespace, p.title, p.length::text FROM page p WHERE " + CONTENT + " ORDER BY p.length, dbkey(p.title)");
        list("Uncategorizedcategories", pages(uncategorized(14)));
        list("Uncategorizedimages", pages(uncategorized(6)));
        list("Uncategorizedpages", pages(uncategorized(0)));
        list("Uncategorizedtemplates", pages(uncategorized(10)));
        list("Unusedcategories", pages("p.namespace = 14 AND NOT p.is_redirect AND NOT EXISTS (SELECT FROM category_link l WHERE l.category = p.title)"
                + " AND NOT EXISTS (SELECT FROM page_property pp WHERE pp.page_id = p.id AND pp.name = 'expectunusedcategory')"));
        stamped("Unusedimages", "SELECT 6, v.title, " + STAMP.formatted("v.at") + " FROM file_version v WHERE v.position = 0"
                + " AND NOT EXISTS (SELECT FROM image_link l WHERE l.title = v.title) ORDER BY v.at, dbkey(v.title)");
        list("Unusedtemplates", pages("p.namespace = 10 AND NOT p.is_redirect AND NOT EXISTS (SELECT FROM template_link l WHERE l.namespace = 10"
                + " AND l.title = p.title) AND NOT EXISTS (SELECT FROM page_property pp WHERE pp.page_id = p.id AND pp.name = 'expectunusedtemplate')"));
        list("Unwatchedpages", "SELECT p.namespace, p.title, p.namespace::text FROM page p WHERE NOT p.is_redirect AND p.namespace <> 8 AND NOT EXISTS"
                + " (SELECT FROM watched w WHERE w.namespace = p.namespace - p.namespace % 2 AND w.title = p.title) ORDER BY p.namespace, dbkey(p.title)");
        list("Wantedcategories", "SELECT 14, c.title, c.pages::text FROM category c WHERE c.pages > 0 AND NOT EXISTS (SELECT FROM page p WHERE p.namespace = 14"
                + " AND p.title = c.title) ORDER BY c.pages DESC, dbkey(c.title)");
        list("Wantedfiles", "SELECT 6, l.title, count(*)::text FROM image_link l WHERE NOT EXISTS (SELECT FROM file_version v WHERE v.title = l.title)"
                + " GROUP BY l.title ORDER BY count(*) DESC, dbkey(l.title)");
        list("Wantedpages", wanted("page_link", "l.namespace NOT IN (2, 3) AND l.from_namespace <> 8"));
        list("Wantedtemplates", wanted("template_link", "l.namespace = 10"));
        list("Withoutinterwiki", pages(CONTENT + " AND NOT EXISTS (SELECT FROM language_link l WHERE l.page_id = p.id)"));
    }

    private SpecialLists() {}

    private static void list(String name, String sql) {
        ALL.put(name, new SpecialList(sql + " LIMIT $1 OFFSET $2", false));
    }

    private static void stamped(String name, String sql) {
        ALL.put(name, new SpecialList(sql + " LIMIT $1 OFFSET $2", true));
    }

    private static String pages(String condition) {
        return "SELECT p.namespace, p.title, NULL FROM page p WHERE " + condition + " ORDER BY p.namespace, dbkey(p.title)";
    }

    private static String uncategorized(int namespace) {
        return "p.namespace = " + namespace + " AND NOT p.is_redirect AND NOT EXISTS (SELECT FROM category_link l WHERE l.page_id = p.id)";
    }

    private static String revisions(String order) {
        return "SELECT p.namespace, p.title, count(*)::text FROM page p JOIN revision r ON r.page_id = p.id WHERE " + CONTENT + " GROUP BY p.id ORDER BY count(*) "
                + order + ", p.title";
    }

    private static String wanted(String table, String condition) {
        return "SELECT l.namespace, l.title, count(*)::text FROM " + table + " l WHERE " + condition + " AND NOT EXISTS (SELECT FROM page p"
                + " WHERE p.namespace = l.namespace AND p.title = l.title) GROUP BY l.namespace, l.title ORDER BY count(*) DESC, l.namespace, dbkey(l.title)";
    }
}

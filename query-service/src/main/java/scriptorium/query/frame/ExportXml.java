package scriptorium.query.frame;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;
import scriptorium.contract.param.Timestamps;
import scriptorium.host.site.SiteConfig;
import scriptorium.query.index.Index;
import scriptorium.wikitext.api.WikiSite;
import scriptorium.wikitext.title.Namespace;
import scriptorium.wikitext.title.Title;
import scriptorium.wikitext.title.TitleParser;

/** Pages with their current text as MediaWiki's export XML ({@code export}). */
@ApplicationScoped
class ExportXml {

    private static final String PAGES = """
            SELECT p.namespace, p.title, p.id, r.id, r.parent_id, r.made_at, r.user_id, r.user_name, r.is_minor, r.comment, r.content_model, r.content_format,
            r.size, r.sha1, r.visibility, r.text, d.namespace, d.title FROM page p JOIN revision r ON r.id = p.latest_revision_id
            LEFT JOIN redirect d ON d.page_id = p.id AND d.interwiki = '' WHERE p.id = ANY($1)""";
    private static final int TEXT_HIDDEN = 1;
    private static final int COMMENT_HIDDEN = 2;
    private static final int USER_HIDDEN = 4;
    private static final int BASE36_DIGITS = 31;

    private final Index index;
    private final WikiSite site;
    private final SiteConfig config;
    private final TitleParser titles;

    ExportXml(Index index, WikiSite site, SiteConfig config, TitleParser titles) {
        this.index = index;
        this.site = site;
        this.config = config;
        this.titles = titles;
    }

    Uni<String> of(PageSet pages, String schema) {
        Uni<List<Row>> rows = pages.existing().isEmpty() ? Uni.createFrom().item(List.of()) : index.rows(PAGES, (Object) pages.ids());
        return rows.map(found -> {
            StringBuilder xml = new StringBuilder();
            head(xml, schema);
            found.stream().sorted(Comparator.comparing((Row row) -> row.getInteger(0)).thenComparing(row -> row.getString(1)))
                    .forEach(row -> page(xml, row, !schema.equals("0.10")));
            return xml.append("</mediawiki>\n").toString();
        });
    }

    private void head(StringBuilder xml, String schema) {
        String space = "http://www.mediawiki.org/xml/export-" + schema + "/";
        xml.append("<mediawiki xmlns=\"").append(space).append("\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:schemaLocation=\"").append(space)
                .append(" http://www.mediawiki.org/xml/export-").append(schema).append(".xsd\" version=\"").append(schema).append("\" xml:lang=\"")
                .append(site.language()).append("\">\n  <siteinfo>\n");
        line(xml, 4, "sitename", site.siteName());
        line(xml, 4, "dbname", config.wikiId());
        line(xml, 4, "base", site.server() + site.articlePath().replace("$1", site.mainPage().replace(' ', '_')));
        line(xml, 4, "generator", "MediaWiki 1.43.9");
        line(xml, 4, "case", "first-letter");
        xml.append("    <namespaces>\n");
        site.namespaces().stream().sorted(Comparator.comparingInt(Namespace::id)).forEach(ns -> {
            xml.append("      <namespace key=\"").append(ns.id()).append("\" case=\"").append(ns.firstLetter() ? "first-letter" : "case-sensitive").append('"');
            xml.append(ns.name().isEmpty() ? " />" : ">" + escape(ns.name()) + "</namespace>").append('\n');
        });
        xml.append("    </namespaces>\n  </siteinfo>\n");
    }

    private void page(StringBuilder xml, Row row, boolean origin) {
        xml.append("  <page>\n");
        line(xml, 4, "title", titles.fullText(Title.of(row.getInteger(0), row.getString(1))));
        line(xml, 4, "ns", row.getInteger(0));
        line(xml, 4, "id", row.getLong(2));
        if (row.getInteger(16) != null) {
            xml.append("    <redirect title=\"").append(escape(titles.fullText(Title.of(row.getInteger(16), row.getString(17))))).append("\" />\n");
        }
        revision(xml, row, origin);
        xml.append("  </page>\n");
    }

    private static void revision(StringBuilder xml, Row row, boolean origin) {
        int hidden = row.getInteger(14);
        xml.append("    <revision>\n");
        line(xml, 6, "id", row.getLong(3));
        if (row.getLong(4) > 0) {
            line(xml, 6, "parentid", row.getLong(4));
        }
        line(xml, 6, "timestamp", Timestamps.iso(row.getOffsetDateTime(5).toInstant()));
        contributor(xml, row, (hidden & USER_HIDDEN) != 0);
        if (row.getBoolean(8)) {
            xml.append("      <minor />\n");
        }
        if ((hidden & COMMENT_HIDDEN) != 0) {
            xml.append("      <comment deleted=\"deleted\" />\n");
        } else if (!row.getString(9).isEmpty()) {
            line(xml, 6, "comment", row.getString(9));
        }
        if (origin) {
            line(xml, 6, "origin", row.getLong(3));
        }
        line(xml, 6, "model", row.getString(10));
        line(xml, 6, "format", row.getString(11));
        boolean shown = (hidden & TEXT_HIDDEN) == 0;
        String sha1 = base36(row.getString(13));
        xml.append("      <text bytes=\"").append(row.getInteger(12)).append('"');
        if (origin && shown) {
            xml.append(" sha1=\"").append(sha1).append('"');
        }
        xml.append(shown ? " xml:space=\"preserve\"" + (row.getString(15).isEmpty() ? " />" : ">" + escape(row.getString(15)) + "</text>") : " deleted=\"deleted\" />")
                .append('\n');
        if (shown) {
            line(xml, 6, "sha1", sha1);
        } else {
            xml.append("      <sha1 />\n");
        }
        xml.append("    </revision>\n");
    }

    private static void contributor(StringBuilder xml, Row row, boolean hidden) {
        if (hidden) {
            xml.append("      <contributor deleted=\"deleted\" />\n");
            return;
        }
        xml.append("      <contributor>\n");
        if (row.getLong(6) > 0) {
            line(xml, 8, "username", row.getString(7));
            line(xml, 8, "id", row.getLong(6));
        } else {
            line(xml, 8, "ip", row.getString(7));
        }
        xml.append("      </contributor>\n");
    }

    private static String base36(String hex) {
        String digits = new BigInteger(hex, 16).toString(36);
        return "0".repeat(Math.max(0, BASE36_DIGITS - digits.length())) + digits;
    }

    private static void line(StringBuilder xml, int indent, String name, Object value) {
        xml.append(" ".repeat(indent)).append('<').append(name).append('>').append(escape(String.valueOf(value))).append("</").append(name).append(">\n");
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }
}

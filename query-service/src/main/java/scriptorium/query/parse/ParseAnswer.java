package scriptorium.query.parse;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import scriptorium.contract.result.Result;
import scriptorium.query.site.Skins;
import scriptorium.wikitext.api.ParseResult;
import scriptorium.wikitext.api.WikiSite;
import scriptorium.wikitext.api.WikitextEngine;
import scriptorium.wikitext.title.LinkUrls;
import scriptorium.wikitext.title.Namespace;
import scriptorium.wikitext.title.Title;
import scriptorium.wikitext.title.TitleParser;

/** Puts a parse into the shape of {@code action=parse}. */
@ApplicationScoped
class ParseAnswer {

    private final WikitextEngine engine;
    private final WikiSite site;
    private final LinkUrls urls;

    ParseAnswer(WikitextEngine engine, WikiSite site, TitleParser titles) {
        this.engine = engine;
        this.site = site;
        urls = new LinkUrls(site, titles);
    }

    /**
     * What is shown.
     *
     * @param categories those of its categories that have a page, and whether they are hidden ones
     * @param watches whether the reader has a watch list
     */
    record Shown(String text, Title page, String model, Map<String, Boolean> categories, Optional<Skins.Skin> skin, boolean watches) {

        /** Such pages have no headings. */
        boolean data() {
            return model.equals("json") || model.equals("text");
        }
    }

    Result.Tree fill(Result.Tree parse, Set<String> props, ParseResult result, Shown shown) {
        String text = shown.text();
        Optional<Skins.Skin> skin = shown.skin();
        if (props.contains("text")) {
            parse.putBcSubelement("text", skin.map(s -> s.html(result.html())).orElse(result.html()));
        }
        if (props.contains("langlinks")) {
            parse.put("langlinks", links("ll", result.languageLinks(), "lang"));
        }
        if (props.contains("categories")) {
            parse.put("categories", categories(result, shown.categories()));
        }
        if (props.contains("categorieshtml")) {
            parse.putBcSubelement("categorieshtml", categoriesHtml(result, shown));
        }
        if (props.contains("links")) {
            Result.Items items = Result.items("pl");
            linksInOrder(result.links()).forEach(title -> items.add(Result.tree()
                    .put("ns", title.namespace()).content("title", engine.fullText(title)).put("exists", result.links().get(title))));
            parse.put("links", items);
        }
        if (props.contains("templates")) {
            Result.Items items = Result.items("tl");
            byNamespace(result.templates().keySet().stream()).forEach(title -> items.add(Result.tree()
                    .put("ns", title.namespace()).content("title", engine.fullText(title)).put("exists", result.templates().get(title) > 0)));
            parse.put("templates", items);
        }
        if (props.contains("images")) {
            parse.put("images", Result.Items.of("img", result.images().keySet()));
        }
        if (props.contains("externallinks")) {
            parse.put("externallinks", Result.Items.of("el", result.externalLinks().stream().distinct().toList()));
        }
        if (props.contains("sections")) {
            Result.Items items = Result.items("s");
            result.sections().forEach(s -> {
                Result.Tree section = Result.tree()
                        .put("toclevel", s.tocLevel())
                        .put("level", String.valueOf(s.level()))
                        .put("line", s.line())
                        .put("number", s.number())
                        .put("index", s.index());
                if (s.fromTitle().isEmpty()) {
                    section.put("fromtitle", false);
                } else {
                    section.put("fromtitle", s.fromTitle());
                }
                section.set("byteoffset", s.byteOffset() < 0 ? null : (Object) (long) s.byteOffset());
                items.add(section.put("anchor", s.anchor()).put("linkAnchor", s.linkAnchor()));
            });
            parse.put("sections", items);
        }
        if (props.contains("tocdata")) {
            parse.set("tocdata", shown.data() ? null : TocData.of(result.sections(), text));
        }
        if (props.contains("sections") || props.contains("tocdata")) {
            parse.put("showtoc", result.showToc());
        }
        if (props.contains("parsewarnings")) {
            parse.put("parsewarnings", Result.Items.of("pw", result.warnings()));
        }
        if (props.contains("parsewarningshtml")) {
            parse.put("parsewarningshtml", Result.Items.of("pw", result.warnings().stream().map(PlainPages::escape).toList()));
        }
        if (props.contains("displaytitle")) {
            parse.put("displaytitle", result.displayTitle());
        }
        if (props.contains("subtitle")) {
            parse.put("subtitle", "");
        }
        if (props.contains("headitems")) {
            parse.put("headitems", Result.items("hi"));
        }
        if (props.contains("headhtml")) {
            parse.putBcSubelement("headhtml", "<!DOCTYPE html>\n<html class=\"client-nojs\" lang=\"en\" dir=\"ltr\">\n<head>\n<meta charset=\"UTF-8\">\n<title>"
                    + PlainPages.escape(engine.fullText(shown.page())) + "</title>\n" + result.headHtml() + "</head>\n<body>");
        }
        if (props.contains("modules")) {
            parse.put("modules", Result.Items.of("m", skin.map(s -> s.modulesWith(result.modules(), result.showToc(), shown.watches())).orElse(List.copyOf(result.modules()))))
                    .put("modulescripts", Result.items("m"))
                    .put("modulestyles", Result.Items.of("m", skin.map(s -> s.stylesWith(result.moduleStyles())).orElse(List.copyOf(result.moduleStyles()))));
        }
        if (props.contains("jsconfigvars")) {
            parse.put("jsconfigvars", Result.tree());
        }
        if (props.contains("encodedjsconfigvars")) {
            parse.putSubelement("encodedjsconfigvars", "[]");
        }
        if (props.contains("indicators")) {
            Result.Keyed indicators = new Result.Keyed("ind", Result.Shape.BC_KVP, "name");
            result.indicators().forEach(indicators::put);
            parse.put("indicators", indicators);
        }
        if (props.contains("iwlinks")) {
            parse.put("iwlinks", links("iw", result.interwikiLinks().stream().map(Title::withoutFragment).distinct().toList(), "prefix"));
        }
        if (props.contains("wikitext")) {
            parse.putBcSubelement("wikitext", text);
        }
        if (props.contains("properties")) {
            Result.Keyed properties = new Result.Keyed("pp", Result.Shape.BC_KVP, "name");
            result.properties().forEach(properties::put);
            parse.put("properties", properties);
        }
        if (props.contains("limitreportdata")) {
            parse.put("limitreportdata", limits(result));
        }
        if (props.contains("limitreporthtml")) {
            parse.putBcSubelement("limitreporthtml", limitsHtml(result));
        }
        if (props.contains("parsetree")) {
            parse.putBcSubelement("parsetree", engine.parseTree(text, false));
        }
        return parse;
    }

    private static Result.Items categories(ParseResult result, Map<String, Boolean> pages) {
        Result.Items items = Result.items("cl");
        result.categories().forEach((name, key) -> items.add(Result.tree()
                .put("sortkey", key)
                .content("category", name.replace(' ', '_'))
                .flag("missing", !pages.containsKey(name))
                .flag("hidden", pages.getOrDefault(name, false))));
        return items;
    }

    /** As MediaWiki comes to know them: the pages that exist, as they are looked up, then those that do not; told by namespace. */
    private static Stream<Title> linksInOrder(Map<Title, Boolean> links) {
        Stream<Title> found = links.keySet().stream().filter(links::get).sorted(Comparator.comparingInt(Title::namespace).thenComparing(Title::dbKey));
        return byNamespace(Stream.concat(found, links.keySet().stream().filter(title -> !links.get(title))));
    }

    /** Each namespace where the first of its titles stands. */
    private static Stream<Title> byNamespace(Stream<Title> titles) {
        return titles.collect(Collectors.groupingBy(Title::namespace, LinkedHashMap::new, Collectors.toList())).values().stream().flatMap(List::stream);
    }

    private String categoriesHtml(ParseResult result, Shown shown) {
        Map<Boolean, List<String>> byHidden = result.categories().keySet().stream().collect(Collectors.partitioningBy(name -> shown.categories().getOrDefault(name, false)));
        List<String> normal = byHidden.get(false);
        List<String> hidden = byHidden.get(true);
        boolean ofCategory = shown.page().namespace() == Namespace.CATEGORY;
        boolean nothing = normal.isEmpty() && (hidden.isEmpty() || !ofCategory);
        StringBuilder html = new StringBuilder("<div id=\"catlinks\" class=\"catlinks").append(nothing ? " catlinks-allhidden" : "").append("\" data-mw=\"interface\">");
        if (!normal.isEmpty()) {
            html.append("<div id=\"mw-normal-catlinks\" class=\"mw-normal-catlinks\">")
                    .append(link(Title.of(Namespace.SPECIAL, "Categories"), normal.size() == 1 ? "Category" : "Categories", true)).append(": ");
            categoryList(html, normal, shown);
        }
        if (!hidden.isEmpty()) {
            html.append("<div id=\"mw-hidden-catlinks\" class=\"mw-hidden-catlinks mw-hidden-cats-").append(ofCategory ? "ns-shown" : "hidden").append("\">")
                    .append(hidden.size() == 1 ? "Hidden category: " : "Hidden categories: ");
            categoryList(html, hidden, shown);
        }
        return html.append("</div>").toString();
    }

    private void categoryList(StringBuilder html, List<String> names, Shown shown) {
        html.append("<ul>");
        names.forEach(name -> html.append("<li>").append(link(Title.of(Namespace.CATEGORY, name), name, shown.categories().containsKey(name))).append("</li>"));
        html.append("</ul></div>");
    }

    private String link(Title to, String text, boolean exists) {
        String title = PlainPages.escape(engine.fullText(to));
        return exists
                ? "<a href=\"" + PlainPages.escape(urls.local(to, "")) + "\" title=\"" + title + "\">" + PlainPages.escape(text) + "</a>"
                : "<a href=\"" + PlainPages.escape(urls.local(to, "action=edit&redlink=1")) + "\" class=\"new\" title=\"" + title
                        + " (page does not exist)\">" + PlainPages.escape(text) + "</a>";
    }

    private Result.Items links(String element, Iterable<Title> titles, String prefixName) {
        Result.Items items = Result.items(element);
        for (Title title : titles) {
            var prefix = site.interwiki().get(title.interwiki());
            items.add(Result.tree()
                    .put(prefixName, title.interwiki())
                    .put("url", prefix == null ? "" : prefix.address(title.dbKey()))
                    .content("title", prefixName.equals("lang") ? title.text() + (title.fragment().isEmpty() ? "" : "#" + title.fragment()) : title.interwiki() + ":" + title.text()));
        }
        return items;
    }

    private static Result.Items limits(ParseResult result) {
        Result.Items items = Result.items("lr");
        for (Map.Entry<String, List<Object>> entry : result.limitReport().entrySet()) {
            Result.Keyed line = new Result.Keyed("param", Result.Shape.ASSOC).put("name", entry.getKey());
            for (int i = 0; i < entry.getValue().size(); i++) {
                Object value = entry.getValue().get(i);
                line.put(String.valueOf(i), value instanceof Boolean flag ? new Result.Bool(flag) : value);
            }
            items.add(line);
        }
        return items;
    }

    private static String limitsHtml(ParseResult result) {
        StringBuilder rows = new StringBuilder();
        result.limitReport().forEach((name, values) -> {
            if (name.startsWith("limitreport-") && !name.equals("limitreport-timingprofile")) {
                rows.append("<tr><th>").append(PlainPages.escape(name.substring(12))).append("</th><td>")
                        .append(PlainPages.escape(String.join("/", values.stream().map(ParseAnswer::figure).toList()))).append("</td></tr>");
            }
        });
        return "<div class=\"mw-limitReportExplanation\"><p>What the parser has counted:\n</p></div><div class=\"preview-limit-report-wrapper\">"
                + "<table class=\"preview-limit-report wikitable\"><tbody>" + rows + "</tbody></table></div>";
    }

    private static String figure(Object value) {
        return value instanceof Number number ? String.format(java.util.Locale.ROOT, "%,d", number.longValue()) : String.valueOf(value);
    }
}

package scriptorium.router.wiki;

import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import scriptorium.contract.call.ModuleAnswer;
import scriptorium.host.site.SiteConfig;
import scriptorium.router.request.RequestParams;
import scriptorium.router.request.Urls;
import scriptorium.router.text.Catalog;
import scriptorium.router.text.Html;
import scriptorium.router.text.Markup;
import scriptorium.router.wiki.WikiRoutes.Reply;

/** A page as it is read, and its source. */
@ApplicationScoped
class PageViews {

    private final SiteConfig site;
    private final PageCalls calls;
    private final Catalog catalog;

    PageViews(SiteConfig site, PageCalls calls, Catalog catalog) {
        this.site = site;
        this.calls = calls;
        this.catalog = catalog;
    }

    Future<Reply> view(HttpServerRequest request, String title, RequestParams params) {
        Map<String, String> asked = new LinkedHashMap<>();
        boolean old = params.get("oldid", "").matches("\\d{1,15}");
        if (old) {
            asked.put("oldid", params.get("oldid", ""));
        } else if (params.get("curid", "").matches("\\d{1,15}")) {
            asked.put("pageid", params.get("curid", ""));
        } else {
            asked.put("page", title);
        }
        asked.put("prop", "text|categories|revid|displaytitle");
        asked.put("disableeditsection", "1");
        asked.put("disablelimitreport", "1");
        if (!params.get("redirect", "").equals("no") && !old) {
            asked.put("redirects", "1");
        }
        return calls.ask(request, "parse", asked).compose(answer -> answer.errors.isEmpty()
                ? found(request, title, answer, old)
                : extras(request, title).map(more -> refused(title, answer, more)));
    }

    private Future<Reply> found(HttpServerRequest request, String asked, ModuleAnswer answer, boolean old) {
        Object parse = Values.at(answer.result, "parse").orElse(answer.result);
        String title = Values.text(parse, "title");
        Optional<?> redirect = Values.first(parse, "redirects");
        if (redirect.isEmpty() && !old && !asked.isEmpty() && !title.equals(asked) && request.path().startsWith(site.articlePath().replace("$1", ""))) {
            return Future.succeededFuture(Reply.redirect(301, site.server() + Urls.page(site, title)));
        }
        String display = Values.text(parse, "displaytitle");
        StringBuilder html = new StringBuilder();
        redirect.ifPresent(step -> html.append("<p class=\"subtitle\">Redirected from <a href=\"")
                .append(Html.text(Urls.index(site) + "?title=" + Urls.encodeValue(Values.text(step, "from")) + "&redirect=no")).append("\">")
                .append(Html.text(Values.text(step, "from"))).append("</a></p>"));
        if (old) {
            html.append("<p class=\"note\">This is revision ").append(Html.text(Values.text(parse, "revid"))).append(" of the page. <a href=\"")
                    .append(Html.text(Urls.page(site, title))).append("\">See the page as it is now.</a></p>");
        }
        html.append(Values.text(parse, "text"));
        categories(html, parse);
        return extras(request, title).map(more -> Reply.html(200, PageShell.page(site, Html.text(title), display.isEmpty() ? Html.text(title) : display,
                "ns-subject", tabs(title, "Page"), "", more.above() + html + more.below())));
    }

    private void categories(StringBuilder html, Object parse) {
        StringBuilder links = new StringBuilder();
        for (Object category : Values.members(parse, "categories")) {
            String name = Values.text(category, "category").replace('_', ' ');
            if (!Values.flag(category, "hidden") && !name.isEmpty()) {
                links.append(links.isEmpty() ? "" : " · ").append("<a").append(Values.flag(category, "missing") ? " class=\"new\"" : "").append(" href=\"")
                        .append(Html.text(Urls.page(site, "Category:" + name))).append("\">").append(Html.text(name)).append("</a>");
            }
        }
        if (!links.isEmpty()) {
            html.append("<div class=\"catlinks\">Categories: ").append(links).append("</div>");
        }
    }

    private record Extras(String above, String below) {
        static final Extras NONE = new Extras("", "");
    }

    /** A file's picture, a category's members. Their failure takes nothing from the page. */
    private Future<Extras> extras(HttpServerRequest request, String title) {
        Future<Extras> extras = title.startsWith("File:") ? picture(request, title)
                : title.startsWith("Category:") ? members(request, title) : Future.succeededFuture(Extras.NONE);
        return extras.otherwise(Extras.NONE);
    }

    private Future<Extras> picture(HttpServerRequest request, String title) {
        return calls.ask(request, "query", Map.of("titles", title, "prop", "imageinfo", "iiprop", "url|size|mime", "iiurlwidth", "800")).map(answer ->
                Values.first(answer.result, "query", "pages").flatMap(page -> Values.first(page, "imageinfo")).map(info -> {
                    String url = Values.text(info, "url");
                    String thumb = Values.text(info, "thumburl");
                    String picture = Values.text(info, "mime").startsWith("image/")
                            ? "<img alt=\"\" src=\"" + Html.text(thumb.isEmpty() ? url : thumb) + "\">"
                            : Html.text(title);
                    return new Extras("<figure><a href=\"" + Html.text(url) + "\">" + picture + "</a><figcaption class=\"quiet\">" + Html.text(Values.text(info, "width") + " × "
                            + Values.text(info, "height") + " pixels, " + Values.text(info, "size") + " bytes, " + Values.text(info, "mime")) + "</figcaption></figure>", "");
                }).orElse(Extras.NONE));
    }

    private Future<Extras> members(HttpServerRequest request, String title) {
        return calls.ask(request, "query", Map.of("list", "categorymembers", "cmtitle", title, "cmlimit", "200", "cmprop", "title")).map(answer -> {
            StringBuilder html = new StringBuilder();
            for (Object member : Values.members(answer.result, "query", "categorymembers")) {
                String name = Values.text(member, "title");
                html.append("<li><a href=\"").append(Html.text(Urls.page(site, name))).append("\">").append(Html.text(name)).append("</a></li>");
            }
            return html.isEmpty() ? Extras.NONE : new Extras("", "<h2>Pages in this category</h2><ul>" + html + "</ul>");
        });
    }

    /** A category without a page of its own still shows its members. */
    private Reply refused(String title, ModuleAnswer answer, Extras extras) {
        String code = answer.errors.getFirst().code();
        boolean missing = code.equals("missingtitle") || code.equals("nosuchpageid") || code.equals("nosuchrevid");
        if (!missing) {
            String reason = catalog.text(answer.errors.getFirst(), Markup.HTML);
            return Reply.html(code.equals("readapidenied") ? 403 : 404, PageShell.page(site, "No page", "There is no such page", "", "<p class=\"note missing\">" + reason + "</p>"));
        }
        String name = Html.text(title);
        String html = "<div class=\"note missing\"><p>There is no page of this name on this wiki yet.</p><ul><li><a href=\""
                + Html.text(Urls.index(site) + "?title=Special:Search&search=" + Urls.encodeValue(title)) + "\">Search for “" + name + "”</a> in other pages.</li><li><a href=\""
                + Html.text(Urls.index(site) + "?title=Special:PrefixIndex&prefix=" + Urls.encodeValue(title)) + "\">See pages whose title begins like this.</a></li><li>"
                + "Make it with <a href=\"" + Html.text(Urls.api(site) + "?action=help&modules=edit") + "\"><code>action=edit</code></a> of the API.</li></ul></div>";
        return Reply.html(404, PageShell.page(site, name, name, "missing", tabs(title, "Page"), "", html + extras.below()));
    }

    private Map<String, String> tabs(String title, String here) {
        return tabs(site, title, here);
    }

    static Map<String, String> tabs(SiteConfig site, String title, String here) {
        Map<String, String> tabs = new LinkedHashMap<>();
        String index = Urls.index(site) + "?title=" + Urls.encodeTitle(title).replace("&", "%26").replace("+", "%2B");
        tabs.put("Page", Urls.page(site, title));
        tabs.put("Source", index + "&action=edit");
        tabs.put("History", index + "&action=history");
        tabs.put(here, "");
        return tabs;
    }

    Future<Reply> source(HttpServerRequest request, String title, RequestParams params) {
        Map<String, String> asked = new LinkedHashMap<>(Map.of("prop", "revisions", "rvprop", "content|ids", "rvslots", "main"));
        boolean old = params.get("oldid", "").matches("\\d{1,15}");
        asked.put(old ? "revids" : "titles", old ? params.get("oldid", "") : title);
        return calls.ask(request, "query", asked).map(answer -> {
            Optional<?> page = Values.first(answer.result, "query", "pages");
            Optional<String> text = page.flatMap(found -> Values.first(found, "revisions")).flatMap(Values::content);
            String name = page.map(found -> Values.text(found, "title")).filter(found -> !found.isEmpty()).orElse(title);
            String html = text.map(source -> "<p class=\"quiet\">The page’s text as it is stored. To change it, use <a href=\"" + Html.text(Urls.api(site) + "?action=help&modules=edit")
                            + "\"><code>action=edit</code></a> of the API.</p><pre class=\"source\">" + Html.text(source) + "</pre>")
                    .orElse("<p class=\"note missing\">There is no such page, so there is no text to show.</p>");
            return Reply.html(text.isPresent() ? 200 : 404,
                    PageShell.page(site, "Source of " + Html.text(name), "Source of " + Html.text(name), "action-edit", tabs(name, "Source"), "", html));
        });
    }
}

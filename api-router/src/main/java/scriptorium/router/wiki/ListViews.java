package scriptorium.router.wiki;

import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.Locale;
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

/** Lists for people: a page's history, recent changes, search, titles by their beginning. */
@ApplicationScoped
class ListViews {

    private final SiteConfig site;
    private final PageCalls calls;
    private final Catalog catalog;
    private final Sandbox sandbox;

    ListViews(SiteConfig site, PageCalls calls, Catalog catalog, Sandbox sandbox) {
        this.site = site;
        this.calls = calls;
        this.catalog = catalog;
        this.sandbox = sandbox;
    }

    Future<Reply> history(HttpServerRequest request, String title, RequestParams params) {
        Map<String, String> asked = new LinkedHashMap<>(Map.of("titles", title, "prop", "revisions", "rvlimit", "50", "rvprop", "ids|timestamp|user|size|flags|parsedcomment"));
        String from = params.get("offset", "");
        if (!from.isEmpty()) {
            asked.put("rvstartid", from);
        }
        return calls.ask(request, "query", asked).map(answer -> {
            Optional<?> page = Values.first(answer.result, "query", "pages");
            String name = page.map(found -> Values.text(found, "title")).filter(found -> !found.isEmpty()).orElse(title);
            StringBuilder rows = new StringBuilder();
            page.ifPresent(found -> Values.members(found, "revisions").forEach(revision -> rows.append(row(name, revision))));
            String next = Values.text(answer.result, "continue", "rvcontinue");
            String html = rows.isEmpty()
                    ? "<p class=\"note missing\">" + (answer.errors.isEmpty() ? "This page has no history." : reason(answer)) + "</p>"
                    : "<ul class=\"history\">" + rows + "</ul>" + (next.isEmpty() ? "" : "<p><a href=\"" + Html.text(indexUrl(name) + "&action=history&offset="
                            + Urls.encodeValue(next.substring(next.indexOf('|') + 1))) + "\">Older revisions</a></p>");
            return Reply.html(rows.isEmpty() ? 404 : 200, PageShell.page(site, "History of " + Html.text(name), "History of " + Html.text(name), "action-history",
                    PageViews.tabs(site, name, "History"), "", html));
        });
    }

    private String row(String title, Object revision) {
        String comment = Values.text(revision, "parsedcomment");
        return "<li><a href=\"" + Html.text(indexUrl(title) + "&oldid=" + Values.text(revision, "revid")) + "\">" + Html.text(time(Values.text(revision, "timestamp"))) + "</a> · "
                + user(Values.text(revision, "user")) + (Values.flag(revision, "minor") ? " <abbr title=\"minor change\">m</abbr>" : "")
                + " · <span class=\"quiet\">" + Html.text(Values.text(revision, "size")) + " bytes</span>" + (comment.isEmpty() ? "" : " <i>(" + comment + ")</i>") + "</li>";
    }

    private String user(String name) {
        return name.isEmpty() ? "" : "<a href=\"" + Html.text(Urls.page(site, "User:" + name)) + "\">" + Html.text(name) + "</a>";
    }

    private static String time(String iso) {
        return iso.replace('T', ' ').replace("Z", "");
    }

    private String indexUrl(String title) {
        return Urls.index(site) + "?title=" + Urls.encodeTitle(title).replace("&", "%26").replace("+", "%2B");
    }

    private String reason(ModuleAnswer answer) {
        return catalog.text(answer.errors.getFirst(), Markup.HTML);
    }

    Future<Reply> special(HttpServerRequest request, String name, RequestParams params) {
        String page = name.indexOf('/') < 0 ? name : name.substring(0, name.indexOf('/'));
        String rest = name.indexOf('/') < 0 ? "" : name.substring(name.indexOf('/') + 1);
        return switch (page.replace('_', ' ').toLowerCase(Locale.ROOT)) {
            case "recentchanges" -> recentChanges(request);
            case "search" -> search(request, params.get("search", rest));
            case "prefixindex", "allpages" -> titles(request, params.get("prefix", rest), params.get("from", ""));
            case "random" -> random(request);
            case "apisandbox" -> Future.succeededFuture(sandbox.page());
            case "redirect" -> redirect(request, rest);
            case "apihelp" -> Future.succeededFuture(Reply.redirect(302, Urls.api(site) + "?action=help&modules=" + Urls.encodeValue(rest.isEmpty() ? "main" : rest)));
            default -> Future.succeededFuture(Reply.html(404, PageShell.page(site, "No such special page", "No such special page", "",
                    "<p class=\"note missing\">This wiki has no special page of that name. What special pages do elsewhere, the <a href=\"" + Html.text(Urls.api(site))
                            + "\">API</a> does here.</p>")));
        };
    }

    private Future<Reply> recentChanges(HttpServerRequest request) {
        Map<String, String> asked = Map.of("list", "recentchanges", "rclimit", "100", "rcprop", "title|timestamp|user|parsedcomment|ids|sizes|flags|loginfo");
        return calls.ask(request, "query", asked).map(answer -> {
            StringBuilder rows = new StringBuilder();
            for (Object change : Values.members(answer.result, "query", "recentchanges")) {
                String title = Values.text(change, "title");
                String comment = Values.text(change, "parsedcomment");
                rows.append("<li><span class=\"quiet\">").append(Html.text(time(Values.text(change, "timestamp")))).append("</span> ")
                        .append(Values.text(change, "type").equals("log") ? "<i>" + Html.text(Values.text(change, "logtype")) + "</i> " : "")
                        .append(Values.flag(change, "new") ? "<b>N</b> " : "")
                        .append("<a href=\"").append(Html.text(Urls.page(site, title))).append("\">").append(Html.text(title)).append("</a> · ")
                        .append(user(Values.text(change, "user"))).append(comment.isEmpty() ? "" : " <i>(" + comment + ")</i>").append("</li>");
            }
            return list("Recent changes", rows, answer, "");
        });
    }

    private Future<Reply> search(HttpServerRequest request, String words) {
        if (words.isBlank()) {
            return Future.succeededFuture(Reply.html(200, PageShell.page(site, "Search", "Search", "", "<p>What are you looking for? Use the field above.</p>")));
        }
        return calls.ask(request, "query", Map.of("list", "search", "srsearch", words, "srlimit", "30", "srprop", "snippet|size|timestamp")).map(answer -> {
            StringBuilder rows = new StringBuilder();
            for (Object hit : Values.members(answer.result, "query", "search")) {
                String title = Values.text(hit, "title");
                rows.append("<li><a href=\"").append(Html.text(Urls.page(site, title))).append("\">").append(Html.text(title)).append("</a><br><span class=\"quiet\">")
                        .append(Values.text(hit, "snippet")).append("</span></li>");
            }
            return list("Search results", rows, answer, words);
        });
    }

    private Future<Reply> titles(HttpServerRequest request, String prefix, String from) {
        Map<String, String> asked = new LinkedHashMap<>(Map.of("list", "allpages", "aplimit", "200"));
        if (!prefix.isEmpty()) {
            asked.put("apprefix", prefix);
        }
        if (!from.isEmpty()) {
            asked.put("apfrom", from);
        }
        return calls.ask(request, "query", asked).map(answer -> {
            StringBuilder rows = new StringBuilder();
            for (Object page : Values.members(answer.result, "query", "allpages")) {
                String title = Values.text(page, "title");
                rows.append("<li><a href=\"").append(Html.text(Urls.page(site, title))).append("\">").append(Html.text(title)).append("</a></li>");
            }
            String next = Values.text(answer.result, "continue", "apcontinue");
            if (!next.isEmpty()) {
                rows.append("<li><a href=\"").append(Html.text(Urls.index(site) + "?title=Special:AllPages&prefix=" + Urls.encodeValue(prefix) + "&from=" + Urls.encodeValue(next)))
                        .append("\">More</a></li>");
            }
            return list("Pages", rows, answer, "");
        });
    }

    private Reply list(String heading, StringBuilder rows, ModuleAnswer answer, String search) {
        String html = rows.isEmpty()
                ? "<p class=\"note\">" + (answer.errors.isEmpty() ? "Nothing to show." : reason(answer)) + "</p>"
                : "<ul class=\"history\">" + rows + "</ul>";
        return Reply.html(200, PageShell.page(site, heading, heading, "", Map.of(), search, html));
    }

    private Future<Reply> random(HttpServerRequest request) {
        return calls.ask(request, "query", Map.of("list", "random", "rnnamespace", "0")).map(answer -> Reply.redirect(302, site.server() + Urls.page(site,
                Values.first(answer.result, "query", "random").map(page -> Values.text(page, "title")).orElse(site.mainPage()))));
    }

    /** {@code Special:Redirect/file/Name}: where the file's bytes are. */
    private Future<Reply> redirect(HttpServerRequest request, String rest) {
        if (!rest.startsWith("file/")) {
            return special(request, "", RequestParams.of(""));
        }
        return calls.ask(request, "query", Map.of("titles", "File:" + rest.substring(5), "prop", "imageinfo", "iiprop", "url")).compose(answer -> {
            String url = Values.first(answer.result, "query", "pages").flatMap(page -> Values.first(page, "imageinfo")).map(info -> Values.text(info, "url")).orElse("");
            return url.isEmpty() ? special(request, "", RequestParams.of("")) : Future.succeededFuture(Reply.redirect(302, url));
        });
    }
}

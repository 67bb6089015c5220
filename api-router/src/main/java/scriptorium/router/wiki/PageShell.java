package scriptorium.router.wiki;

import java.util.Map;
import scriptorium.host.site.SiteConfig;
import scriptorium.router.request.Urls;
import scriptorium.router.text.Html;

/** The frame of every HTML page of ours: one plain skin that reads well on any screen, by day and by night. */
public final class PageShell {

    private static final String STYLE = """
            :root{color-scheme:light dark;--ink:#1c1e21;--quiet:#5c636b;--paper:#fdfdfb;--line:#d9dcd6;--soft:#f1f2ee;--link:#1d4f91;--new:#a5341f;--warn:#8a5a00}
            @media(prefers-color-scheme:dark){:root{--ink:#e4e4df;--quiet:#a2a8ad;--paper:#17191b;--line:#3a3e42;--soft:#202326;--link:#8ab4e8;--new:#f0917c;--warn:#e0b04a}}
            *{box-sizing:border-box}
            body{margin:0;font:16px/1.6 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif;color:var(--ink);background:var(--paper)}
            a{color:var(--link);text-decoration:none}a:hover,a:focus{text-decoration:underline}a.new{color:var(--new)}
            .mw-head,.mw-body,.mw-foot{max-width:62rem;margin:0 auto;padding:0 1.2rem}
            .mw-head{display:flex;flex-wrap:wrap;gap:.4rem 1.2rem;align-items:center;padding-top:.8rem;padding-bottom:.8rem;border-bottom:1px solid var(--line)}
            .mw-head .site{font-weight:700;font-size:1.1rem;margin-right:auto;color:inherit}
            .mw-head form{display:flex;gap:.3rem}.mw-head input{font:inherit;padding:.15rem .5rem;border:1px solid var(--line);border-radius:4px;background:var(--paper);color:inherit}
            .mw-head nav{display:flex;gap:1.2rem}
            .skip{position:absolute;left:-99rem}.skip:focus{left:1.2rem;top:.4rem;background:var(--paper);padding:.3rem .6rem;z-index:1}
            .tabs{display:flex;gap:1rem;margin:.6rem 0 0;padding:0;list-style:none;font-size:.9rem}.tabs b{border-bottom:2px solid var(--link)}
            h1,h2,h3,h4{line-height:1.25;margin:1.4em 0 .5em;font-weight:650}h1{font-size:1.9rem;margin-top:.8rem}h2{font-size:1.4rem;border-bottom:1px solid var(--line);padding-bottom:.2em}h3{font-size:1.15rem}
            pre,code,kbd,samp{font-family:ui-monospace,"SF Mono",Menlo,Consolas,"DejaVu Sans Mono",monospace;font-size:.9em}
            pre{background:var(--soft);border:1px solid var(--line);border-radius:6px;padding:.8rem 1rem;overflow-x:auto;white-space:pre-wrap;overflow-wrap:anywhere}
            table.wikitable{border-collapse:collapse;margin:1em 0}.wikitable th,.wikitable td{border:1px solid var(--line);padding:.3em .6em}.wikitable th{background:var(--soft)}
            img{max-width:100%;height:auto}figure{margin:1em 0}
            .toc{background:var(--soft);border:1px solid var(--line);border-radius:6px;padding:.6rem 1.2rem;display:table;margin:1em 0}.toc ul{list-style:none;margin:0;padding-left:1.2em}.toc>ul{padding-left:0}
            .catlinks,.note{background:var(--soft);border:1px solid var(--line);border-radius:6px;padding:.6rem 1rem;margin:1.6em 0}
            .note.missing{border-left:4px solid var(--new)}.subtitle,.quiet,.apihelp-info,.apihelp-linktrail{color:var(--quiet);font-size:.9rem}
            .mw-foot{color:var(--quiet);font-size:.85rem;border-top:1px solid var(--line);margin-top:2.5rem;padding-top:.8rem;padding-bottom:2rem}
            .history li{margin:.25em 0}.mw-editsection{font-size:.8rem;font-weight:400;margin-left:.6em}
            .apihelp-module{margin-bottom:2.5rem}.apihelp-flags{font-size:.9rem;color:var(--quiet);padding-left:1.2em}
            .apihelp-parameters>dt,.apihelp-examples>dt{margin-top:.9em}.apihelp-parameters dd p,.apihelp-description p{margin:.25em 0}.apihelp-required{color:var(--new);font-size:.85rem}.apihelp-deprecated{color:var(--warn);font-size:.85rem}
            .apihelp-values{margin:.3em 0 .3em 1em}.apihelp-values dt{font-family:ui-monospace,monospace;font-size:.9em}
            .api-pretty-content{font-size:.85rem}.floatright,.tright,.mw-halign-right{float:right;clear:right;margin:.3em 0 .6em 1.2em}.floatleft,.tleft,.mw-halign-left{float:left;clear:left;margin:.3em 1.2em .6em 0}
            .reference{line-height:0}.error{color:var(--new)}.mw-highlight{overflow-x:auto}
            """;

    private PageShell() {}

    /** A page without tabs. {@code titleHtml} and {@code headingHtml} are HTML; so is the content. */
    public static String page(SiteConfig site, String titleHtml, String headingHtml, String bodyClass, String contentHtml) {
        return page(site, titleHtml, headingHtml, bodyClass, Map.of(), "", contentHtml);
    }

    /**
     * A page of the wiki.
     *
     * @param tabs label to address; the one with an empty address is where one is
     */
    public static String page(
            SiteConfig site, String titleHtml, String headingHtml, String bodyClass, Map<String, String> tabs, String search, String contentHtml) {
        String name = Html.text(site.name());
        StringBuilder html = new StringBuilder(contentHtml.length() + 6000);
        html.append("<!DOCTYPE html>\n<html lang=\"").append(Html.text(site.language())).append("\" dir=\"ltr\">\n<head>\n<meta charset=\"UTF-8\">\n<title>")
                .append(titleHtml).append(" - ").append(name)
                .append("</title>\n<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n<meta name=\"generator\" content=\"MediaWiki 1.43.9 (Scriptorium)\">\n")
                .append("<link rel=\"EditURI\" type=\"application/rsd+xml\" href=\"").append(Html.text(Urls.api(site))).append("?action=rsd\">\n<style>\n")
                .append(STYLE).append("</style>\n</head>\n<body class=\"mediawiki ltr ").append(bodyClass).append("\">\n<a class=\"skip\" href=\"#firstHeading\">To the content</a>\n<header class=\"mw-head\"><a class=\"site\" href=\"")
                .append(Html.text(Urls.page(site, site.mainPage()))).append("\">").append(name).append("</a><form role=\"search\" action=\"").append(Html.text(Urls.index(site)))
                .append("\"><input type=\"hidden\" name=\"title\" value=\"Special:Search\"><input type=\"search\" name=\"search\" aria-label=\"Search\" placeholder=\"Search\" value=\"")
                .append(Html.text(search)).append("\"></form><nav aria-label=\"This wiki\"><a href=\"").append(Html.text(Urls.page(site, "Special:RecentChanges"))).append("\">Recent changes</a><a href=\"")
                .append(Html.text(Urls.api(site))).append("\">API</a></nav></header>\n<div class=\"mw-body\" role=\"main\">\n");
        if (!tabs.isEmpty()) {
            html.append("<nav aria-label=\"Views of this page\"><ul class=\"tabs\">");
            tabs.forEach((label, address) -> html.append("<li>").append(address.isEmpty()
                    ? "<b aria-current=\"page\">" + Html.text(label) + "</b>"
                    : "<a href=\"" + Html.text(address) + "\">" + Html.text(label) + "</a>").append("</li>"));
            html.append("</ul></nav>\n");
        }
        return html.append("<h1 id=\"firstHeading\">").append(headingHtml).append("</h1>\n<div id=\"mw-content-text\" class=\"mw-body-content\">").append(contentHtml)
                .append("</div>\n</div>\n<footer class=\"mw-foot\">").append(name).append(" runs on Scriptorium.</footer>\n</body>\n</html>\n").toString();
    }
}

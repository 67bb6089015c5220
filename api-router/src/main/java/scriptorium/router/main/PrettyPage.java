package scriptorium.router.main;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import scriptorium.contract.message.Arg;
import scriptorium.contract.result.Result;
import scriptorium.host.site.SiteConfig;
import scriptorium.router.format.JsonFormat;
import scriptorium.router.request.RequestParams;
import scriptorium.router.request.Urls;
import scriptorium.router.text.Catalog;
import scriptorium.router.text.Html;
import scriptorium.router.text.Markup;
import scriptorium.router.wiki.PageShell;

/** An answer as a page for people. */
@ApplicationScoped
public class PrettyPage {

    private static final JsonFormat JSON = new JsonFormat(2, false);

    private final SiteConfig site;
    private final Catalog catalog;

    PrettyPage(SiteConfig site, Catalog catalog) {
        this.site = site;
        this.catalog = catalog;
    }

    byte[] page(ApiRequest request, byte[] body) {
        String name = request.formatName;
        String plain = name.substring(0, name.length() - 2);
        String format = plain.toUpperCase(Locale.ROOT);
        StringBuilder html = new StringBuilder();
        html.append("<div class=\"api-pretty-header\"><p>").append(text("api-format-html", Arg.plain(format))).append("</p>");
        if (!plain.equals("raw")) {
            String url = plainUrl(request, plain);
            html.append("<p>").append(text("api-format-plain", Arg.plain(format)));
            if (!request.isPost()) {
                html.append(" <a rel=\"nofollow\" href=\"").append(Html.text(url)).append("\"><kbd>format=").append(plain).append("</kbd></a>");
            } else {
                html.append(" <kbd>format=").append(plain).append("</kbd>");
            }
            html.append("</p>");
        }
        html.append("<p><a href=\"").append(Html.text(Urls.api(site))).append("?action=help&amp;modules=main\">").append(text("api-format-help"))
                .append("</a></p></div>").append(pre(body));
        String title = text("api-format-title");
        return PageShell.page(site, title, title, "skin-apioutput mw-special-ApiHelp", html.toString()).getBytes(StandardCharsets.UTF_8);
    }

    private String plainUrl(ApiRequest request, String plain) {
        StringBuilder url = new StringBuilder(Urls.api(site)).append('?');
        RequestParams params = request.params;
        boolean[] any = {false};
        params.values().forEach((name, value) -> {
            if (!name.equals("format") && !params.posted().contains(name)) {
                url.append(any[0] ? "&" : "").append(Urls.encodeValue(name)).append('=').append(Urls.encodeValue(value));
                any[0] = true;
            }
        });
        return url.append(any[0] ? "&" : "").append("format=").append(plain).toString();
    }

    private String text(String key, Arg... args) {
        return catalog.text(key, List.of(args), Markup.HTML);
    }

    private static String pre(byte[] body) {
        return "<pre class=\"api-pretty-content\">" + new String(body, StandardCharsets.UTF_8).replace("&", "&amp;").replace("<", "&lt;") + "</pre>";
    }

    /** The page's content alone, as JSON for scripts that show it. */
    byte[] wrapped(byte[] body, int status, String statusText, long startedNanos) {
        return JSON.write(new Result.Tree()
                .put("status", status)
                .put("statustext", statusText)
                .put("html", pre(body))
                .put("modules", Result.items("module").add("mediawiki.apipretty"))
                .putNull("continue")
                .put("time", (System.nanoTime() - startedNanos) / 1_000_000));
    }
}

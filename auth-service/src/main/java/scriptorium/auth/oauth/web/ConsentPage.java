package scriptorium.auth.oauth.web;

import jakarta.enterprise.context.ApplicationScoped;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import scriptorium.auth.model.Account;
import scriptorium.auth.oauth.Authorize;
import scriptorium.auth.oauth.RedirectUris;
import scriptorium.auth.oauth.Scopes;
import scriptorium.auth.oauth.Secrets;
import scriptorium.auth.web.Form;
import scriptorium.auth.web.WebPage;
import scriptorium.host.site.SiteConfig;

/** The question whether an application may act for the user. */
@ApplicationScoped
class ConsentPage {

    private final SiteConfig site;
    private final Scopes scopes;

    ConsentPage(SiteConfig site, Scopes scopes) {
        this.site = site;
        this.scopes = scopes;
    }

    /** The answer is bound to the question: its token is good for these very parameters. */
    static String tokenType(List<String> fields, Form form) {
        return "oauth2:" + Secrets.hash(query(fields, form));
    }

    static String query(List<String> fields, Form form) {
        StringBuilder query = new StringBuilder();
        for (String name : fields) {
            if (form.has(name)) {
                query.append(query.isEmpty() ? "" : "&").append(name).append('=').append(URLEncoder.encode(form.get(name), StandardCharsets.UTF_8));
            }
        }
        return query.toString();
    }

    String title(Authorize.Request request) {
        return "Allow " + request.client().name() + "?";
    }

    String content(Authorize.Request request, Account account, List<String> fields, Form form, String token) {
        Map<String, String> hidden = new LinkedHashMap<>();
        fields.stream().filter(form::has).forEach(name -> hidden.put(name, form.get(name)));
        hidden.put("token", token);
        StringBuilder html = new StringBuilder();
        html.append("<p><b>").append(WebPage.text(request.client().name())).append("</b> (version ").append(WebPage.text(request.client().version()))
                .append(") asks to act on ").append(WebPage.text(site.name())).append(" in your name, ").append(WebPage.text(account.name()))
                .append(". It says of itself:</p>\n<blockquote>").append(WebPage.text(request.client().description())).append("</blockquote>\n")
                .append("<p>It would be able to:</p>\n<ul>\n");
        for (String scope : request.scopes()) {
            html.append("<li>").append(WebPage.text(scopes.text(scope))).append("</li>\n");
        }
        return html.append("</ul>\n<p class=\"quiet\">It never sees your password, and it cannot do what you may not do. You go on to <code>")
                .append(WebPage.text(RedirectUris.source(request.redirectUri()))).append("</code>.</p>\n<form method=\"post\" action=\"").append(site.scriptPath())
                .append("/rest.php/oauth2/authorize\">\n").append(WebPage.hidden(hidden))
                .append("<button class=\"main\" type=\"submit\" name=\"accept\" value=\"1\">Allow</button>\n")
                .append("<button type=\"submit\" name=\"cancel\" value=\"1\">Cancel</button>\n</form>\n").toString();
    }
}

package scriptorium.auth.oauth.web;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import scriptorium.auth.oauth.Scopes;
import scriptorium.auth.oauth.model.Refused;
import scriptorium.auth.store.OAuthClients;
import scriptorium.auth.web.Browser;
import scriptorium.auth.web.Form;
import scriptorium.auth.web.LoginPage;
import scriptorium.auth.web.WebPage;
import scriptorium.contract.identity.EditTokens;
import scriptorium.host.site.SiteConfig;

/** {@code Special:OAuthManageMyGrants}: what a user allows, and how it is ended. */
@Path("/oauth2/my-grants")
public class GrantsPage {

    private static final Logger LOG = Logger.getLogger(GrantsPage.class);
    private static final String TITLE = "Special:OAuthManageMyGrants";
    private static final String TOKEN = "oauth2-withdraw";
    private static final int MOST = 200;
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy-MM-dd").withZone(ZoneOffset.UTC);

    private final Requests requests;
    private final Browser browser;
    private final OAuthClients clients;
    private final Scopes scopes;
    private final WebPage pages;
    private final SiteConfig site;

    GrantsPage(Requests requests, Browser browser, OAuthClients clients, Scopes scopes, WebPage pages, SiteConfig site) {
        this.requests = requests;
        this.browser = browser;
        this.clients = clients;
        this.scopes = scopes;
        this.pages = pages;
        this.site = site;
    }

    @GET
    public Uni<Response> show(@HeaderParam("Cookie") Optional<String> cookie) {
        Instant now = Instant.now();
        return browser.visitor(cookie.orElse(""), now).chain(visitor -> visitor.account().isEmpty()
                ? Uni.createFrom().item(WebPage.redirect(303, LoginPage.address(site, TITLE, "")).build())
                : clients.allowed(visitor.account().get().id(), MOST).map(all -> page(visitor, all, now)));
    }

    @POST
    @Consumes("application/x-www-form-urlencoded")
    public Uni<Response> post(@HeaderParam("Cookie") Optional<String> cookie, String body) {
        Instant now = Instant.now();
        return Uni.createFrom().item(() -> requests.form(body))
                .chain(form -> browser.visitor(cookie.orElse(""), now).chain(visitor -> withdraw(visitor, form)))
                .onFailure(Refused.class).recoverWithItem(refused -> pages.page(400, "This does not work", WebPage.problem(refused.getMessage())).build());
    }

    private Uni<Response> withdraw(Browser.Visitor visitor, Form form) {
        String id = form.get("id");
        boolean meant = visitor.account().isPresent() && id.matches("\\d{1,18}")
                && EditTokens.check(visitor.session().orElseThrow().tokenKey(), TOKEN, form.get("token")).isPresent();
        if (!meant) {
            return Uni.createFrom().item(back().build());
        }
        return clients.withdraw(Long.parseLong(id), visitor.account().get().id())
                .invoke(ended -> ended.ifPresent(approval -> LOG.infof("event=oauth-withdrawn grant=%d user=%d", approval.id(), approval.accountId())))
                .map(ended -> ended.map(approval -> back().header(Answers.STALE, approval.stale())).orElseGet(this::back).build());
    }

    private Response.ResponseBuilder back() {
        return WebPage.redirect(303, site.scriptPath() + "/index.php?title=" + TITLE);
    }

    private Response page(Browser.Visitor visitor, List<OAuthClients.Allowed> all, Instant now) {
        String token = EditTokens.make(visitor.session().orElseThrow().tokenKey(), TOKEN, now);
        StringBuilder html = new StringBuilder(all.isEmpty() ? "<p>You allow no application to act in your name.</p>\n" : "<p>These may act in your name:</p>\n");
        for (OAuthClients.Allowed one : all) {
            html.append("<h2>").append(WebPage.text(one.name())).append(" <span class=\"quiet\">").append(WebPage.text(one.version())).append("</span></h2>\n<p>")
                    .append(WebPage.text(one.approval().scopes().stream().map(scopes::text).collect(Collectors.joining("; ")))).append(". Since ")
                    .append(DAY.format(one.since())).append(".</p>\n<form method=\"post\" action=\"").append(site.scriptPath()).append("/index.php?title=").append(TITLE)
                    .append("\">\n").append(WebPage.hidden(Map.of("id", String.valueOf(one.approval().id()), "token", token)))
                    .append("<button type=\"submit\">Withdraw from ").append(WebPage.text(one.name())).append("</button>\n</form>\n");
        }
        return pages.page(200, "Applications that act for you", html.toString()).build();
    }
}

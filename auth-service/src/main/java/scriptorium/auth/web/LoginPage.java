package scriptorium.auth.web;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import scriptorium.auth.account.Authenticate;
import scriptorium.auth.model.Account;
import scriptorium.auth.model.Session;
import scriptorium.auth.session.OpenSession;
import scriptorium.contract.call.SetCookie;
import scriptorium.contract.identity.EditTokens;
import scriptorium.host.site.SiteConfig;

/** {@code Special:UserLogin}: the login for people, with MediaWiki's names of fields. It leads back to pages of this wiki alone. */
@Path("/web/login")
public class LoginPage {

    private static final String TOKEN = "login";
    private static final int LONGEST_QUERY = 16_384;

    private final Browser browser;
    private final OpenSession sessions;
    private final Authenticate authenticate;
    private final WebPage pages;
    private final SiteConfig site;

    LoginPage(Browser browser, OpenSession sessions, Authenticate authenticate, WebPage pages, SiteConfig site) {
        this.browser = browser;
        this.sessions = sessions;
        this.authenticate = authenticate;
        this.pages = pages;
        this.site = site;
    }

    /** The address of the login that leads to a page of the wiki afterwards. */
    public static String address(SiteConfig site, String returnTo, String returnToQuery) {
        return site.scriptPath() + "/index.php?title=Special:UserLogin&returnto=" + encoded(returnTo) + "&returntoquery=" + encoded(returnToQuery);
    }

    @GET
    public Uni<Response> show(@Context UriInfo uri, @HeaderParam("Cookie") String cookie) {
        Form form = Form.of(query(uri));
        Instant now = Instant.now();
        return browser.visitor(cookie == null ? "" : cookie, now).chain(visitor -> form(visitor, form, "", 200, now));
    }

    @POST
    @Consumes("application/x-www-form-urlencoded")
    public Uni<Response> post(@Context UriInfo uri, @HeaderParam("Cookie") String cookie, @HeaderParam("X-Forwarded-For") String ip, String body) {
        Form form = Form.of(body + "&" + query(uri));
        Instant now = Instant.now();
        return browser.visitor(cookie == null ? "" : cookie, now).chain(visitor -> {
            String token = form.get("wpLoginToken");
            boolean fits = visitor.session().isPresent() && EditTokens.check(visitor.session().get().tokenKey(), TOKEN, token).isPresent();
            if (!fits) {
                return form(visitor, form, "Your browser did not send back the cookie of this form, or the form was too old. Please try again.", 200, now);
            }
            String name = form.get("wpName").strip();
            String password = form.get("wpPassword");
            if (name.isEmpty() || password.isEmpty()) {
                return form(visitor, form, "Please give your user name and your password.", 200, now);
            }
            return authenticate.execute(name, password, ip == null ? "" : ip).chain(outcome -> switch (outcome) {
                case Authenticate.Outcome.Known(Account account) -> entered(account, visitor.session().orElseThrow(), form, now);
                case Authenticate.Outcome.Wrong _ -> form(visitor, form, "The user name or the password is wrong. Please try again.", 200, now);
                case Authenticate.Outcome.Throttled _ -> form(visitor, form, "There were too many wrong passwords. Please wait some minutes.", 429, now);
            });
        });
    }

    /** Always a new session: one that somebody else put into the browser is worth nothing. */
    private Uni<Response> entered(Account account, Session before, Form form, Instant now) {
        return sessions.insteadOf(before, account, "", now).map(opened -> {
            Response.ResponseBuilder response = WebPage.redirect(303, target(form));
            browser.set(response, opened.cookie(), now);
            for (SetCookie cookie : sessions.accountCookies(account, form.has("wpRemember"))) {
                browser.set(response, cookie, now);
            }
            return response.build();
        });
    }

    /** A page of the wiki, whatever is asked for: the title is a parameter, never an address. */
    private String target(Form form) {
        String title = form.get("returnto").isEmpty() ? site.mainPage() : form.get("returnto");
        String query = form.get("returntoquery");
        boolean plain = query.length() <= LONGEST_QUERY && query.chars().allMatch(c -> c > 0x20 && c < 0x7f && c != '#' && c != '"' && c != '<' && c != '>');
        return site.scriptPath() + "/index.php?title=" + encoded(title) + (plain && !query.isEmpty() ? "&" + query : "");
    }

    private Uni<Response> form(Browser.Visitor visitor, Form form, String problem, int status, Instant now) {
        if (visitor.session().isPresent()) {
            return Uni.createFrom().item(form(visitor, form, problem, status, visitor.session().get().tokenKey(), now).build());
        }
        return sessions.anonymous(now).map(opened -> {
            Response.ResponseBuilder page = form(visitor, form, problem, status, opened.session().tokenKey(), now);
            browser.set(page, opened.cookie(), now);
            return page.build();
        });
    }

    private Response.ResponseBuilder form(Browser.Visitor visitor, Form form, String problem, int status, String tokenKey, Instant now) {
        Map<String, String> hidden = new LinkedHashMap<>();
        hidden.put("returnto", form.get("returnto"));
        hidden.put("returntoquery", form.get("returntoquery"));
        hidden.put("wpLoginToken", EditTokens.make(tokenKey, TOKEN, now));
        String already = visitor.account().map(account -> "<p class=\"quiet\">You are logged in as " + WebPage.text(account.name())
                + ". Log in again to change the account.</p>\n").orElse("");
        String html = (problem.isEmpty() ? "" : WebPage.problem(problem)) + already + "<form method=\"post\" name=\"userlogin\" action=\"" + site.scriptPath()
                + "/index.php?title=Special:UserLogin\">\n" + WebPage.hidden(hidden)
                + "<label for=\"wpName1\">User name</label>\n<input type=\"text\" id=\"wpName1\" name=\"wpName\" required autocomplete=\"username\" autocapitalize=\"none\""
                + " spellcheck=\"false\" autofocus value=\"" + WebPage.text(form.get("wpName")) + "\">\n"
                + "<label for=\"wpPassword1\">Password</label>\n<input type=\"password\" id=\"wpPassword1\" name=\"wpPassword\" required autocomplete=\"current-password\">\n"
                + "<button class=\"main\" type=\"submit\" id=\"wpLoginAttempt\" name=\"wploginattempt\" value=\"1\">Log in</button>\n</form>\n";
        return pages.page(status, "Log in", html);
    }

    private static String query(UriInfo uri) {
        String query = uri.getRequestUri().getRawQuery();
        return query == null ? "" : query;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}

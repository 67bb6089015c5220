package scriptorium.auth.oauth.web;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import scriptorium.auth.oauth.Authorize;
import scriptorium.auth.oauth.RedirectUris;
import scriptorium.auth.oauth.model.Refused;
import scriptorium.auth.web.Browser;
import scriptorium.auth.web.Form;
import scriptorium.auth.web.LoginPage;
import scriptorium.auth.web.WebPage;
import scriptorium.contract.identity.EditTokens;
import scriptorium.host.site.SiteConfig;

/** {@code authorize}: asks the user, who logs in before, and sends the answer to the client. */
@Path("/oauth2/authorize")
public class AuthorizeEndpoint {

    /** What of the request goes through the login and the question. */
    private static final List<String> FIELDS = List.of(
            "response_type", "response_mode", "client_id", "redirect_uri", "scope", "state", "code_challenge", "code_challenge_method");

    private final Requests requests;
    private final Authorize authorize;
    private final Browser browser;
    private final ConsentPage consent;
    private final WebPage pages;
    private final SiteConfig site;

    AuthorizeEndpoint(Requests requests, Authorize authorize, Browser browser, ConsentPage consent, WebPage pages, SiteConfig site) {
        this.requests = requests;
        this.authorize = authorize;
        this.browser = browser;
        this.consent = consent;
        this.pages = pages;
        this.site = site;
    }

    private record Asked(Form form, Browser.Visitor visitor, boolean answered, Instant now) {}

    @GET
    public Uni<Response> show(@Context UriInfo uri, @HeaderParam("Cookie") Optional<String> cookie) {
        String query = uri.getRequestUri().getRawQuery();
        return answer(query == null ? "" : query, cookie, false);
    }

    @POST
    @Consumes("application/x-www-form-urlencoded")
    public Uni<Response> post(@HeaderParam("Cookie") Optional<String> cookie, String body) {
        return answer(body, cookie, true);
    }

    private Uni<Response> answer(String text, Optional<String> cookie, boolean answered) {
        Instant now = Instant.now();
        return Uni.createFrom().item(() -> requests.form(text))
                .chain(form -> browser.visitor(cookie.orElse(""), now).map(visitor -> new Asked(form, visitor, answered, now)))
                .chain(asked -> authorize.check(command(asked.form())).chain(outcome -> switch (outcome) {
                    case Authorize.Outcome.Good(Authorize.Request request) -> good(asked, request);
                    case Authorize.Outcome.Back(String location) -> Uni.createFrom().item(WebPage.redirect(303, location).build());
                    case Authorize.Outcome.Bad(String description) -> Uni.createFrom().item(bad(400, description));
                }))
                .onFailure(Refused.class).recoverWithItem(refused -> bad(((Refused) refused).error().status(), refused.getMessage()));
    }

    private static Authorize.Command command(Form form) {
        return new Authorize.Command(form.get("response_type"), form.get("response_mode"), form.get("client_id"), form.get("redirect_uri"), form.get("scope"),
                form.get("state"), form.get("code_challenge"), form.get("code_challenge_method"));
    }

    private Response bad(int status, String description) {
        return pages.page(status, "This does not work", WebPage.problem(description)
                + "<p>You were not sent back, because the address cannot be trusted. Go back, or tell the makers of the application.</p>\n").build();
    }

    private Uni<Response> good(Asked asked, Authorize.Request request) {
        if (asked.visitor().account().isEmpty()) {
            return Uni.createFrom().item(WebPage.redirect(303, LoginPage.address(site, "Special:OAuth/approve", ConsentPage.query(FIELDS, asked.form()))).build());
        }
        long accountId = asked.visitor().account().get().id();
        if (!asked.answered()) {
            return authorize.allowedBefore(request, accountId).chain(approval -> approval.isPresent()
                    ? authorize.code(request, approval.get(), asked.now()).map(AuthorizeEndpoint::back)
                    : Uni.createFrom().item(ask(asked, request)));
        }
        String tokenKey = asked.visitor().session().orElseThrow().tokenKey();
        if (EditTokens.check(tokenKey, ConsentPage.tokenType(FIELDS, asked.form()), asked.form().get("token")).isEmpty()) {
            return Uni.createFrom().item(ask(asked, request));
        }
        return asked.form().has("accept") && !asked.form().has("cancel")
                ? authorize.accept(request, accountId, asked.now()).map(AuthorizeEndpoint::back)
                : Uni.createFrom().item(back(authorize.deny(request)));
    }

    private Response ask(Asked asked, Authorize.Request request) {
        String token = EditTokens.make(asked.visitor().session().orElseThrow().tokenKey(), ConsentPage.tokenType(FIELDS, asked.form()), asked.now());
        return pages.page(200, consent.title(request), consent.content(request, asked.visitor().account().orElseThrow(), FIELDS, asked.form(), token),
                RedirectUris.source(request.redirectUri())).build();
    }

    private static Response back(String location) {
        return WebPage.redirect(303, location).build();
    }
}

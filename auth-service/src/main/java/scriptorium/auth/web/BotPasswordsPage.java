package scriptorium.auth.web;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import scriptorium.auth.botpassword.BotPasswordMaker;
import scriptorium.auth.model.Account;
import scriptorium.auth.model.BotPassword;
import scriptorium.auth.rights.Grants;
import scriptorium.auth.store.AddressRange;
import scriptorium.auth.store.BotPasswords;
import scriptorium.contract.identity.EditTokens;
import scriptorium.host.site.SiteConfig;

/** {@code Special:BotPasswords}: where a user makes and takes away the passwords of programs. */
@Path("/web/bot-passwords")
public class BotPasswordsPage {

    private static final String TITLE = "Special:BotPasswords";
    private static final String TOKEN = "bot-passwords";
    private static final int MOST = 200;
    private static final Pattern APP = Pattern.compile("[^\\p{Cntrl}\\s@]{1,32}");

    private final Browser browser;
    private final BotPasswords passwords;
    private final BotPasswordMaker maker;
    private final Grants grants;
    private final WebPage pages;
    private final SiteConfig site;

    BotPasswordsPage(Browser browser, BotPasswords passwords, BotPasswordMaker maker, Grants grants, WebPage pages, SiteConfig site) {
        this.browser = browser;
        this.passwords = passwords;
        this.maker = maker;
        this.grants = grants;
        this.pages = pages;
        this.site = site;
    }

    @GET
    public Uni<Response> show(@HeaderParam("Cookie") Optional<String> cookie) {
        Instant now = Instant.now();
        return browser.visitor(cookie.orElse(""), now).chain(visitor -> visitor.account().isEmpty()
                ? Uni.createFrom().item(WebPage.redirect(303, LoginPage.address(site, TITLE, "")).build())
                : list(visitor, "", now));
    }

    @POST
    @Consumes("application/x-www-form-urlencoded")
    public Uni<Response> post(@HeaderParam("Cookie") Optional<String> cookie, String body) {
        Instant now = Instant.now();
        Form form = Form.of(body);
        return browser.visitor(cookie.orElse(""), now).chain(visitor -> {
            boolean meant = visitor.account().isPresent() && EditTokens.check(visitor.session().orElseThrow().tokenKey(), TOKEN, form.get("token")).isPresent();
            if (!meant) {
                return Uni.createFrom().item(WebPage.redirect(303, site.scriptPath() + "/index.php?title=" + TITLE).build());
            }
            return form.has("remove") ? passwords.remove(visitor.account().get().id(), form.get("app")).chain(() -> list(visitor, "", now)) : make(visitor, form, now);
        });
    }

    private Uni<Response> make(Browser.Visitor visitor, Form form, Instant now) {
        Account account = visitor.account().orElseThrow();
        String app = form.get("app").strip();
        List<String> addresses = form.get("addresses").lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
        if (!APP.matcher(app).matches()) {
            return list(visitor, WebPage.problem("A program's name has 1 to 32 characters, no blanks and no @."), now);
        }
        if (addresses.stream().anyMatch(text -> AddressRange.parse(text).isEmpty())) {
            return list(visitor, WebPage.problem("Each line of the addresses must be an address or a range, such as 192.0.2.0/24."), now);
        }
        Set<String> wanted = grants.names().stream().filter(name -> form.has("grant-" + name)).collect(Collectors.toSet());
        return maker.make(account.id(), app, wanted, addresses).chain(password -> list(visitor, "<p role=\"status\">The password for <b>" + WebPage.text(app)
                + "</b> is <code>" + password + "</code>. It is shown this once. The program logs in as <code>" + WebPage.text(account.name() + "@" + app)
                + "</code>.</p>\n", now));
    }

    private Uni<Response> list(Browser.Visitor visitor, String note, Instant now) {
        String token = EditTokens.make(visitor.session().orElseThrow().tokenKey(), TOKEN, now);
        String form = "<form method=\"post\" action=\"" + site.scriptPath() + "/index.php?title=" + TITLE + "\">\n";
        return passwords.of(visitor.account().orElseThrow().id(), MOST).map(all -> {
            StringBuilder html = new StringBuilder(note).append("<p class=\"quiet\">Programs log in with passwords of their own, which may do no more than they need.</p>\n");
            for (BotPassword one : all) {
                html.append("<h2>").append(WebPage.text(one.app())).append("</h2>\n<p>")
                        .append(WebPage.text(one.grants().stream().map(grants::text).collect(Collectors.joining("; ")))).append(".")
                        .append(one.addresses().isEmpty() ? "" : " Only from " + WebPage.text(String.join(", ", one.addresses())) + ".").append("</p>\n").append(form)
                        .append(WebPage.hidden(Map.of("app", one.app(), "token", token, "remove", "1"))).append("<button type=\"submit\">Take away ")
                        .append(WebPage.text(one.app())).append("</button>\n</form>\n");
            }
            html.append("<h2>A new password</h2>\n").append(form).append(WebPage.hidden(Map.of("token", token)))
                    .append("<label for=\"app\">Name of the program</label>\n<input type=\"text\" id=\"app\" name=\"app\" required maxlength=\"32\">\n<fieldset>\n<legend>It may</legend>\n");
            for (String name : grants.names()) {
                boolean always = name.equals(Grants.BASIC);
                html.append("<label><input type=\"checkbox\" name=\"grant-").append(name).append("\"").append(always ? " checked disabled" : "").append("> ")
                        .append(WebPage.text(grants.text(name))).append("</label>\n");
            }
            html.append("</fieldset>\n<label for=\"addresses\">From these addresses alone, one a line (empty: from anywhere)</label>\n")
                    .append("<textarea id=\"addresses\" name=\"addresses\" rows=\"3\"></textarea>\n<button class=\"main\" type=\"submit\">Make the password</button>\n</form>\n");
            return pages.page(200, "Bot passwords", html.toString()).build();
        });
    }
}

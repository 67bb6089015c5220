package scriptorium.auth.web;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import scriptorium.auth.account.ChangePassword;
import scriptorium.auth.account.ResetPassword;
import scriptorium.contract.message.Msg;
import scriptorium.host.site.SiteConfig;

/** {@code Special:PasswordReset}: where the link in a mail leads, to choose a new password. */
@Path("/web/password-reset")
public class PasswordResetPage {

    private static final String TITLE = "Choose a new password";

    private final ResetPassword resetPassword;
    private final WebPage pages;
    private final SiteConfig site;

    PasswordResetPage(ResetPassword resetPassword, WebPage pages, SiteConfig site) {
        this.resetPassword = resetPassword;
        this.pages = pages;
        this.site = site;
    }

    @GET
    public Response show(@QueryParam("code") Optional<String> code) {
        return form(200, code.orElse(""), "");
    }

    @POST
    @Consumes("application/x-www-form-urlencoded")
    public Uni<Response> post(String body) {
        Form form = Form.of(body);
        String code = form.get("code");
        return resetPassword.change(code, form.get("password"), form.get("retype"), Instant.now()).map(outcome -> {
            if (outcome.isEmpty()) {
                return pages.page(400, TITLE, WebPage.problem("This link is not good, or no longer.")).build();
            }
            return switch (outcome.get()) {
                // Whoever was logged in no longer is, from the next request on.
                case ChangePassword.Outcome.Changed(long accountId, String _) -> pages.page(200, "Password changed",
                        "<p>Your new password is in force. Please log in with it.</p>\n").header("X-Scriptorium-Stale", "user:" + accountId).build();
                case ChangePassword.Outcome.Refused(Msg why) -> form(400, code, WebPage.problem(words(why.code())));
            };
        });
    }

    private static String words(String code) {
        return switch (code) {
            case "badretype" -> "The two passwords are not the same.";
            case "passwordtooshort" -> "This password is too short.";
            case "passwordtoolong" -> "This password is too long.";
            case "passwordincommonlist" -> "This password is one of those that are tried first.";
            default -> "This password cannot be used.";
        };
    }

    private Response form(int status, String code, String problem) {
        String html = problem + "<form method=\"post\" action=\"" + WebPage.text(site.scriptPath() + "/index.php?title=Special:PasswordReset") + "\">\n"
                + WebPage.hidden(Map.of("code", code))
                + "<label for=\"password\">New password</label>\n<input type=\"password\" id=\"password\" name=\"password\" autocomplete=\"new-password\" required>\n"
                + "<label for=\"retype\">New password, again</label>\n<input type=\"password\" id=\"retype\" name=\"retype\" autocomplete=\"new-password\" required>\n"
                + "<button class=\"main\">Change the password</button>\n</form>\n";
        return pages.page(status, TITLE, html).build();
    }
}

package scriptorium.auth.web;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.Optional;
import scriptorium.auth.mail.ConfirmAddress;

/** {@code Special:ConfirmEmail}: where the link in a mail leads. */
@Path("/web/confirm-email")
public class ConfirmEmailPage {

    private final ConfirmAddress confirmAddress;
    private final WebPage pages;

    ConfirmEmailPage(ConfirmAddress confirmAddress, WebPage pages) {
        this.confirmAddress = confirmAddress;
        this.pages = pages;
    }

    @GET
    public Uni<Response> show(@QueryParam("code") Optional<String> code) {
        return confirmAddress.confirm(code.orElse(""), Instant.now()).map(done -> done
                ? pages.page(200, "Mail address confirmed", "<p>Your mail address is confirmed. You may close this page.</p>\n").build()
                : pages.page(400, "Mail address not confirmed", WebPage.problem("This link is not good, or no longer.")).build());
    }
}

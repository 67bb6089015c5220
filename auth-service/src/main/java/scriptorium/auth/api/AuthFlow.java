package scriptorium.auth.api;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;
import scriptorium.contract.message.ApiException;
import scriptorium.contract.message.Arg;
import scriptorium.contract.message.Msg;
import scriptorium.contract.result.Result;

/** What the modules of a login or account creation in steps have in common. */
final class AuthFlow {

    private AuthFlow() {}

    /** Refuses addresses to come back to that are not absolute. */
    static void checkReturnUrl(String parameter, String url) {
        try {
            URI uri = new URI(url);
            if (uri.getScheme() != null && Set.of("http", "https").contains(uri.getScheme()) && uri.getHost() != null) {
                return;
            }
        } catch (URISyntaxException bad) {
            // told below
        }
        throw ApiException.of("badurl_" + parameter, "apierror-badurl", Arg.raw(parameter), Arg.raw(url));
    }

    static Result.Tree fail(Msg why, String format) {
        return Result.tree()
                .put("status", "FAIL")
                .put("message", new Result.Text(why, format))
                .put("messagecode", why.code())
                .put("canpreservestate", false);
    }
}

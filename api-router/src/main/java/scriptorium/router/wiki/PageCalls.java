package scriptorium.router.wiki;

import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import scriptorium.contract.call.ModuleAnswer;
import scriptorium.contract.message.ApiException;
import scriptorium.host.site.SiteConfig;
import scriptorium.router.dispatch.Credentials;
import scriptorium.router.dispatch.Identities;
import scriptorium.router.main.ModuleRunner;
import scriptorium.router.request.Cookies;
import scriptorium.router.request.Requests;
import scriptorium.router.request.ClientAddresses;

/** Asks modules in the name of whoever looks at a page. */
@ApplicationScoped
class PageCalls {

    private final ClientAddresses addresses;
    private final SiteConfig site;
    private final Identities identities;
    private final ModuleRunner runner;

    PageCalls(SiteConfig site, Identities identities, ModuleRunner runner, ClientAddresses addresses) {
        this.addresses = addresses;
        this.site = site;
        this.identities = identities;
        this.runner = runner;
    }

    Future<ModuleAnswer> ask(HttpServerRequest request, String action, Map<String, String> params) {
        String authorization = request.getHeader("Authorization");
        String agent = request.getHeader("User-Agent");
        Credentials credentials = new Credentials(Cookies.of(request, site), authorization == null ? "" : authorization, addresses.of(request),
                agent == null ? "" : agent);
        Credentials shown = credentials.bearer() ? credentials.withoutCookies() : credentials;
        return identities.of(shown).compose(identity -> identity.error().isPresent()
                ? Future.failedFuture(new ApiException(identity.error().get()))
                : runner.call(action, params, identity, shown, Requests.newId()));
    }
}

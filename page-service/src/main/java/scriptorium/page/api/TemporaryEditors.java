package scriptorium.page.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import scriptorium.contract.call.SetCookie;
import scriptorium.contract.event.EventJson;
import scriptorium.contract.identity.CallerJson;
import scriptorium.contract.message.ApiException;
import scriptorium.contract.message.MsgJson;
import scriptorium.host.http.ServiceClient;
import scriptorium.host.module.ModuleRun;
import scriptorium.host.site.SiteConfig;

/** Has auth-service make a temporary account for who edits without one, where the wiki wants that. */
@ApplicationScoped
class TemporaryEditors {

    private final ServiceClient services;
    private final SiteConfig site;

    TemporaryEditors(ServiceClient services, SiteConfig site) {
        this.services = services;
        this.site = site;
    }

    /** Who is blocked, or may not edit, is told so as nobody in particular. */
    Uni<ModuleRun> named(ModuleRun run) {
        if (!site.temporaryAccounts() || !run.caller().anonymous() || run.caller().block().isPresent() || !run.caller().may("edit") || !run.caller().may("createaccount")) {
            return Uni.createFrom().item(run);
        }
        JsonObject cookies = new JsonObject();
        run.call().cookies().forEach(cookies::put);
        return services.postInternally(ServiceClient.Service.AUTH, "/internal/temporary-account", new JsonObject().put("cookies", cookies).put("ip", run.call().ip()))
                .map(made -> by(run, made));
    }

    private static ModuleRun by(ModuleRun run, JsonObject made) {
        try {
            JsonNode answer = EventJson.MAPPER.readTree(made.encode());
            if (answer.has("error")) {
                try (var parser = EventJson.MAPPER.treeAsTokens(answer.path("error"))) {
                    parser.nextToken();
                    throw new ApiException(MsgJson.read(parser));
                }
            }
            answer.path("cookies").forEach(cookie -> run.answer().cookies.add(new SetCookie(cookie.path("name").asText(), cookie.path("value").asText(),
                    cookie.path("maxAge").asLong(-1), cookie.path("prefixed").asBoolean(true))));
            return run.by(CallerJson.read(answer.path("caller")), answer.path("token").asText());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package scriptorium.router.dispatch;

import io.netty.buffer.Unpooled;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.multipart.MultipartForm;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import scriptorium.contract.call.CallJson;
import scriptorium.contract.call.ModuleAnswer;
import scriptorium.contract.call.ModuleCall;
import scriptorium.contract.call.Warning;
import scriptorium.contract.message.Arg;
import scriptorium.contract.message.Msg;
import scriptorium.contract.param.UploadedFile;
import scriptorium.host.http.ServicesConfig;
import scriptorium.router.request.Budget;
import scriptorium.router.request.EdgeConfig;

/** Calls one module at the service that owns it. */
@ApplicationScoped
public class Dispatcher {

    private static final String BEARER = "Authorization";

    private final Vertx vertx;
    private final ServiceHttp http;
    private final Identities identities;
    private final ServicesConfig services;
    private final EdgeConfig config;
    private final LoginLine logins;

    Dispatcher(Vertx vertx, ServiceHttp http, Identities identities, ServicesConfig services, EdgeConfig config, LoginLine logins) {
        this.logins = logins;
        this.vertx = vertx;
        this.http = http;
        this.identities = identities;
        this.services = services;
        this.config = config;
    }

    /** Fails with {@link ServiceAway} when the service gives no answer; refusals are in the answer. */
    public Future<Reply> call(Owner owner, String path, ModuleCall call, Map<String, UploadedFile> files, Identity identity, Credentials credentials) {
        return logins.pass(path, call, () -> {
            Buffer json = Buffer.buffer(Unpooled.wrappedBuffer(CallJson.write(call)));
            return send(owner, path, json, files, identity.token())
                    .compose(answer -> answer.status() == 401 ? again(owner, path, json, files, credentials) : Future.succeededFuture(answer))
                    .compose(answer -> read(owner, answer, call));
        });
    }

    /** A token may have been signed with a key that is no longer known: a new one is fetched, once. */
    private Future<ServiceHttp.Answer> again(Owner owner, String path, Buffer json, Map<String, UploadedFile> files, Credentials credentials) {
        return identities.fresh(credentials).compose(identity -> send(owner, path, json, files, identity.token()));
    }

    private Future<ServiceHttp.Answer> send(Owner owner, String path, Buffer json, Map<String, UploadedFile> files, String token) {
        String address = "/internal/modules/" + path.replace("+", "%2B");
        if (files.isEmpty()) {
            return http.post(owner, address, BEARER, "Bearer " + token, json);
        }
        MultipartForm form = MultipartForm.create().attribute("call", json.toString(StandardCharsets.UTF_8));
        files.forEach((name, file) -> form.binaryFileUpload(name, file.fileName(), file.path().toString(),
                file.contentType() == null || file.contentType().isEmpty() ? "application/octet-stream" : file.contentType()));
        return http.web().postAbs(http.url(owner) + address)
                .timeout(services.fileTimeout().toMillis())
                .putHeader(BEARER, "Bearer " + token)
                .sendMultipartForm(form)
                .map(response -> new ServiceHttp.Answer(response.statusCode(), null, body(response), Budget.Lease.NONE))
                .recover(fault -> Future.failedFuture(new ServiceAway(owner, 0, fault)));
    }

    private static Buffer body(HttpResponse<Buffer> response) {
        return response.body() == null ? Buffer.buffer() : response.body();
    }

    private Future<Reply> read(Owner owner, ServiceHttp.Answer answer, ModuleCall call) {
        if (answer.status() == ServiceHttp.TOO_LARGE) {
            return Future.succeededFuture(Reply.own(truncated(call)));
        }
        if (answer.status() != 200) {
            answer.lease().release();
            return Future.failedFuture(new ServiceAway(owner, answer.status(), null));
        }
        if (answer.body().length() > config.largeAnswer()) {
            return vertx.executeBlocking(() -> parsed(answer), false);
        }
        return Future.succeededFuture(parsed(answer));
    }

    /** Nothing but the warning, as MediaWiki does when a module's result is too large as a whole. */
    private ModuleAnswer truncated(ModuleCall call) {
        ModuleAnswer answer = new ModuleAnswer();
        answer.warnings.add(new Warning("result", Msg.of("truncatedresult", "apiwarn-truncatedresult", Arg.num(config.largestAnswer()))));
        answer.used.addAll(call.params().keySet());
        return answer;
    }

    private static Reply parsed(ServiceHttp.Answer answer) {
        return new Reply(CallJson.readAnswer(answer.body().getBytes()), answer.body().length(), answer.lease());
    }
}

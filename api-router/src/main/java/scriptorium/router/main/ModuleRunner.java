package scriptorium.router.main;

import io.vertx.core.Future;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import scriptorium.contract.call.ModuleAnswer;
import scriptorium.contract.call.ModuleCall;
import scriptorium.contract.call.Warning;
import scriptorium.contract.message.ApiException;
import scriptorium.contract.message.Arg;
import scriptorium.contract.module.ModuleSpec;
import scriptorium.contract.param.ParamReader;
import scriptorium.contract.param.ParamValues;
import scriptorium.router.dispatch.Credentials;
import scriptorium.router.dispatch.Dispatcher;
import scriptorium.router.dispatch.Identities;
import scriptorium.router.dispatch.Identity;
import scriptorium.router.dispatch.Module;
import scriptorium.router.dispatch.ModuleDirectory;
import scriptorium.router.dispatch.Owner;
import scriptorium.router.dispatch.QueryCall;
import scriptorium.router.dispatch.Reply;
import scriptorium.router.dispatch.ServiceAway;
import scriptorium.router.help.HelpModule;
import scriptorium.router.help.ParamInfoModule;
import scriptorium.router.report.CspReportModule;
import scriptorium.router.request.RequestParams;

/** Runs a module where it lives. */
@ApplicationScoped
public class ModuleRunner {

    private static final List<String> HEADERS = List.of("User-Agent", "Accept-Language", "If-Modified-Since", "If-None-Match", "Idempotency-Key");

    private final Dispatcher dispatcher;
    private final QueryCall queries;
    private final Identities identities;
    private final ReadAfterWrite readAfterWrite;
    private final ModuleDirectory directory;
    private final HelpModule help;
    private final ParamInfoModule paramInfo;
    private final CspReportModule cspReport;

    ModuleRunner(Dispatcher dispatcher, QueryCall queries, Identities identities, ReadAfterWrite readAfterWrite, ModuleDirectory directory, HelpModule help,
            ParamInfoModule paramInfo, CspReportModule cspReport) {
        this.dispatcher = dispatcher;
        this.queries = queries;
        this.identities = identities;
        this.readAfterWrite = readAfterWrite;
        this.directory = directory;
        this.help = help;
        this.paramInfo = paramInfo;
        this.cspReport = cspReport;
    }

    Future<Reply> run(ApiRequest request, Module module) {
        if (module.owner() == Owner.ROUTER) {
            return Future.succeededFuture(Reply.own(own(request, module)));
        }
        Identity identity = request.identity.orElseThrow();
        return readAfterWrite.before(identity)
                .compose(_ -> send(module, call(request), request.params, identity, request.credentials))
                .compose(reply -> settled(reply, identity));
    }

    /** Calls a module for one of the router's own pages. */
    public Future<ModuleAnswer> call(String action, Map<String, String> params, Identity identity, Credentials credentials, String requestId) {
        Module module = directory.modules().find(action).orElse(null);
        if (module == null) {
            return Future.failedFuture(new ServiceAway(Owner.QUERY, 0, null));
        }
        Map<String, String> all = new LinkedHashMap<>(params);
        all.put("action", action);
        ModuleCall call = new ModuleCall(all, Set.of(), Set.of(), false, "en", "bc", requestId, credentials.ip(), Set.of(), Map.of(), Map.of());
        return send(module, call, RequestParams.of(""), identity, credentials).map(reply -> {
            reply.lease().release();
            return reply.answer();
        });
    }

    private Future<Reply> send(Module module, ModuleCall call, RequestParams params, Identity identity, Credentials credentials) {
        return module.path().equals("query")
                ? queries.call(call, identity, credentials)
                : dispatcher.call(module.owner(), module.path(), call, params.files(), identity, credentials);
    }

    private static ModuleCall call(ApiRequest request) {
        RequestParams params = request.params;
        Map<String, String> headers = new LinkedHashMap<>();
        for (String name : HEADERS) {
            String value = request.http.getHeader(name);
            if (value != null) {
                headers.put(name.toLowerCase(Locale.ROOT), value);
            }
        }
        if (request.loginSuppressed) {
            headers.put("x-login-suppressed", "true");
        }
        return new ModuleCall(params.values(), params.posted(), params.repaired(), request.isPost(), request.language, request.notices.format().wireName(),
                request.id, request.credentials.ip(), Set.of(), headers, request.credentials.cookies());
    }

    private Future<Reply> settled(Reply reply, Identity identity) {
        identities.forget(reply.answer().staleIdentities);
        return readAfterWrite.after(reply.answer().positions, identity).map(reply);
    }

    private ModuleAnswer own(ApiRequest request, Module module) {
        ModuleAnswer answer = new ModuleAnswer();
        ModuleSpec spec = switch (module.path()) {
            case "help" -> HelpModule.SPEC;
            case "cspreport" -> CspReportModule.SPEC;
            default -> ParamInfoModule.SPEC;
        };
        answer.cacheMode = spec == HelpModule.SPEC ? ModuleAnswer.CacheMode.PUBLIC : ModuleAnswer.CacheMode.PRIVATE;
        try {
            if (spec.mustBePosted() && !request.isPost()) {
                throw ApiException.of("mustbeposted", "apierror-mustbeposted", Arg.raw(spec.name()));
            }
            boolean highLimits = request.identity.orElseThrow().caller().may("apihighlimits");
            ParamValues values = new ParamReader(spec, "", request.params.raw(request.isPost()),
                    new RouterEnvironment(directory.modules(), highLimits, request.now),
                    warning -> answer.warnings.add(new Warning(spec.path(), warning)), answer.used).read();
            switch (spec.path()) {
                case "help" -> help.run(values, answer);
                case "cspreport" -> cspReport.run(values, request.params.document(), request.id, answer);
                default -> paramInfo.run(values, highLimits, answer);
            }
        } catch (ApiException refused) {
            answer.errors.addAll(refused.errors());
            answer.errorModule = spec.path();
        }
        return answer;
    }
}

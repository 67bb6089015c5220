package scriptorium.host.module;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import scriptorium.contract.call.ModuleAnswer;
import scriptorium.contract.call.ModuleCall;
import scriptorium.contract.call.Warning;
import scriptorium.contract.identity.Caller;
import scriptorium.contract.identity.EditTokens;
import scriptorium.contract.message.ApiException;
import scriptorium.contract.message.Arg;
import scriptorium.contract.message.Msg;
import scriptorium.contract.module.ModuleSpec;
import scriptorium.contract.param.ParamReader;
import scriptorium.contract.param.ParamValues;
import scriptorium.contract.param.RawParams;
import scriptorium.contract.param.UploadedFile;
import scriptorium.host.site.SiteConfig;
import scriptorium.wikitext.api.WikiSite;
import scriptorium.wikitext.title.TitleParser;

/**
 * Runs a module in MediaWiki's order of checks: each parameter by itself → token → rights and read-only → must be POST → parameters against each other →
 * the module.
 */
@ApplicationScoped
public class ModuleRunner {

    private static final Logger LOG = Logger.getLogger(ModuleRunner.class);

    private final WikiSite site;
    private final TitleParser titles;
    private final SiteConfig config;

    ModuleRunner(WikiSite site, TitleParser titles, SiteConfig config) {
        this.site = site;
        this.titles = titles;
        this.config = config;
    }

    public Uni<ModuleAnswer> run(ApiModule module, ModuleCall call, Map<String, UploadedFile> files, Caller caller, String bearer) {
        ModuleAnswer answer = new ModuleAnswer();
        answer.errorModule = module.spec().path();
        Instant now = Instant.now();
        RawParams raw = new RawParams(call.params(), call.posted(), call.repaired(), files, call.isPost());
        try {
            ModuleRun run = prepare(module.spec(), call, raw, caller, bearer, answer, now);
            return module.run(run).map(tree -> {
                answer.result.putAll(tree);
                return answer;
            }).onFailure().recoverWithItem(failure -> failed(answer, call, failure));
        } catch (RuntimeException failure) {
            return Uni.createFrom().item(failed(answer, call, failure));
        }
    }

    private ModuleRun prepare(
            ModuleSpec spec, ModuleCall call, RawParams raw, Caller caller, String bearer, ModuleAnswer answer, Instant now) {
        Map<String, String> foreign = call.foreign().stream().collect(Collectors.toMap(path -> path.substring(path.indexOf('+') + 1), path -> path));
        HostEnvironment environment = new HostEnvironment(site, titles, caller, now, foreign);
        ParamValues values = new ParamReader(spec, "", raw, environment, msg -> answer.warnings.add(new Warning(spec.path(), msg)), answer.used).read();
        spec.tokenType().ifPresent(type -> checkToken(spec.prefix() + "token", type, raw, caller));
        checkRights(spec, caller);
        if (spec.mustBePosted() && !call.isPost()) {
            answer.errorModule = "main";
            throw ApiException.of("mustbeposted", "apierror-mustbeposted", Arg.raw(spec.name()));
        }
        spec.check(values);
        return new ModuleRun(spec.path(), call, raw, caller, bearer, values, answer, now);
    }

    private static void checkToken(String name, String type, RawParams raw, Caller caller) {
        String token = raw.values().getOrDefault(name, "");
        if (EditTokens.check(caller.tokenKey(), type, token).isEmpty()) {
            throw ApiException.of("badtoken", "apierror-badtoken");
        }
    }

    private void checkRights(ModuleSpec spec, Caller caller) {
        if (spec.readRights() && !caller.may("read")) {
            throw ApiException.of("readapidenied", "apierror-readapidenied");
        }
        if (spec.writeRights() && config.readOnly().isPresent()) {
            throw new ApiException(Msg.of("readonly", "apierror-readonly").with("readonlyreason", config.readOnly().get()));
        }
    }

    private static ModuleAnswer failed(ModuleAnswer answer, ModuleCall call, Throwable failure) {
        answer.result.fields().clear();
        Optional<ApiException> refusal = refusal(failure);
        if (refusal.isPresent()) {
            answer.errors.addAll(refusal.get().errors());
        } else {
            LOG.errorf(failure, "fault=module module=%s requestId=%s", answer.errorModule, call.requestId());
            answer.errors.addAll(List.of(Msg.of("internal_api_error_" + failure.getClass().getSimpleName(), "apierror-exceptioncaught",
                    Arg.raw(call.requestId()), Arg.raw("")).with("errorclass", failure.getClass().getSimpleName())));
        }
        return answer;
    }

    private static Optional<ApiException> refusal(Throwable failure) {
        for (Throwable at = failure; at != null; at = at.getCause()) {
            if (at instanceof ApiException refusal) {
                return Optional.of(refusal);
            }
        }
        return Optional.empty();
    }
}

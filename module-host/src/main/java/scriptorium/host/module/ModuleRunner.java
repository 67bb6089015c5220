package scriptorium.host.module;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
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
import scriptorium.contract.result.Result;
import scriptorium.host.site.SiteConfig;
import scriptorium.wikitext.api.WikiSite;
import scriptorium.wikitext.title.TitleParser;

/**
 * Runs a module in MediaWiki's order of checks: each parameter by itself, change tags too → token → rights and read-only → must be POST → whether the caller may use it →
 * parameters against each other → the module.
 */
@ApplicationScoped
public class ModuleRunner {

    private static final Logger LOG = Logger.getLogger(ModuleRunner.class);

    private final WikiSite site;
    private final TitleParser titles;
    private final SiteConfig config;
    private final TagNames tagNames;

    ModuleRunner(WikiSite site, TitleParser titles, SiteConfig config, TagNames tagNames) {
        this.tagNames = tagNames;
        this.site = site;
        this.titles = titles;
        this.config = config;
    }

    public Uni<ModuleAnswer> run(ApiModule module, ModuleCall call, Map<String, UploadedFile> files, Caller caller, String bearer) {
        ModuleAnswer answer = new ModuleAnswer();
        answer.errorModule = module.spec().path();
        Instant now = Instant.now();
        RawParams raw = new RawParams(call.params(), call.posted(), call.repaired(), files, call.isPost());
        Map<String, List<String>> tagged = new LinkedHashMap<>();
        try {
            ModuleRun run;
            try {
                run = prepare(module, call, raw, caller, bearer, answer, now, tagged);
            } catch (ApiException refusal) {
                if (tagged.isEmpty()) {
                    throw refusal;
                }
                return tags(call, bearer, tagged).map(_ -> failed(answer, call, refusal)).onFailure().recoverWithItem(failure -> failed(answer, call, failure));
            }
            Uni<Result.Tree> result = tagged.isEmpty() ? module.run(run) : tags(call, bearer, tagged).chain(() -> module.run(run));
            return result.map(tree -> {
                answer.result.putAll(tree);
                return answer;
            }).onFailure().recoverWithItem(failure -> failed(answer, call, failure));
        } catch (RuntimeException failure) {
            return Uni.createFrom().item(failed(answer, call, failure));
        }
    }

    /** Refuses tags that cannot be applied by hand, of the first parameter that names some. */
    private Uni<Void> tags(ModuleCall call, String bearer, Map<String, List<String>> tagged) {
        return tagNames.applicable(call, bearer, tagged.values().stream().flatMap(List::stream).toList()).invoke(good -> {
            for (List<String> names : tagged.values()) {
                List<String> bad = names.stream().filter(name -> !good.contains(name)).toList();
                if (!bad.isEmpty()) {
                    throw new ApiException(Msg.of("badtags", "tags-apply-not-allowed-" + (bad.size() == 1 ? "one" : "multi"), Arg.raw(String.join(", ", bad)),
                            Arg.rawNum(bad.size())).with("disallowedtags", Result.Items.of("", bad)));
                }
            }
        }).replaceWithVoid();
    }

    private ModuleRun prepare(
            ApiModule module, ModuleCall call, RawParams raw, Caller caller, String bearer, ModuleAnswer answer, Instant now, Map<String, List<String>> tagged) {
        ModuleSpec spec = module.spec();
        Map<String, String> foreign = call.foreign().stream().collect(Collectors.toMap(path -> path.substring(path.indexOf('+') + 1), path -> path));
        HostEnvironment environment = new HostEnvironment(site, titles, caller, now, foreign);
        ParamValues values = new ParamReader(spec, "", raw, environment, msg -> answer.warnings.add(new Warning(spec.path(), msg)), answer.used)
                .onTag((name, tag) -> tagged.computeIfAbsent(name, _ -> new ArrayList<>()).add(tag)).read();
        spec.tokenType().ifPresent(type -> checkToken(spec.prefix() + "token", type, raw, caller));
        checkRights(spec, caller);
        if (spec.mustBePosted() && !call.isPost()) {
            answer.errorModule = "main";
            throw ApiException.of("mustbeposted", "apierror-mustbeposted", Arg.raw(spec.name()));
        }
        ModuleRun run = new ModuleRun(spec.path(), call, raw, caller, bearer, values, answer, now);
        module.permit(run);
        spec.check(values);
        return run;
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

package scriptorium.host.module;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import scriptorium.contract.identity.Caller;
import scriptorium.contract.message.Arg;
import scriptorium.contract.message.Msg;
import scriptorium.contract.param.ParamEnvironment;
import scriptorium.wikitext.api.WikiSite;
import scriptorium.wikitext.title.Namespace;
import scriptorium.wikitext.title.ParsedTitle;
import scriptorium.wikitext.title.TitleParser;
import scriptorium.wikitext.title.UserNames;

/**
 * What reading parameters needs to know, for one caller.
 *
 * @param foreign submodules that other services answer: name to path
 */
public record HostEnvironment(WikiSite site, TitleParser titles, Caller caller, Instant now, Map<String, String> foreign)
        implements ParamEnvironment {

    @Override
    public boolean highLimits() {
        return caller.may("apihighlimits");
    }

    @Override
    public Set<Integer> namespaces() {
        Set<Integer> ids = new TreeSet<>();
        for (Namespace namespace : site.namespaces()) {
            if (namespace.id() >= 0) {
                ids.add(namespace.id());
            }
        }
        return ids;
    }

    @Override
    public Optional<String> user(String raw, Set<String> subtypes) {
        return UserNames.parameter(raw, subtypes, titles);
    }

    @Override
    public Optional<Msg> titleProblem(String raw) {
        return switch (titles.parse(raw, Namespace.MAIN)) {
            case ParsedTitle.Valid _ -> Optional.empty();
            case ParsedTitle.Invalid(var problem) -> Optional.of(
                    Msg.of("invalidtitle", problem.key(), problem.arguments().stream().map(Arg::raw).toArray(Arg[]::new)));
        };
    }

    @Override
    public Map<String, String> submodules(String group) {
        return foreign;
    }
}

package scriptorium.host.pages;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import scriptorium.contract.call.ModuleAnswer;
import scriptorium.contract.call.ModuleCall;
import scriptorium.contract.message.ApiException;
import scriptorium.contract.param.ParamReader;
import scriptorium.contract.result.Result;
import scriptorium.host.http.ServiceClient;
import scriptorium.host.module.ModuleRun;
import scriptorium.wikitext.title.Namespace;
import scriptorium.wikitext.title.Title;
import scriptorium.wikitext.title.TitleParser;

/** The pages that a request names: asked of query-service, in the caller's name. */
@ApplicationScoped
public class PageSets {

    private static final List<String> ALONGSIDE = List.of("normalized", "converted", "redirects");

    private final ServiceClient services;
    private final TitleParser titles;

    PageSets(ServiceClient services, TitleParser titles) {
        this.services = services;
        this.titles = titles;
    }

    /** A title of the set; {@code missing} when no page is there, and then without id. */
    public record Member(long id, Title title, String text, boolean missing) {}

    /**
     * @param bad what is no page of this wiki (and pages and revisions that do not exist), as the answer shows it
     * @param members pages and titles without one
     * @param alongside what had to be done to titles
     * @param frame {@code batchcomplete} and {@code continue}
     */
    public record Found(List<Result.Tree> bad, List<Member> members, Result.Tree alongside, Result.Tree frame) {}

    public Uni<Found> find(ModuleRun run) {
        return find(run, Namespace.MAIN);
    }

    /** @param namespace of titles that name none */
    public Uni<Found> find(ModuleRun run, int namespace) {
        Map<String, String> params = new HashMap<>();
        run.call().params().forEach((name, value) -> {
            if (PageSetParams.names().contains(name) || name.startsWith("g") && run.call().params().containsKey("generator")) {
                params.put(name, value);
            }
        });
        params.put("action", "query");
        if (namespace != Namespace.MAIN) {
            params.computeIfPresent("titles", (_, text) -> ParamReader.split(text).stream().map(title -> inNamespace(title, namespace))
                    .collect(Collectors.joining("\u001f", "\u001f", "")));
        }
        ModuleCall call = new ModuleCall(params, java.util.Set.of(), run.call().repaired(), true, run.call().language(), run.call().errorFormat(),
                run.call().requestId(), run.call().ip(), java.util.Set.of(), Map.of(), Map.of());
        return services.call(ServiceClient.Service.QUERY, "query", call, run.bearer()).map(answer -> read(run, answer));
    }

    private String inNamespace(String text, int namespace) {
        return titles.parse(text, namespace).title().filter(Title::isLocal).map(titles::fullText).orElse(text);
    }

    private Found read(ModuleRun run, ModuleAnswer answer) {
        run.answer().used.addAll(answer.used);
        answer.warnings.stream().filter(warning -> !warning.module().equals("main")).forEach(warning -> run.warn(warning.module(), warning.msg()));
        if (!answer.errors.isEmpty()) {
            run.answer().errorModule = answer.errorModule;
            throw new ApiException(answer.errors);
        }
        Result.Tree query = answer.result.get("query") instanceof Result.Tree tree ? tree : Result.tree();
        List<Result.Tree> invalid = new ArrayList<>();
        List<Result.Tree> special = new ArrayList<>();
        List<Result.Tree> lost = new ArrayList<>();
        List<Member> missing = new ArrayList<>();
        List<Member> present = new ArrayList<>();
        for (Object value : query.get("pages") instanceof Result.Keyed pages ? pages.values().values() : List.of()) {
            Result.Tree page = (Result.Tree) value;
            if (flag(page, "invalid")) {
                invalid.add(Result.tree().set("title", page.get("title")).set("invalidreason", page.get("invalidreason")).put("invalid", true));
            } else if (page.get("title") == null) {
                lost.add(Result.tree().set("pageid", page.get("pageid")).put("missing", true));
            } else if (page.get("ns") instanceof Long ns && ns < 0) {
                special.add(Result.tree().put("ns", ns).set("title", page.get("title")).put("special", true).flag("missing", flag(page, "missing")));
            } else {
                (flag(page, "missing") ? missing : present).add(member(page));
            }
        }
        for (Object value : query.get("badrevids") instanceof Result.Keyed bad ? bad.values().values() : List.of()) {
            Object id = ((Result.Tree) value).get("revid");
            lost.add(Result.tree().set("revid", id).put("missing", true));
        }
        invalid.addAll(special);
        invalid.addAll(lost);
        return new Found(withInterwiki(query, invalid), joined(missing, present), alongside(query), frame(answer));
    }

    private Member member(Result.Tree page) {
        String text = (String) page.get("title");
        int namespace = (int) (long) (Long) page.get("ns");
        Title title = titles.parse(text, 0).title().map(Title::withoutFragment).orElseGet(() -> Title.of(namespace, text));
        return new Member(page.get("pageid") instanceof Long id && !flag(page, "missing") ? id : 0, title, text, flag(page, "missing"));
    }

    private static boolean flag(Result.Tree page, String name) {
        return Boolean.TRUE.equals(page.get(name)) || page.get(name) instanceof Result.Bool(boolean value) && value;
    }

    private static List<Result.Tree> withInterwiki(Result.Tree query, List<Result.Tree> bad) {
        if (query.get("interwiki") instanceof Result.Items items) {
            items.values().forEach(value -> bad.add(Result.tree().set("title", ((Result.Tree) value).get("title")).set("iw", ((Result.Tree) value).get("iw"))));
        }
        return bad;
    }

    private static List<Member> joined(List<Member> missing, List<Member> present) {
        List<Member> all = new ArrayList<>(missing);
        all.addAll(present);
        return all;
    }

    private static Result.Tree alongside(Result.Tree query) {
        Result.Tree tree = Result.tree();
        ALONGSIDE.stream().filter(name -> query.get(name) != null).forEach(name -> tree.set(name, query.get(name)));
        return tree;
    }

    private static Result.Tree frame(ModuleAnswer answer) {
        Result.Tree tree = Result.tree();
        tree.put("batchcomplete", true);
        if (answer.result.get("continue") != null) {
            tree.set("continue", answer.result.get("continue"));
        }
        return tree;
    }
}

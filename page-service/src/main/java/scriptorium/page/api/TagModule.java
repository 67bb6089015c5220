package scriptorium.page.api;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import scriptorium.contract.event.LogEntry;
import scriptorium.contract.message.ApiException;
import scriptorium.contract.message.Arg;
import scriptorium.contract.message.Msg;
import scriptorium.contract.module.ModuleSpec;
import scriptorium.contract.param.Param;
import scriptorium.contract.param.Params;
import scriptorium.contract.result.Result;
import scriptorium.host.module.ApiModule;
import scriptorium.host.module.ModuleRun;
import scriptorium.host.pages.Problems;
import scriptorium.host.work.InTurn;
import scriptorium.page.edit.PageAccess;
import scriptorium.page.model.Revision;
import scriptorium.page.store.PageStore;
import scriptorium.page.tag.SoftwareTags;
import scriptorium.page.tag.TagAccess;
import scriptorium.page.tag.TagChanges;

/** {@code action=tag}: puts change tags on revisions and log entries, or takes them off. */
@ApplicationScoped
class TagModule implements ApiModule {

    private final Params params = Params.declare();
    private final Param<Optional<Set<Long>>> recentChanges = params.integer("rcid").many();
    private final Param<Optional<Set<Long>>> revisions = params.integer("revid").many();
    private final Param<Optional<Set<Long>>> logs = params.integer("logid").many();
    private final Param<Optional<Set<String>>> add = params.param("add", new scriptorium.contract.param.ParamType.Tags()).many();
    private final Param<Optional<Set<String>>> remove = params.text("remove").many();
    private final Param<String> reason = params.text("reason").orElse("");
    private final Param<Optional<Set<String>>> tags = Runs.tags(params);
    private final ModuleSpec spec;

    private final TagChanges tagChanges;
    private final TagAccess tagAccess;
    private final PageStore store;

    TagModule(TagChanges tagChanges, TagAccess tagAccess, PageStore store) {
        this.tagChanges = tagChanges;
        this.tagAccess = tagAccess;
        this.store = store;
        params.token("csrf");
        spec = ModuleSpec.action("tag", params)
                .writes("csrf")
                .atLeastOneOf(revisions, recentChanges, logs)
                .example("action=tag&revid=123&add=vandalism&token=123ABC", "apihelp-tag-example-rev")
                .example("action=tag&logid=123&remove=spam&reason=Not%20spam&token=123ABC", "apihelp-tag-example-log")
                .build();
    }

    @Override
    public ModuleSpec spec() {
        return spec;
    }

    @Override
    public void permit(ModuleRun run) {
        if (!run.caller().may("changetags")) {
            throw ApiException.of("permissiondenied", "apierror-permissiondenied", Arg.raw("changetags"));
        }
    }

    @Override
    public Uni<Result.Tree> run(ModuleRun run) {
        Set<String> wanted = Runs.given(run, add).stream().filter(tag -> !tag.isEmpty()).collect(java.util.stream.Collectors.toCollection(java.util.LinkedHashSet::new));
        return tagAccess.accompanying(run.caller(), Runs.given(run, tags)).chain(given -> {
            PageAccess.sitewideBlock(run.caller()).ifPresent(block -> {
                throw new ApiException(block);
            });
            TagChanges.Command command = new TagChanges.Command(wanted, Runs.given(run, remove), run.get(reason), given, Runs.by(run));
            return all(run, command);
        });
    }

    private Uni<Result.Tree> all(ModuleRun run, TagChanges.Command command) {
        Result.Items items = Result.items("result");
        Uni<Void> done = each(run.get(revisions), id -> store.revision(id)
                .chain(revision -> item(run, command, "revid", id, revision, Optional.empty(), "apierror-nosuchrevid")), items);
        done = done.chain(() -> each(run.get(recentChanges), id -> store.revisionOfRecentChange(id).chain(revision -> store.logOfRecentChange(id)
                .chain(log -> item(run, command, "rcid", id, revision, log, "apierror-nosuchrcid"))), items));
        done = done.chain(() -> each(run.get(logs), id -> store.log(id)
                .chain(log -> item(run, command, "logid", id, Optional.empty(), log, "apierror-nosuchlogid")), items));
        return done.map(_ -> Result.tree().put("tag", items));
    }

    private static Uni<Void> each(Optional<Set<Long>> ids, Function<Long, Uni<Result.Tree>> step, Result.Items items) {
        return InTurn.each(ids.orElse(Set.of()), step::apply).invoke(all -> all.forEach(items::add)).replaceWithVoid();
    }

    private Uni<Result.Tree> item(
            ModuleRun run, TagChanges.Command command, String name, long id, Optional<Revision> revision, Optional<LogEntry> log, String unknown) {
        Result.Tree item = Result.tree().put(name, id);
        if (revision.isEmpty() && log.isEmpty()) {
            Msg problem = Msg.ofKey(unknown, Arg.rawNum(id));
            item.put("status", "error").put("code", problem.code());
            return Uni.createFrom().item(Problems.old(run) ? item.put("info", new Result.Text(problem, "plaintext")) : item.put("error", new Result.Text(problem)));
        }
        // Any block keeps from changing tags, also one of a few pages.
        if (run.caller().block().isPresent()) {
            return Uni.createFrom().item(item.put("status", "failure")
                    .put("errors", Problems.of(run, "error", List.of(Msg.of("tags-update-no-permission", "tags-update-no-permission")))));
        }
        List<String> software = command.remove().stream().filter(SoftwareTags.ALL::contains).toList();
        if (!software.isEmpty()) {
            Msg problem = Msg.of("tags-update-remove-not-allowed-one", "tags-update-remove-not-allowed-one", Arg.raw(String.join(", ", software)),
                    Arg.rawNum(software.size()));
            return Uni.createFrom().item(item.put("status", "failure").put("errors", Problems.of(run, "error", List.of(problem))));
        }
        return (revision.isPresent() ? tagChanges.revision(command, revision.get()) : tagChanges.logEntry(command, log.get())).map(tagged -> {
            tagged.positions().forEach(run::wrote);
            item.put("status", "success");
            return tagged.logId() == 0
                    ? item.put("noop", true)
                    : item.put("actionlogid", tagged.logId()).put("added", Result.Items.of("t", tagged.added())).put("removed", Result.Items.of("t", tagged.removed()));
        });
    }
}

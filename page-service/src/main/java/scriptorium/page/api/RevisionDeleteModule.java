package scriptorium.page.api;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import scriptorium.contract.event.LogEntry;
import scriptorium.contract.message.ApiException;
import scriptorium.contract.message.Arg;
import scriptorium.contract.message.Msg;
import scriptorium.contract.module.ModuleSpec;
import scriptorium.contract.param.Param;
import scriptorium.contract.param.Params;
import scriptorium.contract.param.Timestamps;
import scriptorium.contract.result.Result;
import scriptorium.host.module.ApiModule;
import scriptorium.host.module.ModuleRun;
import scriptorium.host.pages.Problems;
import scriptorium.host.work.InTurn;
import scriptorium.page.edit.PageAccess;
import scriptorium.page.model.Revision;
import scriptorium.page.store.PageStore;
import scriptorium.page.tag.TagAccess;
import scriptorium.page.visibility.HideParts;
import scriptorium.wikitext.title.Namespace;
import scriptorium.wikitext.title.Title;
import scriptorium.wikitext.title.TitleParser;

/** {@code action=revisiondelete}: hides parts of revisions and log entries, or shows them again. */
@ApplicationScoped
class RevisionDeleteModule implements ApiModule {

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.ENGLISH).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    private final Params params = Params.declare();
    private final Param<String> type = params.choice("type", "revision", "archive", "oldimage", "filearchive", "logging").required();
    private final Param<Optional<String>> target = params.text("target").optional();
    private final Param<Set<String>> ids = params.text("ids").manyRequired();
    private final Param<Optional<Set<String>>> hide = params.choice("hide", "content", "comment", "user").many();
    private final Param<Optional<Set<String>>> show = params.choice("show", "content", "comment", "user").many();
    private final Param<String> suppress = params.choice("suppress", "yes", "no", "nochange").orElse("nochange");
    private final Param<Optional<String>> reason = params.text("reason").optional();
    private final Param<Optional<Set<String>>> tags = Runs.tags(params);
    private final ModuleSpec spec;

    private final HideParts hideParts;
    private final PageStore store;
    private final TagAccess tagAccess;
    private final TitleParser titles;

    RevisionDeleteModule(HideParts hideParts, PageStore store, TagAccess tagAccess, TitleParser titles) {
        this.hideParts = hideParts;
        this.store = store;
        this.tagAccess = tagAccess;
        this.titles = titles;
        params.token("csrf");
        spec = ModuleSpec.action("revisiondelete", params)
                .writes("csrf")
                .example("action=revisiondelete&target=Main%20Page&type=revision&ids=12345&hide=content&token=123ABC", "apihelp-revisiondelete-example-revision")
                .example("action=revisiondelete&type=logging&ids=67890&hide=content|comment|user&reason=Private&token=123ABC", "apihelp-revisiondelete-example-log")
                .build();
    }

    @Override
    public ModuleSpec spec() {
        return spec;
    }

    @Override
    public Uni<Result.Tree> run(ModuleRun run) {
        String right = run.get(type).equals("logging") ? "deletelogentry" : "deleterevision";
        if (!run.caller().may(right) || !run.get(suppress).equals("nochange") && !run.caller().may("suppressrevision")) {
            throw ApiException.of("permissiondenied", "apierror-permissiondenied", Arg.raw(right));
        }
        if (run.get(ids).isEmpty()) {
            throw ApiException.of("paramempty_ids", "apierror-paramempty", Arg.raw("ids"));
        }
        int hidden = bits(Runs.given(run, hide));
        int shown = bits(Runs.given(run, show));
        if ((hidden & shown) != 0) {
            throw ApiException.of("badparams", "apierror-revdel-mutuallyexclusive");
        }
        if (hidden == 0 && shown == 0) {
            throw ApiException.of("badparams", "apierror-revdel-paramneeded");
        }
        PageAccess.sitewideBlock(run.caller()).ifPresent(block -> {
            throw new ApiException(block);
        });
        Optional<Boolean> restricted = run.get(suppress).equals("nochange") ? Optional.empty() : Optional.of(run.get(suppress).equals("yes"));
        return tagAccess.accompanying(run.caller(), Runs.given(run, tags)).chain(given -> {
            HideParts.Command command = new HideParts.Command(hidden, shown, restricted, run.get(reason).orElse(""), given, Runs.by(run));
            return switch (run.get(type)) {
                case "logging" -> logs(run, command);
                case "revision" -> revisions(run, command);
                case "archive" -> archive(run, command);
                default -> Uni.createFrom().item(answer(needed(run), missing(run, run.get(ids))));
            };
        });
    }

    private static int bits(Set<String> names) {
        return (names.contains("content") ? HideParts.CONTENT : 0) | (names.contains("comment") ? HideParts.COMMENT : 0)
                | (names.contains("user") ? HideParts.USER : 0);
    }

    private String needed(ModuleRun run) {
        return titles.fullText(targetTitle(run).orElseThrow(() -> ApiException.of("needtarget", "apierror-revdel-needtarget")));
    }

    private Optional<Title> targetTitle(ModuleRun run) {
        return run.get(target).flatMap(text -> titles.parse(text, Namespace.MAIN).title());
    }

    private static Result.Tree answer(String target, Result.Items items) {
        return Result.tree().put("revisiondelete", Result.tree().put("status", "Success").put("target", target).put("items", items));
    }

    private static List<Long> numbers(Set<String> texts) {
        return texts.stream().filter(text -> text.matches("\\d{1,18}")).map(Long::valueOf).toList();
    }

    private static Result.Items missing(ModuleRun run, Set<String> all) {
        Result.Items items = Result.items("i");
        all.forEach(id -> items.add(missing(run, id)));
        return items;
    }

    private static Result.Tree missing(ModuleRun run, String id) {
        boolean number = id.matches("\\d{1,18}");
        Result.Tree item = problems(run, Result.tree().put("status", "Fail"), List.of(Msg.of("revdelete-modify-missing", "revdelete-modify-missing",
                number ? Arg.rawNum(Long.parseLong(id)) : Arg.raw(id))), List.of());
        return number ? item.put("id", Long.parseLong(id)) : item.put("id", id);
    }

    private static Result.Tree problems(ModuleRun run, Result.Tree item, List<Msg> errors, List<Msg> warnings) {
        boolean both = Problems.old(run) && !(errors.isEmpty() && warnings.isEmpty());
        if (!errors.isEmpty() || both) {
            item.put("errors", Problems.of(run, "error", errors));
        }
        if (!warnings.isEmpty() || both) {
            item.put("warnings", Problems.of(run, "warning", warnings));
        }
        return item;
    }

    private Uni<Result.Tree> revisions(ModuleRun run, HideParts.Command command) {
        List<Long> numbers = numbers(run.get(ids));
        Uni<Optional<Revision>> first = numbers.isEmpty() ? Uni.createFrom().item(Optional.empty()) : store.revision(numbers.getFirst());
        return first.chain(revision -> revision.isEmpty() ? Uni.createFrom().item(Optional.<scriptorium.page.model.Page>empty()) : store.page(revision.get().pageId()))
                .chain(page -> page.isEmpty()
                        ? Uni.createFrom().item(answer(needed(run), missing(run, run.get(ids))))
                        : hideParts.revisions(command, page.get().title(), numbers, false)
                                .map(done -> answer(titles.fullText(page.get().title()), items(run, done, run.get(ids)))));
    }

    private Uni<Result.Tree> archive(ModuleRun run, HideParts.Command command) {
        Title title = targetTitle(run).orElseThrow(() -> ApiException.of("needtarget", "apierror-revdel-needtarget"));
        List<Uni<Optional<Revision>>> lookups = new ArrayList<>();
        for (String id : run.get(ids)) {
            lookups.add(Timestamps.parse(id).map(at -> store.archivedAt(title, at.atOffset(ZoneOffset.UTC)))
                    .orElseGet(() -> Uni.createFrom().item(Optional.empty())));
        }
        return Uni.combine().all().unis(lookups).with(found -> found.stream().map(o -> (Optional<?>) o).flatMap(Optional::stream).map(Revision.class::cast)
                .map(Revision::id).toList()).chain(numbers -> hideParts.revisions(command, title, numbers, true)).map(done -> {
                    done.positions().forEach(run::wrote);
                    Result.Items items = Result.items("i");
                    done.items().values().forEach(one -> items.add(item(run, one, Timestamps.mw(one.revision().madeAt()))));
                    Set<String> lost = new java.util.LinkedHashSet<>(run.get(ids));
                    lost.removeIf(id -> done.items().values().stream().anyMatch(one -> Timestamps.parse(id).filter(one.revision().madeAt()::equals).isPresent()));
                    lost.forEach(id -> items.add(missing(run, id)));
                    return answer(titles.fullText(title), items);
                });
    }

    private static Result.Items items(ModuleRun run, HideParts.Result done, Set<String> asked) {
        done.positions().forEach(run::wrote);
        Result.Items items = Result.items("i");
        done.items().values().stream().sorted(java.util.Comparator.comparing((HideParts.Done one) -> one.revision().id()).reversed())
                .forEach(one -> items.add(item(run, one, "")));
        asked.stream().filter(id -> !id.matches("\\d{1,18}") || !done.items().containsKey(Long.valueOf(id))).forEach(id -> items.add(missing(run, id)));
        return items;
    }

    private static Arg[] when(Instant time) {
        return new Arg[] {Arg.raw(DATE.format(time)), Arg.raw(TIME.format(time))};
    }

    private static Result.Tree item(ModuleRun run, HideParts.Done one, String archiveId) {
        Revision r = one.revision();
        String iso = Timestamps.iso(r.madeAt());
        Arg[] when = when(r.madeAt());
        Result.Tree item = problems(run, Result.tree().put("status", "Success"),
                one.current() ? List.of(Msg.of("revdelete-hide-current", "revdelete-hide-current", when)) : List.of(),
                !one.current() && !one.changed() ? List.of(Msg.of("revdelete-no-change", "revdelete-no-change", when)) : List.of());
        return (archiveId.isEmpty() ? item.put("id", r.id()) : item.put("id", archiveId))
                .put("timestamp", iso)
                .put("userhidden", r.hides(HideParts.USER))
                .put("commenthidden", r.hides(HideParts.COMMENT))
                .put("texthidden", r.hides(HideParts.CONTENT))
                .put("userid", r.userId())
                .put("user", r.userName())
                .put("comment", r.comment());
    }

    private Uni<Result.Tree> logs(ModuleRun run, HideParts.Command command) {
        Result.Items items = Result.items("i");
        List<String> lost = new ArrayList<>();
        StringBuilder of = new StringBuilder();
        return InTurn.each(run.get(ids), id -> (id.matches("\\d{1,18}") ? store.log(Long.parseLong(id)) : Uni.createFrom().item(Optional.<LogEntry>empty()))
                .chain(found -> {
                    if (found.isEmpty()) {
                        lost.add(id);
                        return Uni.createFrom().voidItem();
                    }
                    if (of.isEmpty()) {
                        of.append("Special:Log/").append(found.get().type());
                    }
                    return hideParts.logEntry(command, found.get()).invoke(one -> items.add(logItem(run, one))).replaceWithVoid();
                })).map(_ -> {
            lost.forEach(id -> items.add(missing(run, id)));
            return answer(of.isEmpty() ? "Special:Log" : of.toString(), items);
        });
    }

    private static Result.Tree logItem(ModuleRun run, HideParts.LogDone one) {
        one.positions().forEach(run::wrote);
        LogEntry e = one.entry();
        Arg[] when = when(Instant.parse(e.timestamp()));
        return problems(run, Result.tree().put("status", "Success"), List.of(),
                        one.changed() ? List.of() : List.of(Msg.of("revdelete-no-change", "revdelete-no-change", when)))
                .put("id", e.id())
                .put("type", e.type())
                .put("action", e.action())
                .put("userhidden", (e.visibility() & HideParts.USER) != 0)
                .put("commenthidden", (e.visibility() & HideParts.COMMENT) != 0)
                .put("actionhidden", (e.visibility() & HideParts.CONTENT) != 0)
                .set("params", JsonResult.of(e.params()))
                .put("userid", String.valueOf(e.userId()))
                .put("user", e.userName())
                .put("comment", e.comment());
    }
}

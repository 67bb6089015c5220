package scriptorium.page.api;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import scriptorium.contract.message.ApiException;
import scriptorium.contract.message.Arg;
import scriptorium.contract.module.ModuleSpec;
import scriptorium.contract.param.Param;
import scriptorium.contract.param.Params;
import scriptorium.contract.param.Timestamps;
import scriptorium.contract.result.Result;
import scriptorium.host.module.ApiModule;
import scriptorium.host.module.ModuleRun;
import scriptorium.host.pages.PageSetParams;
import scriptorium.host.pages.PageSets;
import scriptorium.page.model.Revision;
import scriptorium.page.store.PageStore;
import scriptorium.page.watch.WatchPages;
import scriptorium.wikitext.title.Title;

/** {@code action=setnotificationtimestamp}. */
@ApplicationScoped
class SetNotificationTimestampModule implements ApiModule {

    private final Params params = Params.declare();
    private final Param<Boolean> entire = params.flag("entirewatchlist");
    private final Param<Optional<Instant>> timestamp = params.timestamp("timestamp").optional();
    private final Param<Optional<Long>> toRevision = params.integer("torevid").optional();
    private final Param<Optional<Long>> newerThan = params.integer("newerthanrevid").optional();
    private final PageSetParams pageSet = PageSetParams.declare(params);
    private final ModuleSpec spec;

    private final WatchPages watchPages;
    private final PageSets pageSets;
    private final PageStore store;

    SetNotificationTimestampModule(WatchPages watchPages, PageSets pageSets, PageStore store) {
        this.watchPages = watchPages;
        this.pageSets = pageSets;
        this.store = store;
        params.token("csrf");
        spec = ModuleSpec.action("setnotificationtimestamp", params)
                .writes("csrf")
                .atMostOneOf(timestamp, toRevision, newerThan)
                .example("action=setnotificationtimestamp&entirewatchlist=&token=123ABC", "apihelp-setnotificationtimestamp-example-all")
                .example("action=setnotificationtimestamp&titles=Main_page&token=123ABC", "apihelp-setnotificationtimestamp-example-page")
                .example("action=setnotificationtimestamp&titles=Main_page&timestamp=2012-01-01T00:00:00Z&token=123ABC",
                        "apihelp-setnotificationtimestamp-example-pagetimestamp")
                .build();
    }

    @Override
    public ModuleSpec spec() {
        return spec;
    }

    @Override
    public void permit(ModuleRun run) {
        if (run.caller().anonymous()) {
            throw ApiException.of("notloggedin", "watchlistanontext");
        }
        if (!run.caller().may("editmywatchlist")) {
            throw ApiException.of("permissiondenied", "apierror-permissiondenied", Arg.raw("editmywatchlist"));
        }
    }

    @Override
    public Uni<Result.Tree> run(ModuleRun run) {
        if (run.get(entire)) {
            pageSet.given(run).ifPresent(source -> {
                throw ApiException.of("multisource", "apierror-invalidparammix-cannotusewith", Arg.raw("entirewatchlist"), Arg.raw(source));
            });
            String since = run.get(timestamp).map(Timestamps::iso).orElse("");
            return watchPages.notifiedAll(since, Runs.by(run)).map(positions -> {
                positions.forEach(run::wrote);
                return Result.tree().put("batchcomplete", true).put("setnotificationtimestamp", Result.tree().put("notificationtimestamp", since));
            });
        }
        return pageSets.find(run).chain(found -> since(run, found).chain(since -> {
            Map<Title, String> wanted = new LinkedHashMap<>();
            found.members().forEach(member -> wanted.put(member.title(), since));
            return watchPages.notified(wanted, Runs.by(run)).map(done -> answer(run, found, done, since));
        }));
    }

    private Uni<String> since(ModuleRun run, PageSets.Found found) {
        if (run.get(timestamp).isPresent()) {
            return Uni.createFrom().item(Timestamps.iso(run.get(timestamp).get()));
        }
        Optional<Long> revision = run.get(toRevision).or(() -> run.get(newerThan));
        if (revision.isEmpty()) {
            return Uni.createFrom().item("");
        }
        if (found.members().size() > 1) {
            throw ApiException.of("multpages", "apierror-multpages", Arg.raw(run.get(toRevision).isPresent() ? "torevid" : "newerthanrevid"));
        }
        boolean next = run.get(newerThan).isPresent();
        return store.revision(revision.get()).chain(at -> at.isEmpty()
                ? Uni.createFrom().item("")
                : next ? store.next(at.get()).map(after -> after.map(Revision::madeAt).map(Timestamps::iso).orElse(""))
                        : Uni.createFrom().item(Timestamps.iso(at.get().madeAt())));
    }

    private static Result.Tree answer(ModuleRun run, PageSets.Found found, WatchPages.Notified done, String since) {
        done.positions().forEach(run::wrote);
        Result.Items items = Result.items("page");
        found.bad().stream().filter(bad -> bad.get("special") == null).forEach(bad -> items.add(bad.get("pageid") == null ? bad : bad.put("notwatched", true)));
        List<PageSets.Member> members = found.members().stream().sorted(java.util.Comparator.comparing(PageSets.Member::text)).toList();
        for (PageSets.Member member : members) {
            Result.Tree item = Result.tree().put("ns", member.title().namespace()).put("title", member.text()).flag("missing", member.missing());
            items.add(done.watched().getOrDefault(member.title(), false) ? item.put("notificationtimestamp", since) : item.put("notwatched", true));
        }
        return Result.tree().putAll(found.frame()).put("setnotificationtimestamp", items).putAll(found.alongside());
    }
}

package scriptorium.page.api;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import scriptorium.contract.message.ApiException;
import scriptorium.contract.message.Arg;
import scriptorium.contract.module.ModuleSpec;
import scriptorium.contract.param.Expiries;
import scriptorium.contract.param.Expiry;
import scriptorium.contract.param.Param;
import scriptorium.contract.param.ParamReader;
import scriptorium.contract.param.Params;
import scriptorium.contract.param.Timestamps;
import scriptorium.contract.result.Result;
import scriptorium.host.module.ApiModule;
import scriptorium.host.module.ModuleRun;
import scriptorium.page.edit.PageAccess;
import scriptorium.page.model.Page;
import scriptorium.page.model.Protection;
import scriptorium.page.protect.ProtectPage;
import scriptorium.page.store.PageStore;
import scriptorium.page.tag.TagAccess;
import scriptorium.wikitext.title.Namespace;
import scriptorium.wikitext.title.Title;
import scriptorium.wikitext.title.TitleParser;

/** {@code action=protect}. */
@ApplicationScoped
class ProtectModule implements ApiModule {

    private static final Set<String> ACTIONS = Set.of("create", "edit", "move", "upload");
    private static final Set<String> LEVELS = Set.of("", "all", "autoconfirmed", "sysop");

    private final Params params = Params.declare();
    private final Param<Optional<String>> title = params.text("title").optional();
    private final Param<Optional<Long>> pageId = params.integer("pageid").optional();
    private final Param<Set<String>> protections = params.text("protections").manyRequired();
    private final Param<Set<String>> expiry = params.text("expiry").allowDuplicates().manyOr("infinite");
    private final Param<String> reason = params.text("reason").orElse("");
    private final Param<Optional<Set<String>>> tags = Runs.tags(params);
    private final Param<Boolean> cascade = params.flag("cascade");
    private final Param<Boolean> watch = params.deprecatedFlag("watch");
    private final WatchlistParams watchlist = WatchlistParams.declare(params);
    private final ModuleSpec spec;

    private final ProtectPage protectPage;
    private final PageTarget target;
    private final PageStore store;
    private final TagAccess tagAccess;
    private final TitleParser titles;

    ProtectModule(ProtectPage protectPage, PageTarget target, PageStore store, TagAccess tagAccess, TitleParser titles) {
        this.store = store;
        this.tagAccess = tagAccess;
        this.protectPage = protectPage;
        this.target = target;
        this.titles = titles;
        params.token("csrf");
        spec = ModuleSpec.action("protect", params)
                .writes("csrf")
                .exactlyOneOf(title, pageId)
                .example("action=protect&title=Garden&token=123ABC&protections=edit=sysop|move=sysop&cascade=&expiry=20300901163000|never", "apihelp-protect-example-protect")
                .example("action=protect&title=Garden&token=123ABC&protections=edit=all&reason=Calm%20again", "apihelp-protect-example-unprotect")
                .build();
    }

    @Override
    public ModuleSpec spec() {
        return spec;
    }

    @Override
    public Uni<Result.Tree> run(ModuleRun run) {
        return target.find(run.get(title), run.get(pageId)).chain(page -> store.page(page).chain(there -> store.protections(page).chain(protections -> {
            PageAccess.check(run.caller(), "protect", page, there.isPresent(), there.map(Page::id).orElse(0L), protections);
            return tagAccess.accompanying(run.caller(), Runs.given(run, tags)).chain(given -> protect(run, page, wanted(run, there.isPresent(), page.namespace() == Namespace.FILE), given));
        })));
    }

    private Uni<Result.Tree> protect(ModuleRun run, Title page, List<Protection> wanted, Set<String> given) {
        boolean cascading = run.get(cascade) && wanted.stream().anyMatch(Protection::cascading);
        return protectPage.execute(new ProtectPage.Command(page, wanted, run.get(reason), cascading, given, watchlist.wish(run, run.get(watch), false), Runs.by(run)))
                .map(positions -> {
                    positions.forEach(run::wrote);
                    Result.Items items = Result.items("protection");
                    wanted.forEach(p -> items.add(Result.tree()
                            .put(p.type(), p.level().equals("all") ? "" : p.level())
                            .put("expiry", p.expiresAt().map(Timestamps::iso).orElse("infinite"))));
                    return Result.tree().put("protect", Result.tree()
                            .put("title", titles.fullText(page))
                            .put("reason", run.get(reason))
                            .flag("cascade", cascading)
                            .put("protections", items));
                });
    }

    private List<Protection> wanted(ModuleRun run, boolean exists, boolean isFile) {
        List<String> expiries = ParamReader.split(run.raw().values().getOrDefault("expiry", "infinite"));
        List<String> wishes = List.copyOf(run.get(protections));
        if (expiries.size() != 1 && expiries.size() != wishes.size()) {
            throw ApiException.of("toofewexpiries", "apierror-toofewexpiries", Arg.rawNum(expiries.size()), Arg.rawNum(wishes.size()));
        }
        List<Protection> wanted = new ArrayList<>();
        for (int i = 0; i < wishes.size(); i++) {
            String[] parts = wishes.get(i).split("=", 2);
            String level = parts.length == 2 && !parts[1].isEmpty() ? parts[1] : "all";
            if (exists && parts[0].equals("create")) {
                throw ApiException.of("create-titleexists", "apierror-create-titleexists");
            }
            if (!exists && !parts[0].equals("create")) {
                throw ApiException.of("missingtitle-createonly", "apierror-missingtitle-createonly");
            }
            if (!ACTIONS.contains(parts[0]) || parts[0].equals("upload") && !isFile) {
                throw ApiException.of("protect-invalidaction", "apierror-protect-invalidaction", Arg.raw(parts[0]));
            }
            if (!LEVELS.contains(level)) {
                throw ApiException.of("protect-invalidlevel", "apierror-protect-invalidlevel", Arg.raw(level));
            }
            boolean cascades = run.get(cascade) && parts[0].equals("edit") && level.equals("sysop");
            wanted.add(new Protection(parts[0], level, expiry(run, expiries.get(expiries.size() == 1 ? 0 : i)), cascades));
        }
        return wanted;
    }

    private static Optional<Instant> expiry(ModuleRun run, String text) {
        Expiry read = Expiries.parse(text, run.now()).orElseThrow(() -> ApiException.of("invalidexpiry", "apierror-invalidexpiry", Arg.raw(text)));
        if (read.at().isPresent() && read.at().get().isBefore(run.now())) {
            throw ApiException.of("pastexpiry", "apierror-pastexpiry", Arg.raw(text));
        }
        return read.at();
    }
}

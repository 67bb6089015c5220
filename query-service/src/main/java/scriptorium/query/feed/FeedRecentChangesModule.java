package scriptorium.query.feed;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import scriptorium.contract.call.ModuleAnswer;
import scriptorium.contract.message.ApiException;
import scriptorium.contract.message.Arg;
import scriptorium.contract.module.ModuleSpec;
import scriptorium.contract.param.Param;
import scriptorium.contract.param.Params;
import scriptorium.contract.result.Result;
import scriptorium.host.module.ApiModule;
import scriptorium.host.module.ModuleRun;
import scriptorium.query.index.SqlText;
import scriptorium.wikitext.title.Namespace;
import scriptorium.wikitext.title.Title;
import scriptorium.wikitext.title.TitleParser;

/** {@code action=feedrecentchanges}: the latest changes, of the wiki or of pages around one page, as a feed. The same for everybody, so it may be kept. */
@ApplicationScoped
class FeedRecentChangesModule implements ApiModule {

    private static final int KEPT_SECONDS = 15;

    private final Params params = Params.declare();
    private final Param<String> format = params.choice("feedformat", Feeds.FORMAT_RSS, Feeds.FORMAT_ATOM).orElse(Feeds.FORMAT_RSS);
    private final Param<Optional<Integer>> namespace = params.namespace("namespace").optional();
    private final Param<Boolean> invert = params.flag("invert");
    private final Param<Boolean> associated = params.flag("associated");
    private final Param<Long> days = params.integer("days", 1).orElse(7L);
    private final Param<Long> limit = params.integer("limit", 1, 50).orElse(50L);
    private final Param<Optional<Instant>> from = params.timestamp("from").optional();
    private final Param<Boolean> hideMinor = params.flag("hideminor");
    private final Param<Boolean> hideBots = params.flag("hidebots");
    private final Param<Boolean> hideAnonymous = params.flag("hideanons");
    private final Param<Boolean> hideNamed = params.flag("hideliu");
    private final Param<Boolean> hidePatrolled = params.flag("hidepatrolled");
    private final Param<Boolean> hideMyself = params.flag("hidemyself");
    private final Param<Boolean> hideCategorization = params.flag("hidecategorization");
    private final Param<Optional<String>> tagFilter = params.text("tagfilter").optional();
    private final Param<Boolean> invertTags = params.flag("inverttags");
    private final Param<Optional<String>> target = params.text("target").optional();
    private final Param<Boolean> showLinkedTo = params.flag("showlinkedto");
    private final ModuleSpec spec = ModuleSpec.action("feedrecentchanges", params)
            .example("action=feedrecentchanges", "apihelp-feedrecentchanges-example-simple")
            .example("action=feedrecentchanges&days=30", "apihelp-feedrecentchanges-example-days")
            .build();

    private final ChangeItems changes;
    private final Feeds feeds;
    private final TitleParser titles;

    FeedRecentChangesModule(ChangeItems changes, Feeds feeds, TitleParser titles) {
        this.changes = changes;
        this.feeds = feeds;
        this.titles = titles;
    }

    @Override
    public ModuleSpec spec() {
        return spec;
    }

    @Override
    public Uni<Result.Tree> run(ModuleRun run) {
        run.answer().cacheMode = ModuleAnswer.CacheMode.PUBLIC;
        run.answer().maxAge = Optional.of(KEPT_SECONDS);
        run.answer().sMaxAge = Optional.of(KEPT_SECONDS);
        Optional<Title> around = run.get(target).map(text -> titles.parse(text, Namespace.MAIN).title()
                .orElseThrow(() -> ApiException.of("invalidtitle", "apierror-invalidtitle", Arg.raw(text))));
        SqlText sql = new SqlText(ChangeItems.SELECT);
        Instant since = run.now().minus(Duration.ofDays(Math.min(run.get(days), 365)));
        sql.where("c.at >= ?", run.get(from).filter(at -> at.isAfter(since)).orElse(since).atOffset(ZoneOffset.UTC));
        run.get(namespace).ifPresent(id -> {
            Integer[] ids = run.get(associated) ? new Integer[] {id, id ^ 1} : new Integer[] {id};
            sql.where(run.get(invert) ? "c.namespace <> ALL(?)" : "c.namespace = ANY(?)", (Object) ids);
        });
        sql.whereIf(run.get(hideMinor), "NOT c.is_minor").whereIf(run.get(hideBots), "NOT c.is_bot").whereIf(run.get(hideAnonymous), "c.user_id <> 0")
                .whereIf(run.get(hideNamed), "c.user_id = 0").whereIf(run.get(hidePatrolled), "NOT c.is_patrolled")
                .whereIf(run.get(hideMyself), "c.user_name <> ?", run.caller().name()).whereIf(run.get(hideCategorization), "c.type <> 'categorize'");
        run.get(tagFilter).filter(text -> !text.isEmpty()).ifPresent(text -> sql.where((run.get(invertTags) ? "NOT " : "")
                + "string_to_array(c.tags, '|') && ?", (Object) text.split("\\|")));
        boolean linkedTo = run.get(showLinkedTo);
        around.ifPresent(title -> around(sql, title, linkedTo));
        String name = around.map(title -> "  - Changes related to \"" + feeds.name(title) + "\"").orElse("  - Recent changes");
        return changes.of(sql.add(" ORDER BY c.at DESC, c.id DESC LIMIT ?", run.get(limit)))
                .map(items -> feeds.answer(run, run.get(format), name, feeds.special(around.isPresent() ? "RecentChangesLinked" : "RecentChanges"),
                        around.isPresent() ? "Related changes" : "The latest changes of this wiki", items));
    }

    private static void around(SqlText sql, Title title, boolean linkedTo) {
        int ns = title.namespace();
        String text = title.text();
        if (linkedTo) {
            sql.where("""
                    c.page_id IN (SELECT page_id FROM page_link WHERE namespace = ? AND title = ? UNION ALL
                    SELECT page_id FROM template_link WHERE namespace = ? AND title = ? UNION ALL SELECT page_id FROM image_link WHERE ? = 6 AND title = ?)""",
                    ns, text, ns, text, ns, text);
        } else if (ns == Namespace.CATEGORY) {
            sql.where("c.page_id IN (SELECT page_id FROM category_link WHERE category = ?)", text);
        } else {
            sql.where("""
                    (c.namespace, c.title) IN (SELECT l.namespace, l.title FROM page_link l JOIN page t ON t.id = l.page_id WHERE t.namespace = ? AND t.title = ?
                    UNION ALL SELECT l.namespace, l.title FROM template_link l JOIN page t ON t.id = l.page_id WHERE t.namespace = ? AND t.title = ?
                    UNION ALL SELECT 6, l.title FROM image_link l JOIN page t ON t.id = l.page_id WHERE t.namespace = ? AND t.title = ?)""",
                    ns, text, ns, text, ns, text);
        }
    }
}

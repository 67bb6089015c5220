package scriptorium.query.feed;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import scriptorium.contract.message.ApiException;
import scriptorium.contract.module.ModuleSpec;
import scriptorium.contract.param.Param;
import scriptorium.contract.param.Params;
import scriptorium.contract.param.Timestamps;
import scriptorium.contract.result.Result;
import scriptorium.host.module.ApiModule;
import scriptorium.host.module.ModuleRun;
import scriptorium.query.frame.InnerList;
import scriptorium.wikitext.title.LinkUrls;
import scriptorium.wikitext.title.Namespace;
import scriptorium.wikitext.title.Title;
import scriptorium.wikitext.title.TitleParser;

/** {@code action=feedwatchlist}: what {@code list=watchlist} tells, as a feed. */
@ApplicationScoped
class FeedWatchlistModule implements ApiModule {

    private static final String LIMIT = "50";
    private static final Pattern SECTION = Pattern.compile("/\\* (.+?) \\*/");

    private static final Map<String, String> TEXTS = Map.of("notloggedin", "You have to log in to see your watchlist.", "bad_wltoken",
            "This is not the token of that watchlist.", "bad_wlowner", "There is no such user.");

    private final Params params = Params.declare();
    private final Param<String> format = params.choice("feedformat", Feeds.FORMAT_RSS, Feeds.FORMAT_ATOM).orElse(Feeds.FORMAT_RSS);
    private final Param<Long> hours = params.integer("hours", 1, 72).orElse(24L);
    private final Param<Boolean> linkToSections = params.flag("linktosections");
    private final Param<Boolean> allRevisions = params.flag("allrev");
    private final Param<Optional<String>> owner = params.user("wlowner", "name").optional();
    private final Param<Optional<String>> token = params.text("wltoken").sensitive().optional();
    private final Param<Optional<Set<String>>> show = params.choice("wlshow", "minor", "!minor", "bot", "!bot", "anon", "!anon", "patrolled", "!patrolled",
            "autopatrolled", "!autopatrolled", "unread", "!unread").many();
    private final Param<Set<String>> type = params.choice("wltype", "edit", "new", "log", "external", "categorize").manyOr("edit", "new", "log", "categorize");
    private final Param<Optional<String>> excludeUser = params.user("wlexcludeuser", "name", "ip", "temp", "interwiki", "id").optional();
    private final ModuleSpec spec = ModuleSpec.action("feedwatchlist", params)
            .example("action=feedwatchlist", "apihelp-feedwatchlist-example-default")
            .example("action=feedwatchlist&allrev=&hours=6", "apihelp-feedwatchlist-example-all")
            .build();

    private final InnerList lists;
    private final Feeds feeds;
    private final TitleParser titles;

    FeedWatchlistModule(InnerList lists, Feeds feeds, TitleParser titles) {
        this.lists = lists;
        this.feeds = feeds;
        this.titles = titles;
    }

    @Override
    public ModuleSpec spec() {
        return spec;
    }

    @Override
    public Uni<Result.Tree> run(ModuleRun run) {
        Map<String, String> query = new HashMap<>(Map.of("wlprop", "title|user|comment|timestamp|ids|loginfo", "wldir", "older", "wllimit", LIMIT,
                "wlend", Timestamps.iso(run.now().minus(Duration.ofHours(run.get(hours))))));
        run.get(owner).ifPresent(name -> query.put("wlowner", name));
        run.get(token).ifPresent(secret -> query.put("wltoken", secret));
        run.get(excludeUser).ifPresent(name -> query.put("wlexcludeuser", name));
        run.get(show).ifPresent(values -> query.put("wlshow", String.join("|", values)));
        query.put("wltype", String.join("|", run.get(type)));
        if (run.get(allRevisions)) {
            query.put("wlallrev", "");
        }
        boolean sections = run.get(linkToSections);
        // Readers of feeds show items, not answers of an API: so a refusal is an item.
        return Uni.createFrom().deferred(() -> lists.run(run, "watchlist", query))
                .map(found -> answer(run, " - Watchlist", items(found, sections)))
                .onFailure(ApiException.class).recoverWithItem(refusal -> answer(run, " - Error - Watchlist", List.of(refused((ApiException) refusal))));
    }

    private Result.Tree answer(ModuleRun run, String name, List<Feed.Item> items) {
        return feeds.answer(run, run.get(format), name, feeds.special("Watchlist"), "Watchlist", items);
    }

    private List<Feed.Item> items(Result.Items changes, boolean sections) {
        List<Feed.Item> items = new ArrayList<>();
        for (Object change : changes.values()) {
            item((Result.Tree) change, sections).ifPresent(items::add);
        }
        return items;
    }

    /** Nothing for what does not even have a title for the caller. */
    private Optional<Feed.Item> item(Result.Tree change, boolean sections) {
        Optional<Title> page = Optional.ofNullable(change.get("title")).flatMap(text -> titles.parse(String.valueOf(text), Namespace.MAIN).title());
        String comment = change.get("comment") == null ? "" : String.valueOf(change.get("comment"));
        String user = change.get("user") == null ? "" : String.valueOf(change.get("user"));
        Instant at = Instant.parse(String.valueOf(change.get("timestamp")));
        return page.map(title -> new Feed.Item(feeds.name(title), link(change, title, sections ? section(comment) : ""), comment + " (" + user + ")",
                Optional.of(at), user, ""));
    }

    private String link(Result.Tree change, Title title, String fragment) {
        if (change.get("revid") instanceof Long revision && revision > 0) {
            return feeds.page(title, "diff=" + revision) + fragment;
        }
        return change.get("logid") instanceof Long log ? feeds.page(Title.of(Feeds.SPECIAL, "Log"), "logid=" + log) : feeds.page(title) + fragment;
    }

    private static String section(String comment) {
        Matcher section = SECTION.matcher(comment);
        return section.find() ? "#" + LinkUrls.anchor(section.group(1)) : "";
    }

    private static Feed.Item refused(ApiException refusal) {
        String code = refusal.errors().getFirst().code();
        return new Feed.Item("Error (" + code + ")", "", Xml.escape(TEXTS.getOrDefault(code, code)), Optional.empty(), "", "");
    }
}

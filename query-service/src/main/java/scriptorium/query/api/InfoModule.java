package scriptorium.query.api;

import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import scriptorium.contract.call.ModuleAnswer.CacheMode;
import scriptorium.contract.identity.Caller;
import scriptorium.contract.message.Msg;
import scriptorium.contract.module.ModuleSpec;
import scriptorium.contract.param.Param;
import scriptorium.contract.param.ParamValues;
import scriptorium.contract.param.Params;
import scriptorium.contract.param.Timestamps;
import scriptorium.contract.result.Result;
import scriptorium.query.frame.Found;
import scriptorium.query.frame.PageSet;
import scriptorium.query.frame.QueryRun;
import scriptorium.query.frame.QuerySubmodule;
import scriptorium.query.frame.TitleFields;
import scriptorium.query.index.Index;
import scriptorium.query.index.PageIndex;
import scriptorium.query.index.PageRow;
import scriptorium.wikitext.api.WikiSite;
import scriptorium.wikitext.title.LinkUrls;
import scriptorium.wikitext.title.Namespace;
import scriptorium.wikitext.title.PageModels;
import scriptorium.wikitext.title.Title;
import scriptorium.wikitext.title.TitleParser;

/** {@code prop=info}: basic facts about pages. */
@ApplicationScoped
class InfoModule implements QuerySubmodule {

    /** What is the same for everybody. */
    private static final Set<String> PUBLIC_PROPS = Set.of("protection", "talkid", "subjectid", "associatedpage", "url", "preload", "displaytitle", "varianttitles");
    private static final String COUNTERPARTS = """
            SELECT p.namespace, p.title, p.id FROM page p JOIN unnest($1::integer[], $2::text[]) AS wanted (namespace, title)
            ON p.namespace = wanted.namespace AND p.title = wanted.title""";

    private static final String WATCHES = """
            SELECT w.namespace, w.title, bool_or(w.user_id = $3), count(*) FILTER (WHERE w.expires_at IS NULL OR w.expires_at > now()),
            max(w.notified_at) FILTER (WHERE w.user_id = $3), max(w.talk_notified_at) FILTER (WHERE w.user_id = $3),
            count(*) FILTER (WHERE w.notified_at IS NULL OR w.notified_at > now() - interval '180 days'),
            count(*) FILTER (WHERE w.talk_notified_at IS NULL OR w.talk_notified_at > now() - interval '180 days')
            FROM watched w JOIN unnest($1::integer[], $2::text[]) AS wanted (namespace, title) ON w.namespace = wanted.namespace AND w.title = wanted.title
            WHERE w.expires_at IS NULL OR w.expires_at > now() GROUP BY w.namespace, w.title""";
    private static final String TITLE_PROTECTIONS = """
            SELECT t.namespace, t.title, t.level, t.expires_at FROM title_protection t JOIN unnest($1::integer[], $2::text[]) AS wanted (namespace, title)
            ON t.namespace = wanted.namespace AND t.title = wanted.title WHERE t.expires_at IS NULL OR t.expires_at > now()""";
    private static final List<String> OF_WATCHERS = List.of("watched", "watchers", "visitingwatchers", "notificationtimestamp");

    /** What was looked up beside the pages themselves. */
    private record Known(Map<Title, Row> protections, Map<Title, Row> watches) {}

    private final Params params = Params.declare("in");
    private final Param<Optional<Set<String>>> prop = params.choice("prop", "protection", "talkid", "watched", "watchers", "visitingwatchers", "notificationtimestamp",
            "subjectid", "associatedpage", "url", "readable", "preload", "preloadcontent", "editintro", "displaytitle", "varianttitles", "linkclasses")
            .deprecatedValues("preload", "readable").many();
    private final Param<String> linkContext;
    private final Param<Optional<Set<String>>> testActions;
    private final Param<String> testDetail;
    private final Param<Boolean> testAutoCreate;
    private final Preload preload;
    private final Param<Optional<String>> goOn;
    private final ModuleSpec spec;

    private final Index index;
    private final TitleFields titles;
    private final WikiSite site;
    private final TitleParser parser;

    InfoModule(Index index, TitleFields titles, WikiSite site, TitleParser parser, Preload.Maker preloads) {
        this.parser = parser;
        this.index = index;
        this.titles = titles;
        this.site = site;
        linkContext = params.title("linkcontext", false).orElse(site.mainPage());
        testActions = params.text("testactions").many();
        testDetail = params.choice("testactionsdetail", "boolean", "full", "quick").orElse("boolean");
        testAutoCreate = params.flag("testactionsautocreate");
        preload = preloads.declare(params);
        goOn = params.text("continue").optional();
        spec = ModuleSpec.prop("info", params)
                .example("action=query&prop=info&titles=Main%20Page", "apihelp-query+info-example-simple")
                .example("action=query&prop=info&inprop=protection&titles=Main%20Page", "apihelp-query+info-example-protection")
                .build();
    }

    @Override
    public ModuleSpec spec() {
        return spec;
    }

    @Override
    public CacheMode cacheMode(ParamValues values, Caller caller) {
        return values.get(testActions).isEmpty() && PUBLIC_PROPS.containsAll(values.get(prop).orElse(Set.of())) ? CacheMode.PUBLIC : CacheMode.PRIVATE;
    }

    @Override
    public Uni<Found> run(QueryRun run) {
        Set<String> props = run.get(prop).orElse(Set.of());
        if (props.contains("readable") || props.contains("preload")) {
            run.call().warn("main", Msg.of("deprecation-help", "api-usage-mailinglist-ref"));
        }
        List<PageSet.Entry> entries = run.pages().titled();
        preload.check(run, props, run.pages().all().size());
        List<PageSet.Entry> shown = run.get(goOn).map(c -> from(entries, c)).orElse(entries);
        return known(run, props, shown).chain(known -> {
            Found found = new Found();
            shown.forEach(entry -> fill(run, props, entry, known, found.page(entry.id())));
            return counterparts(run, props, shown, found);
        }).chain(found -> props.contains("displaytitle") ? displayTitles(run, shown, found) : Uni.createFrom().item(found))
                .chain(found -> shown.size() == 1 ? preload.fill(run, props, shown.getFirst(), found) : Uni.createFrom().item(found));
    }

    /** The place is a namespace and a title; all that comes before it has been told. */
    private List<PageSet.Entry> from(List<PageSet.Entry> entries, String place) {
        String[] parts = Cursor.parts(place, 2);
        int namespace = (int) Cursor.number(parts[0]);
        String text = parts[1].replace('_', ' ');
        if (site.namespaces().stream().noneMatch(ns -> ns.id() == namespace) || parser.parse(text, namespace).title().filter(title -> !title.text().isEmpty()).isEmpty()) {
            throw Cursor.bad();
        }
        return entries.stream().filter(entry -> {
            Title title = entry.title().orElseThrow();
            return title.namespace() > namespace || title.namespace() == namespace && title.text().compareTo(text) >= 0;
        }).toList();
    }

    private Uni<Known> known(QueryRun run, Set<String> props, List<PageSet.Entry> entries) {
        List<Title> missing = entries.stream().filter(entry -> !entry.exists()).map(entry -> entry.title().orElseThrow()).toList();
        boolean protections = !missing.isEmpty() && (props.contains("protection") || run.get(testActions).isPresent());
        boolean watches = !entries.isEmpty() && OF_WATCHERS.stream().anyMatch(props::contains);
        if (!protections && !watches) {
            return Uni.createFrom().item(new Known(Map.of(), Map.of()));
        }
        Uni<List<Row>> first = protections ? index.rows(TITLE_PROTECTIONS, PageIndex.arrays(missing).getValue(0), PageIndex.arrays(missing).getValue(1))
                : Uni.createFrom().item(List.of());
        List<Title> subjects = entries.stream().map(entry -> subject(entry.title().orElseThrow())).distinct().toList();
        Uni<List<Row>> second = watches ? index.rows(WATCHES, PageIndex.arrays(subjects).getValue(0), PageIndex.arrays(subjects).getValue(1), run.caller().userId())
                : Uni.createFrom().item(List.of());
        return Uni.combine().all().unis(first, second).asTuple().map(both -> new Known(byTitle(both.getItem1()), byTitle(both.getItem2())));
    }

    private static Map<Title, Row> byTitle(List<Row> rows) {
        Map<Title, Row> map = new HashMap<>();
        rows.forEach(row -> map.put(Title.of(row.getInteger(0), row.getString(1)), row));
        return map;
    }

    private static Title subject(Title title) {
        return Title.of(title.namespace() - title.namespace() % 2, title.text());
    }

    private void fill(QueryRun run, Set<String> props, PageSet.Entry entry, Known known, Result.Tree page) {
        Title title = entry.title().orElseThrow().withoutFragment();
        String model = entry.row().map(PageRow::contentModel).orElseGet(() -> PageModels.of(title));
        PageLanguage language = PageLanguage.of(title, model, site);
        page.put("contentmodel", model)
                .put("pagelanguage", language.code())
                .put("pagelanguagehtmlcode", language.htmlCode())
                .put("pagelanguagedir", language.direction());
        entry.row().ifPresent(row -> page.put("touched", Timestamps.iso(row.touched()))
                .put("lastrevid", row.latestRevisionId())
                .put("length", row.length())
                .flag("redirect", row.redirect())
                .flag("new", row.isNew()));
        Optional<Row> creation = Optional.ofNullable(known.protections().get(title));
        if (props.contains("protection")) {
            page.put("protection", protection(entry.row(), creation));
            page.put("restrictiontypes", Result.Items.of("rt", entry.exists() ? title.namespace() == Namespace.FILE
                    ? List.of("edit", "move", "upload") : List.of("edit", "move") : List.of("create")));
        }
        watches(run, props, page, title, Optional.ofNullable(known.watches().get(subject(title))));
        if (props.contains("associatedpage")) {
            page.put("associatedpage", titles.full(counterpart(title)));
        }
        if (props.contains("url")) {
            String key = LinkUrls.encode(titles.full(title).replace(' ', '_'));
            page.put("fullurl", site.server() + site.articlePath().replace("$1", key))
                    .put("editurl", site.server() + site.scriptPath() + "/index.php?title=" + key + "&action=edit")
                    .put("canonicalurl", site.server() + site.articlePath().replace("$1", key));
        }
        if (props.contains("readable")) {
            page.put("readable", true);
        }
        if (props.contains("preload")) {
            page.put("preload", "");
        }
        if (props.contains("varianttitles") && entry.exists()) {
            page.put("varianttitles", Result.tree().put(site.language(), titles.full(title)));
        }
        if (props.contains("linkclasses") && entry.exists()) {
            Result.Items classes = Result.items("linkclass");
            entry.row().filter(PageRow::redirect).ifPresent(_ -> classes.add("mw-redirect"));
            page.put("linkclasses", classes);
        }
        run.get(testActions).ifPresent(actions -> test(run, entry, title, actions, creation.map(row -> row.getString(2)).orElse(""), page));
    }

    private static void watches(QueryRun run, Set<String> props, Result.Tree page, Title title, Optional<Row> watch) {
        boolean talk = title.namespace() % 2 == 1;
        if (props.contains("watched")) {
            page.put("watched", watch.map(row -> row.getBoolean(2)).orElse(false));
        }
        // Without a threshold in the configuration, only those who may see unwatched pages see numbers.
        if (run.caller().may("unwatchedpages")) {
            if (props.contains("watchers")) {
                page.put("watchers", watch.map(row -> row.getLong(3)).orElse(0L));
            }
            if (props.contains("visitingwatchers")) {
                page.put("visitingwatchers", watch.map(row -> row.getLong(talk ? 7 : 6)).orElse(0L));
            }
        }
        if (props.contains("notificationtimestamp")) {
            page.put("notificationtimestamp", watch.map(row -> row.getOffsetDateTime(talk ? 5 : 4)).map(at -> Timestamps.iso(at.toInstant())).orElse(""));
        }
    }

    private void test(QueryRun run, PageSet.Entry entry, Title title, Set<String> actions, String creationLevel, Result.Tree page) {
        Result.Tree may = Result.tree();
        for (String action : actions) {
            if (action.isEmpty()) {
                continue;
            }
            List<Msg> refusals = PageRights.refusals(run.caller(), action, title, entry.row().map(PageRow::id).orElse(0L), entry.row().map(PageRow::protections).orElse("[]"), creationLevel);
            if (run.get(testDetail).equals("boolean")) {
                may.put(action, refusals.isEmpty());
            } else {
                Result.Items items = Result.items("error");
                refusals.forEach(msg -> items.add(shown(run, msg)));
                may.put(action, items);
            }
        }
        if (!actions.isEmpty() && !actions.equals(Set.of(""))) {
            page.put("actions", may);
        }
        if (run.get(testAutoCreate)) {
            Result.Tree would = Result.tree();
            actions.forEach(action -> would.put(action, false));
            page.put("wouldautocreate", would);
        }
    }

    private static Result shown(QueryRun run, Msg msg) {
        if (!run.call().call().errorFormat().equals("bc")) {
            return new Result.Text(msg);
        }
        Result.Tree shown = Result.tree().put("code", msg.code());
        if (!msg.data().isEmpty()) {
            Result.Tree data = Result.tree();
            msg.data().forEach(data::set);
            shown.put("data", data);
        }
        return shown.markContent("text").set("text", new Result.Text(msg, "wikitext"));
    }

    private static Result.Items protection(Optional<PageRow> row, Optional<Row> creation) {
        Result.Items items = Result.items("pr");
        creation.ifPresent(p -> items.add(Result.tree().put("type", "create").put("level", p.getString(2)).put("expiry", Cursor.expiry(p.getOffsetDateTime(3)))));
        row.ifPresent(page -> new JsonArray(page.protections()).forEach(one -> {
            var p = (JsonObject) one;
            items.add(Result.tree().put("type", p.getString("type")).put("level", p.getString("level")).put("expiry", p.getString("expiry"))
                    .flag("cascade", p.getBoolean("cascading", false)));
        }));
        return items;
    }

    private Uni<Found> counterparts(QueryRun run, Set<String> props, List<PageSet.Entry> entries, Found found) {
        if (entries.isEmpty() || !props.contains("talkid") && !props.contains("subjectid")) {
            return Uni.createFrom().item(found);
        }
        var arrays = PageIndex.arrays(entries.stream().map(e -> counterpart(e.title().orElseThrow())).toList());
        return index.rows(COUNTERPARTS, arrays.getValue(0), arrays.getValue(1)).map(rows -> {
            Map<Title, Row> byTitle = byTitle(rows);
            for (PageSet.Entry entry : entries) {
                Title other = counterpart(entry.title().orElseThrow());
                String field = other.namespace() % 2 == 0 ? "subjectid" : "talkid";
                if (props.contains(field) && byTitle.containsKey(other)) {
                    found.page(entry.id()).put(field, byTitle.get(other).getLong(2));
                }
            }
            return found;
        });
    }

    private static Title counterpart(Title title) {
        return Title.of(title.namespace() % 2 == 0 ? title.namespace() + 1 : title.namespace() - 1, title.text());
    }

    private Uni<Found> displayTitles(QueryRun run, List<PageSet.Entry> entries, Found found) {
        return index.rows("SELECT page_id, value FROM page_property WHERE name = 'displaytitle' AND page_id = ANY($1)", (Object) run.pages().ids()).map(rows -> {
            Map<Long, String> told = new HashMap<>();
            rows.forEach(row -> told.put(row.getLong(0), row.getString(1)));
            for (PageSet.Entry entry : entries) {
                Result.Tree page = found.page(entry.id());
                String shown = Optional.ofNullable(told.get(entry.id())).orElseGet(() -> titles.full(entry.title().orElseThrow()));
                page.put("displaytitle", shown);
                if (page.get("varianttitles") instanceof Result.Tree variants) {
                    variants.put(site.language(), shown);
                }
            }
            return found;
        });
    }
}

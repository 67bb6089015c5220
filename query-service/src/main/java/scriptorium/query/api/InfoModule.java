package scriptorium.query.api;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import scriptorium.contract.module.ModuleSpec;
import scriptorium.contract.param.Param;
import scriptorium.contract.param.Params;
import scriptorium.contract.param.Timestamps;
import scriptorium.contract.result.Result;
import scriptorium.query.frame.Found;
import scriptorium.query.frame.PageSet;
import scriptorium.query.frame.QueryRun;
import scriptorium.query.frame.QuerySubmodule;
import scriptorium.query.frame.TitleFields;
import scriptorium.query.index.Index;
import scriptorium.query.index.PageRow;
import scriptorium.wikitext.api.WikiSite;
import scriptorium.wikitext.title.Namespace;
import scriptorium.wikitext.title.Title;

/** {@code prop=info}: basic facts about pages. */
@ApplicationScoped
class InfoModule implements QuerySubmodule {

    private static final String PROTECTED = """
            SELECT p.namespace, p.title, p.id FROM page p JOIN unnest($1::integer[], $2::text[]) AS wanted (namespace, title)
            ON p.namespace = wanted.namespace AND p.title = wanted.title""";

    private final Params params = Params.declare("in");
    private final Param<Optional<Set<String>>> prop = params.choice("prop", "protection", "talkid", "subjectid", "associatedpage", "url", "displaytitle",
            "varianttitles").many();
    private final Param<Optional<Set<String>>> testActions = params.text("testactions").many();
    private final Param<Optional<String>> goOn = params.text("continue").optional();
    private final ModuleSpec spec = ModuleSpec.prop("info", params)
            .example("action=query&prop=info&titles=Main%20Page", "apihelp-query+info-example-simple")
            .example("action=query&prop=info&inprop=protection&titles=Main%20Page", "apihelp-query+info-example-protection")
            .build();

    private final Index index;
    private final TitleFields titles;
    private final WikiSite site;

    InfoModule(Index index, TitleFields titles, WikiSite site) {
        this.index = index;
        this.titles = titles;
        this.site = site;
    }

    @Override
    public ModuleSpec spec() {
        return spec;
    }

    @Override
    public Uni<Found> run(QueryRun run) {
        Set<String> props = run.get(prop).orElse(Set.of());
        Found found = new Found();
        for (PageSet.Entry entry : run.pages().titled()) {
            fill(run, props, entry, found.page(entry.id()));
        }
        boolean counterparts = props.contains("talkid") || props.contains("subjectid");
        return (counterparts ? counterparts(run, props, found) : Uni.createFrom().item(found)).chain(f ->
                props.contains("displaytitle") ? displayTitles(run, f) : Uni.createFrom().item(f));
    }

    private void fill(QueryRun run, Set<String> props, PageSet.Entry entry, Result.Tree page) {
        Title title = entry.title().orElseThrow();
        page.put("contentmodel", entry.row().map(PageRow::contentModel).orElse("wikitext"))
                .put("pagelanguage", site.language())
                .put("pagelanguagehtmlcode", site.language())
                .put("pagelanguagedir", "ltr");
        entry.row().ifPresent(row -> page.put("touched", Timestamps.iso(row.touched()))
                .put("lastrevid", row.latestRevisionId())
                .put("length", row.length())
                .flag("redirect", row.redirect())
                .flag("new", row.isNew()));
        if (props.contains("protection")) {
            page.put("protection", protection(entry.row()));
            page.put("restrictiontypes", Result.Items.of("rt", entry.exists() ? title.namespace() == Namespace.FILE
                    ? java.util.List.of("edit", "move", "upload") : java.util.List.of("edit", "move") : java.util.List.of("create")));
        }
        if (props.contains("associatedpage") ) {
            Namespace namespace = site.namespaces().stream().filter(n -> n.id() == title.namespace()).findFirst().orElseThrow();
            page.put("associatedpage", titles.full(Title.of(namespace.isTalk() ? namespace.subjectId() : namespace.talkId(), title.text())));
        }
        if (props.contains("url")) {
            String key = encode(titles.full(title).replace(' ', '_'));
            page.put("fullurl", site.server() + site.articlePath().replace("$1", key))
                    .put("editurl", site.server() + site.scriptPath() + "/index.php?title=" + key + "&action=edit")
                    .put("canonicalurl", site.server() + site.articlePath().replace("$1", key));
        }
        run.get(testActions).ifPresent(actions -> {
            Result.Tree may = Result.tree();
            actions.forEach(action -> may.put(action, run.caller().may(action)));
            page.put("actions", may);
        });
    }

    static String encode(String key) {
        return URLEncoder.encode(key, StandardCharsets.UTF_8).replace("+", "%20").replace("%2F", "/").replace("%3A", ":").replace("%40", "@").replace("%2C", ",")
                .replace("%3B", ";").replace("%21", "!").replace("%28", "(").replace("%29", ")").replace("%7E", "~").replace("%24", "$");
    }

    private static Result.Items protection(Optional<PageRow> row) {
        Result.Items items = Result.items("pr");
        row.ifPresent(page -> new io.vertx.core.json.JsonArray(page.protections()).forEach(one -> {
            var p = (io.vertx.core.json.JsonObject) one;
            items.add(Result.tree().put("type", p.getString("type")).put("level", p.getString("level")).put("expiry", p.getString("expiry"))
                    .flag("cascade", p.getBoolean("cascading", false)));
        }));
        return items;
    }

    private Uni<Found> counterparts(QueryRun run, Set<String> props, Found found) {
        var entries = run.pages().titled();
        Integer[] namespaces = entries.stream().map(e -> counterpart(e.title().orElseThrow())).map(Title::namespace).toArray(Integer[]::new);
        String[] texts = entries.stream().map(e -> e.title().orElseThrow().text()).toArray(String[]::new);
        return index.rows(PROTECTED, namespaces, texts).map(rows -> {
            for (PageSet.Entry entry : entries) {
                Title other = counterpart(entry.title().orElseThrow());
                boolean isTalk = other.namespace() % 2 == 0;
                String field = isTalk ? "subjectid" : "talkid";
                rows.stream().filter(row -> row.getInteger(0) == other.namespace() && row.getString(1).equals(other.text())).findFirst()
                        .filter(_ -> props.contains(field))
                        .ifPresent(row -> found.page(entry.id()).put(field, row.getLong(2)));
            }
            return found;
        });
    }

    private static Title counterpart(Title title) {
        return Title.of(title.namespace() % 2 == 0 ? title.namespace() + 1 : title.namespace() - 1, title.text());
    }

    private Uni<Found> displayTitles(QueryRun run, Found found) {
        return index.rows("SELECT page_id, value FROM page_property WHERE name = 'displaytitle' AND page_id = ANY($1)", (Object) run.pages().ids()).map(rows -> {
            for (PageSet.Entry entry : run.pages().titled()) {
                String shown = rows.stream().filter(row -> row.getLong(0) == entry.id()).map(row -> row.getString(1)).findFirst()
                        .orElseGet(() -> titles.full(entry.title().orElseThrow()));
                found.page(entry.id()).put("displaytitle", shown);
            }
            return found;
        });
    }
}

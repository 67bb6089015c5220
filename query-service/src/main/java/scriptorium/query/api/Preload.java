package scriptorium.query.api;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import scriptorium.contract.message.ApiException;
import scriptorium.contract.param.Param;
import scriptorium.contract.param.Params;
import scriptorium.contract.result.Result;
import scriptorium.host.work.WorkPool;
import scriptorium.query.frame.Found;
import scriptorium.query.frame.PageSet;
import scriptorium.query.frame.QueryRun;
import scriptorium.query.index.Index;
import scriptorium.query.parse.Rendering;
import scriptorium.wikitext.api.ParseRequest;
import scriptorium.wikitext.title.Namespace;
import scriptorium.wikitext.title.Title;
import scriptorium.wikitext.title.TitleParser;

/** What an editor shows before the first letter is typed: the text that a new page begins with, and what introduces it. For one page only. */
final class Preload {

    private static final String TEXT = """
            SELECT r.text, r.content_model, r.content_format FROM page p JOIN revision r ON r.id = p.latest_revision_id
            WHERE p.namespace = $1 AND p.title = $2 AND (r.visibility & 1) = 0""";

    /** Makes it known what there is to declare. */
    @ApplicationScoped
    static class Maker {
        private final Index index;
        private final TitleParser parser;
        private final Rendering rendering;
        private final WorkPool work;

        Maker(Index index, TitleParser parser, Rendering rendering, WorkPool work) {
            this.index = index;
            this.parser = parser;
            this.rendering = rendering;
            this.work = work;
        }

        Preload declare(Params params) {
            return new Preload(params, this);
        }
    }

    private final Maker tools;
    private final Param<Optional<String>> custom;
    private final Param<Optional<Set<String>>> values;
    private final Param<Boolean> newSection;
    private final Param<String> introStyle;
    private final Param<Optional<Set<String>>> introSkip;
    private final Param<Optional<String>> introCustom;

    private Preload(Params params, Maker tools) {
        this.tools = tools;
        custom = params.text("preloadcustom").info("preloadcontentonly").optional();
        values = params.text("preloadparams").info("preloadcontentonly").many();
        newSection = params.flag("preloadnewsection", "preloadcontentonly");
        introStyle = params.choice("editintrostyle", "lessframes", "moreframes").info("editintroonly").orElse("moreframes");
        introSkip = params.text("editintroskip").info("editintroonly").many();
        introCustom = params.text("editintrocustom").info("editintroonly").optional();
    }

    void check(QueryRun run, Set<String> props, int pages) {
        if (pages > 1 && (props.contains("preloadcontent") || props.contains("editintro"))) {
            throw ApiException.of("invalidparammix", "apierror-info-singlepagerevision");
        }
    }

    Uni<Found> fill(QueryRun run, Set<String> props, PageSet.Entry entry, Found found) {
        Result.Tree page = found.page(entry.id());
        boolean content = props.contains("preloadcontent") && (!entry.exists() || run.get(newSection));
        Uni<Void> first = content ? content(run, entry, page) : Uni.createFrom().voidItem();
        return first.chain(() -> props.contains("editintro") ? intro(run, entry, page) : Uni.createFrom().voidItem()).replaceWith(found);
    }

    private Uni<Void> content(QueryRun run, PageSet.Entry entry, Result.Tree page) {
        return text(run.get(custom)).chain(rows -> {
            if (rows.isEmpty()) {
                return Uni.createFrom().item(preloaded("wikitext", "text/x-wiki", ""));
            }
            Row row = rows.getFirst();
            String text = filled(row.getString(0), run.get(values).orElse(Set.of()));
            ParseRequest request = ParseRequest.of(entry.title().orElseThrow(), text);
            return row.getString(1).equals("wikitext")
                    ? tools.work.run(() -> preloaded(row.getString(1), row.getString(2), tools.rendering.engine().preloadText(request, tools.rendering.source())))
                    : Uni.createFrom().item(preloaded(row.getString(1), row.getString(2), text));
        }).invoke(content -> page.put("preloadcontent", content).put("preloadisdefault", content.get("content").equals("")))
                .replaceWithVoid();
    }

    private static String filled(String text, Set<String> values) {
        String filled = text;
        int number = 0;
        for (String value : values) {
            filled = filled.replace("$" + ++number, value);
        }
        return filled;
    }

    private static Result.Tree preloaded(String model, String format, String text) {
        return Result.tree().put("contentmodel", model).put("contentformat", format).content("content", text);
    }

    private Uni<Void> intro(QueryRun run, PageSet.Entry entry, Result.Tree page) {
        Result.Tree intros = Result.tree();
        page.put("editintro", intros);
        if (run.get(introSkip).orElse(Set.of()).contains("editintro")) {
            return Uni.createFrom().voidItem();
        }
        return text(run.get(introCustom)).chain(rows -> {
            if (rows.isEmpty()) {
                return Uni.createFrom().voidItem();
            }
            ParseRequest request = new ParseRequest(entry.title().orElseThrow(), rows.getFirst().getString(0), 0, 0, Optional.empty(), Optional.empty(), "127.0.0.1", "en",
                    Instant.now(), false, false, "", false, false, false);
            boolean framed = run.get(introStyle).equals("moreframes");
            return tools.work.run(() -> tools.rendering.parse(request, rows.getFirst().getString(1)).html())
                    .invoke(html -> intros.put("editintro", framed ? "<div class=\"mw-editintro\">" + html + "</div>" : html)).replaceWithVoid();
        });
    }

    private Uni<List<Row>> text(Optional<String> name) {
        Optional<Title> title = name.flatMap(text -> tools.parser.parse(text, Namespace.MAIN).title()).filter(Title::isLocal);
        return title.isEmpty() ? Uni.createFrom().item(List.of()) : tools.index.rows(TEXT, title.get().namespace(), title.get().text());
    }
}

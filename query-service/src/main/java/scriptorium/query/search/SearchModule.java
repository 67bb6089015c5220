package scriptorium.query.search;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import scriptorium.contract.module.ModuleSpec;
import scriptorium.contract.param.Param;
import scriptorium.contract.param.Params;
import scriptorium.contract.param.Timestamps;
import scriptorium.contract.result.Result;
import scriptorium.query.frame.Found;
import scriptorium.query.frame.QueryRun;
import scriptorium.query.frame.QuerySubmodule;
import scriptorium.query.frame.TitleFields;
import scriptorium.query.index.Index;
import scriptorium.query.index.SqlText;
import scriptorium.wikitext.title.Namespace;
import scriptorium.wikitext.title.Title;
import scriptorium.wikitext.title.TitleParser;

/** {@code list=search}: full-text search, in titles and texts. */
@ApplicationScoped
class SearchModule implements QuerySubmodule {

    private static final Pattern KEYWORD = Pattern.compile("(-?)(intitle|incategory|insource|prefix):(\"([^\"]*)\"|\\S+)");
    private static final int SNIPPET = 160;

    private final Params params = Params.declare("sr");
    private final Param<String> search = params.text("search").required();
    private final Param<Set<Integer>> namespace = params.namespace("namespace").all("*").manyOr(0);
    private final Param<Integer> limit = params.limit();
    private final Param<Long> offset = params.integer("offset", 0).orElse(0L);
    private final Param<Optional<String>> what = params.choice("what", "title", "text", "nearmatch").optional();
    private final Param<Set<String>> info = params.choice("info", "totalhits", "suggestion", "rewrittenquery").manyOr("totalhits", "suggestion", "rewrittenquery");
    private final Param<Set<String>> prop = params.choice("prop", "size", "wordcount", "timestamp", "snippet", "titlesnippet", "redirecttitle", "redirectsnippet",
            "sectiontitle", "sectionsnippet", "isfilematch", "categorysnippet").manyOr("size", "wordcount", "timestamp", "snippet");
    private final Param<String> sort = params.choice("sort", "just_match", "none", "relevance", "title_natural_asc", "title_natural_desc", "last_edit_asc",
            "last_edit_desc", "create_timestamp_asc", "create_timestamp_desc").orElse("relevance");
    private final ModuleSpec spec = ModuleSpec.list("search", params)
            .generator()
            .example("action=query&list=search&srsearch=roses", "apihelp-query+search-example-simple")
            .build();

    private final Index index;
    private final TitleFields titles;
    private final TitleParser parser;

    SearchModule(Index index, TitleFields titles, TitleParser parser) {
        this.index = index;
        this.titles = titles;
        this.parser = parser;
    }

    @Override
    public ModuleSpec spec() {
        return spec;
    }

    @Override
    public Uni<Found> run(QueryRun run) {
        return run.get(what).equals(Optional.of("nearmatch")) ? nearMatch(run) : fullText(run);
    }

    private Uni<Found> nearMatch(QueryRun run) {
        Optional<Title> title = parser.parse(run.get(search), Namespace.MAIN).title().filter(Title::isLocal);
        if (title.isEmpty()) {
            return Uni.createFrom().item(found(run, List.of(), List.of(), 0));
        }
        String sql = "SELECT p.id, p.namespace, p.title, p.length, coalesce(d.words, 0), r.made_at, coalesce(d.body, '') FROM page p JOIN revision r ON r.id ="
                + " p.latest_revision_id LEFT JOIN search_document d ON d.page_id = p.id WHERE p.namespace = $1 AND p.title = $2";
        return index.rows(sql, title.get().namespace(), title.get().text()).map(rows -> found(run, rows, List.of(), rows.size()));
    }

    private Uni<Found> fullText(QueryRun run) {
        SqlText sql = new SqlText("SELECT p.id, p.namespace, p.title, p.length, d.words, r.made_at, left(d.body, 200000), count(*) OVER ()"
                + " FROM search_document d JOIN page p ON p.id = d.page_id JOIN revision r ON r.id = p.latest_revision_id");
        sql.where("d.namespace = ANY(?)", (Object) run.get(namespace).toArray(Integer[]::new));
        String rest = keywords(run.get(search), sql);
        List<String> words = words(rest);
        boolean inTitle = !run.get(what).equals(Optional.of("text"));
        boolean inText = !run.get(what).equals(Optional.of("title"));
        String rank = "0";
        List<Object> rankArguments = new ArrayList<>();
        if (!rest.isBlank()) {
            String vector = inTitle && inText ? "(setweight(d.title_words, 'A') || d.body_words)" : inTitle ? "d.title_words" : "d.body_words";
            if (inTitle && inText) {
                sql.where("(d.title_words @@ websearch_to_tsquery('simple', ?) OR d.body_words @@ websearch_to_tsquery('simple', ?) OR " + vector
                        + " @@ websearch_to_tsquery('simple', ?))", rest, rest, rest);
            } else {
                sql.where(vector + " @@ websearch_to_tsquery('simple', ?)", rest);
            }
            rank = "(CASE WHEN lower(d.title) = lower(?) THEN 100 ELSE 0 END + 4 * ts_rank(d.title_words, websearch_to_tsquery('simple', ?))"
                    + " + ts_rank(d.body_words, websearch_to_tsquery('simple', ?), 1))";
            rankArguments.addAll(List.of(rest, rest, rest));
        }
        switch (run.get(sort)) {
            case "title_natural_asc" -> sql.add(" ORDER BY p.title");
            case "title_natural_desc" -> sql.add(" ORDER BY p.title DESC");
            case "last_edit_asc" -> sql.add(" ORDER BY r.made_at, p.id");
            case "last_edit_desc" -> sql.add(" ORDER BY r.made_at DESC, p.id DESC");
            case "create_timestamp_asc" -> sql.add(" ORDER BY p.id");
            case "create_timestamp_desc" -> sql.add(" ORDER BY p.id DESC");
            default -> sql.add(" ORDER BY " + rank + " DESC, p.id", rankArguments.toArray());
        }
        sql.add(" OFFSET ? LIMIT ?", run.get(offset).intValue(), run.get(limit));
        return index.rows(sql).map(rows -> found(run, rows, words, rows.isEmpty() ? 0 : rows.getFirst().getLong(7)));
    }

    /** Takes the keywords out of a search, as conditions; gives what is left. */
    private String keywords(String text, SqlText sql) {
        Matcher keyword = KEYWORD.matcher(text);
        StringBuilder rest = new StringBuilder();
        while (keyword.find()) {
            String value = keyword.group(4) == null ? keyword.group(3) : keyword.group(4);
            String not = keyword.group(1).isEmpty() ? "" : "NOT ";
            switch (keyword.group(2)) {
                case "intitle" -> sql.where(not + "d.title_words @@ websearch_to_tsquery('simple', ?)", value);
                case "incategory" -> sql.where(not + "EXISTS (SELECT 1 FROM category_link c WHERE c.page_id = d.page_id AND c.category = ?)",
                        parser.parse(value, Namespace.CATEGORY).title().map(Title::text).orElse(value));
                case "insource" -> sql.where(not + "position(lower(?) IN lower(r.text)) > 0", value);
                default -> sql.where(not + "starts_with(p.title, ?)", parser.parse(value, Namespace.MAIN).title().map(Title::text).orElse(value));
            }
            keyword.appendReplacement(rest, " ");
        }
        return keyword.appendTail(rest).toString().strip();
    }

    private static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        for (String word : text.replace("\"", " ").split("[\\s\\p{Punct}]+")) {
            if (!word.isEmpty() && !text.contains("-" + word)) {
                words.add(word.toLowerCase(Locale.ROOT));
            }
        }
        return words;
    }

    private Found found(QueryRun run, List<Row> rows, List<String> words, long total) {
        Found found = new Found();
        Result.Items items = Result.items("p");
        Set<String> props = run.get(prop);
        for (Row row : rows) {
            if (run.generator()) {
                found.title(Title.of(row.getInteger(1), row.getString(2)));
                continue;
            }
            Result.Tree hit = titles.put(Result.tree(), row.getInteger(1), row.getString(2)).put("pageid", row.getLong(0));
            if (props.contains("size")) {
                hit.put("size", row.getInteger(3));
            }
            if (props.contains("wordcount")) {
                hit.put("wordcount", row.getInteger(4));
            }
            if (props.contains("snippet")) {
                hit.put("snippet", Snippets.of(row.getString(6), words, SNIPPET));
            }
            if (props.contains("titlesnippet")) {
                hit.put("titlesnippet", Snippets.of(titles.full(Title.of(row.getInteger(1), row.getString(2))), words, 300));
            }
            if (props.contains("categorysnippet")) {
                hit.put("categorysnippet", "");
            }
            if (props.contains("isfilematch")) {
                hit.put("isfilematch", false);
            }
            if (props.contains("timestamp")) {
                hit.put("timestamp", Timestamps.iso(row.getOffsetDateTime(5).toInstant()));
            }
            items.add(hit);
        }
        long next = run.get(offset) + rows.size();
        if (next < total && !rows.isEmpty()) {
            found.next(run, offset, String.valueOf(next));
        }
        if (run.generator()) {
            return found;
        }
        if (run.get(info).contains("totalhits")) {
            found.value("searchinfo", Result.tree().put("totalhits", total));
        }
        return found.value("search", items);
    }
}

package scriptorium.query.search;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
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

    /** No more hits than these are ranked and counted. */
    private static final int MAX_HITS = 10_000;
    private static final String NEAR = """
            SELECT p.id, p.namespace, p.title, p.length, coalesce(d.words, 0), r.made_at, coalesce(d.body, '')
            FROM unnest($1::integer[], $2::text[]) WITH ORDINALITY AS wanted (namespace, title, place)
            JOIN page p ON p.namespace = wanted.namespace AND p.title = wanted.title
            JOIN revision r ON r.id = p.latest_revision_id LEFT JOIN search_document d ON d.page_id = p.id ORDER BY wanted.place LIMIT 1""";
    private static final int SNIPPET = 160;

    private final Params params = Params.declare("sr");
    private final Param<String> search = params.text("search").required();
    private final Param<Set<Integer>> namespace = params.namespace("namespace").all("*").manyOr(0);
    private final Param<Integer> limit = params.limit();
    private final Param<Long> offset = params.integer("offset", 0).orElse(0L);
    private final Param<Optional<String>> what = params.choice("what", "title", "text", "nearmatch").optional();
    private final Param<Set<String>> info = params.choice("info", "totalhits", "suggestion", "rewrittenquery").manyOr("totalhits", "suggestion", "rewrittenquery");
    private final Param<Set<String>> prop = params.choice("prop", "size", "wordcount", "timestamp", "snippet", "titlesnippet", "redirecttitle", "redirectsnippet",
            "sectiontitle", "sectionsnippet", "isfilematch", "categorysnippet", "extensiondata", "score", "hasrelated")
            .deprecatedValues("score", "hasrelated").manyOr("size", "wordcount", "timestamp", "snippet");
    private final Param<Boolean> interwiki = params.flag("interwiki");
    private final Param<Boolean> enableRewrites = params.flag("enablerewrites");
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

    /** The page that somebody means who types this: other spellings of its capitals are tried. */
    private Uni<Found> nearMatch(QueryRun run) {
        String typed = run.get(search).strip();
        Set<Title> candidates = new LinkedHashSet<>();
        for (String spelling : List.of(typed, typed.toLowerCase(Locale.ROOT), capitals(typed), typed.toUpperCase(Locale.ROOT))) {
            parser.parse(spelling, Namespace.MAIN).title().filter(Title::isLocal).map(Title::withoutFragment).ifPresent(candidates::add);
        }
        return index.rows(NEAR, candidates.stream().map(Title::namespace).toArray(Integer[]::new), candidates.stream().map(Title::text).toArray(String[]::new))
                .map(rows -> found(run, rows, List.of(), rows.size(), false));
    }

    private static String capitals(String text) {
        StringBuilder out = new StringBuilder(text.length());
        boolean first = true;
        for (char c : text.toLowerCase(Locale.ROOT).toCharArray()) {
            out.append(first ? Character.toUpperCase(c) : c);
            first = Character.isWhitespace(c);
        }
        return out.toString();
    }

    private Uni<Found> fullText(QueryRun run) {
        Keywords keywords = Keywords.read(run.get(search));
        if (keywords.isEmpty() || run.get(offset) >= MAX_HITS) {
            return Uni.createFrom().item(found(run, List.of(), List.of(), 0, true));
        }
        SqlText sql = new SqlText("WITH hits AS (SELECT p.id, ");
        String vector = run.get(what).equals(Optional.of("title")) ? "d.title_words" : "d.body_words";
        if (keywords.words().isEmpty()) {
            sql.add("0.0");
        } else {
            sql.add("(CASE WHEN lower(d.title) = lower(?) THEN 100 ELSE 0 END + ts_rank(" + vector + ", websearch_to_tsquery('simple', ?), 1))",
                    keywords.words(), keywords.words());
        }
        sql.add(" AS rank, p.title, r.made_at FROM search_document d JOIN page p ON p.id = d.page_id JOIN revision r ON r.id = p.latest_revision_id");
        sql.where("d.namespace = ANY(?)", (Object) run.get(namespace).toArray(Integer[]::new));
        sql.whereIf(!keywords.words().isEmpty(), vector + " @@ websearch_to_tsquery('simple', ?)", keywords.words());
        keywords.filters().forEach(filter -> condition(sql, filter));
        String order = order(run.get(sort));
        sql.add(" LIMIT ?), shown AS (SELECT hits.*, (SELECT count(*) FROM hits) AS total FROM hits ORDER BY " + order + " OFFSET ? LIMIT ?)", MAX_HITS,
                run.get(offset).intValue(), run.get(limit));
        sql.add(" SELECT p.id, p.namespace, p.title, p.length, d.words, r.made_at, d.body, hits.total FROM shown AS hits JOIN page p ON p.id = hits.id"
                + " JOIN search_document d ON d.page_id = p.id JOIN revision r ON r.id = p.latest_revision_id ORDER BY " + order);
        return index.rows(sql).map(rows -> found(run, rows, words(keywords.words()), rows.isEmpty() ? 0 : rows.getFirst().getLong(7), true));
    }

    private static String order(String sort) {
        return switch (sort) {
            case "title_natural_asc" -> "hits.title, hits.id";
            case "title_natural_desc" -> "hits.title DESC, hits.id DESC";
            case "last_edit_asc" -> "hits.made_at, hits.id";
            case "last_edit_desc" -> "hits.made_at DESC, hits.id DESC";
            case "create_timestamp_asc" -> "hits.id";
            case "create_timestamp_desc" -> "hits.id DESC";
            default -> "hits.rank DESC, hits.id";
        };
    }

    private void condition(SqlText sql, Keywords.Filter filter) {
        String not = filter.excluded() ? "NOT " : "";
        switch (filter.keyword()) {
            case "intitle" -> sql.where(not + "d.title_words @@ phraseto_tsquery('simple', ?)", filter.value());
            case "incategory" -> sql.where(not + "EXISTS (SELECT 1 FROM category_link c WHERE c.page_id = d.page_id AND c.category = ?)",
                    parser.parse(filter.value(), Namespace.CATEGORY).title().map(Title::text).orElse(filter.value()));
            case "insource" -> sql.where(not + "d.source_words @@ phraseto_tsquery('simple', ?)", filter.value());
            default -> sql.where(not + "starts_with(p.title, ?)", parser.parse(filter.value(), Namespace.MAIN).title().map(Title::text).orElse(filter.value()));
        }
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

    private Found found(QueryRun run, List<Row> rows, List<String> words, long total, boolean counted) {
        Found found = new Found();
        Result.Items items = Result.items("p");
        Set<String> props = run.get(prop);
        int place = 0;
        for (Row row : rows) {
            if (run.generator()) {
                found.title(Title.of(row.getInteger(1), row.getString(2)), run.get(offset) + ++place);
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
                String shown = Snippets.of(titles.full(Title.of(row.getInteger(1), row.getString(2))), words, 300);
                hit.put("titlesnippet", shown.contains("<span") ? shown : "");
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
            found.next(run, offset, next);
        }
        if (run.generator()) {
            return found;
        }
        if (counted && run.get(info).contains("totalhits")) {
            found.value("searchinfo", Result.tree().put("totalhits", total));
        }
        return found.value("search", items);
    }
}

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
import java.util.stream.Collectors;
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
import scriptorium.wikitext.api.WikiSite;
import scriptorium.wikitext.title.Namespace;
import scriptorium.wikitext.title.Title;
import scriptorium.wikitext.title.TitleParser;

/** {@code list=search}: full-text search, in titles and texts. */
@ApplicationScoped
class SearchModule implements QuerySubmodule {

    /** No more hits than these are ranked and counted. */
    private static final int MAX_HITS = 10_000;
    private static final String NEAR = """
            SELECT p.id, p.namespace, p.title, p.length, r.made_at, left(r.text, 200000)
            FROM unnest($1::integer[], $2::text[]) WITH ORDINALITY AS wanted (namespace, title, place)
            JOIN page p ON p.namespace = wanted.namespace AND p.title = wanted.title
            JOIN revision r ON r.id = p.latest_revision_id ORDER BY wanted.place LIMIT 1""";
    private static final String ALL = "all:";

    private final Params params = Params.declare("sr");
    private final Param<String> search = params.text("search").required();
    private final Param<Set<Integer>> namespace = params.namespace("namespace").all("*").manyOr(0);
    private final Param<Integer> limit = params.limit();
    private final Param<Long> offset = params.integer("offset", 0).orElse(0L);
    private final Param<Optional<String>> what = params.choice("what", "title", "text", "nearmatch").optional();
    private final Param<Set<String>> info = params.choice("info", "totalhits", "suggestion", "rewrittenquery").manyOr("totalhits", "suggestion", "rewrittenquery");
    private final Param<Set<String>> prop = params.choice("prop", "size", "wordcount", "timestamp", "snippet", "titlesnippet", "redirecttitle", "redirectsnippet",
            "sectiontitle", "sectionsnippet", "isfilematch", "categorysnippet", "extensiondata", "score", "hasrelated")
            .deprecatedValues("hasrelated", "score").manyOr("size", "wordcount", "timestamp", "snippet");
    private final Param<Boolean> interwiki = params.flag("interwiki");
    private final Param<Boolean> enableRewrites = params.flag("enablerewrites");
    private final Param<String> sort = params.choice("sort", "relevance").orElse("relevance");
    private final ModuleSpec spec = ModuleSpec.list("search", params)
            .generator()
            .example("action=query&list=search&srsearch=roses", "apihelp-query+search-example-simple")
            .build();

    private final Index index;
    private final TitleFields titles;
    private final TitleParser parser;
    private final WikiSite site;

    SearchModule(Index index, TitleFields titles, TitleParser parser, WikiSite site) {
        this.index = index;
        this.titles = titles;
        this.parser = parser;
        this.site = site;
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
        for (String spelling : List.of(typed, typed.toLowerCase(Locale.ROOT), capitals(typed), capitals(typed.toLowerCase(Locale.ROOT)),
                typed.toUpperCase(Locale.ROOT))) {
            parser.parse(spelling, Namespace.MAIN).title().filter(Title::isLocal).map(Title::withoutFragment).ifPresent(candidates::add);
        }
        return index.rows(NEAR, candidates.stream().map(Title::namespace).toArray(Integer[]::new), candidates.stream().map(Title::text).toArray(String[]::new))
                .map(rows -> found(run, rows, List.of(), rows.size(), false));
    }

    private static String capitals(String text) {
        StringBuilder out = new StringBuilder(text.length());
        boolean first = true;
        for (char c : text.toCharArray()) {
            out.append(first ? Character.toUpperCase(c) : c);
            first = Character.isWhitespace(c);
        }
        return out.toString();
    }

    /** Titles, or wikitext, or (when neither is named) titles and what readers see; keywords such as {@code insource:} look where they say. */
    private Uni<Found> fullText(QueryRun run) {
        Within within = within(run);
        Keywords keywords = Keywords.read(within.search());
        if (keywords.isEmpty() || run.get(offset) >= MAX_HITS) {
            return Uni.createFrom().item(found(run, List.of(), List.of(), 0, true));
        }
        SqlText sql = new SqlText("WITH hits AS (SELECT p.id, ");
        String vector = switch (run.get(what).orElse("")) {
            case "title" -> "d.title_words";
            case "text" -> "d.source_words";
            default -> "d.body_words";
        };
        if (keywords.words().isEmpty()) {
            sql.add("0.0");
        } else {
            sql.add("(CASE WHEN lower(d.title) = lower(?) THEN 100 ELSE 0 END + ts_rank(" + vector + ", websearch_to_tsquery('simple', ?)) / (1 + 0.0115 * length(" + vector
                    + ")))",
                    keywords.words(), keywords.words());
        }
        sql.add(" AS rank FROM search_document d JOIN page p ON p.id = d.page_id");
        sql.where("d.namespace = ANY(?)", (Object) within.namespaces().toArray(Integer[]::new));
        sql.whereIf(!keywords.words().isEmpty(), vector + " @@ websearch_to_tsquery('simple', ?)", keywords.words());
        keywords.filters().forEach(filter -> condition(sql, filter));
        sql.add(" LIMIT ?), shown AS (SELECT hits.* FROM hits ORDER BY hits.rank DESC, hits.id OFFSET ? LIMIT ?)", MAX_HITS,
                run.get(offset).intValue(), run.get(limit));
        sql.add(" SELECT p.id, p.namespace, p.title, p.length, r.made_at, left(r.text, 200000), counted.total FROM (SELECT count(*) AS total FROM hits) AS counted"
                + " LEFT JOIN shown ON true LEFT JOIN page p ON p.id = shown.id LEFT JOIN revision r ON r.id = p.latest_revision_id"
                + " ORDER BY shown.rank DESC, shown.id");
        return index.rows(sql).map(rows -> found(run, rows.stream().filter(row -> row.getLong(0) != null).toList(), words(keywords.words()),
                rows.getFirst().getLong(6), true));
    }

    private record Within(String search, Set<Integer> namespaces) {}

    /** A namespace in front of what is searched, or {@code all:}, counts more than the parameter. */
    private Within within(QueryRun run) {
        String typed = run.get(search).strip();
        if (typed.regionMatches(true, 0, ALL, 0, ALL.length())) {
            Set<Integer> everywhere = site.namespaces().stream().map(Namespace::id).filter(id -> id >= 0).collect(Collectors.toSet());
            return new Within(typed.substring(ALL.length()).strip(), everywhere);
        }
        int colon = typed.indexOf(':');
        Optional<Title> inFront = colon <= 0 ? Optional.empty() : parser.parse(typed.substring(0, colon + 1) + "x", Namespace.MAIN).title()
                .filter(t -> t.isLocal() && t.namespace() > 0);
        return inFront.map(t -> new Within(typed.substring(colon + 1).strip(), Set.of(t.namespace()))).orElseGet(() -> new Within(typed, run.get(namespace).isEmpty() ? Set.of(Namespace.MAIN) : run.get(namespace)));
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
                hit.put("wordcount", Snippets.words(row.getString(5)));
            }
            if (props.contains("snippet")) {
                hit.put("snippet", Snippets.of(row.getString(5), words));
            }
            if (props.contains("titlesnippet")) {
                hit.put("titlesnippet", "");
            }
            if (props.contains("categorysnippet")) {
                hit.put("categorysnippet", "");
            }
            if (props.contains("isfilematch")) {
                hit.put("isfilematch", false);
            }
            if (props.contains("timestamp")) {
                hit.put("timestamp", Timestamps.iso(row.getOffsetDateTime(4).toInstant()));
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

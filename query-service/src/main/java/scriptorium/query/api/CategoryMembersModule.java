package scriptorium.query.api;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import scriptorium.contract.message.ApiException;
import scriptorium.contract.message.Arg;
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

/** {@code list=categorymembers}. */
@ApplicationScoped
class CategoryMembersModule implements QuerySubmodule {

    private static final String SELECT = "SELECT p.id, p.namespace, p.title, l.sort_key, l.sort_prefix, l.kind::text, l.added_at";
    private static final String FROM = " FROM category_link l JOIN page p ON p.id = l.page_id";
    private static final Set<String> KINDS = Set.of("page", "subcat", "file");

    private final Params params = Params.declare("cm");
    private final Param<Optional<String>> title = params.text("title").optional();
    private final Param<Optional<Long>> pageId = params.integer("pageid").optional();
    private final Param<Set<String>> prop = params.choice("prop", "ids", "title", "sortkey", "sortkeyprefix", "type", "timestamp").manyOr("ids", "title");
    private final Param<Optional<Set<Integer>>> namespace = params.namespace("namespace").all("*").many();
    private final Param<Set<String>> type = params.choice("type", "page", "subcat", "file").manyOr("page", "subcat", "file");
    private final Param<Optional<String>> goOn = params.text("continue").optional();
    private final Param<Integer> limit = params.limit();
    private final Param<String> sort = params.choice("sort", "sortkey", "timestamp").orElse("sortkey");
    private final Param<String> dir = params.choice("dir", "asc", "desc", "ascending", "descending", "newer", "older").orElse("ascending");
    private final Param<Optional<Instant>> start = params.timestamp("start").optional();
    private final Param<Optional<Instant>> end = params.timestamp("end").optional();
    private final Param<Optional<String>> startHex = params.text("starthexsortkey").optional();
    private final Param<Optional<String>> endHex = params.text("endhexsortkey").optional();
    private final Param<Optional<String>> startPrefix = params.text("startsortkeyprefix").optional();
    private final Param<Optional<String>> endPrefix = params.text("endsortkeyprefix").optional();
    private final Param<Optional<String>> startKey = params.text("startsortkey").deprecated().optional();
    private final Param<Optional<String>> endKey = params.text("endsortkey").deprecated().optional();
    private final ModuleSpec spec = ModuleSpec.list("categorymembers", params)
            .generator()
            .exactlyOneOf(title, pageId)
            .example("action=query&list=categorymembers&cmtitle=Category:Plants", "apihelp-query+categorymembers-example-simple")
            .build();

    private final Index index;
    private final TitleFields titles;
    private final TitleParser parser;

    CategoryMembersModule(Index index, TitleFields titles, TitleParser parser) {
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
        return category(run).chain(category -> members(run, category));
    }

    private Uni<String> category(QueryRun run) {
        if (run.get(title).isPresent()) {
            Optional<Title> parsed = parser.parse(run.get(title).get(), Namespace.MAIN).title();
            Title found = parsed.orElseThrow(() -> ApiException.of("invalidtitle", "apierror-invalidtitle", Arg.raw(run.get(title).get())));
            if (found.namespace() != Namespace.CATEGORY) {
                throw ApiException.of("invalidcategory", "apierror-invalidcategory");
            }
            return Uni.createFrom().item(found.text());
        }
        long id = run.get(pageId).orElseThrow();
        return index.rows("SELECT namespace, title FROM page WHERE id = $1", id).map(rows -> {
            if (rows.isEmpty()) {
                throw ApiException.of("nosuchpageid", "apierror-nosuchpageid", Arg.rawNum(id));
            }
            if (rows.getFirst().getInteger(0) != Namespace.CATEGORY) {
                throw ApiException.of("invalidcategory", "apierror-invalidcategory");
            }
            return rows.getFirst().getString(1);
        });
    }

    private Uni<Found> members(QueryRun run, String category) {
        boolean down = run.get(dir).equals("desc") || run.get(dir).equals("descending") || run.get(dir).equals("older");
        boolean byTime = run.get(sort).equals("timestamp");
        if (run.get(type).isEmpty()) {
            return Uni.createFrom().item(found(run, List.of(), byTime));
        }
        SqlText sql = byTime ? byTime(run, category, down) : byKind(run, category, down);
        return index.rows(sql.add(" LIMIT ?", run.get(limit) + 1)).map(rows -> found(run, rows, byTime));
    }

    private SqlText byTime(QueryRun run, String category, boolean down) {
        String after = down ? "<=" : ">=";
        SqlText sql = new SqlText(SELECT + ", 0" + FROM);
        of(sql, run, category, List.copyOf(run.get(type)));
        run.get(start).ifPresent(at -> sql.where("l.added_at " + after + " ?", at.atOffset(ZoneOffset.UTC)));
        run.get(end).ifPresent(at -> sql.where("l.added_at " + (down ? ">=" : "<=") + " ?", at.atOffset(ZoneOffset.UTC)));
        run.get(goOn).filter(c -> !c.isEmpty()).ifPresent(c -> {
            String[] parts = Cursor.parts(c, 2);
            sql.where("(l.added_at, p.id) " + after + " (?, ?)", Cursor.time(parts[0]), Cursor.number(parts[1]));
        });
        String order = down ? " DESC" : "";
        return sql.add(" ORDER BY l.added_at" + order + ", p.id" + order);
    }

    /** One kind after the other as they were asked for, whatever the direction. */
    private SqlText byKind(QueryRun run, String category, boolean down) {
        Optional<String[]> place = run.get(goOn).filter(c -> !c.isEmpty()).map(c -> Cursor.parts(c, 3));
        if (place.filter(parts -> !KINDS.contains(parts[0])).isPresent()) {
            throw Cursor.bad();
        }
        List<String> kinds = run.get(type).stream().dropWhile(kind -> place.filter(parts -> run.get(type).contains(parts[0]) && !parts[0].equals(kind)).isPresent()).toList();
        String after = down ? "<=" : ">=";
        String order = down ? " DESC" : "";
        Optional<String> first = bound(run, startPrefix, startHex, startKey);
        Optional<String> last = bound(run, endPrefix, endHex, endKey);
        SqlText sql = new SqlText("SELECT * FROM (");
        for (int i = 0; i < kinds.size(); i++) {
            sql.select((i == 0 ? "(" : " UNION ALL (") + SELECT + ", " + i + " AS place" + FROM);
            of(sql, run, category, List.of(kinds.get(i)));
            first.ifPresent(key -> sql.where("l.sort_key " + after + " ?", key));
            last.ifPresent(key -> sql.where("l.sort_key " + (down ? ">=" : "<=") + " ?", key));
            if (i == 0) {
                place.ifPresent(parts -> sql.where("(l.sort_key, p.id) " + after + " (?, ?)", text(parts[1]), Cursor.number(parts[2])));
            }
            sql.add(" ORDER BY l.sort_key" + order + ", p.id" + order + " LIMIT ?)", run.get(limit) + 1);
        }
        return sql.add(") m ORDER BY place, sort_key" + order + ", id" + order);
    }

    private void of(SqlText sql, QueryRun run, String category, List<String> kinds) {
        sql.where("l.category = ?", category).where("l.kind = ANY(?::text[]::category_kind[])", (Object) kinds.toArray(String[]::new));
        run.get(namespace).filter(ids -> !ids.isEmpty()).ifPresent(ids -> sql.where("p.namespace = ANY(?)", (Object) ids.toArray(Integer[]::new)));
    }

    /** A sort key of any of its three spellings. */
    private static Optional<String> bound(QueryRun run, Param<Optional<String>> prefix, Param<Optional<String>> hexKey, Param<Optional<String>> key) {
        return run.get(prefix).map(text -> text.toUpperCase(Locale.ROOT)).or(() -> run.get(hexKey).map(hex -> {
            try {
                return new String(HexFormat.of().parseHex(hex), StandardCharsets.UTF_8);
            } catch (IllegalArgumentException notHex) {
                throw ApiException.of("badvalue_" + run.params().wireName(hexKey), "apierror-hexsortkey", Arg.raw(run.params().wireName(hexKey)));
            }
        })).or(() -> run.get(key));
    }

    private static String text(String hex) {
        try {
            return new String(HexFormat.of().parseHex(hex), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException bad) {
            throw Cursor.bad();
        }
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
    }

    private Found found(QueryRun run, List<Row> rows, boolean byTime) {
        Found found = new Found();
        Result.Items items = Result.items("cm");
        Set<String> props = run.get(prop);
        int count = 0;
        for (Row row : rows) {
            if (++count > run.get(limit)) {
                found.next(run, goOn, byTime ? Cursor.time(row.getOffsetDateTime(6)) + "|" + row.getLong(0)
                        : row.getString(5) + "|" + hex(row.getString(3)) + "|" + row.getLong(0));
                break;
            }
            if (run.generator()) {
                found.title(Title.of(row.getInteger(1), row.getString(2)));
                continue;
            }
            Result.Tree member = Result.tree();
            if (props.contains("ids")) {
                member.put("pageid", row.getLong(0));
            }
            if (props.contains("title")) {
                titles.put(member, row.getInteger(1), row.getString(2));
            }
            if (props.contains("sortkey")) {
                member.put("sortkey", hex(row.getString(3)));
            }
            if (props.contains("sortkeyprefix")) {
                member.put("sortkeyprefix", row.getString(4));
            }
            if (props.contains("type")) {
                member.put("type", row.getString(5));
            }
            if (props.contains("timestamp")) {
                member.put("timestamp", Timestamps.iso(row.getOffsetDateTime(6).toInstant()));
            }
            items.add(member);
        }
        return run.generator() ? found : found.value("categorymembers", items);
    }
}

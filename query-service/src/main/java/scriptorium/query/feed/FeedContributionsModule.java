package scriptorium.query.feed;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import scriptorium.contract.module.ModuleSpec;
import scriptorium.contract.param.Param;
import scriptorium.contract.param.Params;
import scriptorium.contract.result.Result;
import scriptorium.host.module.ApiModule;
import scriptorium.host.module.ModuleRun;
import scriptorium.query.index.AddressRange;
import scriptorium.query.index.Index;
import scriptorium.query.index.SqlText;
import scriptorium.wikitext.title.Title;

/** {@code action=feedcontributions}: the latest edits of one user, as a feed. */
@ApplicationScoped
class FeedContributionsModule implements ApiModule {

    private static final int LIMIT = 50;
    private static final int TEXT_HIDDEN = 1;
    private static final int COMMENT_HIDDEN = 2;
    private static final int USER_HIDDEN = 4;
    private static final String SELECT = """
            SELECT p.namespace, p.title, r.id, r.made_at, r.user_name, r.comment, r.visibility, CASE WHEN length(r.text) > %d THEN '' ELSE r.text END
            FROM revision r JOIN page p ON p.id = r.page_id""".formatted(ChangeHtml.CUTOFF);

    private final Params params = Params.declare();
    private final Param<String> format = params.choice("feedformat", Feeds.FORMAT_RSS, Feeds.FORMAT_ATOM).orElse(Feeds.FORMAT_RSS);
    private final Param<String> user = params.user("user", "name", "ip", "temp", "cidr", "interwiki", "id").required();
    private final Param<Optional<Integer>> namespace = params.namespace("namespace").optional();
    private final Param<Optional<Long>> year = params.integer("year").optional();
    private final Param<Optional<Long>> month = params.integer("month").optional();
    private final Param<Set<String>> tagFilter = params.choice("tagfilter", "mw-contentmodelchange", "mw-new-redirect", "mw-removed-redirect",
            "mw-changed-redirect-target", "mw-blank", "mw-replace", "mw-rollback", "mw-undo", "mw-manual-revert", "mw-reverted", "mw-server-side-upload").manyOr();
    private final Param<Boolean> deletedOnly = params.flag("deletedonly");
    private final Param<Boolean> topOnly = params.flag("toponly");
    private final Param<Boolean> newOnly = params.flag("newonly");
    private final Param<Boolean> hideMinor = params.flag("hideminor");
    private final Param<Boolean> showSizeDifference = params.flag("showsizediff");
    private final ModuleSpec spec = ModuleSpec.action("feedcontributions", params)
            .example("action=feedcontributions&user=Example", "apihelp-feedcontributions-example-simple")
            .build();

    private final Index index;
    private final Feeds feeds;

    FeedContributionsModule(Index index, Feeds feeds) {
        this.index = index;
        this.feeds = feeds;
    }

    @Override
    public ModuleSpec spec() {
        return spec;
    }

    @Override
    public Uni<Result.Tree> run(ModuleRun run) {
        String name = run.get(user);
        boolean sizes = run.get(showSizeDifference);
        SqlText sql = new SqlText(sizes ? SELECT.replace("FROM revision r", ", r.size - coalesce(q.size, 0) FROM revision r LEFT JOIN revision q ON q.id = r.parent_id")
                : SELECT);
        AddressRange range = name.contains("/") ? AddressRange.of(name) : AddressRange.NONE;
        if (range.isNone()) {
            sql.where("r.user_name = named_user(?)", name);
        } else {
            sql.where("r.user_address <> '' AND r.user_address >= ? AND r.user_address <= ?", range.start(), range.end());
        }
        sql.where("r.visibility & ? = 0", USER_HIDDEN);
        run.get(namespace).ifPresent(id -> sql.where("p.namespace = ?", id));
        before(run).ifPresent(at -> sql.where("r.made_at < ?", at));
        sql.whereIf(!run.get(tagFilter).isEmpty(), "string_to_array(r.tags, '|') && ?", (Object) run.get(tagFilter).toArray(String[]::new));
        sql.whereIf(run.get(deletedOnly), "r.visibility <> 0").whereIf(run.get(topOnly), "p.latest_revision_id = r.id")
                .whereIf(run.get(newOnly), "r.parent_id = 0").whereIf(run.get(hideMinor), "NOT r.is_minor");
        return index.rows(sql.add(" ORDER BY r.made_at DESC, r.id DESC LIMIT ?", LIMIT)).map(rows -> feeds.answer(run, run.get(format), " - User contributions",
                link(name), "User contributions", rows.stream().map(row -> item(row, sizes)).toList()));
    }

    /** The end of the month or year that is asked for; a month alone is that of this year, or of the last one when it is still to come. */
    private Optional<OffsetDateTime> before(ModuleRun run) {
        Optional<Long> inYear = run.get(year).filter(y -> y > 0 && y < 9999);
        Optional<Integer> inMonth = run.get(month).filter(m -> m >= 1 && m <= 12).map(Long::intValue);
        LocalDate now = LocalDate.ofInstant(run.now(), ZoneOffset.UTC);
        if (inYear.isEmpty() && inMonth.isEmpty()) {
            return Optional.empty();
        }
        int y = inYear.map(Long::intValue).orElseGet(() -> inMonth.get() > now.getMonthValue() ? now.getYear() - 1 : now.getYear());
        LocalDate end = inMonth.map(m -> LocalDate.of(y, m, 1).plusMonths(1)).orElseGet(() -> LocalDate.of(y + 1, 1, 1));
        return Optional.of(end.atStartOfDay().atOffset(ZoneOffset.UTC));
    }

    private String link(String name) {
        return name.matches("[^#<>\\[\\]|{}]+") ? feeds.special("Contributions/" + name) : feeds.page(Title.of(Feeds.SPECIAL, "Contributions"),
                "target=" + scriptorium.wikitext.title.LinkUrls.encode(name));
    }

    private Feed.Item item(Row row, boolean sizes) {
        Title title = Title.of(row.getInteger(0), row.getString(1));
        int hidden = row.getInteger(6);
        String comment = (hidden & COMMENT_HIDDEN) == 0 ? ChangeHtml.withoutLinks(row.getString(5)) : "";
        String text = (hidden & TEXT_HIDDEN) == 0 ? row.getString(7) : "";
        String size = sizes ? " (%+d)".formatted(row.getInteger(8)) : "";
        Instant at = row.getOffsetDateTime(3).toInstant();
        return new Feed.Item(feeds.name(title), feeds.page(title, "diff=" + row.getLong(2)),
                ChangeHtml.paragraph(Xml.escape(row.getString(4) + ": " + comment + size)) + "<hr />\n" + ChangeHtml.block(text), Optional.of(at), row.getString(4),
                feeds.talk(title));
    }
}

package scriptorium.query.api;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import scriptorium.contract.call.ModuleAnswer.CacheMode;
import scriptorium.contract.identity.Caller;
import scriptorium.contract.message.ApiException;
import scriptorium.contract.message.Arg;
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
import scriptorium.query.index.SqlText;
import scriptorium.query.parse.CommentFormatter;
import scriptorium.wikitext.title.Title;
import scriptorium.wikitext.title.TitleParser;

/** {@code list=deletedrevs}, the old form: deleted revisions of the titles asked for (mode 1), of a user (2), or of all titles of a namespace (3). */
@ApplicationScoped
class DeletedRevsModule implements QuerySubmodule {

    private enum Mode { TITLES, USER, ALL }

    private final Params params = Params.declare("dr");
    private final Param<Optional<Instant>> start = params.timestamp("start").optional();
    private final Param<Optional<Instant>> end = params.timestamp("end").optional();
    private final Param<String> dir = params.choice("dir", "newer", "older").orElse("older");
    private final Param<Optional<String>> from = params.text("from").optional();
    private final Param<Optional<String>> to = params.text("to").optional();
    private final Param<Optional<String>> prefix = params.text("prefix").optional();
    private final Param<Boolean> unique = params.flag("unique");
    private final Param<Integer> namespace = params.namespace("namespace").orElse(0);
    private final Param<Optional<String>> tag = params.text("tag").optional();
    private final Param<Optional<String>> user = params.user("user", "name", "ip", "temp", "interwiki", "id").optional();
    private final Param<Optional<String>> excludeUser = params.user("excludeuser", "name", "ip", "temp", "interwiki", "id").optional();
    private final Param<Set<String>> prop = params.choice("prop", "revid", "parentid", "user", "userid", "comment", "parsedcomment", "minor", "len", "sha1", "content",
            "token", "tags").deprecatedValues("token").manyOr("user", "comment");
    private final Param<Integer> limit = params.limit();
    private final Param<Optional<String>> goOn = params.text("continue").optional();
    private final ModuleSpec spec = ModuleSpec.list("deletedrevs", params)
            .deprecated()
            .example("action=query&list=deletedrevs&titles=Main%20Page|Talk:Main%20Page&drprop=user|comment|content", "apihelp-query+deletedrevs-example-mode1")
            .example("action=query&list=deletedrevs&druser=Bob&drlimit=50", "apihelp-query+deletedrevs-example-mode2")
            .example("action=query&list=deletedrevs&drdir=newer&drlimit=50", "apihelp-query+deletedrevs-example-mode3-main")
            .build();

    private final Index index;
    private final TitleFields titles;
    private final TitleParts parts;
    private final CommentFormatter formatter;

    DeletedRevsModule(Index index, TitleFields titles, TitleParser parser, CommentFormatter formatter) {
        this.index = index;
        this.titles = titles;
        this.parts = new TitleParts(parser);
        this.formatter = formatter;
    }

    @Override
    public ModuleSpec spec() {
        return spec;
    }

    @Override
    public CacheMode cacheMode(ParamValues values, Caller caller) {
        return CacheMode.PRIVATE;
    }

    @Override
    public Uni<Found> run(QueryRun run) {
        if (!run.caller().may("deletedhistory")) {
            throw ApiException.of("permissiondenied", "apierror-permissiondenied", Arg.raw("see deleted history"));
        }
        run.warn(Msg.of("deprecation", "apiwarn-deprecation-deletedrevs").with("feature", "action=query&list=deletedrevs"));
        run.call().warn("main", Msg.of("deprecation-help", "api-usage-mailinglist-ref"));
        Set<String> props = run.get(prop);
        if (props.contains("content") && !run.caller().may("deletedtext")) {
            throw ApiException.of("permissiondenied", "apierror-cantview-deleted-revision-content");
        }
        List<Title> asked = run.pages().titled().stream().map(PageSet.Entry::title).map(Optional::orElseThrow).map(Title::withoutFragment).toList();
        Mode mode = !asked.isEmpty() ? Mode.TITLES : run.get(user).isPresent() ? Mode.USER : Mode.ALL;
        check(run, mode);
        boolean newer = run.get(dir).equals("newer");
        String down = newer ? "" : " DESC";
        boolean once = run.get(unique) && mode == Mode.ALL;
        String order = mode == Mode.USER ? "r.made_at" + down + ", r.id" + down
                : "r.namespace" + down + ", dbkey(r.title)" + down + (once ? "" : ", r.made_at" + down + ", r.id" + down);
        SqlText sql = new SqlText("SELECT " + (once ? "DISTINCT ON (r.namespace, dbkey(r.title)) " : "") + RevisionFields.COLUMNS + ", r.namespace, r.title"
                + (props.contains("content") ? ", r.text" : "") + " FROM deleted_revision r");
        conditions(run, sql, mode, asked, newer);
        return index.rows(sql.add(" ORDER BY " + order + " LIMIT ?", run.get(limit) + 1)).chain(rows -> found(run, rows, mode, once));
    }

    private void check(QueryRun run, Mode mode) {
        for (Param<?> param : mode == Mode.ALL ? List.<Param<?>>of(start, end) : List.of(from, to, prefix)) {
            if (run.params().has(param)) {
                throw ApiException.of("badparams", mode == Mode.ALL ? "apierror-deletedrevs-param-not-3" : "apierror-deletedrevs-param-not-1-2", Arg.raw(param.name()));
            }
        }
        if (run.get(user).isPresent() && run.get(excludeUser).isPresent()) {
            throw ChangeFields.together("druser", "drexcludeuser");
        }
    }

    private void conditions(QueryRun run, SqlText sql, Mode mode, List<Title> asked, boolean newer) {
        String after = newer ? ">=" : "<=";
        String before = newer ? "<=" : ">=";
        switch (mode) {
            case TITLES -> {
                var arrays = PageIndex.arrays(asked);
                sql.where("(r.namespace, r.title) IN (SELECT * FROM unnest(?::integer[], ?::text[]))", arrays.getValue(0), arrays.getValue(1));
            }
            case USER -> {}
            case ALL -> {
                int of = run.get(namespace);
                sql.where("r.namespace = ?", of);
                run.get(from).map(t -> parts.of(t, of)).ifPresent(t -> sql.where("dbkey(r.title) >= dbkey(?)", t));
                run.get(to).map(t -> parts.of(t, of)).ifPresent(t -> sql.where("dbkey(r.title) <= dbkey(?)", t));
                run.get(prefix).map(t -> parts.of(t, of)).ifPresent(t -> sql.where("dbkey(r.title) >= dbkey(?) AND dbkey(r.title) < dbkey(?)", t, t + "\uFFFF"));
            }
        }
        run.get(start).ifPresent(at -> sql.where("r.made_at " + after + " ?", at.atOffset(ZoneOffset.UTC)));
        run.get(end).ifPresent(at -> sql.where("r.made_at " + before + " ?", at.atOffset(ZoneOffset.UTC)));
        if (run.get(user).isPresent() || run.get(excludeUser).isPresent()) {
            run.get(user).ifPresent(name -> sql.where("r.user_name = named_user(?)", name));
            run.get(excludeUser).ifPresent(name -> sql.where("r.user_name IS DISTINCT FROM named_user(?)", name));
            Visibility.users(run, sql);
        }
        run.get(tag).ifPresent(name -> sql.where("? = ANY(string_to_array(r.tags, '|'))", name));
        run.get(goOn).ifPresent(c -> DeletedAccess.goOn(sql, c, mode == Mode.USER, newer));
    }

    private Uni<Found> found(QueryRun run, List<Row> rows, Mode mode, boolean once) {
        Found found = new Found();
        RevisionsByPage pages = new RevisionsByPage(titles);
        Comments comments = new Comments();
        Batch.each(rows, run.get(limit), row -> {
            Title title = Title.of(row.getInteger("namespace"), row.getString("title"));
            pages.add(title, show(run, row, title, comments));
        }, row -> found.next(run, goOn, DeletedAccess.place(row, mode == Mode.USER)));
        return comments.fill(formatter, found.value("deletedrevs", pages.pages()));
    }

    private Result.Tree show(QueryRun run, Row row, Title title, Comments comments) {
        Set<String> props = run.get(prop);
        int hidden = row.getInteger("visibility");
        Result.Tree rev = Result.tree().put("timestamp", Timestamps.iso(row.getOffsetDateTime("made_at").toInstant()));
        if (props.contains("revid")) {
            rev.put("revid", row.getLong("id"));
        }
        if (props.contains("parentid")) {
            rev.put("parentid", row.getLong("parent_id"));
        }
        boolean sees = RevisionFields.sees(run, hidden, "deletedhistory");
        if (props.contains("user") || props.contains("userid")) {
            rev.flag("userhidden", (hidden & 4) != 0);
            if ((hidden & 4) == 0 || sees) {
                if (props.contains("user")) {
                    rev.put("user", row.getString("user_name"));
                }
                if (props.contains("userid")) {
                    rev.put("userid", row.getLong("user_id"));
                }
            }
        }
        if (props.contains("comment") || props.contains("parsedcomment")) {
            rev.flag("commenthidden", (hidden & 2) != 0);
            if ((hidden & 2) == 0 || sees) {
                if (props.contains("comment")) {
                    rev.put("comment", row.getString("comment"));
                }
                if (props.contains("parsedcomment")) {
                    comments.put(rev, "parsedcomment", row.getString("comment"), title);
                }
            }
        }
        if (props.contains("minor")) {
            rev.flag("minor", row.getBoolean("is_minor"));
        }
        if (props.contains("len")) {
            rev.put("len", String.valueOf(row.getInteger("size")));
        }
        boolean seesText = (hidden & 1) == 0 || RevisionFields.sees(run, hidden, "deletedtext");
        if (props.contains("sha1")) {
            rev.flag("sha1hidden", (hidden & 1) != 0);
            if (seesText) {
                rev.put("sha1", row.getString("sha1"));
            }
        }
        if (props.contains("content")) {
            rev.flag("texthidden", (hidden & 1) != 0);
            if (seesText) {
                rev.content("text", row.getString("text"));
            }
        }
        if (props.contains("tags")) {
            rev.put("tags", Result.Items.of("tag", RevisionFields.tags(row.getString("tags"))));
        }
        return rev;
    }
}

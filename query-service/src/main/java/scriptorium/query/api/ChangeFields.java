package scriptorium.query.api;

import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import scriptorium.contract.message.ApiException;
import scriptorium.contract.message.Arg;
import scriptorium.contract.result.Result;
import scriptorium.query.frame.QueryRun;
import scriptorium.query.index.SqlText;
import scriptorium.wikitext.title.Title;

/** A recent change as {@code list=recentchanges} and {@code list=watchlist} show it; who may see what of it. */
@ApplicationScoped
class ChangeFields {

    /** Of recent_change c, log_entry l, revision r and page p, read by name. */
    static final String COLUMNS = "c.type, c.namespace, c.title, c.page_id, c.user_id, c.user_name, c.comment, c.is_minor, c.is_bot, c.is_patrolled,"
            + " c.is_autopatrolled, c.old_revision_id, c.revision_id, c.old_length, c.new_length, c.log_id, c.tags, l.type AS log_type, l.action AS log_action,"
            + " l.params AS log_params, r.sha1, p.is_redirect, CASE WHEN c.type = 'log' THEN coalesce(l.visibility, 0) ELSE coalesce(r.visibility, 0) END AS hidden";
    static final int COUNT = 23;
    static final int ACTION = 1;
    static final int COMMENT = 2;
    static final int USER = 4;
    private static final int SUPPRESSED = 8;
    /** What cannot be shown together, besides what stands against its own contrary. */
    private static final List<Set<String>> AGAINST = List.of(Set.of("patrolled", "unpatrolled"), Set.of("!patrolled", "unpatrolled"), Set.of("!patrolled", "autopatrolled"),
            Set.of("unpatrolled", "autopatrolled"));

    static void byUser(SqlText sql, Optional<String> user, Optional<String> excluded) {
        user.ifPresent(name -> sql.where("c.user_name = named_user(?)", name));
        excluded.ifPresent(name -> sql.where("c.user_name IS DISTINCT FROM named_user(?)", name));
    }

    /**
     * The conditions of {@code show}; patrol marks are for those who may see them.
     *
     * @param refusal code of the error for others
     */
    void show(QueryRun run, SqlText sql, Set<String> wanted, Map<String, String> conditions, boolean patrolShown, String refusal) {
        seesPatrol(run, patrolShown, refusal);
        if (AGAINST.stream().anyMatch(wanted::containsAll) || wanted.stream().anyMatch(one -> wanted.contains("!" + one))) {
            throw ApiException.of("show", "apierror-show");
        }
        wanted.forEach(one -> sql.where(conditions.get(one)));
        seesPatrol(run, wanted.stream().anyMatch(s -> s.contains("patrolled")), "permissiondenied");
    }

    private static void seesPatrol(QueryRun run, boolean asked, String refusal) {
        if (asked && !run.caller().may("patrol") && !run.caller().may("patrolmarks")) {
            throw ApiException.of(refusal, "apierror-permissiondenied-patrolflag");
        }
    }

    /** Entries of logs whose very action is hidden are not listed for those who may not see it. */
    void hideLogs(QueryRun run, SqlText sql) {
        if (!run.caller().may("deletedhistory")) {
            sql.where("(c.type <> 'log' OR coalesce(l.visibility, 0) & ? = 0)", ACTION);
        } else if (!run.caller().may("viewsuppressed") && !run.caller().may("suppressrevision")) {
            sql.where("(c.type <> 'log' OR coalesce(l.visibility, 0) & ? <> ?)", ACTION | SUPPRESSED, ACTION | SUPPRESSED);
        }
        sql.whereIf(!run.caller().may("suppressionlog"), "(l.type IS NULL OR l.type <> 'suppress')");
    }

    boolean isHidden(Row row, int what, boolean applies) {
        return applies && (row.getInteger("hidden") & what) != 0;
    }

    /** Whether it is hidden from the caller. */
    boolean hides(QueryRun run, Row row, int what, boolean applies) {
        return isHidden(row, what, applies) && !sees(run, row.getInteger("hidden"));
    }

    static boolean sees(QueryRun run, int hidden) {
        return (hidden & SUPPRESSED) != 0 ? run.caller().may("viewsuppressed") || run.caller().may("suppressrevision") : run.caller().may("deletedhistory");
    }

    /** @param idFirst the older list names the id first */
    void user(QueryRun run, Result.Tree item, Row row, Set<String> props, boolean idFirst) {
        if (!props.contains("user") && !props.contains("userid")) {
            return;
        }
        item.flag("userhidden", isHidden(row, USER, true));
        if (hides(run, row, USER, true)) {
            return;
        }
        String name = row.getString("user_name");
        boolean anonymous = row.getLong("user_id") == 0;
        if (idFirst) {
            if (props.contains("userid")) {
                // The old list has the number under this name, too, unless the name is asked for.
                item.put("userid", row.getLong("user_id")).put("user", row.getLong("user_id"));
            }
            if (props.contains("user")) {
                item.put("user", name);
            }
            if (props.contains("user")) {
                item.put("temp", isTemporary(name));
            }
            item.put("anon", anonymous);
            return;
        }
        if (props.contains("user")) {
            item.put("user", name);
        }
        if (props.contains("userid")) {
            item.put("userid", row.getLong("user_id"));
        }
        item.flag("temp", isTemporary(name)).flag("anon", anonymous);
    }

    /** Condition for changes of those who have no lasting account. */
    static final String NOT_NAMED = "(c.user_id = 0 OR c.user_name LIKE '~%')";

    static boolean isTemporary(String name) {
        return name.startsWith("~");
    }

    void comment(QueryRun run, Result.Tree item, Row row, Set<String> props, Comments comments) {
        if (!props.contains("comment") && !props.contains("parsedcomment")) {
            return;
        }
        item.flag("commenthidden", isHidden(row, COMMENT, true));
        if (hides(run, row, COMMENT, true)) {
            return;
        }
        if (props.contains("comment")) {
            item.put("comment", row.getString("comment"));
        }
        if (props.contains("parsedcomment")) {
            comments.put(item, "parsedcomment", row.getString("comment"), Title.of(row.getInteger("namespace"), row.getString("title")));
        }
    }

    void patrol(Result.Tree item, Row row) {
        boolean patrolled = row.getBoolean("is_patrolled");
        item.put("patrolled", patrolled).put("unpatrolled", !patrolled && !row.getString("type").equals("log")).put("autopatrolled", row.getBoolean("is_autopatrolled"));
    }

    void log(QueryRun run, Result.Tree item, Row row) {
        if (isHidden(row, ACTION, true)) {
            item.put("actionhidden", true);
        }
        if (!hides(run, row, ACTION, true) && row.getString("log_type") != null) {
            item.put("logid", row.getLong("log_id")).put("logtype", row.getString("log_type")).put("logaction", row.getString("log_action"))
                    .put("logparams", LogParams.of(row.getString("log_params")));
        }
    }

    static ApiException together(String... params) {
        return ApiException.of("invalidparammix", "apierror-invalidparammix", Arg.vars(params), Arg.rawNum(params.length));
    }
}

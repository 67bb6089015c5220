package scriptorium.query.api;

import scriptorium.query.frame.QueryRun;
import scriptorium.query.index.SqlText;

/** Lists by user leave out revisions whose user is hidden from the caller: else asking for a name would tell it. */
final class Visibility {

    private static final int USER = 4;
    private static final int SUPPRESSED_USER = 12;

    private Visibility() {}

    static void users(QueryRun run, SqlText sql) {
        if (!run.caller().may("deletedhistory")) {
            sql.where("r.visibility & ? = 0", USER);
        } else if (!run.caller().may("viewsuppressed") && !run.caller().may("suppressrevision")) {
            sql.where("r.visibility & ? <> ?", SUPPRESSED_USER, SUPPRESSED_USER);
        }
    }
}

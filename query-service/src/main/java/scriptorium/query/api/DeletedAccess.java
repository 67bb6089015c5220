package scriptorium.query.api;

import io.vertx.mutiny.sqlclient.Row;
import scriptorium.contract.message.ApiException;
import scriptorium.query.frame.QueryRun;
import scriptorium.query.index.SqlText;

/** What the modules about deleted revisions have in common: who may see them, and where they go on. */
final class DeletedAccess {

    private DeletedAccess() {}

    /** Summaries and texts are for those who may see them; who made a deleted revision when, everybody may know, as in MediaWiki. */
    static void check(QueryRun run, RevisionOptions.Wish wish) {
        boolean comments = wish.props().contains("comment") || wish.props().contains("parsedcomment");
        if (!run.generator() && comments && !run.caller().may("deletedhistory")) {
            throw ApiException.of("permissiondenied", "apierror-cantview-deleted-comment");
        }
        if (wish.text() && !run.caller().may("deletedtext")) {
            throw ApiException.of("permissiondenied", "apierror-cantview-deleted-revision-content");
        }
    }

    /** By time alone, or by title first. */
    static void goOn(SqlText sql, String text, boolean byTime, boolean newer) {
        String after = newer ? ">=" : "<=";
        if (byTime) {
            String[] at = Cursor.parts(text, 2);
            sql.where("(r.made_at, r.id) " + after + " (?, ?)", Cursor.time(at[0]), Cursor.number(at[1]));
            return;
        }
        String[] at = Cursor.parts(text, 4);
        sql.where("(r.namespace, dbkey(r.title), r.made_at, r.id) " + after + " (?, dbkey(?), ?, ?)", (int) Cursor.number(at[0]), at[1].replace('_', ' '), Cursor.time(at[2]),
                Cursor.number(at[3]));
    }

    static String place(Row row, boolean byTime) {
        String time = Cursor.time(row.getOffsetDateTime("made_at")) + "|" + row.getLong("id");
        return byTime ? time : row.getInteger("namespace") + "|" + row.getString("title").replace(' ', '_') + "|" + time;
    }
}

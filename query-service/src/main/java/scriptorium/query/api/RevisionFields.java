package scriptorium.query.api;

import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import scriptorium.contract.message.ApiException;
import scriptorium.contract.message.Arg;
import scriptorium.contract.message.Msg;
import scriptorium.contract.param.Timestamps;
import scriptorium.contract.result.Result;
import scriptorium.query.frame.QueryRun;
import scriptorium.wikitext.api.WikitextEngine;
import scriptorium.wikitext.title.PageModels;
import scriptorium.wikitext.title.Title;

/** A revision as answers show it: of a table whose alias is {@code r}, of live revisions or of deleted ones. */
@ApplicationScoped
class RevisionFields {

    static final String COLUMNS = "r.id, r.page_id, r.parent_id, r.made_at, r.user_id, r.user_name, r.is_minor, r.size, r.sha1, r.comment, r.content_model,"
            + " r.content_format, r.visibility, r.tags";
    /** An answer holds about so many bytes of text; what comes after has no text and is told next time. */
    private static final long MAX_TEXT = 8L * 1024 * 1024;
    private static final int TEXT_HIDDEN = 1;
    private static final int COMMENT_HIDDEN = 2;
    private static final int USER_HIDDEN = 4;
    private static final int SUPPRESSED = 8;

    private final WikitextEngine engine;
    private final RevisionTasks.Maker tasks;

    RevisionFields(WikitextEngine engine, RevisionTasks.Maker tasks) {
        this.engine = engine;
        this.tasks = tasks;
    }

    /** The columns, with the text when it is wanted: as many texts as fit, in the order of the answer. */
    static String columns(RevisionOptions.Wish wish, String order) {
        return wish.text() ? COLUMNS + ", CASE WHEN sum(r.size) OVER (ORDER BY " + order + " ROWS UNBOUNDED PRECEDING) - r.size <= " + MAX_TEXT
                + " THEN r.text END AS text" : COLUMNS;
    }

    /** Whether the answer is full before this row. */
    static boolean full(RevisionOptions.Wish wish, Row row) {
        return wish.text() && row.getString("text") == null;
    }

    /** What has to be worked out for the revisions of one answer. */
    RevisionTasks tasks() {
        return tasks.make();
    }

    /** A revision of which nothing is told is an empty list, whatever the format. */
    static Result orNothing(Result.Tree revision) {
        return revision.isEmpty() ? Result.items("rev") : revision;
    }

    Result.Tree show(QueryRun run, Row row, RevisionOptions.Wish wish, Title title, boolean deleted, RevisionTasks later) {
        Set<String> props = wish.props();
        int hidden = row.getInteger("visibility");
        Result.Tree rev = Result.tree();
        if (props.contains("ids")) {
            rev.put("revid", row.getLong("id")).put("parentid", row.getLong("parent_id"));
        }
        if (props.contains("flags")) {
            rev.put("minor", row.getBoolean("is_minor"));
        }
        user(run, rev, row, props, hidden);
        if (props.contains("timestamp")) {
            rev.put("timestamp", Timestamps.iso(row.getOffsetDateTime("made_at").toInstant()));
        }
        if (props.contains("size")) {
            rev.put("size", row.getInteger("size"));
        }
        boolean textHidden = (hidden & TEXT_HIDDEN) != 0;
        boolean seesText = !textHidden && !deleted || sees(run, hidden, textHidden || deleted ? "deletedtext" : "deletedhistory");
        if (props.contains("sha1")) {
            rev.flag("sha1hidden", textHidden);
            if (!textHidden || seesText) {
                rev.put("sha1", row.getString("sha1"));
            }
        }
        if (props.contains("roles")) {
            rev.put("roles", Result.items("").add("main"));
        }
        slot(run, rev, row, wish, title, textHidden, seesText, later);
        comment(run, rev, row, props, hidden, title, later);
        if (props.contains("tags")) {
            rev.put("tags", Result.Items.of("tag", tags(row.getString("tags"))));
        }
        rev.flag("suppressed", (hidden & SUPPRESSED) != 0 && (hidden & ~SUPPRESSED) != 0 && (textHidden && wish.text() || (hidden & USER_HIDDEN) != 0
                && (props.contains("user") || props.contains("userid")) || (hidden & COMMENT_HIDDEN) != 0 && (props.contains("comment") || props.contains("parsedcomment"))));
        return rev;
    }

    private static void user(QueryRun run, Result.Tree rev, Row row, Set<String> props, int hidden) {
        if (!props.contains("user") && !props.contains("userid")) {
            return;
        }
        boolean userHidden = (hidden & USER_HIDDEN) != 0;
        rev.flag("userhidden", userHidden);
        if (userHidden && !sees(run, hidden, "deletedhistory")) {
            return;
        }
        String name = row.getString("user_name");
        if (props.contains("user")) {
            rev.put("user", name);
        }
        rev.flag("temp", ChangeFields.isTemporary(name)).flag("anon", row.getLong("user_id") == 0);
        if (props.contains("userid")) {
            rev.put("userid", row.getLong("user_id"));
        }
    }

    private static void comment(QueryRun run, Result.Tree rev, Row row, Set<String> props, int hidden, Title title, RevisionTasks later) {
        if (!props.contains("comment") && !props.contains("parsedcomment")) {
            return;
        }
        boolean commentHidden = (hidden & COMMENT_HIDDEN) != 0;
        rev.flag("commenthidden", commentHidden);
        if (commentHidden && !sees(run, hidden, "deletedhistory")) {
            return;
        }
        if (props.contains("comment")) {
            rev.put("comment", row.getString("comment"));
        }
        if (props.contains("parsedcomment")) {
            later.comments().put(rev, "parsedcomment", row.getString("comment"), title);
        }
    }

    static boolean sees(QueryRun run, int hidden, String right) {
        return (hidden & SUPPRESSED) != 0 ? run.caller().may("viewsuppressed") || run.caller().may("suppressrevision") : run.caller().may(right);
    }

    static List<String> tags(String joined) {
        return joined.isEmpty() ? List.of() : List.of(joined.split("\\|"));
    }

    private void slot(QueryRun run, Result.Tree rev, Row row, RevisionOptions.Wish wish, Title title, boolean hidden, boolean sees, RevisionTasks later) {
        Set<String> props = wish.props();
        if (!wish.slots()) {
            legacy(run, rev, row, wish, title, hidden, sees, later);
            return;
        }
        boolean any = props.contains("content") || props.contains("contentmodel") || props.contains("slotsize") || props.contains("slotsha1");
        if (!any) {
            return;
        }
        Result.Tree slot = Result.tree();
        if (props.contains("slotsize")) {
            slot.put("size", row.getInteger("size"));
        }
        if (props.contains("slotsha1")) {
            slot.flag("sha1hidden", hidden);
            if (!hidden || sees) {
                slot.put("sha1", row.getString("sha1"));
            }
        }
        String model = row.getString("content_model");
        Optional<String> format = Optional.ofNullable(wish.slotFormats().get("main"));
        boolean bad = props.contains("content") && format.filter(f -> !PageModels.accepts(model, f)).isPresent() && sees;
        if (props.contains("contentmodel") || props.contains("content") && !bad) {
            slot.put("contentmodel", model);
        }
        if (props.contains("content")) {
            slot.flag("texthidden", hidden);
            if (bad) {
                badFormat(run, row, slot, format.get());
            } else if (sees) {
                slotContent(slot, row, wish);
            }
        }
        rev.put("slots", new Result.Keyed("slot", Result.Shape.KVP, "role").put("main", slot));
    }

    private static void badFormat(QueryRun run, Row row, Result.Tree target, String format) {
        target.put("badcontentformat", true);
        run.warn(Msg.of("badcontentformat", "apierror-badformat", Arg.raw(format), Arg.raw(row.getString("content_model")), Arg.raw("" + row.getLong("id"))));
    }

    private void slotContent(Result.Tree slot, Row row, RevisionOptions.Wish wish) {
        Optional<String> text = wish.section().isPresent() ? engine.section(row.getString("text"), wish.section().get()) : Optional.of(row.getString("text"));
        if (text.isEmpty()) {
            slot.remove("contentmodel").put("nosuchsection", true);
            return;
        }
        slot.put("contentformat", row.getString("content_format")).content("content", text.get());
    }

    /** The form of before slots: content stands in the revision itself. */
    private void legacy(QueryRun run, Result.Tree rev, Row row, RevisionOptions.Wish wish, Title title, boolean hidden, boolean sees, RevisionTasks later) {
        Set<String> props = wish.props();
        if (props.contains("slotsize") && !props.contains("size")) {
            rev.put("size", row.getInteger("size"));
        }
        if (props.contains("slotsha1") && !props.contains("sha1")) {
            rev.flag("sha1hidden", hidden);
            if (!hidden || sees) {
                rev.put("sha1", row.getString("sha1"));
            }
        }
        if (!wish.text()) {
            if (props.contains("contentmodel")) {
                rev.put("contentmodel", row.getString("content_model"));
            }
            return;
        }
        rev.flag("texthidden", hidden);
        if (!sees) {
            return;
        }
        String text = row.getString("text");
        if (wish.section().isPresent()) {
            String part = wish.section().get();
            text = engine.section(text, part).orElseThrow(() -> ApiException.of("nosuchsection", "apierror-nosuchsection-what", Arg.plain(part),
                    Arg.raw("r" + row.getLong("id"))));
        }
        String model = row.getString("content_model");
        if (wish.xml()) {
            later.parseTree(rev, text, model);
        }
        if (props.contains("content")) {
            content(run, rev, row, wish, title, text, later);
        } else if (props.contains("contentmodel")) {
            rev.put("contentmodel", model);
        }
        if (wish.diffToText().isPresent()) {
            later.diffToText(rev, text, wish.diffToText().get(), wish.diffToTextPst(), title, run.caller());
        } else if (wish.diffTo().isPresent()) {
            later.diffTo(rev, row.getLong("id"), row.getLong("parent_id"), row.getLong("page_id"), text, wish.diffTo().get());
        }
    }

    private static void content(QueryRun run, Result.Tree rev, Row row, RevisionOptions.Wish wish, Title title, String text, RevisionTasks later) {
        String model = row.getString("content_model");
        if (wish.expand() && !wish.parse()) {
            later.expanded(rev, text, title, row.getLong("page_id"), row.getLong("id"));
        } else if (wish.parse()) {
            later.parsed(rev, text, model, title, row.getLong("page_id"), row.getLong("id"));
        } else if (wish.format().filter(f -> !PageModels.accepts(model, f)).isPresent()) {
            badFormat(run, row, rev, wish.format().get());
        } else {
            rev.put("contentformat", row.getString("content_format")).put("contentmodel", model).content("content", text);
        }
    }
}

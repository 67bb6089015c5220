package scriptorium.query.api;

import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.Set;
import scriptorium.contract.identity.Caller;
import scriptorium.contract.message.ApiException;
import scriptorium.contract.message.Arg;
import scriptorium.contract.param.Timestamps;
import scriptorium.contract.result.Result;
import scriptorium.wikitext.api.WikiSource;
import scriptorium.wikitext.api.WikitextEngine;
import scriptorium.wikitext.title.Title;

/** A revision as answers show it. */
@ApplicationScoped
class RevisionFields {

    /** To be read in this order by {@link #show}. */
    static final String COLUMNS = "r.id, r.page_id, r.parent_id, r.made_at, r.user_id, r.user_name, r.is_minor, r.size, r.sha1, r.comment, r.content_model,"
            + " r.content_format, r.visibility, r.tags";

    private final WikitextEngine engine;

    RevisionFields(WikitextEngine engine) {
        this.engine = engine;
    }

    /**
     * @param text text of the revision when it is wanted
     * @param slots whether content stands in slots, as it should; else in the revision, as it did before slots
     */
    Result.Tree show(Row row, Set<String> props, boolean slots, Optional<String> text, Optional<String> section, Title title, Caller caller) {
        int hidden = row.getInteger(12);
        boolean sees = caller.may("deletedtext") && (hidden & 8) == 0 || caller.may("viewsuppressed");
        Result.Tree rev = Result.tree();
        if (props.contains("ids")) {
            rev.put("revid", row.getLong(0)).put("parentid", row.getLong(2));
        }
        if (props.contains("flags")) {
            rev.put("minor", row.getBoolean(6));
        }
        if (props.contains("user") || props.contains("userid")) {
            rev.flag("userhidden", (hidden & 4) != 0);
            if ((hidden & 4) == 0 || sees) {
                if (props.contains("user")) {
                    rev.put("user", row.getString(5));
                }
                if (props.contains("userid")) {
                    rev.put("userid", row.getLong(4));
                }
                rev.flag("anon", row.getLong(4) == 0);
            }
        }
        if (props.contains("timestamp")) {
            rev.put("timestamp", Timestamps.iso(row.getOffsetDateTime(3).toInstant()));
        }
        if (props.contains("size")) {
            rev.put("size", row.getInteger(7));
        }
        boolean textHidden = (hidden & 1) != 0;
        if (props.contains("sha1")) {
            rev.flag("sha1hidden", textHidden);
            if (!textHidden || sees) {
                rev.put("sha1", row.getString(8));
            }
        }
        if (props.contains("roles")) {
            rev.put("roles", Result.items("role").add("main"));
        }
        content(rev, row, props, slots, text, section, textHidden, sees);
        if (props.contains("comment") || props.contains("parsedcomment")) {
            rev.flag("commenthidden", (hidden & 2) != 0);
            if ((hidden & 2) == 0 || sees) {
                if (props.contains("comment")) {
                    rev.put("comment", row.getString(9));
                }
                if (props.contains("parsedcomment")) {
                    rev.put("parsedcomment", engine.summaryHtml(row.getString(9), Optional.of(title), WikiSource.EMPTY));
                }
            }
        }
        if (props.contains("tags")) {
            rev.put("tags", Result.Items.of("tag", tags(row.getString(13))));
        }
        return rev;
    }

    static java.util.List<String> tags(String joined) {
        return joined.isEmpty() ? java.util.List.of() : java.util.List.of(joined.split("\\|"));
    }

    private void content(
            Result.Tree rev, Row row, Set<String> props, boolean slots, Optional<String> text, Optional<String> section, boolean hidden, boolean sees) {
        boolean any = props.contains("content") || props.contains("contentmodel") || props.contains("slotsize") || props.contains("slotsha1");
        if (!any && !slots) {
            return;
        }
        Result.Tree slot = slots ? Result.tree() : rev;
        if (slots && props.contains("slotsize")) {
            slot.put("size", row.getInteger(7));
        }
        if (slots && props.contains("slotsha1")) {
            slot.put("sha1", row.getString(8));
        }
        if (props.contains("contentmodel") || props.contains("content")) {
            slot.put("contentmodel", row.getString(10));
        }
        if (props.contains("content")) {
            if (hidden) {
                slot.put("texthidden", true);
            }
            if (!hidden || sees) {
                slot.put("contentformat", row.getString(11));
                String whole = text.orElse("");
                String shown = section.map(s -> engine.section(whole, s)
                        .orElseThrow(() -> ApiException.of("nosuchsection", "apierror-nosuchsection-what", Arg.plain(s), Arg.raw("r" + row.getLong(0))))).orElse(whole);
                slot.content("content", shown);
            }
        }
        if (slots) {
            rev.put("slots", new Result.Keyed("slot", Result.Shape.KVP, "role").put("main", slot));
        }
    }
}

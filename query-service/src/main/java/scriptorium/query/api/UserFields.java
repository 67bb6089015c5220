package scriptorium.query.api;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import scriptorium.contract.identity.GroupRights;
import scriptorium.contract.param.Timestamps;
import scriptorium.contract.result.Result;

/** An account as answers show it. */
final class UserFields {

    /** Whether the block of an account hides its name. */
    static final String HIDDEN = "coalesce(b.is_hidden, false)";

    static final String SELECT = "SELECT a.id, a.name, a.registered_at, a.groups, a.is_emailable, a.gender, coalesce(e.edits, 0) AS edits, " + HIDDEN + " AS is_hidden,"
            + " b.id AS block_id, b.by_id, b.by_name, b.reason, b.at AS blocked_at, b.expires_at, b.is_partial, b.is_no_create, b.is_anon_only, b.is_no_email,"
            + " b.is_user_talk_allowed FROM account a LEFT JOIN edit_count e ON e.user_id = a.id LEFT JOIN LATERAL (SELECT * FROM block WHERE target_user_id = a.id"
            + " AND a.id > 0 AND NOT is_automatic AND (expires_at IS NULL OR expires_at > now()) ORDER BY id LIMIT 1) b ON true ";
    private static final List<String> IMPLICIT = List.of("*", "user", "autoconfirmed");
    private static final List<String> OF_TEMPORARY = List.of("*", "temp");
    private static final DateTimeFormatter WORDS = DateTimeFormatter.ofPattern("HH:mm, d MMMM uuuu", Locale.ENGLISH);

    private UserFields() {}

    private static Result.Keyed attached(boolean known) {
        return new Result.Keyed("", Result.Shape.ASSOC).put("local", known);
    }

    /**
     * @param attachedThere whether accounts are known on the wiki that was asked about, if one was
     * @param implicitFirst whether the groups that everybody is in are named before the others
     */
    static Result.Tree show(Row row, Set<String> props, Optional<Boolean> attachedThere, boolean implicitFirst) {
        Result.Tree user = Result.tree().put("userid", row.getLong("id")).put("name", row.getString("name"));
        List<String> implicit = ChangeFields.isTemporary(row.getString("name")) ? OF_TEMPORARY : IMPLICIT;
        List<String> groups = new ArrayList<>();
        JsonArray memberships = new JsonArray(row.getString("groups"));
        memberships.forEach(m -> groups.add(((JsonObject) m).getString("group")));
        groups.sort(null);
        if (props.contains("editcount")) {
            user.put("editcount", row.getLong("edits"));
        }
        if (props.contains("registration")) {
            OffsetDateTime at = row.getOffsetDateTime("registered_at");
            user.put("registration", at == null ? "" : Timestamps.iso(at.toInstant()));
        }
        if (props.contains("groups")) {
            user.put("groups", Result.Items.of("g", implicitFirst ? joined(implicit, groups) : joined(groups, implicit)));
        }
        if (props.contains("groupmemberships")) {
            Result.Items items = Result.items("groupmembership");
            memberships.stream().map(JsonObject.class::cast).sorted(Comparator.comparing(m -> m.getString("group")))
                    .forEach(m -> items.add(Result.tree().put("group", m.getString("group")).put("expiry", m.getString("expiry"))));
            user.put("groupmemberships", items);
        }
        if (props.contains("implicitgroups")) {
            user.put("implicitgroups", Result.Items.of("g", implicit));
        }
        if (props.contains("rights")) {
            Set<String> rights = new LinkedHashSet<>();
            joined(groups, implicit).forEach(group -> rights.addAll(GroupRights.of(group)));
            user.put("rights", Result.Items.of("r", rights));
        }
        user.flag("hidden", row.getBoolean("is_hidden"));
        if (props.contains("blockinfo") && row.getLong("block_id") != null) {
            block(user, row);
        }
        if (props.contains("emailable")) {
            user.put("emailable", row.getBoolean("is_emailable"));
        }
        if (props.contains("gender")) {
            user.put("gender", row.getString("gender"));
        }
        if (props.contains("centralids")) {
            user.put("centralids", Result.tree().put("local", row.getBoolean("is_hidden") ? 0 : row.getLong("id"))).put("attachedlocal", attached(true));
            attachedThere.ifPresent(there -> user.put("attachedwiki", attached(there)));
        }
        return user;
    }

    private static List<String> joined(List<String> first, List<String> then) {
        List<String> all = new ArrayList<>(first);
        all.addAll(then);
        return all;
    }

    private static void block(Result.Tree user, Row row) {
        OffsetDateTime at = row.getOffsetDateTime("blocked_at");
        OffsetDateTime until = row.getOffsetDateTime("expires_at");
        user.put("blockid", row.getLong("block_id")).put("blockedby", row.getString("by_name")).put("blockedbyid", row.getLong("by_id"))
                .put("blockreason", row.getString("reason")).put("blockedtimestamp", Timestamps.iso(at.toInstant()))
                .put("blockexpiry", until == null ? "infinite" : Timestamps.iso(until.toInstant()))
                .put("blockpartial", row.getBoolean("is_partial")).put("blocknocreate", row.getBoolean("is_no_create"))
                .put("blockanononly", row.getBoolean("is_anon_only")).put("blockemail", row.getBoolean("is_no_email"))
                .put("blockowntalk", !row.getBoolean("is_user_talk_allowed")).put("blockedtimestampformatted", words(at));
        if (until != null) {
            user.put("blockexpiryformatted", words(until)).put("blockexpiryrelative", words(until));
        }
    }

    private static String words(OffsetDateTime time) {
        return WORDS.format(time.withOffsetSameInstant(ZoneOffset.UTC));
    }
}

package scriptorium.query.api;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import scriptorium.contract.param.Timestamps;
import scriptorium.contract.result.Result;
import scriptorium.query.site.GroupRights;

/** An account as answers show it. */
final class UserFields {

    static final String SELECT = "SELECT a.id, a.name, a.registered_at, a.groups, a.is_emailable, a.gender, coalesce(e.edits, 0)"
            + " FROM account a LEFT JOIN edit_count e ON e.user_id = a.id ";
    private static final List<String> IMPLICIT = List.of("*", "user", "autoconfirmed");

    private UserFields() {}

    static Result.Tree show(Row row, Set<String> props, String idName, String nameName) {
        Result.Tree user = Result.tree().put(idName, row.getLong(0)).put(nameName, row.getString(1));
        JsonArray memberships = new JsonArray(row.getString(3));
        List<String> groups = new ArrayList<>();
        memberships.forEach(m -> groups.add(((JsonObject) m).getString("group")));
        groups.sort(null);
        List<String> all = new ArrayList<>(groups);
        all.addAll(IMPLICIT);
        if (props.contains("editcount")) {
            user.put("editcount", row.getLong(6));
        }
        if (props.contains("registration")) {
            user.put("registration", row.getOffsetDateTime(2) == null ? "" : Timestamps.iso(row.getOffsetDateTime(2).toInstant()));
        }
        if (props.contains("groups")) {
            user.put("groups", Result.Items.of("g", all));
        }
        if (props.contains("groupmemberships")) {
            Result.Items items = Result.items("groupmembership");
            memberships.forEach(m -> items.add(Result.tree().put("group", ((JsonObject) m).getString("group")).put("expiry", ((JsonObject) m).getString("expiry"))));
            user.put("groupmemberships", items);
        }
        if (props.contains("implicitgroups")) {
            user.put("implicitgroups", Result.Items.of("g", IMPLICIT));
        }
        if (props.contains("rights")) {
            Set<String> rights = new LinkedHashSet<>();
            all.forEach(group -> rights.addAll(GroupRights.of(group)));
            user.put("rights", Result.Items.of("r", rights));
        }
        if (props.contains("emailable")) {
            user.put("emailable", row.getBoolean(4));
        }
        if (props.contains("gender")) {
            user.put("gender", row.getString(5));
        }
        if (props.contains("centralids")) {
            user.put("centralids", Result.tree().put("local", row.getLong(0))).put("attachedlocal", Result.tree().put("local", true));
        }
        return user;
    }
}

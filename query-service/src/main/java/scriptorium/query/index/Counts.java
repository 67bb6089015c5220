package scriptorium.query.index;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** How much there is on the wiki: what the projection counts as it goes, and what only a look at many rows can tell, which is looked at within bounds ({@link SlowLists}). */
@ApplicationScoped
public class Counts {

    private static final String COUNTED = "SELECT name, value FROM statistic";
    /** Members of groups that are given. */
    private static final String GROUPS = """
            SELECT g->>'group', count(*) FROM account a, json_array_elements(a.groups::json) g GROUP BY 1 LIMIT $1 OFFSET $2""";
    /** Accounts that did something within thirty days: from name to name, so that it costs as much as there are names. */
    private static final String ACTIVE_USERS = """
            WITH RECURSIVE active(name) AS (
                SELECT min(user_name) FROM recent_change
                UNION ALL SELECT (SELECT min(c.user_name) FROM recent_change c WHERE c.user_name > active.name) FROM active WHERE active.name IS NOT NULL)
            SELECT count(*) FROM active WHERE EXISTS (SELECT FROM recent_change c LEFT JOIN log_entry l ON l.id = c.log_id AND c.log_id > 0
                WHERE c.user_name = active.name AND c.user_id > 0 AND c.at > now() - interval '30 days' AND (l.type IS NULL OR l.type <> 'newusers'))
            LIMIT $1 OFFSET $2""";
    private static final int ALL = 1000;
    private static final String ACTIVE = "activeusers";
    private static final String GROUP = "group:";

    private final Index index;
    private final SlowLists lists;

    Counts(Index index, SlowLists lists) {
        this.index = index;
        this.lists = lists;
    }

    /** Pages, articles, edits, images and users, by these names. */
    public Uni<Map<String, Long>> counted() {
        return index.rows(COUNTED).map(rows -> {
            Map<String, Long> values = new TreeMap<>();
            rows.forEach(row -> values.put(row.getString(0), row.getLong(1)));
            return values;
        });
    }

    /** What is counted as it goes, with activeusers and admins. */
    public Uni<Map<String, Long>> statistics() {
        return counted().chain(values -> groups().invoke(groups -> values.put("admins", groups.getOrDefault("sysop", 0L)))
                .chain(this::activeUsers)
                .map(active -> {
                    values.put(ACTIVE, active);
                    return values;
                }));
    }

    private Uni<Long> activeUsers() {
        return lists.rows(ACTIVE_USERS, 1, 0).map(rows -> rows.getFirst().getLong(0));
    }

    /** One figure by its name, at no more cost than it takes; {@code group:bot} and the like are members of a group. Empty for what is no figure. */
    public Uni<Optional<Long>> figure(String name) {
        if (name.startsWith(GROUP)) {
            return groups().map(groups -> Optional.ofNullable(groups.get(name.substring(GROUP.length()))));
        }
        return switch (name) {
            case "admins" -> figure(GROUP + "sysop");
            case ACTIVE -> activeUsers().map(Optional::of);
            default -> counted().map(values -> Optional.ofNullable(values.get(name)));
        };
    }

    /** Members of each group that is given and has any. */
    public Uni<Map<String, Long>> groups() {
        return lists.rows(GROUPS, ALL, 0).map(rows -> {
            Map<String, Long> members = new TreeMap<>();
            rows.forEach(row -> members.put(row.getString(0), row.getLong(1)));
            return members;
        });
    }
}

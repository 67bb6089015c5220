package scriptorium.query.projection;

import java.util.Map;
import java.util.TreeMap;
import scriptorium.query.index.Writes;

/** What an event changes in the wiki's counters: kept by differences, never counted. */
final class Statistics {

    private static final String STATISTIC = "UPDATE statistic SET value = value + $2 WHERE name = $1";
    private static final String EDITS_OF_USER = """
            INSERT INTO edit_count (user_id, edits) VALUES ($1, $2) ON CONFLICT (user_id) DO UPDATE SET edits = edit_count.edits + excluded.edits""";

    private final Map<String, Long> deltas = new TreeMap<>();
    private long editor;

    void add(String name, long delta) {
        deltas.merge(name, delta, Long::sum);
    }

    /** An edit by an account; nothing for one without. */
    void addEdit(long userId) {
        editor = userId;
    }

    void write(Writes writes) {
        if (editor > 0) {
            writes.add(EDITS_OF_USER, editor, 1L);
        }
        deltas.forEach((name, delta) -> {
            if (delta != 0) {
                writes.add(STATISTIC, name, delta);
            }
        });
    }
}

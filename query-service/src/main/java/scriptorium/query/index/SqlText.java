package scriptorium.query.index;

import java.util.ArrayList;
import java.util.List;

/** A statement that grows by conditions. Values are always parameters; texts are constants of ours. */
public final class SqlText {

    private final StringBuilder text;
    private final List<Object> arguments = new ArrayList<>();
    private boolean hasWhere;

    public SqlText(String select) {
        text = new StringBuilder(select);
    }

    /** Adds a condition; each {@code ?} in it is the place of a value. */
    public SqlText where(String condition, Object... values) {
        text.append(hasWhere ? " AND " : " WHERE ");
        hasWhere = true;
        return add(condition, values);
    }

    public SqlText whereIf(boolean wanted, String condition, Object... values) {
        return wanted ? where(condition, values) : this;
    }

    /** Adds anything else: ORDER BY, LIMIT. */
    public SqlText add(String more, Object... values) {
        int next = 0;
        for (int i = 0; i < more.length(); i++) {
            char c = more.charAt(i);
            if (c == '?') {
                arguments.add(values[next++]);
                text.append('$').append(arguments.size());
            } else {
                text.append(c);
            }
        }
        return this;
    }

    /** Begins another SELECT in the same statement, with conditions of its own. */
    public SqlText select(String more) {
        text.append(more);
        hasWhere = false;
        return this;
    }

    public String text() {
        return text.toString();
    }

    public Object[] arguments() {
        return arguments.toArray();
    }
}

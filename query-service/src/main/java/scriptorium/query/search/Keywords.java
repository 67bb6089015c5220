package scriptorium.query.search;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A search as it was typed, taken apart.
 *
 * @param words words, "phrases" and -excluded words, as the full-text search of the database reads them
 * @param filters {@code intitle:}, {@code incategory:}, {@code insource:}, {@code prefix:}
 */
record Keywords(String words, List<Filter> filters) {

    private static final Pattern KEYWORD = Pattern.compile("(?<!\\S)(-?)(intitle|incategory|insource):\\s*(\"([^\"]*)\"|\\S+)|(?<!\\S)(-?)(prefix):\\s*(.+)$");
    private static final int MAX_FILTERS = 20;

    record Filter(String keyword, String value, boolean excluded) {}

    static Keywords read(String search) {
        Matcher keyword = KEYWORD.matcher(search);
        StringBuilder rest = new StringBuilder();
        List<Filter> filters = new ArrayList<>();
        int at = 0;
        while (filters.size() < MAX_FILTERS && keyword.find()) {
            rest.append(search, at, keyword.start()).append(' ');
            at = keyword.end();
            if (keyword.group(6) != null) {
                filters.add(new Filter("prefix", keyword.group(7).strip(), !keyword.group(5).isEmpty()));
            } else {
                filters.add(new Filter(keyword.group(2), keyword.group(4) == null ? keyword.group(3) : keyword.group(4), !keyword.group(1).isEmpty()));
            }
        }
        return new Keywords(rest.append(search.substring(at)).toString().strip(), List.copyOf(filters));
    }

    boolean isEmpty() {
        return words.isEmpty() && filters.isEmpty();
    }
}

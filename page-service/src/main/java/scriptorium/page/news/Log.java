package scriptorium.page.news;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.List;
import scriptorium.contract.event.LogEntry;
import scriptorium.contract.param.Timestamps;
import scriptorium.page.model.By;
import scriptorium.wikitext.title.Title;

/** Log entries, and their rows in recent changes. */
public final class Log {

    private Log() {}

    public static ObjectNode params() {
        return JsonNodeFactory.instance.objectNode();
    }

    public static LogEntry entry(long id, String type, String action, By by, Title title, long pageId, String comment, ObjectNode params, Collection<String> tags) {
        return new LogEntry(id, type, action, Timestamps.iso(by.second()), by.caller().userId(), by.caller().name(), title.namespace(), title.text(), pageId, comment,
                params, List.copyOf(tags));
    }

    /** What an entry looks like when its tags, or what is hidden of it, have changed. */
    public static LogEntry annotated(LogEntry e, List<String> tags, int visibility) {
        return new LogEntry(e.id(), e.type(), e.action(), e.timestamp(), e.userId(), e.userName(), e.namespace(), e.title(), e.pageId(), e.comment(), e.params(), tags,
                visibility);
    }
}

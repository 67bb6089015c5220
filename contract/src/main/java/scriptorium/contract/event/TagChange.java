package scriptorium.contract.event;

import java.util.List;

/**
 * What {@code action=managetags} did to a change tag. Tags on revisions and log entries come with {@link PageContentChange} ("tags").
 *
 * @param name of the tag; also the Kafka key and the key of the position
 * @param changeSeq per name
 * @param defined whether it is defined by hand
 * @param active whether users may apply it
 * @param log log entries that belong to it
 * @param recentChangeId rcid of the last log entry; 0 for what was told before recent changes had them
 */
public record TagChange(String id, String timestamp, String name, long changeSeq, boolean defined, boolean active, List<LogEntry> log, long recentChangeId) {}

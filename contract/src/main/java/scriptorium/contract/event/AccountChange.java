package scriptorium.contract.event;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/**
 * What happened to one account, or to one block.
 *
 * @param kind "account" (created or changed: the whole state is in {@code account}), "block" (set or changed), "unblock", "log" (a log entry alone)
 * @param key what the event is about: the user's id, or {@code block:id}; also the Kafka key
 * @param changeSeq per key, from 1
 * @param log log entries that belong to it; each has its recent-changes row of the same position in {@code recentChanges}
 */
public record AccountChange(
        String id,
        String timestamp,
        String kind,
        String key,
        long changeSeq,
        Optional<Account> account,
        Optional<Block> block,
        List<LogEntry> log,
        List<RecentChange> recentChanges) {

    /**
     * @param groups explicit groups; {@code expiry} is ISO or {@code infinity}
     * @param emailable whether others may send mail to it
     * @param centralIds as {@code usprop=centralids} shows them
     */
    public record Account(
            long userId, String name, String registration, List<Membership> groups, boolean emailable, String gender, boolean temporary,
            boolean hidden) {}

    public record Membership(String group, String expiry) {}

    /** @param restrictions as {@code bkprop=restrictions} shows them in formatversion 2; null for a sitewide block */
    public record Block(
            long id, String target, long targetUserId, long byId, String by, String timestamp, String expiry, String reason, boolean automatic,
            boolean anonOnly, boolean noCreate, boolean autoblock, boolean noEmail, boolean hidden, boolean allowUserTalk, boolean partial,
            JsonNode restrictions, List<String> actions) {}
}

package scriptorium.contract.event;

/**
 * What happened to one page on one user's watch list. A page and its talk page are watched together: {@code namespace} is the subject's.
 *
 * @param kind "watch" (put on the list, or its expiry changed), "unwatch", "notified" (the time of {@code setnotificationtimestamp}), "notified-all" (that time, for
 *     all of the user's pages)
 * @param key {@code userId:namespace:title}, or {@code userId:*} for "notified-all"; the key of the position, too. The Kafka key is the user's id
 * @param changeSeq grows with each change of the same key; a sequence drawn while the row is locked will do
 * @param expiry ISO time or {@code infinity}
 * @param notifiedAt since when there are changes that the user has not seen: ISO time, or empty for none
 */
public record WatchChange(
        String id, String timestamp, String kind, String key, long changeSeq, long userId, int namespace, String title, String expiry, String notifiedAt) {

    public static final String KIND_WATCH = "watch";
    public static final String KIND_UNWATCH = "unwatch";
    public static final String KIND_NOTIFIED = "notified";
    public static final String KIND_NOTIFIED_ALL = "notified-all";

    public static String key(long userId, int namespace, String title) {
        return userId + ":" + namespace + ":" + title;
    }

    public static String keyOfAll(long userId) {
        return userId + ":*";
    }
}

package scriptorium.page.model;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;

/**
 * A revision.
 *
 * @param parentId 0 for the first one
 * @param visibility bits of what is hidden: 1 text, 2 comment, 4 user, 8 from administrators too
 * @param recentChangeId its row in recent changes, 0 for none
 * @param patrolled whether somebody has looked at it, or nobody needs to
 */
public record Revision(
        long id, long pageId, long parentId, Instant madeAt, long userId, String userName, boolean minor, int size, String sha1, String comment,
        String contentModel, String text, int visibility, List<String> tags, long recentChangeId, boolean patrolled) {

    public Revision {
        tags = List.copyOf(tags);
    }

    /** A revision that is in no list of recent changes. */
    public Revision(
            long id, long pageId, long parentId, Instant madeAt, long userId, String userName, boolean minor, int size, String sha1, String comment,
            String contentModel, String text, int visibility, List<String> tags) {
        this(id, pageId, parentId, madeAt, userId, userName, minor, size, sha1, comment, contentModel, text, visibility, tags, 0, true);
    }

    public Revision recent(long rcId, boolean isPatrolled) {
        return new Revision(id, pageId, parentId, madeAt, userId, userName, minor, size, sha1, comment, contentModel, text, visibility, tags, rcId, isPatrolled);
    }

    public Revision tagged(List<String> all) {
        return new Revision(id, pageId, parentId, madeAt, userId, userName, minor, size, sha1, comment, contentModel, text, visibility, all, recentChangeId, patrolled);
    }

    public Revision hidden(int bits) {
        return new Revision(id, pageId, parentId, madeAt, userId, userName, minor, size, sha1, comment, contentModel, text, bits, tags, recentChangeId, patrolled);
    }

    public Revision of(long page) {
        return new Revision(id, page, parentId, madeAt, userId, userName, minor, size, sha1, comment, contentModel, text, visibility, tags, recentChangeId, patrolled);
    }

    public boolean hides(int bit) {
        return (visibility & bit) != 0;
    }

    /** Bytes of a text. */
    public static int sizeOf(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /** SHA-1 of a text in 40 hex digits. */
    public static String sha1Of(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}

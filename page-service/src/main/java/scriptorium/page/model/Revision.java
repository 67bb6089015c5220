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
 */
public record Revision(
        long id, long pageId, long parentId, Instant madeAt, long userId, String userName, boolean minor, int size, String sha1, String comment,
        String contentModel, String text, int visibility, List<String> tags) {

    public Revision {
        tags = List.copyOf(tags);
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

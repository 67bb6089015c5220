package scriptorium.upload.model;

import java.time.Instant;

/**
 * A file that waits to be published.
 *
 * @param fileSize bytes that it will have (chunked) or has
 * @param received bytes that are here
 * @param chunks number of chunk objects under {@code objectKey}; 0 for a file in one piece
 */
public record StashedFile(
        String key, long userId, String objectKey, String fileName, long fileSize, long received, int chunks, boolean complete, Instant createdAt) {}

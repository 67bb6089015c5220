package scriptorium.upload.model;

import java.time.Instant;
import scriptorium.upload.media.MediaInfo;

/**
 * A version of a file.
 *
 * @param archiveName empty for the current one
 * @param objectKey where its bytes are in the bucket
 */
public record FileVersion(
        FileName name, Instant uploadedAt, long userId, String userName, String comment, MediaInfo media, String archiveName, String objectKey) {}

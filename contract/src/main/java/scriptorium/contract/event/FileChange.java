package scriptorium.contract.event;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * What happened to one file: its whole state afterwards. The file's page, log entry and recent change come by {@link PageContentChange}.
 *
 * @param kind "upload", "delete", "restore", "move", "revert"
 * @param name with underscores, without namespace; also the Kafka key
 * @param changeSeq per name, from 1
 * @param versions current version first; empty when the file does not exist (any more)
 */
public record FileChange(String id, String timestamp, String kind, String name, long changeSeq, List<Version> versions) {

    /**
     * @param id number of the version, for good
     * @param archiveName empty for the current version, else {@code 20261123100000!Name.png}
     * @param bits per channel
     * @param mime "image/png"; {@code mediaType} "BITMAP", "DRAWING", …
     * @param sha1 40 hex digits
     * @param objectKey where the bytes are in the bucket
     * @param url path and query under which the suite serves it, beginning with the upload path
     */
    public record Version(
            long id, String timestamp, long userId, String userName, String comment, long size, int width, int height, int bits, String mime,
            String mediaType, String sha1, String archiveName, String objectKey, String url, JsonNode metadata, int deleted) {}
}

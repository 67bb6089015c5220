package scriptorium.contract.param;

import java.nio.file.Path;

/**
 * A file part of a request, stored for the time of the request.
 *
 * @param size bytes
 */
public record UploadedFile(String fileName, String contentType, Path path, long size) {}

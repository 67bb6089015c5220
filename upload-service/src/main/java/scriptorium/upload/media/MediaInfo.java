package scriptorium.upload.media;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What the bytes of a file say about it.
 *
 * @param mime "image/png"; {@code unknown/unknown} when nothing is recognised
 * @param mediaType MediaWiki's media type: BITMAP, DRAWING, OFFICE, TEXT, UNKNOWN
 * @param width pixels, 0 when it has none
 * @param bits per channel, 0 when not known
 * @param sha1 40 hex digits
 * @param size bytes
 * @param metadata list of {name, value}, as {@code iiprop=metadata} shows it
 */
public record MediaInfo(String mime, String mediaType, int width, int height, int bits, String sha1, long size, JsonNode metadata) {}

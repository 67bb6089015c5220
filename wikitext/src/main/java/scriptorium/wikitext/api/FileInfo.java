package scriptorium.wikitext.api;

/**
 * What media markup needs of a file.
 *
 * @param width pixels, 0 where it has none (audio)
 * @param height pixels
 * @param mime for example {@code image/png}
 * @param mediaType MediaWiki's media type: BITMAP, DRAWING, AUDIO, VIDEO, ...
 * @param size bytes
 * @param url address of the original
 * @param thumbPath address of the folder of its thumbnails, without trailing slash
 * @param durationSeconds of audio and video
 * @param pages number of pages of a document, 0 if it has none
 */
public record FileInfo(
        String name, int width, int height, String mime, String mediaType, long size, String url, String thumbPath,
        double durationSeconds, int pages) {}

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
        double durationSeconds, int pages) {

    public boolean isVector() {
        return mime.startsWith("image/svg");
    }

    /** The address of its picture so many pixels wide, of the file itself where it is no wider. @param variant which picture: a language's of a drawing, a page's of a document */
    public String scaled(int width, String variant) {
        String file = name.replace(' ', '_');
        if (isVector() || pages > 0) {
            return thumbPath + "/" + variant + width + "px-" + file + (isVector() ? ".png" : ".jpg");
        }
        return width < this.width ? thumbPath + "/" + width + "px-" + file : url;
    }
}

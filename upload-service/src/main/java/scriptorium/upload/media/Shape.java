package scriptorium.upload.media;

/** What the first look at a file tells: the part of {@link MediaInfo} that depends on its format. */
record Shape(String mime, String mediaType, int width, int height, int bits, Metadata metadata) {

    static Shape bitmap(String mime, int width, int height, int bits, Metadata metadata) {
        return new Shape(mime, "BITMAP", width, height, bits, metadata);
    }

    /** A file that begins like a picture and is none. */
    static Shape broken(String mime) {
        return bitmap(mime, 0, 0, 0, new Metadata().put("_error", "0"));
    }
}

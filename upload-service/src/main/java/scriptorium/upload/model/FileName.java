package scriptorium.upload.model;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/**
 * Name of a file on the wiki, with underscores and without namespace ("Great_picture.png"). Where it is served follows from its name, as in MediaWiki: two
 * folders from the MD5 of the name.
 */
public record FileName(String value) {

    public FileName {
        if (value.isEmpty() || value.contains(" ") || value.contains("/")) {
            throw new IllegalArgumentException("not a file name");
        }
    }

    /** Lower case, without the dot; empty when there is none. */
    public String extension() {
        int dot = value.lastIndexOf('.');
        return dot < 0 ? "" : value.substring(dot + 1).toLowerCase(Locale.ROOT);
    }

    /** {@code a/ab/}. */
    public String folder() {
        try {
            String hash = HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(value.getBytes(StandardCharsets.UTF_8)));
            return hash.charAt(0) + "/" + hash.substring(0, 2) + "/";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    public String path() {
        return folder() + value;
    }

    /** Path of a superseded version. */
    public String archivePath(String archiveName) {
        return "archive/" + folder() + archiveName;
    }

    /** With blanks, as titles are shown. */
    public String title() {
        return value.replace('_', ' ');
    }
}

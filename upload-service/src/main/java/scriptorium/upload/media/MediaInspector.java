package scriptorium.upload.media;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads type and size of a file from its first bytes; what the client says of it counts for nothing. */
public final class MediaInspector {

    private static final int HEAD = 64 * 1024;
    private static final Pattern SVG_SIZE = Pattern.compile("\\b(width|height)\\s*=\\s*[\"']\\s*([0-9.]{1,9})\\s*(px)?\\s*[\"']");
    private static final Pattern SVG_BOX = Pattern.compile("\\bviewBox\\s*=\\s*[\"']\\s*[-0-9.]+[ ,]+[-0-9.]+[ ,]+([0-9.]{1,9})[ ,]+([0-9.]{1,9})");

    private record Shape(String mime, String mediaType, int width, int height, int bits, ArrayNode metadata) {}

    private MediaInspector() {}

    /** Reads the whole file once. Blocking: for the work pool. */
    public static MediaInfo inspect(Path file) throws IOException {
        byte[] head;
        try (InputStream in = Files.newInputStream(file)) {
            head = in.readNBytes(HEAD);
        }
        Shape shape = shape(head, file);
        return new MediaInfo(shape.mime(), shape.mediaType(), shape.width(), shape.height(), shape.bits(), sha1(file), Files.size(file), shape.metadata());
    }

    private static String sha1(Path file) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-1");
            try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
                in.transferTo(java.io.OutputStream.nullOutputStream());
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Shape shape(byte[] head, Path file) throws IOException {
        if (starts(head, 0x89, 'P', 'N', 'G', 0x0D, 0x0A, 0x1A, 0x0A) && head.length >= 29) {
            return png(head);
        }
        if (starts(head, 'G', 'I', 'F', '8') && head.length >= 13) {
            int bits = ((head[10] >> 4) & 7) + 1;
            return new Shape("image/gif", "BITMAP", little(head, 6), little(head, 8), bits, metadata("frameCount", 1L));
        }
        if (starts(head, 0xFF, 0xD8, 0xFF)) {
            return jpeg(file);
        }
        if (starts(head, 'R', 'I', 'F', 'F') && head.length >= 30 && text(head, 8, 4).equals("WEBP")) {
            return webp(head);
        }
        return svg(head).orElseGet(() -> unknown(head));
    }

    private static Shape png(byte[] head) {
        String[] colours = {"greyscale", "", "truecolour", "index-coloured", "greyscale-alpha", "", "truecolour-alpha"};
        int type = head[25] & 0xFF;
        ArrayNode metadata = metadata("frameCount", 0L, "loopCount", 1L, "duration", 0L, "bitDepth", (long) (head[24] & 0xFF), "colorType",
                type < colours.length ? colours[type] : "unknown");
        metadata.addObject().put("name", "metadata").putArray("value").addObject().put("name", "_MW_PNG_VERSION").put("value", 1);
        return new Shape("image/png", "BITMAP", big(head, 16), big(head, 20), head[24] & 0xFF, metadata);
    }

    private static Shape jpeg(Path file) throws IOException {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            in.skipNBytes(2);
            int orientation = 1;
            while (true) {
                int marker = in.readUnsignedShort();
                int length = in.readUnsignedShort();
                boolean frame = marker >= 0xFFC0 && marker <= 0xFFCF && marker != 0xFFC4 && marker != 0xFFC8 && marker != 0xFFCC;
                if (frame) {
                    int bits = in.readUnsignedByte();
                    int height = in.readUnsignedShort();
                    int width = in.readUnsignedShort();
                    boolean lying = Orientation.swapsSides(orientation);
                    return new Shape("image/jpeg", "BITMAP", lying ? height : width, lying ? width : height, bits, metadata());
                }
                if ((marker & 0xFF00) != 0xFF00 || length < 2) {
                    return new Shape("image/jpeg", "BITMAP", 0, 0, 0, metadata());
                }
                byte[] segment = in.readNBytes(length - 2);
                orientation = marker == Orientation.APP1 ? Orientation.ofSegment(segment).orElse(orientation) : orientation;
            }
        } catch (java.io.EOFException cutShort) {
            return new Shape("image/jpeg", "BITMAP", 0, 0, 0, metadata());
        }
    }

    private static Shape webp(byte[] h) {
        String kind = text(h, 12, 4);
        int width;
        int height;
        if (kind.equals("VP8X")) {
            width = 1 + little24(h, 24);
            height = 1 + little24(h, 27);
        } else if (kind.equals("VP8L")) {
            int bits = (h[21] & 0xFF) | (h[22] & 0xFF) << 8 | (h[23] & 0xFF) << 16 | (h[24] & 0xFF) << 24;
            width = (bits & 0x3FFF) + 1;
            height = (bits >> 14 & 0x3FFF) + 1;
        } else {
            width = little(h, 26) & 0x3FFF;
            height = little(h, 28) & 0x3FFF;
        }
        return new Shape("image/webp", "BITMAP", width, height, 8, metadata());
    }

    private static Optional<Shape> svg(byte[] head) {
        String text = new String(head, StandardCharsets.UTF_8);
        int root = text.indexOf("<svg");
        if (root < 0 || !text.stripLeading().startsWith("<")) {
            return Optional.empty();
        }
        int end = text.indexOf('>', root);
        String tag = text.substring(root, end < 0 ? text.length() : end);
        double width = 0;
        double height = 0;
        Matcher size = SVG_SIZE.matcher(tag);
        while (size.find()) {
            if (size.group(1).equals("width")) {
                width = Double.parseDouble(size.group(2));
            } else {
                height = Double.parseDouble(size.group(2));
            }
        }
        Matcher box = SVG_BOX.matcher(tag);
        if ((width == 0 || height == 0) && box.find()) {
            width = Double.parseDouble(box.group(1));
            height = Double.parseDouble(box.group(2));
        }
        return Optional.of(new Shape("image/svg+xml", "DRAWING", width == 0 ? 512 : (int) Math.round(width),
                height == 0 ? 512 : (int) Math.round(height), 0, metadata()));
    }

    private static Shape unknown(byte[] head) {
        for (byte b : head) {
            if (b >= 0 && b < 9) {
                return new Shape("application/octet-stream", "UNKNOWN", 0, 0, 0, metadata());
            }
        }
        String text = new String(head, 0, Math.min(head.length, 1024), StandardCharsets.UTF_8).toLowerCase(Locale.ROOT);
        String mime = text.contains("<html") || text.contains("<script") || text.contains("<!doctype html") ? "text/html" : "text/plain";
        return new Shape(mime, "TEXT", 0, 0, 0, metadata());
    }

    private static ArrayNode metadata(Object... pairs) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        for (int i = 0; i < pairs.length; i += 2) {
            var entry = list.addObject().put("name", (String) pairs[i]);
            if (pairs[i + 1] instanceof Long number) {
                entry.put("value", number);
            } else {
                entry.put("value", (String) pairs[i + 1]);
            }
        }
        return list;
    }

    private static boolean starts(byte[] head, int... bytes) {
        if (head.length < bytes.length) {
            return false;
        }
        for (int i = 0; i < bytes.length; i++) {
            if ((head[i] & 0xFF) != bytes[i]) {
                return false;
            }
        }
        return true;
    }

    private static String text(byte[] b, int at, int length) {
        return new String(b, at, length, StandardCharsets.ISO_8859_1);
    }

    private static int big(byte[] b, int at) {
        return (b[at] & 0xFF) << 24 | (b[at + 1] & 0xFF) << 16 | (b[at + 2] & 0xFF) << 8 | b[at + 3] & 0xFF;
    }

    private static int little(byte[] b, int at) {
        return b[at] & 0xFF | (b[at + 1] & 0xFF) << 8;
    }

    private static int little24(byte[] b, int at) {
        return little(b, at) | (b[at + 2] & 0xFF) << 16;
    }
}

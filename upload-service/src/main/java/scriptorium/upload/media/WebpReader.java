package scriptorium.upload.media;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Reads the first chunks of a WebP picture. */
final class WebpReader {

    private static final int MAX_CHUNKS = 64;

    private WebpReader() {}

    static Shape read(DataInputStream in) throws IOException {
        try {
            in.skipNBytes(12);
            String kind = name(in);
            long length = little32(in);
            return switch (kind) {
                case "VP8X" -> extended(in, length);
                case "VP8L" -> {
                    in.skipNBytes(1);
                    int bits = (int) little32(in);
                    yield simple("lossless", (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1);
                }
                case "VP8 " -> {
                    in.skipNBytes(6);
                    int width = little16(in) & 0x3FFF;
                    yield simple("lossy", width, little16(in) & 0x3FFF);
                }
                default -> Shape.broken("image/webp");
            };
        } catch (java.io.EOFException cutShort) {
            return Shape.broken("image/webp");
        }
    }

    private static Shape simple(String compression, int width, int height) {
        return shape(width, height, new Metadata().put("compression", compression));
    }

    private static Shape extended(DataInputStream in, long length) throws IOException {
        int flags = in.readUnsignedByte();
        in.skipNBytes(3);
        int width = 1 + little24(in);
        int height = 1 + little24(in);
        in.skipNBytes(length - 10 + (length & 1));
        Metadata all = new Metadata().put("compression", compression(in)).put("animated", (flags & 0x02) != 0).put("transparency", (flags & 0x10) != 0);
        return shape(width, height, all);
    }

    /** That of the first chunk with pixels. */
    private static String compression(DataInputStream in) {
        try {
            for (int i = 0; i < MAX_CHUNKS; i++) {
                String kind = name(in);
                if (kind.equals("VP8 ")) {
                    return "lossy";
                }
                if (kind.equals("VP8L")) {
                    return "lossless";
                }
                long length = little32(in);
                in.skipNBytes(length + (length & 1));
            }
        } catch (IOException ended) {
            return "unknown";
        }
        return "unknown";
    }

    private static Shape shape(int width, int height, Metadata all) {
        return Shape.bitmap("image/webp", width, height, 0,
                all.put("width", width).put("height", height).put("metadata", new Metadata().put("_MW_WEBP_VERSION", 2)));
    }

    private static String name(DataInputStream in) throws IOException {
        byte[] four = new byte[4];
        in.readFully(four);
        return new String(four, StandardCharsets.ISO_8859_1);
    }

    private static int little16(DataInputStream in) throws IOException {
        return in.readUnsignedByte() | in.readUnsignedByte() << 8;
    }

    private static int little24(DataInputStream in) throws IOException {
        return little16(in) | in.readUnsignedByte() << 16;
    }

    private static long little32(DataInputStream in) throws IOException {
        return (little16(in) | (long) little16(in) << 16) & 0xFFFFFFFFL;
    }
}

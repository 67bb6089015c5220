package scriptorium.upload.media;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.zip.InflaterInputStream;

/** Reads the chunks of a PNG picture; pixels are passed over. */
final class PngReader {

    private static final int MAX_TEXTS = 100;
    private static final String[] COLOURS = {"greyscale", "", "truecolour", "index-coloured", "greyscale-alpha", "", "truecolour-alpha"};
    private static final Map<String, String> NAMES = Map.of("title", "ObjectName", "author", "Artist", "description", "ImageDescription", "software", "Software",
            "copyright", "Copyright", "comment", "PNGFileComment", "creation time", "DateTimeDigitized", "disclaimer", "Disclaimer", "warning", "ContentWarning",
            "source", "Model");

    private int width;
    private int height;
    private int bits;
    private String colour = "unknown";
    private long frames;
    private long loops = 1;
    private double duration;
    private final Map<String, Metadata> texts = new LinkedHashMap<>();
    private final Metadata more = new Metadata();

    private PngReader() {}

    /** @param in at the picture's first byte */
    static Shape read(DataInputStream in) throws IOException {
        try {
            return new PngReader().chunks(in);
        } catch (java.io.EOFException cutShort) {
            return Shape.broken("image/png");
        }
    }

    private Shape chunks(DataInputStream in) throws IOException {
        in.skipNBytes(8);
        while (true) {
            long length = in.readInt() & 0xFFFFFFFFL;
            String kind = new String(in.readNBytes(4), StandardCharsets.ISO_8859_1);
            if (length > Integer.MAX_VALUE || kind.length() < 4) {
                return Shape.broken("image/png");
            }
            if (kind.equals("IEND")) {
                return whole();
            }
            boolean wanted = switch (kind) {
                case "IHDR", "acTL", "fcTL", "tEXt", "zTXt", "iTXt", "pHYs", "tIME" -> length <= Metadata.MAX_TEXT;
                default -> false;
            };
            if (wanted) {
                byte[] data = in.readNBytes((int) length);
                if (data.length < length) {
                    return Shape.broken("image/png");
                }
                chunk(kind, data);
                in.skipNBytes(4);
            } else {
                in.skipNBytes(length + 4);
            }
        }
    }

    private void chunk(String kind, byte[] data) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(data));
        switch (kind) {
            case "IHDR" -> {
                width = in.readInt();
                height = in.readInt();
                bits = in.readUnsignedByte();
                int type = in.readUnsignedByte();
                colour = type < COLOURS.length && !COLOURS[type].isEmpty() ? COLOURS[type] : "unknown";
            }
            case "acTL" -> {
                frames = in.readInt();
                loops = in.readInt();
            }
            case "fcTL" -> {
                in.skipNBytes(20);
                int part = in.readUnsignedShort();
                int whole = in.readUnsignedShort();
                duration += (double) part / (whole == 0 ? 100 : whole);
            }
            case "tEXt", "zTXt", "iTXt" -> text(kind, data);
            case "pHYs" -> {
                long x = in.readInt();
                long y = in.readInt();
                if (in.readUnsignedByte() == 1) {
                    more.put("XResolution", x + "/100").put("YResolution", y + "/100").put("ResolutionUnit", 3);
                }
            }
            default -> more.put("DateTime", String.format(Locale.ROOT, "%04d:%02d:%02d %02d:%02d:%02d", in.readUnsignedShort(), in.readUnsignedByte(),
                    in.readUnsignedByte(), in.readUnsignedByte(), in.readUnsignedByte(), in.readUnsignedByte()));
        }
    }

    private void text(String kind, byte[] data) {
        int[] at = {0};
        String key = NAMES.get(upTo(data, at).toLowerCase(Locale.ROOT));
        String language = "x-default";
        boolean packed = kind.equals("zTXt");
        if (packed) {
            at[0]++;
        }
        if (kind.equals("iTXt") && at[0] + 2 <= data.length) {
            packed = data[at[0]] == 1;
            at[0] += 2;
            String given = upTo(data, at).toLowerCase(Locale.ROOT);
            language = given.isEmpty() ? language : given;
            upTo(data, at);
        }
        if (key == null || at[0] > data.length || texts.size() >= MAX_TEXTS) {
            return;
        }
        byte[] rest = Arrays.copyOfRange(data, at[0], data.length);
        byte[] plain = packed ? unpacked(rest) : rest;
        String value = kind.equals("iTXt") ? Metadata.text(plain) : new String(plain, StandardCharsets.ISO_8859_1);
        texts.computeIfAbsent(key, _ -> new Metadata()).put(language, value);
    }

    private static String upTo(byte[] data, int[] at) {
        int end = at[0];
        while (end < data.length && data[end] != 0) {
            end++;
        }
        String text = new String(data, Math.min(at[0], data.length), Math.max(0, end - at[0]), StandardCharsets.ISO_8859_1);
        at[0] = end + 1;
        return text;
    }

    private static byte[] unpacked(byte[] data) {
        try (InflaterInputStream in = new InflaterInputStream(new ByteArrayInputStream(data))) {
            return in.readNBytes(Metadata.MAX_TEXT);
        } catch (IOException damaged) {
            return new byte[0];
        }
    }

    private Shape whole() {
        Metadata inner = new Metadata();
        texts.forEach((name, values) -> inner.put(name, values.put("_type", "lang")));
        inner.putAll(more).put("_MW_PNG_VERSION", 1);
        return Shape.bitmap("image/png", width, height, bits, new Metadata().put("frameCount", frames).put("loopCount", loops)
                .seconds("duration", loops == 0 ? duration : duration * loops).put("bitDepth", bits).put("colorType", colour).put("metadata", inner));
    }
}

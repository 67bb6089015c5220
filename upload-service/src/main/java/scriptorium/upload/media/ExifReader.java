package scriptorium.upload.media;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads what a camera wrote into a picture. Every offset is checked: the bytes are a stranger's. */
final class ExifReader {

    private static final int EXIF_FOLDER = 0x8769;
    private static final int GPS_FOLDER = 0x8825;
    private static final int MAX_ENTRIES = 200;
    private static final int MAX_VALUES = 64;
    private static final int[] SIZES = {0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8};
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** @param orientation 1 to 8 */
    record Found(Metadata metadata, int orientation) {
        static final Found NOTHING = new Found(new Metadata(), Orientation.UPRIGHT);
    }

    private record Value(int type, int count, int at) {}

    private final ByteBuffer bytes;
    private final Metadata metadata = new Metadata();
    private final Set<Integer> seen = new HashSet<>();
    private int orientation = Orientation.UPRIGHT;

    private ExifReader(ByteBuffer bytes) {
        this.bytes = bytes;
    }

    static boolean isExif(byte[] segment) {
        return segment.length > 14 && new String(segment, 0, 4, StandardCharsets.ISO_8859_1).equals("Exif");
    }

    static Found read(byte[] segment) {
        ByteBuffer bytes = ByteBuffer.wrap(segment, 6, segment.length - 6).slice();
        bytes.order(bytes.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        ExifReader reader = new ExifReader(bytes);
        try {
            reader.main(bytes.getInt(4));
        } catch (BufferUnderflowException | IndexOutOfBoundsException damaged) {
            return new Found(reader.metadata, reader.orientation);
        }
        return new Found(reader.metadata, reader.orientation);
    }

    private void main(int at) {
        Map<Integer, Value> entries = entries(at);
        plain(entries, ExifTags.MAIN);
        Optional.ofNullable(entries.get(EXIF_FOLDER)).ifPresent(folder -> plain(entries(bytes.getInt(folder.at())), ExifTags.PHOTO));
        Optional.ofNullable(entries.get(GPS_FOLDER)).ifPresent(folder -> gps(entries(bytes.getInt(folder.at()))));
    }

    private Map<Integer, Value> entries(int folder) {
        Map<Integer, Value> entries = new LinkedHashMap<>();
        if (!seen.add(folder)) {
            return entries;
        }
        int count = Math.min(MAX_ENTRIES, bytes.getShort(folder) & 0xFFFF);
        for (int i = 0; i < count; i++) {
            int at = folder + 2 + 12 * i;
            int type = bytes.getShort(at + 2) & 0xFFFF;
            long number = bytes.getInt(at + 4) & 0xFFFFFFFFL;
            if (type == 0 || type >= SIZES.length || number > bytes.capacity()) {
                continue;
            }
            long length = number * SIZES[type];
            int where = length <= 4 ? at + 8 : bytes.getInt(at + 8);
            if (where >= 0 && where + length <= bytes.capacity()) {
                entries.put(bytes.getShort(at) & 0xFFFF, new Value(type, (int) number, where));
            }
        }
        return entries;
    }

    private void plain(Map<Integer, Value> entries, Map<Integer, String> names) {
        entries.forEach((tag, value) -> {
            String name = names.get(tag);
            if (name == null) {
                return;
            }
            if (name.equals("Orientation")) {
                long told = number(value, 0);
                orientation = told >= 1 && told <= 8 ? (int) told : Orientation.UPRIGHT;
            }
            shown(name, value).ifPresent(shown -> metadata.put(name, shown));
        });
    }

    private Optional<JsonNode> shown(String name, Value value) {
        if (value.count() == 0) {
            return Optional.empty();
        }
        return switch (name) {
            case "ComponentsConfiguration" -> {
                Metadata list = new Metadata();
                for (int i = 0; i < Math.min(4, value.count()); i++) {
                    list.item(i, JSON.numberNode(bytes.get(value.at() + i) & 0xFF));
                }
                yield Optional.of(list.put("_type", "ol").list());
            }
            case "FileSource", "SceneType" -> Optional.of(JSON.numberNode(bytes.get(value.at()) & 0xFF));
            case "UserComment" -> comment(value);
            default -> Optional.of(value.type() == 2 || value.type() == 7 ? JSON.textNode(text(value)) : numbers(value));
        };
    }

    private Optional<JsonNode> comment(Value value) {
        if (value.count() <= 8) {
            return Optional.empty();
        }
        String set = new String(raw(new Value(7, 8, value.at())), StandardCharsets.ISO_8859_1);
        byte[] rest = raw(new Value(7, value.count() - 8, value.at() + 8));
        String text = set.startsWith("UNICODE")
                ? new String(rest, bytes.order() == ByteOrder.BIG_ENDIAN ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_16LE)
                : Metadata.text(rest);
        String bare = text.replace("\0", "").strip();
        return bare.isEmpty() ? Optional.empty() : Optional.of(JSON.textNode(bare));
    }

    private JsonNode numbers(Value value) {
        if (value.count() == 1) {
            return one(value, 0);
        }
        Metadata list = new Metadata();
        for (int i = 0; i < Math.min(MAX_VALUES, value.count()); i++) {
            list.item(i, one(value, i));
        }
        return list.put("_type", "ol").list();
    }

    private JsonNode one(Value value, int i) {
        int at = value.at() + i * SIZES[value.type()];
        return switch (value.type()) {
            case 5 -> JSON.textNode((bytes.getInt(at) & 0xFFFFFFFFL) + "/" + (bytes.getInt(at + 4) & 0xFFFFFFFFL));
            case 10 -> JSON.textNode(bytes.getInt(at) + "/" + bytes.getInt(at + 4));
            default -> JSON.numberNode(number(value, i));
        };
    }

    private long number(Value value, int i) {
        int at = value.at() + i * SIZES[value.type()];
        return switch (value.type()) {
            case 3 -> bytes.getShort(at) & 0xFFFF;
            case 4 -> bytes.getInt(at) & 0xFFFFFFFFL;
            case 8 -> bytes.getShort(at);
            case 9 -> bytes.getInt(at);
            case 6 -> bytes.get(at);
            default -> bytes.get(at) & 0xFF;
        };
    }

    private double fraction(Value value, int i) {
        int at = value.at() + i * 8;
        long whole = bytes.getInt(at + 4) & 0xFFFFFFFFL;
        return whole == 0 ? 0 : (double) (bytes.getInt(at) & 0xFFFFFFFFL) / whole;
    }

    private byte[] raw(Value value) {
        byte[] data = new byte[Math.min(value.count(), Metadata.MAX_TEXT)];
        bytes.get(value.at(), data);
        return data;
    }

    private String text(Value value) {
        String text = Metadata.text(raw(value));
        int end = text.indexOf('\0');
        return (end < 0 ? text : text.substring(0, end)).strip();
    }

    /** Places come as three fractions and a letter each: they are told as degrees. */
    private void gps(Map<Integer, Value> entries) {
        degrees(entries, 1, 2, "S", "GPSLatitude");
        degrees(entries, 3, 4, "W", "GPSLongitude");
        Value height = entries.get(6);
        if (height != null && height.type() == 5) {
            Value below = entries.get(5);
            double metres = fraction(height, 0);
            metadata.put("GPSAltitude", JSON.numberNode(below != null && number(below, 0) == 1 ? -metres : metres));
        }
        List<Integer> tags = new ArrayList<>(entries.keySet());
        tags.sort(null);
        Map<Integer, Value> rest = new LinkedHashMap<>();
        tags.forEach(tag -> rest.put(tag, entries.get(tag)));
        plain(rest, ExifTags.GPS);
        Value version = entries.get(0);
        if (version != null && version.count() == 4) {
            metadata.put("GPSVersionID", number(version, 0) + "." + number(version, 1) + "." + number(version, 2) + "." + number(version, 3));
        }
    }

    private void degrees(Map<Integer, Value> entries, int side, int place, String negative, String name) {
        Value letter = entries.get(side);
        Value parts = entries.get(place);
        if (letter == null || parts == null || parts.type() != 5 || parts.count() != 3) {
            return;
        }
        double degrees = fraction(parts, 0) + fraction(parts, 1) / 60 + fraction(parts, 2) / 3600;
        metadata.put(name, JSON.numberNode(text(letter).equalsIgnoreCase(negative) ? -degrees : degrees));
    }
}

package scriptorium.upload.media;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Reads the blocks of a GIF picture: how many frames, how long, what is said of it. */
final class GifReader {

    private static final int MAX_FRAMES = 100_000;

    private final DataInputStream in;
    private int frames;
    private boolean looped;
    private double duration;
    private final Metadata comments = new Metadata();

    private GifReader(DataInputStream in) {
        this.in = in;
    }

    static Shape read(DataInputStream in) throws IOException {
        try {
            return new GifReader(in).picture();
        } catch (java.io.EOFException cutShort) {
            return Shape.broken("image/gif");
        }
    }

    private Shape picture() throws IOException {
        in.skipNBytes(6);
        int width = little();
        int height = little();
        int flags = in.readUnsignedByte();
        int bits = (flags & 7) + 1;
        in.skipNBytes(2);
        table(flags);
        while (true) {
            switch (in.readUnsignedByte()) {
                case 0x2C -> {
                    in.skipNBytes(8);
                    table(in.readUnsignedByte());
                    in.skipNBytes(1);
                    blocks(0);
                    if (++frames > MAX_FRAMES) {
                        return Shape.broken("image/gif");
                    }
                }
                case 0x21 -> extension();
                case 0x3B -> {
                    return whole(width, height, bits);
                }
                case 0 -> {}
                default -> {
                    return Shape.broken("image/gif");
                }
            }
        }
    }

    private void extension() throws IOException {
        int label = in.readUnsignedByte();
        byte[] data = blocks(Metadata.MAX_TEXT);
        if (label == 0xF9 && data.length >= 4) {
            duration += ((data[1] & 0xFF) | (data[2] & 0xFF) << 8) / 100.0;
        } else if (label == 0xFE) {
            comments.item(comments.size(), Metadata.text(data));
        } else if (label == 0xFF && data.length >= 14 && new String(data, 0, 11, StandardCharsets.ISO_8859_1).equals("NETSCAPE2.0")) {
            looped = ((data[12] & 0xFF) | (data[13] & 0xFF) << 8) != 1;
        }
    }

    private Shape whole(int width, int height, int bits) {
        Metadata inner = new Metadata();
        if (!comments.isEmpty()) {
            inner.put("GIFFileComment", comments);
        }
        return Shape.bitmap("image/gif", width, height, bits, new Metadata().put("frameCount", frames).put("looped", looped).seconds("duration", duration)
                .put("metadata", inner.put("_MW_GIF_VERSION", 1)));
    }

    private void table(int flags) throws IOException {
        if ((flags & 0x80) != 0) {
            in.skipNBytes(3L << ((flags & 7) + 1));
        }
    }

    /** The data of sub-blocks, as much as is wanted of it. */
    private byte[] blocks(int wanted) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        while (true) {
            int length = in.readUnsignedByte();
            if (length == 0) {
                return all.toByteArray();
            }
            if (all.size() + length <= wanted) {
                all.write(in.readNBytes(length));
            } else {
                in.skipNBytes(length);
            }
        }
    }

    private int little() throws IOException {
        return in.readUnsignedByte() | in.readUnsignedByte() << 8;
    }
}

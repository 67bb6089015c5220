package scriptorium.upload.media;

import java.io.DataInputStream;
import java.io.IOException;

/** Reads the segments of a JPEG picture up to its pixels. A picture that lies on its side has the width that it is shown with. */
final class JpegReader {

    private static final int EXIF = 0xFFE1;
    private static final int COMMENT = 0xFFFE;
    private static final int SCAN = 0xFFDA;

    private int width;
    private int height;
    private int bits;
    private final Metadata comments = new Metadata();
    private ExifReader.Found exif = ExifReader.Found.NOTHING;

    private JpegReader() {}

    static Shape read(DataInputStream in) throws IOException {
        return new JpegReader().picture(in);
    }

    private Shape picture(DataInputStream in) throws IOException {
        try {
            in.skipNBytes(2);
            boolean more = true;
            while (more) {
                more = segment(in);
            }
        } catch (java.io.EOFException cutShort) {
            return whole();
        }
        return whole();
    }

    private boolean segment(DataInputStream in) throws IOException {
        int marker = in.readUnsignedShort();
        while (marker == 0xFFFF) {
            marker = 0xFF00 | in.readUnsignedByte();
        }
        if ((marker & 0xFF00) != 0xFF00 || marker == SCAN) {
            return false;
        }
        int length = in.readUnsignedShort() - 2;
        if (length < 0) {
            return false;
        }
        boolean frame = marker >= 0xFFC0 && marker <= 0xFFCF && marker != 0xFFC4 && marker != 0xFFC8 && marker != 0xFFCC;
        if (frame && length >= 5) {
            bits = in.readUnsignedByte();
            height = in.readUnsignedShort();
            width = in.readUnsignedShort();
            in.skipNBytes(length - 5L);
        } else if (marker == EXIF || marker == COMMENT) {
            byte[] data = in.readNBytes(length);
            if (marker == COMMENT) {
                comments.item(comments.size(), Metadata.text(data).strip());
            } else if (ExifReader.isExif(data)) {
                exif = ExifReader.read(data);
            }
        } else {
            in.skipNBytes(length);
        }
        return true;
    }

    private Shape whole() {
        Metadata all = new Metadata().putAll(exif.metadata());
        if (!comments.isEmpty()) {
            all.put("JPEGFileComment", comments);
        }
        all.put("MEDIAWIKI_EXIF_VERSION", 2);
        boolean lying = Orientation.swapsSides(exif.orientation());
        return Shape.bitmap("image/jpeg", lying ? height : width, lying ? width : height, bits, all);
    }
}

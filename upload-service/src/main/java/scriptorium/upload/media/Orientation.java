package scriptorium.upload.media;

import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.OptionalInt;

/** How a camera was held: the tag "Orientation" of EXIF, 1 (upright) to 8. */
final class Orientation {

    static final int UPRIGHT = 1;
    /** Marker of the segment of a JPEG file that holds EXIF. */
    static final int APP1 = 0xFFE1;
    private static final int TAG = 0x0112;
    private static final int ENTRY = 12;
    private static final int TIFF = 6;

    private Orientation() {}

    static boolean swapsSides(int orientation) {
        return orientation >= 5;
    }

    /** The orientation that an APP1 segment tells, if it does. */
    static OptionalInt ofSegment(byte[] segment) {
        if (segment.length < TIFF + 8 || segment[0] != 'E' || segment[1] != 'x' || segment[2] != 'i' || segment[3] != 'f') {
            return OptionalInt.empty();
        }
        ByteBuffer tiff = ByteBuffer.wrap(segment, TIFF, segment.length - TIFF).slice();
        tiff.order(tiff.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        try {
            int directory = tiff.getInt(4);
            int entries = tiff.getShort(directory) & 0xFFFF;
            for (int i = 0; i < entries; i++) {
                int at = directory + 2 + i * ENTRY;
                if ((tiff.getShort(at) & 0xFFFF) == TAG) {
                    int value = tiff.getShort(at + 8);
                    return value >= UPRIGHT && value <= 8 ? OptionalInt.of(value) : OptionalInt.empty();
                }
            }
        } catch (IndexOutOfBoundsException | BufferUnderflowException damaged) {
            return OptionalInt.empty();
        }
        return OptionalInt.empty();
    }

    /** The orientation that the beginning of a JPEG file tells; upright for all else. */
    static int ofHead(byte[] head, int length) {
        int at = 2;
        if (length < 4 || (head[0] & 0xFF) != 0xFF || (head[1] & 0xFF) != 0xD8) {
            return UPRIGHT;
        }
        while (at + 4 <= length && (head[at] & 0xFF) == 0xFF && (head[at + 1] & 0xFF) != 0xDA) {
            int size = (head[at + 2] & 0xFF) << 8 | head[at + 3] & 0xFF;
            if ((head[at + 1] & 0xFF) == (APP1 & 0xFF) && at + 2 + size <= length) {
                OptionalInt found = ofSegment(java.util.Arrays.copyOfRange(head, at + 4, at + 2 + size));
                if (found.isPresent()) {
                    return found.getAsInt();
                }
            }
            at += 2 + size;
        }
        return UPRIGHT;
    }

    /** The picture as it was seen. */
    static BufferedImage upright(BufferedImage picture, int orientation) {
        int w = picture.getWidth();
        int h = picture.getHeight();
        AffineTransform turn = switch (orientation) {
            case 2 -> new AffineTransform(-1, 0, 0, 1, w, 0);
            case 3 -> new AffineTransform(-1, 0, 0, -1, w, h);
            case 4 -> new AffineTransform(1, 0, 0, -1, 0, h);
            case 5 -> new AffineTransform(0, 1, 1, 0, 0, 0);
            case 6 -> new AffineTransform(0, 1, -1, 0, h, 0);
            case 7 -> new AffineTransform(0, -1, -1, 0, h, w);
            case 8 -> new AffineTransform(0, -1, 1, 0, 0, w);
            default -> new AffineTransform();
        };
        return turn.isIdentity() ? picture : drawn(picture, turn, swapsSides(orientation));
    }

    /** Turned clockwise by 90, 180 or 270 degrees. */
    static BufferedImage turned(BufferedImage picture, int degrees) {
        return upright(picture, switch (degrees) {
            case 90 -> 6;
            case 180 -> 3;
            default -> 8;
        });
    }

    private static BufferedImage drawn(BufferedImage picture, AffineTransform turn, boolean swapped) {
        int type = picture.getColorModel().hasAlpha() ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB;
        BufferedImage target = new BufferedImage(swapped ? picture.getHeight() : picture.getWidth(), swapped ? picture.getWidth() : picture.getHeight(), type);
        Graphics2D canvas = target.createGraphics();
        try {
            canvas.drawImage(picture, turn, null);
        } finally {
            canvas.dispose();
        }
        return target;
    }
}

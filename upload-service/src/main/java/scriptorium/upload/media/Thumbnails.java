package scriptorium.upload.media;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageInputStream;

/** Makes smaller pictures. Blocking and hungry: for the work pool. */
public final class Thumbnails {

    /** Pictures with more pixels than this are not decoded. */
    private static final long MAX_PIXELS = 100_000_000;
    /** No more pixels than this are kept in memory: of larger pictures rows and columns are left out. */
    private static final long MAX_KEPT = 4_000_000;
    /** Larger pictures are not turned: no pixel may be left out then. */
    private static final long MAX_TURNED = 12_500_000;
    /** In the place of a width: every pixel. */
    private static final int WHOLE = 0;
    /** Bytes in which the orientation is looked for. */
    private static final int HEAD = 128 * 1024;

    private Thumbnails() {}

    /** Thrown when a picture cannot be scaled: damaged, unknown or too large. */
    public static final class NotScalable extends IOException {
        private static final long serialVersionUID = 1;

        NotScalable(String why) {
            super(why);
        }
    }

    /**
     * The picture scaled to a width.
     *
     * @param mime of the picture; JPEG and GIF stay what they are, all else becomes PNG
     * @param width pixels, at least 1, at most the picture's own
     */
    public static byte[] scale(InputStream bytes, String mime, int width) throws IOException {
        BufferedImage picture = upright(bytes, width);
        int height = Math.max(1, (int) Math.round((double) picture.getHeight() * width / picture.getWidth()));
        if ((long) width * height > MAX_KEPT) {
            throw new NotScalable("too many pixels");
        }
        boolean jpeg = mime.equals("image/jpeg");
        BufferedImage scaled = scaled(picture, width, height, jpeg ? BufferedImage.TYPE_INT_RGB : BufferedImage.TYPE_INT_ARGB);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        if (jpeg) {
            writeJpeg(scaled, out);
        } else {
            ImageIO.write(scaled, mime.equals("image/gif") ? "gif" : "png", out);
        }
        return out.toByteArray();
    }

    /**
     * The picture turned clockwise, in its own format.
     *
     * @param mime JPEG or PNG
     * @param degrees 90, 180 or 270
     */
    public static synchronized byte[] rotate(InputStream bytes, String mime, int degrees) throws IOException {
        BufferedImage turned = Orientation.turned(upright(bytes, WHOLE), degrees);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        if (mime.equals("image/jpeg")) {
            writeJpeg(turned, out);
        } else {
            ImageIO.write(turned, "png", out);
        }
        return out.toByteArray();
    }

    /** At least as wide as asked for, or as it is. */
    private static BufferedImage upright(InputStream bytes, int width) throws IOException {
        BufferedInputStream in = new BufferedInputStream(bytes, HEAD);
        in.mark(HEAD);
        byte[] head = in.readNBytes(HEAD);
        in.reset();
        return Orientation.upright(read(in, width), Orientation.ofHead(head, head.length));
    }

    private static BufferedImage read(InputStream bytes, int width) throws IOException {
        try (ImageInputStream in = ImageIO.createImageInputStream(bytes)) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                throw new NotScalable("no reader for this picture");
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(in, true, true);
                long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
                if (pixels > (width == WHOLE ? MAX_TURNED : MAX_PIXELS)) {
                    throw new NotScalable("too many pixels");
                }
                int step = width == WHOLE ? 1 : step(Math.min(reader.getWidth(0), reader.getHeight(0)), width, pixels);
                ImageReadParam param = reader.getDefaultReadParam();
                param.setSourceSubsampling(step, step, 0, 0);
                return reader.read(0, param);
            } catch (RuntimeException damaged) {
                throw new NotScalable("damaged: " + damaged.getMessage());
            } finally {
                reader.dispose();
            }
        }
    }

    private static int step(int side, int width, long pixels) {
        return Math.max(Math.max(1, side / (2 * width)), (int) Math.ceil(Math.sqrt((double) pixels / MAX_KEPT)));
    }

    private static BufferedImage scaled(BufferedImage picture, int width, int height, int type) {
        BufferedImage target = new BufferedImage(width, height, type);
        Graphics2D canvas = target.createGraphics();
        try {
            canvas.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
            canvas.setRenderingHint(RenderingHints.KEY_RENDERING, RenderingHints.VALUE_RENDER_QUALITY);
            canvas.drawImage(picture, 0, 0, width, height, null);
        } finally {
            canvas.dispose();
        }
        return target;
    }

    private static void writeJpeg(BufferedImage picture, ByteArrayOutputStream out) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        try (var target = ImageIO.createImageOutputStream(out)) {
            ImageWriteParam param = writer.getDefaultWriteParam();
            param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            param.setCompressionQuality(0.85f);
            writer.setOutput(target);
            writer.write(null, new IIOImage(picture, null, null), param);
        } finally {
            writer.dispose();
        }
    }
}

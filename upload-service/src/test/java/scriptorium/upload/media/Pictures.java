package scriptorium.upload.media;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** Pictures for tests. */
public final class Pictures {

    private Pictures() {}

    public static Path picture(Path folder, String format, int width, int height) throws IOException {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int x = 0; x < width; x++) {
            image.setRGB(x, x % height, 0x3366CC + x);
        }
        Path file = Files.createTempFile(folder, "picture", "." + format);
        ImageIO.write(image, format, file.toFile());
        return file;
    }

    public static Path text(Path folder, String text) throws IOException {
        Path file = Files.createTempFile(folder, "text", ".txt");
        Files.write(file, text.getBytes(StandardCharsets.UTF_8));
        return file;
    }
}

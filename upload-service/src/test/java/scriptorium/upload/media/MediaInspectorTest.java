package scriptorium.upload.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MediaInspectorTest {

    @TempDir
    Path folder;

    @Test
    void readsTypeAndSizeFromTheBytes() throws Exception {
        for (String format : new String[] {"png", "jpg", "gif"}) {
            MediaInfo media = MediaInspector.inspect(Pictures.picture(folder, format, 120, 70));
            assertThat(media.mime()).isEqualTo("image/" + (format.equals("jpg") ? "jpeg" : format));
            assertThat(media.mediaType()).isEqualTo("BITMAP");
            assertThat(media.width()).isEqualTo(120);
            assertThat(media.height()).isEqualTo(70);
            assertThat(media.sha1()).matches("[0-9a-f]{40}");
        }
    }

    @Test
    void readsTheSizeOfDrawings() throws Exception {
        Path svg = Pictures.text(folder, "<?xml version=\"1.0\"?><svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 40 20\"><path d=\"M0 0\"/></svg>");
        MediaInfo media = MediaInspector.inspect(svg);
        assertThat(media.mime()).isEqualTo("image/svg+xml");
        assertThat(media.width()).isEqualTo(40);
        assertThat(media.height()).isEqualTo(20);
    }

    @Test
    void tellsWhatAPngSaysOfItself() throws Exception {
        byte[] plain = java.nio.file.Files.readAllBytes(Pictures.picture(folder, "png", 20, 10));
        int header = 8 + 25;
        java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream();
        out.write(plain, 0, header);
        byte[] text = "Author\0Ada".getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
        out.write(new byte[] {0, 0, 0, (byte) text.length, 't', 'E', 'X', 't'});
        out.write(text);
        out.write(new byte[4]);
        out.write(plain, header, plain.length - header);
        MediaInfo media = MediaInspector.inspect(java.nio.file.Files.write(folder.resolve("said.png"), out.toByteArray()));
        assertThat(media.metadata().toString()).contains("{\"name\":\"Artist\",\"value\":[{\"name\":\"x-default\",\"value\":\"Ada\"}");
        MediaInfo cut = MediaInspector.inspect(java.nio.file.Files.write(folder.resolve("cut.png"), java.util.Arrays.copyOf(plain, plain.length - 20)));
        assertThat(cut.width()).isZero();
        assertThat(cut.metadata().toString()).contains("_error");
    }

    @Test
    void aPictureOfACameraHeldSidewaysStandsUpright() throws Exception {
        byte[] plain = java.nio.file.Files.readAllBytes(Pictures.picture(folder, "jpg", 60, 40));
        byte[] exif = java.util.HexFormat.of().parseHex("ffe10022457869660000" + "4d4d002a00000008" + "0001" + "011200030000000100060000" + "00000000");
        java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream();
        out.write(plain, 0, 2);
        out.write(exif);
        out.write(plain, 2, plain.length - 2);
        Path file = java.nio.file.Files.write(folder.resolve("held.jpg"), out.toByteArray());
        MediaInfo media = MediaInspector.inspect(file);
        assertThat(media.width()).isEqualTo(40);
        assertThat(media.height()).isEqualTo(60);
        assertThat(media.metadata().toString()).contains("{\"name\":\"Orientation\",\"value\":6}", "MEDIAWIKI_EXIF_VERSION");
        byte[] small = Thumbnails.scale(java.nio.file.Files.newInputStream(file), "image/jpeg", 20);
        assertThat(MediaInspector.inspect(java.nio.file.Files.write(folder.resolve("small.jpg"), small)).height()).isEqualTo(30);
    }

    @Test
    void seesPagesInsidePictures() throws Exception {
        assertThat(MediaInspector.looksScripted(Pictures.text(folder, "GIF89a <ScRiPt>alert(1)</script>"))).isTrue();
        assertThat(MediaInspector.looksScripted(Pictures.picture(folder, "png", 5, 5))).isFalse();
    }

    @Test
    void isNotFooledByNames() throws Exception {
        assertThat(MediaInspector.inspect(Pictures.text(folder, "plain words")).mime()).isEqualTo("text/plain");
        assertThat(MediaInspector.inspect(Pictures.text(folder, "<html><script>")).mime()).isEqualTo("text/html");
        assertThat(MediaInspector.inspect(Pictures.text(folder, "\u0001\u0002")).mime()).isEqualTo("unknown/unknown");
        assertThat(MediaInspector.inspect(Pictures.text(folder, "\u00FF")).width()).isZero();
    }

    @Test
    void refusesDrawingsThatCouldRunSomething() throws Exception {
        String[] bad = {
            "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>",
            "<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>",
            "<svg xmlns=\"http://www.w3.org/2000/svg\"><a href=\"javascript:alert(1)\"/></svg>",
            "<svg xmlns=\"http://www.w3.org/2000/svg\"><foreignObject/></svg>",
            "<svg xmlns=\"http://www.w3.org/2000/svg\"><style>@import url(http://x.example)</style></svg>",
            "<svg xmlns=\"http://www.w3.org/2000/svg\"><rect fill=\"url(http://x.example/a)\"/></svg>",
            "<svg xmlns=\"http://www.w3.org/2000/svg\"><image href=\"http://x.example/a.png\"/></svg>",
            "<svg xmlns=\"http://www.w3.org/2000/svg\"><animate attributeName=\"href\" to=\"javascript:1\"/></svg>",
            "<?xml-stylesheet href=\"a.xsl\"?><svg xmlns=\"http://www.w3.org/2000/svg\"/>",
            "<html/>", "<svg", "<!DOCTYPE svg [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><svg xmlns=\"http://www.w3.org/2000/svg\"><text>&a;</text></svg>"};
        for (String text : bad) {
            assertThat(SvgCheck.problem(Pictures.text(folder, text))).as(text).isPresent();
        }
        assertThat(SvgCheck.problem(Pictures.text(folder, "<svg xmlns=\"http://www.w3.org/2000/svg\"><rect fill=\"url(#g)\"/><a href=\"https://example.org\"/></svg>"))).isEmpty();
    }

    @Test
    void scalesPictures() throws Exception {
        Path picture = Pictures.picture(folder, "png", 300, 200);
        byte[] small = Thumbnails.scale(java.nio.file.Files.newInputStream(picture), "image/png", 100);
        Path thumb = folder.resolve("thumb");
        java.nio.file.Files.write(thumb, small);
        MediaInfo media = MediaInspector.inspect(thumb);
        assertThat(media.width()).isEqualTo(100);
        assertThat(media.height()).isEqualTo(67);
    }
}

package dev.firsthand.recording.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firsthand.recording.mp4.MediaException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PictureRenderingTest {
    private static final byte[] TURNED =
            "Exif\0\0MM\0*\0\0\0\u0008\0\u0001\u0001\u0012\0\u0003\0\0\0\u0001\0\u0006\0\0\0\0\0\0"
                    .getBytes(StandardCharsets.ISO_8859_1);

    @TempDir
    Path folder;

    private Clips clips;
    private PictureRendering rendering;

    @BeforeEach
    void prepare() {
        clips = new Clips(folder);
        rendering = new PictureRendering(FfmpegPrograms.bundled());
    }

    @Test
    void a_large_picture_becomes_a_small_upright_jpeg_without_its_notes() throws Exception {
        byte[] plain = Files.readAllBytes(
                clips.make("a.jpg", "-f", "lavfi", "-i", "testsrc=s=2000x3000:d=1", "-frames:v", "1"));
        Path turned = Files.write(folder.resolve("turned"), withExif(plain));

        byte[] jpeg = render(turned);

        assertThat(new String(jpeg, StandardCharsets.ISO_8859_1))
                .startsWith("\u00ff\u00d8")
                .doesNotContain("Exif");
        var picture = ImageIO.read(new ByteArrayInputStream(jpeg));
        assertThat(picture.getWidth()).as("turned upright").isEqualTo(PictureRendering.SIDE_PIXELS_MAX);
        assertThat(picture.getHeight()).isEqualTo(853);
    }

    @Test
    void what_is_transparent_becomes_white_and_a_small_picture_stays_small() throws Exception {
        Path clear =
                clips.make("clear.png", "-f", "lavfi", "-i", "color=red@0.0:s=300x200,format=rgba", "-frames:v", "1");

        var picture = ImageIO.read(new ByteArrayInputStream(render(clear)));

        assertThat(picture.getWidth()).isEqualTo(300);
        assertThat(picture.getRGB(150, 100) & 0xffffff).isGreaterThan(0xfafafa);
    }

    @Test
    void a_webp_picture_is_read_and_nothing_else_is_let_near_a_decoder() throws Exception {
        Path webp = clips.make("a.webp", "-f", "lavfi", "-i", "testsrc=s=320x240:d=1", "-frames:v", "1");
        assertThat(render(webp)).isNotEmpty();

        for (String other : new String[] {"<svg xmlns=", "GIF89a------", "", "%PDF-1.7----"}) {
            Path file = Files.writeString(folder.resolve("other"), other);
            assertThatThrownBy(() -> render(file)).as(other).isInstanceOf(MediaException.class);
        }
        Path cut = Files.write(folder.resolve("cut"), Arrays.copyOf(Files.readAllBytes(webp), 40));
        assertThatThrownBy(() -> render(cut)).isInstanceOf(MediaException.class);
    }

    private byte[] render(Path given) throws IOException, InterruptedException {
        Path work = Files.createTempDirectory(folder, "work");
        return rendering.render(given, work.resolve("picture.jpg"));
    }

    private static byte[] withExif(byte[] jpeg) {
        var bytes = new ByteArrayOutputStream();
        bytes.write(jpeg, 0, 2);
        bytes.writeBytes(new byte[] {(byte) 0xff, (byte) 0xe1, 0, (byte) (TURNED.length + 2)});
        bytes.writeBytes(TURNED);
        bytes.write(jpeg, 2, jpeg.length - 2);
        return bytes.toByteArray();
    }
}

package dev.firsthand.recording.video;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firsthand.recording.mp4.FrameTimes;
import dev.firsthand.recording.mp4.LeakScan;
import dev.firsthand.recording.mp4.Mp4File;
import dev.firsthand.recording.mp4.Mp4Track;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProxyRenderingTest {
    @TempDir
    Path folder;

    private final FfmpegPrograms programs = FfmpegPrograms.bundled();

    @Test
    void every_frame_keeps_its_time_and_its_picture() throws Exception {
        Path view = scrubbed(new Clips(folder).variableBarCodes("variable.mp4", 105));
        Path proxy = folder.resolve("proxy.mp4");
        new ProxyRendering(programs).render(view, proxy);
        FrameTimes wanted = times(view);
        assertThat(times(proxy).presentationNanos()).isEqualTo(wanted.presentationNanos());
        assertThat(Clips.readBarCodes(proxy)).isEqualTo(Clips.readBarCodes(view));
        assertThat(LeakScan.scan(proxy)).isEmpty();
        assertThat(times(proxy).keyframeIntervalNanos()).isLessThan(1_500_000_000);
    }

    @Test
    void the_same_input_gives_the_same_bytes() throws Exception {
        Path view = scrubbed(new Clips(folder).steady("steady.mp4", 30));
        new ProxyRendering(programs).render(view, folder.resolve("first.mp4"));
        new ProxyRendering(programs).render(view, folder.resolve("second.mp4"));
        assertThat(folder.resolve("first.mp4")).hasSameBinaryContentAs(folder.resolve("second.mp4"));
    }

    @Test
    void a_large_turned_picture_is_made_smaller_and_upright() throws Exception {
        Clips clips = new Clips(folder);
        Path flat = clips.make(
                "flat.mp4", "-f", "lavfi", "-i", "testsrc=size=1920x1080:rate=10:duration=0.5", "-c:v", "libopenh264");
        Path turned = clips.make("turned.mp4", "-display_rotation", "-90", "-i", flat.toString(), "-c", "copy");
        Path proxy = folder.resolve("proxy.mp4");
        new ProxyRendering(programs).render(scrubbed(turned), proxy);
        Mp4Track track = Mp4File.read(proxy).video().orElseThrow();
        assertThat(track.width()).isEqualTo(720);
        assertThat(track.height()).isEqualTo(1280);
        assertThat(track.rotationDegrees()).isZero();
    }

    @Test
    void a_contact_sheet_shows_each_second_once() throws Exception {
        // Red from second 31 on: the second page begins with second 30.
        Path video = new Clips(folder)
                .make(
                        "long.mp4",
                        "-f",
                        "lavfi",
                        "-i",
                        "color=black:size=160x90:rate=5:duration=31",
                        "-f",
                        "lavfi",
                        "-i",
                        "color=white:size=160x90:rate=5:duration=2",
                        "-filter_complex",
                        "[0][1]concat",
                        "-c:v",
                        "libopenh264",
                        "-b:v",
                        "100k",
                        "-g",
                        "10");
        Path proxy = folder.resolve("proxy.mp4");
        new ProxyRendering(programs).render(scrubbed(video), proxy);
        Path pages = Files.createDirectory(folder.resolve("pages"));

        List<Path> sheet = new ContactSheet(programs).render(proxy, pages);

        assertThat(sheet).hasSize(2);
        var second = ImageIO.read(sheet.get(1).toFile());
        assertThat(second.getWidth()).isEqualTo(6 * 256);
        assertThat(second.getHeight()).isEqualTo(5 * 256);
        assertThat(second.getRGB(128, 128) & 255).isLessThan(20); // second 30
        assertThat(second.getRGB(256 + 128, 128) & 255).isGreaterThan(230); // second 31
        assertThat(second.getRGB(512 + 128, 128) & 255).isGreaterThan(230); // second 32
        assertThat(second.getRGB(768 + 128, 128) & 255).isLessThan(20); // after the end
        String bytes = Files.readString(sheet.get(0), StandardCharsets.ISO_8859_1);
        assertThat(bytes).doesNotContain("Lavc");
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 1", "4, 4, 1", "7, 4, 2", "30, 6, 5"})
    void the_contact_sheet_of_a_short_video_has_a_grid_that_fits_it(int seconds, int columns, int rows)
            throws Exception {
        Path video = new Clips(folder)
                .make(
                        "short.mp4",
                        "-f",
                        "lavfi",
                        "-i",
                        "color=white:size=160x160:rate=5:duration=" + seconds,
                        "-c:v",
                        "libopenh264",
                        "-b:v",
                        "100k",
                        "-g",
                        "5");
        Path proxy = folder.resolve("proxy.mp4");
        new ProxyRendering(programs).render(scrubbed(video), proxy);

        List<Path> sheet = new ContactSheet(programs).render(proxy, Files.createDirectory(folder.resolve("pages")));

        assertThat(sheet).hasSize(1);
        var page = ImageIO.read(sheet.getFirst().toFile());
        assertThat(page.getWidth()).isEqualTo(columns * 256);
        assertThat(page.getHeight()).isEqualTo(rows * 256);
        int last = seconds - 1;
        int lastTile = page.getRGB(last % columns * 256 + 128, last / columns * 256 + 128);
        assertThat(lastTile & 255).isGreaterThan(230);
    }

    private Path scrubbed(Path video) throws Exception {
        var probed = (ProbeResult.Video) new VideoProbe(programs).probe(video, folder);
        ScrubResult result = new Scrubbing(programs).scrub(video, probed, folder.resolve("scrubbed.mp4"));
        return ((ScrubResult.Scrubbed) result).file();
    }

    private static FrameTimes times(Path file) throws Exception {
        return Mp4File.read(file).video().orElseThrow().frameTimes();
    }
}

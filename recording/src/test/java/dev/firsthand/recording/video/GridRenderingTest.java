package dev.firsthand.recording.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firsthand.recording.mp4.FrameTimes;
import dev.firsthand.recording.mp4.MediaException;
import dev.firsthand.recording.mp4.Mp4File;
import dev.firsthand.recording.mp4.Mp4Track;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GridRenderingTest {
    @TempDir
    Path folder;

    private final FfmpegPrograms programs = FfmpegPrograms.bundled();
    private final GridRendering rendering = new GridRendering(programs);

    @ParameterizedTest
    @ValueSource(ints = {10, 24, 25, 30, 50})
    void the_pictures_of_the_grid_are_those_that_the_mapping_names(int fps) throws Exception {
        Path view = new Clips(folder).variableBarCodes("view.mp4", 105);
        List<Integer> numbers =
                IntStream.range(0, 105).filter(Clips::keptInVariable).boxed().toList();

        GridVideo grid = rendering.render(view, times(view), new GridSpec(fps, 192, 96), folder.resolve("grid.mp4"));

        List<Integer> expected = Arrays.stream(grid.mapping().sourceFrame())
                .mapToObj(numbers::get)
                .toList();
        assertThat(Clips.readBarCodes(grid.file())).isEqualTo(expected);
    }

    @Test
    void a_steady_source_keeps_every_frame_at_its_exact_time() throws Exception {
        Path view = new Clips(folder).barCodes("view.mp4", 60);
        GridVideo grid = rendering.render(view, times(view), new GridSpec(30, 192, 96), folder.resolve("grid.mp4"));

        assertThat(grid.mapping().identity()).isTrue();
        assertThat(Clips.readBarCodes(grid.file()))
                .isEqualTo(IntStream.range(0, 60).boxed().toList());
        Mp4Track track = Mp4File.read(grid.file()).video().orElseThrow();
        assertThat(track.timescale()).isEqualTo(15360);
        assertThat(track.samples().presentationTicks()[59]).isEqualTo(59 * 512L);
        assertThat(track.samples().reordered()).isFalse();
        assertThat(track.editListPresent()).isFalse();
        assertThat(grid.usage().wall()).isPositive();
    }

    @Test
    void the_same_input_gives_the_same_bytes() throws Exception {
        Path view = new Clips(folder).steady("view.mp4", 45);
        var spec = new GridSpec(30, 160, 120);
        Path first = rendering
                .render(view, times(view), spec, folder.resolve("first.mp4"))
                .file();
        Path second = rendering
                .render(view, times(view), spec, folder.resolve("second.mp4"))
                .file();
        assertThat(second).hasSameBinaryContentAs(first);
    }

    @Test
    void the_histogram_counts_the_pictures_of_the_stated_choice_of_frames() throws Exception {
        Path view = new Clips(folder)
                .make(
                        "view.mp4",
                        "-f",
                        "lavfi",
                        "-i",
                        "color=red:size=320x240:rate=30:duration=14",
                        "-c:v",
                        "libopenh264",
                        "-b:v",
                        "200k",
                        "-g",
                        "30");
        ImageHistogram histogram = rendering
                .render(view, times(view), new GridSpec(30, 320, 240), folder.resolve("grid.mp4"))
                .histogram();
        assertThat(histogram.frames()).isEqualTo(105); // 420 frames, 100 wanted, every 4th
        long pixels = 105L * 160 * 120;
        assertThat(Arrays.stream(histogram.counts()[0], 245, 256).sum()).isEqualTo(pixels);
        assertThat(Arrays.stream(histogram.counts()[1], 0, 10).sum()).isEqualTo(pixels);
        assertThat(histogram.plus(histogram).frames()).isEqualTo(210);
    }

    @Test
    void a_turned_picture_is_stood_up_and_bordered() throws Exception {
        Clips clips = new Clips(folder);
        Path flat = clips.make(
                "flat.mp4",
                "-f",
                "lavfi",
                "-i",
                "color=white:size=320x160:rate=30:duration=0.2",
                "-c:v",
                "libopenh264");
        Path view = clips.make("view.mp4", "-display_rotation", "-90", "-i", flat.toString(), "-c", "copy");
        GridVideo grid = rendering.render(view, times(view), new GridSpec(30, 160, 160), folder.resolve("grid.mp4"));
        Mp4Track track = Mp4File.read(grid.file()).video().orElseThrow();
        assertThat(track.rotationDegrees()).isZero();
        // 160 x 320 fits as 80 x 160: half of the pixels are border
        long black = Arrays.stream(grid.histogram().counts()[0], 0, 30).sum();
        assertThat(black).isBetween(160L * 160 * 6 / 2 - 2000, 160L * 160 * 6 / 2 + 2000);
    }

    @Test
    void hdr_becomes_standard_range() throws Exception {
        Path view = new Clips(folder)
                .make(
                        "view.mp4",
                        "-f",
                        "lavfi",
                        "-i",
                        "testsrc=size=160x120:rate=30:duration=0.2",
                        "-vf",
                        "setparams=color_primaries=bt2020:color_trc=arib-std-b67:colorspace=bt2020nc",
                        "-c:v",
                        "libsvtav1",
                        "-preset",
                        "12",
                        "-pix_fmt",
                        "yuv420p10le");
        assertThat(Mp4File.read(view).video().orElseThrow().colourTransfer()).isEqualTo(18);
        GridVideo grid = rendering.render(view, times(view), new GridSpec(30, 160, 120), folder.resolve("grid.mp4"));
        assertThat(Mp4File.read(grid.file()).video().orElseThrow().colourTransfer())
                .isNotEqualTo(18);
        assertThat(grid.mapping().size()).isEqualTo(6);
    }

    @Test
    void times_of_another_video_are_refused() throws Exception {
        Path view = new Clips(folder).steady("view.mp4", 10);
        var times = new FrameTimes(new long[9], new boolean[9], 0);
        assertThatThrownBy(() -> rendering.render(view, times, new GridSpec(30, 160, 120), folder.resolve("grid.mp4")))
                .isInstanceOfSatisfying(
                        MediaException.class, fault -> assertThat(fault.code()).isEqualTo("render-times-differ"));
    }

    private FrameTimes times(Path view) throws Exception {
        return ((ProbeResult.Video) new VideoProbe(programs).probe(view, folder)).times();
    }
}

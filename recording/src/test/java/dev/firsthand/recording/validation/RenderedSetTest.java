package dev.firsthand.recording.validation;

import dev.firsthand.recording.lerobot.LeRobotWriter;
import dev.firsthand.recording.lerobot.LeRobotSpec;
import dev.firsthand.recording.lerobot.LeRobotEpisode;
import dev.firsthand.recording.lerobot.EpisodeVideo;
import dev.firsthand.recording.lerobot.Camera;
import static org.assertj.core.api.Assertions.assertThat;

import dev.firsthand.recording.video.FfmpegPrograms;
import dev.firsthand.recording.video.GridRendering;
import dev.firsthand.recording.video.GridSpec;
import dev.firsthand.recording.video.GridVideo;
import dev.firsthand.recording.mp4.Mp4File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A real video, rendered to the grid and put into a set.
class RenderedSetTest {
    @TempDir
    Path work;

    @Test
    void a_set_with_a_rendered_video_breaks_no_rule() throws Exception {
        Path view = clip();
        var times = Mp4File.read(view).video().orElseThrow().frameTimes();
        GridVideo grid = new GridRendering(FfmpegPrograms.bundled())
                .render(view, times, new GridSpec(30, 128, 96), work.resolve("grid.mp4"));

        Path set = work.resolve("lerobot");
        var spec = LeRobotSpec.of(30, "human_egocentric", List.of(Camera.h264("head", 128, 96)), List.of());
        try (var writer = LeRobotWriter.open(set, spec)) {
            writer.add(new LeRobotEpisode(
                    "fold the towel",
                    grid.mapping().captureTimesNanos(),
                    Map.of("head", new EpisodeVideo(grid.file(), grid.histogram())),
                    Map.of(),
                    Map.of()));
            writer.finish();
        }

        var report = LeRobotValidator.validate(set);
        assertThat(report.broken()).extracting(BrokenRule::rule).containsExactly(Rule.PRIVACY_NO_CONSENT);
        assertThat(report.valid()).isTrue();
        assertThat(report.frames()).isEqualTo(45);
    }

    private Path clip() throws IOException, InterruptedException {
        Path clip = work.resolve("clip.mp4");
        String[] line = {
            FfmpegPrograms.bundled().ffmpeg().toString(),
            "-nostdin",
            "-v",
            "error",
            "-f",
            "lavfi",
            "-i",
            "testsrc2=size=160x120:rate=30",
            "-frames:v",
            "45",
            "-c:v",
            "libopenh264",
            clip.toString()
        };
        assertThat(new ProcessBuilder(line).inheritIO().start().waitFor()).isZero();
        return clip;
    }
}

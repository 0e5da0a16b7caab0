package dev.firsthand.recording.validation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firsthand.recording.lerobot.Camera;
import dev.firsthand.recording.lerobot.EpisodeVideo;
import dev.firsthand.recording.lerobot.Feature;
import dev.firsthand.recording.lerobot.LeRobotEpisode;
import dev.firsthand.recording.lerobot.LeRobotSpec;
import dev.firsthand.recording.lerobot.LeRobotWriter;
import dev.firsthand.recording.mp4.Mp4File;
import dev.firsthand.recording.parquet.Column;
import dev.firsthand.recording.video.FfmpegPrograms;
import dev.firsthand.recording.video.GridRendering;
import dev.firsthand.recording.video.GridSpec;
import dev.firsthand.recording.video.GridVideo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Real videos, rendered to the grid and put into a set with state and action. `conformance/run` then opens what this
/// test leaves in `target/peers-set` with LeRobot itself and trains a step from it.
class RenderedSetTest {
    private static final Path RELEASE = Path.of("target/peers-set");
    private static final List<String> JOINTS = List.of("a_rad", "b_rad", "c_rad", "d_rad", "e_rad", "f_rad");

    @TempDir
    Path work;

    @Test
    void a_set_with_rendered_videos_breaks_no_rule() throws Exception {
        removeOldSet();
        Path set = RELEASE.resolve("lerobot");
        var spec = new LeRobotSpec(
                30,
                "human_egocentric",
                List.of(Camera.h264("head", 128, 96)),
                List.of(Feature.state(JOINTS), Feature.action(JOINTS), Feature.imu()),
                List.of("prov/episode_uid", "prov/consent_receipt"),
                new TreeMap<>());
        try (var writer = LeRobotWriter.open(set, spec)) {
            writer.add(episode("fold the towel", 45));
            writer.add(episode("wipe the table", 31));
            writer.finish();
        }

        var report = LeRobotValidator.validate(set);
        assertThat(report.broken()).isEmpty();
        assertThat(report.frames()).isEqualTo(76);
    }

    private LeRobotEpisode episode(String task, int frames) throws IOException, InterruptedException {
        GridVideo grid = rendered(frames);
        assertThat(grid.mapping().size()).isEqualTo(frames);
        return new LeRobotEpisode(
                task,
                grid.mapping().captureTimesNanos(),
                Map.of("head", new EpisodeVideo(grid.file(), grid.histogram())),
                Map.of(
                        "observation.state", wave(frames, 0),
                        "action", wave(frames, 1),
                        "observation.imu", wave(frames, 2)),
                Map.of("prov/episode_uid", "e-" + frames, "prov/consent_receipt", "c-" + frames));
    }

    private static Column wave(int frames, int phase) {
        var values = new float[frames * 6];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) Math.sin(i * 0.05 + phase);
        }
        return new Column.Floats(values);
    }

    private GridVideo rendered(int frames) throws IOException, InterruptedException {
        Path view = clip(frames);
        var times = Mp4File.read(view).video().orElseThrow().frameTimes();
        return new GridRendering(FfmpegPrograms.bundled())
                .render(view, times, new GridSpec(30, 128, 96), work.resolve("grid%d.mp4".formatted(frames)));
    }

    private Path clip(int frames) throws IOException, InterruptedException {
        Path clip = work.resolve("clip%d.mp4".formatted(frames));
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
            Integer.toString(frames),
            "-c:v",
            "libopenh264",
            clip.toString()
        };
        assertThat(new ProcessBuilder(line).inheritIO().start().waitFor()).isZero();
        return clip;
    }

    private static void removeOldSet() throws IOException {
        if (Files.exists(RELEASE)) {
            try (var walk = Files.walk(RELEASE)) {
                for (Path path : walk.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }
}

package dev.firsthand.perf;

import dev.firsthand.recording.lerobot.Camera;
import dev.firsthand.recording.lerobot.EpisodeVideo;
import dev.firsthand.recording.lerobot.Feature;
import dev.firsthand.recording.lerobot.LeRobotEpisode;
import dev.firsthand.recording.lerobot.LeRobotSpec;
import dev.firsthand.recording.lerobot.LeRobotWriter;
import dev.firsthand.recording.mp4.FrameTimes;
import dev.firsthand.recording.mp4.Mp4File;
import dev.firsthand.recording.parquet.Column;
import dev.firsthand.recording.validation.LeRobotValidator;
import dev.firsthand.recording.validation.ValidationReport;
import dev.firsthand.recording.video.FfmpegPrograms;
import dev.firsthand.recording.video.GridRendering;
import dev.firsthand.recording.video.GridSpec;
import dev.firsthand.recording.video.GridVideo;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// From a sealed view to a finished, validated LeRobot set, by the steps that a release takes: open, render, seal the
/// rendering, open it again, write the set, read it back, digest every file.
final class OurRendering {
    static final GridSpec GRID = new GridSpec(RenderInput.FRAMES_PER_SECOND, 640, 480);
    private static final String CAMERA = "head";
    // As a release states them: the names of a copy are random to those who read it.
    private static final Map<String, String> PROVENANCE = new TreeMap<>(Map.of(
            "prov/episode_uid", "ep-0123456789abcdef",
            "prov/contributor", "c-0123456789abcdef",
            "prov/consent_receipt", "r-0123456789abcdef",
            "prov/redaction", "cleared-by-person",
            "prov/outcome", "success",
            "prov/qa_grade", "note"));

    private final RenderInput input;
    private final GridRendering rendering;

    OurRendering(RenderInput input, FfmpegPrograms programs) {
        this.input = input;
        this.rendering = new GridRendering(programs);
    }

    /// `codecSeconds` is the part of `seconds` in which the child decoded and encoded.
    record Run(double seconds, double codecSeconds, long bitRate, int frames, Map<String, Double> parts) {
        double restSeconds() {
            return seconds - codecSeconds;
        }
    }

    Run run(Path folder) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        var laps = new Laps();
        Path view = folder.resolve("view.mp4");
        input.lay(input.sealed(), view);
        laps.end("open");
        GridVideo video = render(view, folder.resolve("grid.mp4"));
        double codec = video.usage().wall().toNanos() / 1e9;
        laps.end("render");
        var sealed = RenderInput.seal(input.store(), video.file());
        Path copy = folder.resolve("copy.mp4");
        input.lay(sealed, copy);
        laps.end("seal");
        Path set = folder.resolve("lerobot");
        write(set, copy, video);
        laps.end("write");
        ValidationReport report = LeRobotValidator.validate(set);
        if (!report.clean()) {
            throw new IOException("the set is not valid: " + report.broken().getFirst());
        }
        laps.end("validate");
        digest(set);
        laps.end("digest");
        input.store().erase(sealed.blob());
        return new Run(laps.seconds(), codec, video.bitRate(), video.mapping().size(), laps.parts());
    }

    private GridVideo render(Path view, Path output) throws IOException, InterruptedException {
        FrameTimes times = Mp4File.read(view).video().orElseThrow().frameTimes();
        return rendering.render(view, times, GRID, output);
    }

    private void write(Path set, Path video, GridVideo grid) throws IOException {
        var spec = new LeRobotSpec(
                GRID.fps(),
                "human_egocentric",
                List.of(Camera.h264(CAMERA, GRID.width(), GRID.height())),
                List.of(Feature.imu()),
                List.copyOf(PROVENANCE.keySet()),
                new TreeMap<>(Map.of("firsthand_kind", "standard")));
        long[] times = grid.mapping().captureTimesNanos();
        double[] values = input.imu().onTimes(times).stream().values();
        var imu = new float[values.length];
        for (int i = 0; i < imu.length; i++) {
            imu[i] = (float) values[i];
        }
        try (LeRobotWriter writer = LeRobotWriter.open(set, spec)) {
            writer.add(new LeRobotEpisode(
                    "Fold a towel on the table.",
                    times,
                    Map.of(CAMERA, new EpisodeVideo(video, grid.histogram())),
                    Map.of("observation.imu", new Column.Floats(imu)),
                    PROVENANCE));
            writer.finish();
        }
    }

    private static void digest(Path folder) throws IOException {
        var buffer = new byte[1 << 18];
        for (Path file : Folders.files(folder)) {
            try (InputStream in = new DigestInputStream(Files.newInputStream(file), sha256())) {
                int length = 0;
                while (length >= 0) {
                    length = in.read(buffer);
                }
            }
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this JDK lacks SHA-256", e);
        }
    }
}

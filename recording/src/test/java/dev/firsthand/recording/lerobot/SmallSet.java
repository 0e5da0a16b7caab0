package dev.firsthand.recording.lerobot;

import dev.firsthand.recording.parquet.Column;
import dev.firsthand.recording.video.ImageHistogram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/// Seeded episodes of a made-up camera, inertial sensor, state and action; two tasks in turn.
public final class SmallSet {
    static final int FPS = 30;
    public static final String CAMERA_KEY = "observation.images.head";
    static final List<String> JOINTS = List.of("a", "b", "c");

    private SmallSet() {}

    static LeRobotSpec spec() {
        var extra = new TreeMap<String, String>(Map.of("firsthand_release", "small-1.0.0"));
        return new LeRobotSpec(
                FPS,
                "human_egocentric",
                List.of(Camera.h264("head", 64, 48)),
                List.of(Feature.state(JOINTS), Feature.action(JOINTS), Feature.imu()),
                List.of("prov/episode_uid", "prov/consent_receipt"),
                extra);
    }

    public static String task(int episode) {
        return episode % 2 == 0 ? "fold the towel" : "wipe the table";
    }

    static LeRobotEpisode episode(int episode, int frames, Path video) {
        var random = new Random(41L * episode + 7);
        var columns = new HashMap<String, Column>();
        columns.put("observation.state", floats(random, frames * 3));
        columns.put("action", floats(random, frames * 3));
        columns.put("observation.imu", floats(random, frames * 6));
        var times = new long[frames];
        for (int i = 0; i < frames; i++) {
            times[i] = i * 33_333_333L + random.nextInt(1000);
        }
        return new LeRobotEpisode(
                task(episode),
                times,
                Map.of("head", new EpisodeVideo(video, histogram(random, frames))),
                columns,
                Map.of("prov/episode_uid", "e-" + episode, "prov/consent_receipt", "c-" + episode));
    }

    static Column floats(Random random, int count) {
        var values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return new Column.Floats(values);
    }

    static ImageHistogram histogram(Random random, int frames) {
        var counts = new long[3][256];
        for (long[] channel : counts) {
            long left = 64L * 48 * frames;
            for (int value = 20; value < 240; value++) {
                channel[value] = random.nextLong(1, 12) * frames;
                left -= channel[value];
            }
            channel[240] = left;
        }
        return new ImageHistogram(counts, frames);
    }

    /// A whole set of episodes with these lengths in a new folder.
    public static Path write(Path folder, int... lengths) throws IOException {
        Path set = folder.resolve("lerobot");
        try (var writer = LeRobotWriter.open(set, spec())) {
            for (int i = 0; i < lengths.length; i++) {
                Path video = Files.createTempFile(folder, "video", ".mp4");
                writer.add(episode(i, lengths[i], HandMadeMp4.of(lengths[i]).write(video)));
            }
            writer.finish();
        }
        return set;
    }

    /// The files of a set and what tells one from another.
    public static Map<String, String> files(Path set) throws IOException {
        var files = new TreeMap<String, String>();
        try (var walk = Files.walk(set)) {
            for (Path file : walk.filter(Files::isRegularFile).toList()) {
                byte[] bytes = Files.readAllBytes(file);
                files.put(set.relativize(file).toString(), bytes.length + " bytes, " + Arrays.hashCode(bytes));
            }
        }
        return files;
    }
}

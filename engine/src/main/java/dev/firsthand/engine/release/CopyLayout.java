package dev.firsthand.engine.release;

import dev.firsthand.engine.copy.CopyContents;
import dev.firsthand.engine.copy.CopyContents.CopyEpisode;
import dev.firsthand.engine.copy.ReleaseKind;
import dev.firsthand.engine.release.EpisodeStreams.Loaded;
import dev.firsthand.recording.lerobot.Camera;
import dev.firsthand.recording.lerobot.DatasetLayout;
import dev.firsthand.recording.lerobot.Feature;
import dev.firsthand.recording.lerobot.LeRobotSpec;
import dev.firsthand.recording.parquet.Column;
import dev.firsthand.recording.video.GridSpec;
import dev.firsthand.streams.sensor.Resampled;
import dev.firsthand.streams.sensor.SensorKind;
import dev.firsthand.streams.sensor.SensorStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// Which features a copy has: every set shares one list, so a sensor is a feature only when every episode has it.
record CopyLayout(GridSpec grid, boolean imu, boolean pose, ReleaseKind kind) {
    static final String CAMERA = "head";

    private static final List<String> POSE_ELEMENTS =
            List.of("camera_x_m", "camera_y_m", "camera_z_m", "camera_qx", "camera_qy", "camera_qz", "camera_qw");
    private static final List<String> PROVENANCE = List.of(
            "prov/episode_uid",
            "prov/contributor",
            "prov/consent_receipt",
            "prov/redaction",
            "prov/outcome",
            "prov/qa_grade",
            "prov/image_statistics_frames");

    static CopyLayout of(GridSpec grid, List<Part> parts, ReleaseKind kind) {
        return new CopyLayout(grid, all(parts, SensorKind.IMU), all(parts, SensorKind.CAMERA_POSE), kind);
    }

    private static boolean all(List<Part> parts, SensorKind kind) {
        return parts.stream()
                .allMatch(part -> part.episode().recording().sensors().contains(kind));
    }

    LeRobotSpec spec() {
        List<Feature> features = new ArrayList<>();
        if (pose) {
            features.add(Feature.state(POSE_ELEMENTS));
        }
        if (imu) {
            features.add(Feature.imu());
        }
        SortedMap<String, String> info = new TreeMap<>(Map.of("firsthand_kind", kind.wireName()));
        return new LeRobotSpec(
                grid.fps(),
                "human_egocentric",
                List.of(Camera.h264(CAMERA, grid.width(), grid.height())),
                features,
                PROVENANCE,
                info);
    }

    /// Where the streams of one episode lie, by its place in the copy.
    static String mcap(int index) {
        return "mcap/episode-%06d.mcap".formatted(index);
    }

    /// Where the pictures of one episode lie.
    static String video(int index) {
        return "lerobot/" + DatasetLayout.Place.of(index).video(Camera.key(CAMERA));
    }

    /// The layout of a copy that was made before, of which this is what it says of any of its episodes.
    static CopyLayout as(GridSpec grid, CopyEpisode episode, ReleaseKind kind) {
        var features = episode.heldFrames();
        return new CopyLayout(
                grid, features.containsKey(CopyContents.IMU), features.containsKey(CopyContents.POSE), kind);
    }

    /// The sensors of an episode on its frames, by feature.
    SortedMap<String, Resampled> sensors(Loaded episode) {
        SortedMap<String, Resampled> sensors = new TreeMap<>();
        if (pose) {
            sensors.put(CopyContents.POSE, onGrid(episode, SensorKind.CAMERA_POSE));
        }
        if (imu) {
            sensors.put(CopyContents.IMU, onGrid(episode, SensorKind.IMU));
        }
        return sensors;
    }

    private static Resampled onGrid(Loaded episode, SensorKind kind) {
        return episode.onGrid(episode.stream(kind).orElseThrow());
    }

    static Map<String, Column> columns(SortedMap<String, Resampled> sensors) {
        Map<String, Column> columns = new LinkedHashMap<>();
        sensors.forEach((feature, resampled) -> columns.put(feature, floats(resampled.stream())));
        return columns;
    }

    static Map<String, String> provenance(CopyEpisode episode) {
        Map<String, String> provenance = new LinkedHashMap<>();
        provenance.put("prov/episode_uid", episode.pseudonym());
        provenance.put("prov/contributor", episode.contributor());
        provenance.put("prov/consent_receipt", episode.consent());
        provenance.put("prov/redaction", episode.level().wireName());
        provenance.put("prov/outcome", episode.outcome());
        provenance.put("prov/qa_grade", episode.worstFinding());
        provenance.put(
                "prov/image_statistics_frames", "%d of %d".formatted(episode.statisticsFrames(), episode.frames()));
        return provenance;
    }

    private static Column floats(SensorStream stream) {
        float[] values = new float[stream.values().length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) stream.values()[i];
        }
        return new Column.Floats(values);
    }
}

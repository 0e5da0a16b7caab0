package dev.firsthand.engine.release;

import dev.firsthand.engine.copy.CopyContents;
import dev.firsthand.engine.copy.CopyContents.CopyEpisode;
import dev.firsthand.engine.copy.CopyMedia;
import dev.firsthand.engine.copy.ReleaseKind;
import dev.firsthand.engine.release.EpisodeStreams.Loaded;
import dev.firsthand.recording.convert.BodyFrames;
import dev.firsthand.recording.lerobot.Camera;
import dev.firsthand.recording.lerobot.DatasetLayout;
import dev.firsthand.recording.lerobot.Feature;
import dev.firsthand.recording.lerobot.LeRobotSpec;
import dev.firsthand.recording.parquet.Column;
import dev.firsthand.streams.sensor.Resampled;
import dev.firsthand.streams.sensor.SensorKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// Which features a copy has: every set shares one list, so what only some episodes have is none.
record CopyLayout(CopyMedia media, List<Feature> features, ReleaseKind kind) {
    static final String CAMERA = "head";

    private static final List<String> POSE_ELEMENTS =
            List.of("camera_x_m", "camera_y_m", "camera_z_m", "camera_qx", "camera_qy", "camera_qz", "camera_qw");
    private static final List<String> PROVENANCE = List.of(
            "prov/episode_uid",
            "prov/contributor",
            "prov/consent_receipt",
            "prov/redaction",
            "prov/outcome",
            "prov/qa_grade");
    private static final String STATISTICS_FRAMES = "prov/image_statistics_frames";

    CopyLayout {
        features = List.copyOf(features);
    }

    /// `body`: what all parts can say of a body.
    static CopyLayout of(CopyMedia media, List<Part> parts, List<Feature> body, ReleaseKind kind) {
        List<Feature> features = new ArrayList<>();
        if (all(parts, SensorKind.CAMERA_POSE)) {
            features.add(Feature.state(POSE_ELEMENTS));
        }
        if (all(parts, SensorKind.IMU)) {
            features.add(Feature.imu());
        }
        features.addAll(body);
        return new CopyLayout(media, features, kind);
    }

    private static boolean all(List<Part> parts, SensorKind kind) {
        return parts.stream()
                .allMatch(part -> part.episode().recording().sensors().contains(kind));
    }

    LeRobotSpec spec() {
        SortedMap<String, String> info = new TreeMap<>(Map.of("firsthand_kind", kind.wireName()));
        return switch (media) {
            case CopyMedia.Pictures(var grid, var _) -> {
                List<String> provenance = new ArrayList<>(PROVENANCE);
                provenance.add(STATISTICS_FRAMES);
                Camera camera = Camera.h264(CAMERA, grid.width(), grid.height());
                yield new LeRobotSpec(grid.fps(), "human_egocentric", List.of(camera), features, provenance, info);
            }
            case CopyMedia.Motion(int fps) ->
                new LeRobotSpec(fps, "human_motion", List.of(), features, PROVENANCE, info);
        };
    }

    /// Where the streams of one episode lie, by its place in the copy.
    static String mcap(int index) {
        return "mcap/episode-%06d.mcap".formatted(index);
    }

    /// Where the pictures of one episode lie.
    static String video(int index) {
        return "lerobot/" + DatasetLayout.Place.of(index).video(Camera.key(CAMERA));
    }

    /// Numbers at each frame; `held` frames hold the nearest that were measured.
    record OnGrid(Column column, int held) {
        private static OnGrid of(Resampled sensor) {
            double[] measured = sensor.stream().values();
            float[] values = new float[measured.length];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) measured[i];
            }
            return new OnGrid(new Column.Floats(values), sensor.held());
        }
    }

    /// What was measured of an episode on its frames, by feature.
    SortedMap<String, OnGrid> measured(Loaded episode) {
        SortedMap<String, OnGrid> measured = new TreeMap<>();
        if (has(CopyContents.POSE)) {
            measured.put(CopyContents.POSE, onGrid(episode, SensorKind.CAMERA_POSE));
        }
        if (has(CopyContents.IMU)) {
            measured.put(CopyContents.IMU, onGrid(episode, SensorKind.IMU));
        }
        if (has(BodyFrames.PLACES)) {
            BodyFrames.OnTimes body = episode.bodyOnGrid();
            measured.put(BodyFrames.PLACES, new OnGrid(new Column.Floats(body.places()), body.held()));
            measured.put(BodyFrames.ROTATIONS, new OnGrid(new Column.Floats(body.rotations()), body.held()));
        }
        return measured;
    }

    private boolean has(String feature) {
        return features.stream().anyMatch(one -> one.name().equals(feature));
    }

    private static OnGrid onGrid(Loaded episode, SensorKind kind) {
        return OnGrid.of(episode.onGrid(episode.stream(kind).orElseThrow()));
    }

    static Map<String, Column> columns(SortedMap<String, OnGrid> measured) {
        Map<String, Column> columns = new LinkedHashMap<>();
        measured.forEach((feature, one) -> columns.put(feature, one.column()));
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
        episode.picture()
                .ifPresent(picture -> provenance.put(
                        STATISTICS_FRAMES, "%d of %d".formatted(picture.statisticsFrames(), episode.frames())));
        return provenance;
    }
}

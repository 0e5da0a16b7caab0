package dev.firsthand.recording.lerobot;

import dev.firsthand.recording.parquet.Column;
import java.util.Map;
import java.util.Objects;

/// One episode on the frame grid. `captureTimesNanos[k]` is the time of the picture shown at frame k, since the
/// recording began; `videos` is by camera name, `columns` by feature name, `provenance` by column name: each must hold
/// exactly what the specification names.
@SuppressWarnings("ArrayRecordComponent") // one number per frame
public record LeRobotEpisode(
        String task,
        long[] captureTimesNanos,
        Map<String, EpisodeVideo> videos,
        Map<String, Column> columns,
        Map<String, String> provenance) {

    public LeRobotEpisode {
        videos = Map.copyOf(videos);
        columns = Map.copyOf(columns);
        provenance = Map.copyOf(provenance);
        if (task.isBlank()) {
            throw new IllegalArgumentException("an episode needs a task sentence");
        }
        if (captureTimesNanos.length == 0) {
            throw new IllegalArgumentException("an episode needs at least one frame");
        }
    }

    EpisodeVideo video(Camera camera) {
        return Objects.requireNonNull(videos.get(camera.name()), camera.name());
    }

    Column column(Feature feature) {
        return Objects.requireNonNull(columns.get(feature.name()), feature.name());
    }

    String provenance(String column) {
        return Objects.requireNonNull(provenance.get(column), column);
    }

    public int frames() {
        return captureTimesNanos.length;
    }
}

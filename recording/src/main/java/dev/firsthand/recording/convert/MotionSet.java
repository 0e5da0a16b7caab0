package dev.firsthand.recording.convert;

import dev.firsthand.recording.lerobot.Feature;
import dev.firsthand.recording.lerobot.LeRobotEpisode;
import dev.firsthand.recording.lerobot.LeRobotSpec;
import dev.firsthand.recording.lerobot.LeRobotWriter;
import dev.firsthand.recording.parquet.Column;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// Motion without pictures as a LeRobot v3.0 set of one episode.
public final class MotionSet {
    private final FrameGrid grid;
    private final Map<Feature, float[]> columns = new LinkedHashMap<>();

    private MotionSet(FrameGrid grid) {
        this.grid = grid;
    }

    /// Writes the numbers of one frame of the grid from `at` on.
    public interface Row {
        void put(int gridFrame, float[] to, int at);
    }

    public static MotionSet on(FrameGrid grid) {
        return new MotionSet(grid);
    }

    /// One more thing that is known at every frame.
    public MotionSet with(Feature feature, Row row) {
        int width = feature.elements().size();
        float[] values = new float[Math.multiplyExact(grid.frames(), width)];
        for (int k = 0; k < grid.frames(); k++) {
            row.put(k, values, k * width);
        }
        columns.put(feature, values);
        return this;
    }

    /// Into a folder that does not exist yet, or is empty.
    public MotionSetResult write(Path folder, String robotType, String task) throws IOException {
        for (var column : columns.entrySet()) {
            float[] values = column.getValue();
            for (int i = 0; i < values.length; i++) {
                if (!Float.isFinite(values[i])) {
                    int frame = i / column.getKey().elements().size();
                    return new MotionSetResult.NotMeasured(grid.sourceFrames()[frame]);
                }
            }
        }
        var named = new LinkedHashMap<String, Column>();
        columns.forEach((feature, values) -> named.put(feature.name(), new Column.Floats(values)));
        long[] times =
                IntStream.range(0, grid.frames()).mapToLong(grid::timeNanos).toArray();
        var spec = LeRobotSpec.of(grid.fps(), robotType, List.of(), new ArrayList<>(columns.keySet()));
        try (var writer = LeRobotWriter.open(folder, spec)) {
            writer.add(new LeRobotEpisode(task, times, Map.of(), named, Map.of()));
            writer.finish();
        }
        return new MotionSetResult.Written(grid.frames(), grid.fps());
    }
}

package dev.firsthand.recording.lerobot;

import dev.firsthand.recording.parquet.ElementType;
import dev.firsthand.recording.parquet.TableColumn;
import java.util.List;
import java.util.Set;

/// One thing that is known at every frame: `observation.imu`, `observation.state`, `action`. It has one element per
/// name; the names become the labels of plots.
public record Feature(String name, ElementType type, List<String> elements) {
    /// The time of a frame's own picture in nanoseconds since the recording began; every set of ours has it.
    public static final Feature CAPTURE_TIME = new Feature("capture_time_ns", ElementType.INT64, List.of("ns"));

    public static final Feature TIMESTAMP = new Feature("timestamp", ElementType.FLOAT32, List.of("s"));
    public static final Feature FRAME_INDEX = new Feature("frame_index", ElementType.INT64, List.of("frame"));
    public static final Feature EPISODE_INDEX = new Feature("episode_index", ElementType.INT64, List.of("episode"));
    public static final Feature INDEX = new Feature("index", ElementType.INT64, List.of("row"));
    public static final Feature TASK_INDEX = new Feature("task_index", ElementType.INT64, List.of("task"));

    /// The five that every LeRobot set ends with, in their order.
    public static final List<Feature> STANDARD = List.of(TIMESTAMP, FRAME_INDEX, EPISODE_INDEX, INDEX, TASK_INDEX);

    private static final Set<String> TAKEN = Set.of(
            "timestamp", "frame_index", "episode_index", "index", "task_index", "capture_time_ns", "task", "subtask");

    public Feature {
        elements = List.copyOf(elements);
        if (name.isBlank() || name.contains("/")) {
            throw new IllegalArgumentException("feature name '%s' is blank or holds a slash".formatted(name));
        }
        if (elements.isEmpty()) {
            throw new IllegalArgumentException("feature %s has no elements".formatted(name));
        }
        if (type == ElementType.STRING && elements.size() != 1) {
            throw new IllegalArgumentException(
                    "feature %s: text has one element, not %d".formatted(name, elements.size()));
        }
    }

    /// Six channels of an inertial sensor on the frame grid: acceleration in m/s², angular velocity in rad/s.
    public static Feature imu() {
        return new Feature(
                "observation.imu",
                ElementType.FLOAT32,
                List.of(
                        "acceleration_x_mps2",
                        "acceleration_y_mps2",
                        "acceleration_z_mps2",
                        "angular_velocity_x_radps",
                        "angular_velocity_y_radps",
                        "angular_velocity_z_radps"));
    }

    public static Feature state(List<String> elements) {
        return new Feature("observation.state", ElementType.FLOAT32, elements);
    }

    public static Feature action(List<String> elements) {
        return new Feature("action", ElementType.FLOAT32, elements);
    }

    int width() {
        return elements.size();
    }

    boolean taken() {
        return TAKEN.contains(name);
    }

    /// LeRobot stores one element as a plain column, several as a list.
    TableColumn column() {
        return new TableColumn(name, type, width() == 1 ? List.of() : List.of(width()));
    }
}

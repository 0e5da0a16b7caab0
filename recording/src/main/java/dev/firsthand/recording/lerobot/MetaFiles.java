package dev.firsthand.recording.lerobot;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.firsthand.recording.parquet.Column;
import dev.firsthand.recording.parquet.Columns;
import dev.firsthand.recording.parquet.ElementType;
import dev.firsthand.recording.parquet.TableColumn;
import dev.firsthand.recording.parquet.TableWriter;
import dev.firsthand.recording.statistics.FeatureStats;
import dev.firsthand.recording.statistics.Stat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/// The files below `meta/` that are not the table of episodes.
final class MetaFiles {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private MetaFiles() {}

    record Totals(long episodes, long frames, int tasks) {}

    static ObjectNode info(LeRobotSpec spec, List<Feature> stored, Totals totals) {
        ObjectNode info = JSON.objectNode();
        info.put("codebase_version", DatasetLayout.VERSION);
        info.put("robot_type", spec.robotType());
        info.put("total_episodes", totals.episodes());
        info.put("total_frames", totals.frames());
        info.put("total_tasks", totals.tasks());
        info.put("chunks_size", DatasetLayout.CHUNK_FILES);
        info.put("data_files_size_in_mb", DatasetLayout.DATA_FILE_MEGABYTES);
        info.put("video_files_size_in_mb", DatasetLayout.VIDEO_FILE_MEGABYTES);
        info.put("fps", spec.fps());
        info.putObject("splits").put("train", "0:" + totals.episodes());
        info.put("data_path", DatasetLayout.DATA_TEMPLATE);
        if (spec.cameras().isEmpty()) {
            info.putNull("video_path");
        } else {
            info.put("video_path", DatasetLayout.VIDEO_TEMPLATE);
        }
        ObjectNode features = info.putObject("features");
        spec.cameras().forEach(camera -> features.set(camera.key(), camera(camera, spec.fps())));
        stored.forEach(feature -> features.set(feature.name(), feature(feature)));
        spec.extraInfo().forEach(info::put);
        return info;
    }

    private static ObjectNode camera(Camera camera, int fps) {
        ObjectNode node = JSON.objectNode();
        node.put("dtype", "video");
        node.putArray("shape")
                .add(camera.heightPixels())
                .add(camera.widthPixels())
                .add(3);
        node.putArray("names").add("height").add("width").add("channels");
        node.putObject("info")
                .put("video.height", camera.heightPixels())
                .put("video.width", camera.widthPixels())
                .put("video.codec", camera.codec())
                .put("video.pix_fmt", camera.pixelFormat())
                .put("video.fps", fps)
                .put("video.channels", 3)
                .put("has_audio", false)
                .put("is_depth_map", false);
        return node;
    }

    private static ObjectNode feature(Feature feature) {
        ObjectNode node = JSON.objectNode();
        node.put("dtype", feature.type().wireName());
        node.putArray("shape").add(feature.width());
        if (feature.width() == 1) {
            node.putNull("names");
        } else {
            ArrayNode names = node.putArray("names");
            feature.elements().forEach(names::add);
        }
        return node;
    }

    static ObjectNode stats(Map<EpisodeColumns.Measured, FeatureStats> all) {
        ObjectNode node = JSON.objectNode();
        all.forEach((measured, stats) -> {
            ObjectNode feature = node.putObject(measured.name());
            for (Stat stat : Stat.values()) {
                boolean whole = measured.column(stat).type() == ElementType.INT64;
                feature.set(stat.key(), numbers(stats.of(stat), whole, measured.picture()));
                if (stat == Stat.STD) {
                    feature.putArray(Stat.COUNT).add(stats.count());
                }
            }
        });
        return node;
    }

    private static ArrayNode numbers(double[] values, boolean whole, boolean picture) {
        ArrayNode array = JSON.arrayNode();
        for (double value : values) {
            if (picture) {
                array.addArray().addArray().add(value);
            } else if (whole) {
                array.add((long) value);
            } else {
                array.add(value);
            }
        }
        return array;
    }

    /// What HF's viewer shows as types; no reader needs it.
    static Map<String, String> dataKeyValues(List<Feature> stored) {
        ObjectNode root = JSON.objectNode();
        ObjectNode features = root.putObject("info").putObject("features");
        for (Feature feature : stored) {
            ObjectNode value =
                    JSON.objectNode().put("dtype", feature.type().wireName()).put("_type", "Value");
            if (feature.width() == 1) {
                features.set(feature.name(), value);
            } else {
                ObjectNode list = features.putObject(feature.name());
                list.set("feature", value);
                list.put("length", feature.width()).put("_type", "List");
            }
        }
        return Map.of("huggingface", root.toString());
    }

    /// The sentences as pandas stores an index: without this key-value every task is a number in LeRobot.
    static void writeTasks(Path folder, Collection<String> tasks) throws IOException {
        var columns = List.of(
                TableColumn.scalar("task_index", ElementType.INT64),
                TableColumn.scalar(DatasetLayout.TASKS_INDEX, ElementType.STRING));
        Path file = folder.resolve(DatasetLayout.TASKS);
        Files.createDirectories(file.getParent());
        try (var table = new TableWriter(file, columns)) {
            table.rowGroup(
                    tasks.size(),
                    List.of(Columns.counting(tasks.size(), 0), new Column.Texts(tasks.toArray(String[]::new))));
            table.finish(Map.of("pandas", pandas().toString()));
        }
    }

    private static ObjectNode pandas() {
        ObjectNode root = JSON.objectNode();
        root.putArray("index_columns").add(DatasetLayout.TASKS_INDEX);
        ObjectNode level = root.putArray("column_indexes").addObject();
        level.putNull("name")
                .putNull("field_name")
                .put("pandas_type", "unicode")
                .put("numpy_type", "object");
        level.putObject("metadata").put("encoding", "UTF-8");
        ArrayNode columns = root.putArray("columns");
        columns.addObject()
                .put("name", "task_index")
                .put("field_name", "task_index")
                .put("pandas_type", "int64")
                .put("numpy_type", "int64")
                .putNull("metadata");
        columns.addObject()
                .putNull("name")
                .put("field_name", DatasetLayout.TASKS_INDEX)
                .put("pandas_type", "unicode")
                .put("numpy_type", "object")
                .putNull("metadata");
        root.putObject("attributes");
        root.putObject("creator").put("library", "firsthand").put("version", "1");
        root.put("pandas_version", "2.2.3");
        return root;
    }

    static void write(Path file, JsonNode node) throws IOException {
        Files.createDirectories(file.getParent());
        var indent = new DefaultIndenter("    ", "\n");
        var printer = new DefaultPrettyPrinter().withObjectIndenter(indent);
        String text = new ObjectMapper().writer(printer).writeValueAsString(node) + "\n";
        Files.write(file, text.getBytes(StandardCharsets.UTF_8));
    }
}

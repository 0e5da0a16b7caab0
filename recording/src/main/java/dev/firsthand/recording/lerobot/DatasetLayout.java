package dev.firsthand.recording.lerobot;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Where the files of a set lie, and the fixed parts of `info.json`. Rerun and the web visualizer understand only these
/// two templates.
public final class DatasetLayout {
    public static final String VERSION = "v3.0";
    public static final String DATA_TEMPLATE = "data/chunk-{chunk_index:03d}/file-{file_index:03d}.parquet";
    public static final String VIDEO_TEMPLATE = "videos/{video_key}/chunk-{chunk_index:03d}/file-{file_index:03d}.mp4";
    static final int CHUNK_FILES = 1000;
    static final int DATA_FILE_MEGABYTES = 100;
    static final int VIDEO_FILE_MEGABYTES = 200;
    public static final List<String> INFO_KEYS = List.of(
            "codebase_version",
            "robot_type",
            "total_episodes",
            "total_frames",
            "total_tasks",
            "chunks_size",
            "data_files_size_in_mb",
            "video_files_size_in_mb",
            "fps",
            "splits",
            "data_path",
            "video_path",
            "features");

    public static final String INFO = "meta/info.json";
    public static final String STATS = "meta/stats.json";
    public static final String TASKS = "meta/tasks.parquet";
    public static final String TASKS_INDEX = "__index_level_0__";

    private DatasetLayout() {}

    /// The `number`-th file of its kind.
    public record Place(long chunk, long file) {
        public static Place of(int number) {
            return new Place(number / CHUNK_FILES, number % CHUNK_FILES);
        }

        private String under(String folder, String suffix) {
            return "%s/chunk-%03d/file-%03d%s".formatted(folder, chunk, file, suffix);
        }

        public String data() {
            return under("data", ".parquet");
        }

        public String episodes() {
            return under("meta/episodes", ".parquet");
        }

        public String video(String key) {
            return under("videos/" + key, ".mp4");
        }
    }

    /// The file of this name, where the name is one and stays inside the folder.
    public static Optional<Path> inside(Path folder, String name) {
        try {
            Path path = folder.resolve(name).normalize();
            return path.startsWith(folder) && !path.equals(folder) ? Optional.of(path) : Optional.empty();
        } catch (InvalidPathException noName) {
            return Optional.empty();
        }
    }
}

package dev.firsthand.recording.validation;

import static dev.firsthand.recording.mp4.TinyMp4.letters;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.firsthand.recording.lerobot.HandMadeMp4;
import dev.firsthand.recording.lerobot.SmallSet;
import dev.firsthand.recording.parquet.Column;
import dev.firsthand.recording.parquet.ElementType;
import dev.firsthand.recording.parquet.TableColumn;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// One way for each rule, and often several, to break it in a sound set.
final class BrokenSets {
    static final String DATA = "data/chunk-000/file-000.parquet";
    static final String EPISODES = "meta/episodes/chunk-000/file-000.parquet";
    static final String VIDEO = "videos/observation.images.head/chunk-000/file-000.mp4";
    static final int[] LENGTHS = {12, 7, 9};

    private BrokenSets() {}

    /// Does one thing wrong in a copy of the sound set.
    interface Breaking {
        void apply(Path set) throws IOException;
    }

    record Case(String how, Rule rule, Breaking breaking) {}

    static Stream<Case> cases() {
        return Stream.of(
                        infoCases(),
                        taskCases(),
                        episodeCases(),
                        dataCases(),
                        captureTimeCases(),
                        videoCases(),
                        statsCases(),
                        otherCases())
                .flatMap(List::stream);
    }

    private static List<Case> infoCases() {
        return List.of(
                new Case("no info", Rule.INFO_UNREADABLE, set -> Files.delete(set.resolve("meta/info.json"))),
                new Case("info is junk", Rule.INFO_UNREADABLE, set -> junk(set.resolve("meta/info.json"))),
                new Case("no robot_type", Rule.INFO_KEY, info(node -> node.remove("robot_type"))),
                new Case("fps is text", Rule.INFO_KEY, info(node -> node.put("fps", "30"))),
                new Case("fps is zero", Rule.INFO_KEY, info(node -> node.put("fps", 0))),
                new Case("version 2.1", Rule.INFO_VERSION, info(node -> node.put("codebase_version", "v2.1"))),
                new Case("wrong total_frames", Rule.INFO_COUNT, info(node -> node.put("total_frames", 29))),
                new Case("wrong total_episodes", Rule.INFO_COUNT, info(node -> node.put("total_episodes", 2))),
                new Case("wrong total_tasks", Rule.INFO_COUNT, info(node -> node.put("total_tasks", 3))),
                new Case("other data path", Rule.INFO_PATH_TEMPLATE, info(node -> node.put("data_path", "d.parquet"))),
                new Case("no video path", Rule.INFO_PATH_TEMPLATE, info(node -> node.putNull("video_path"))),
                new Case(
                        "split too long",
                        Rule.INFO_SPLITS,
                        info(node -> node.putObject("splits").put("train", "0:4"))),
                new Case("uint8 feature", Rule.FEATURE_DTYPE, feature("action", node -> node.put("dtype", "uint8"))),
                new Case(
                        "slash in a name",
                        Rule.FEATURE_NAME,
                        info(node -> ((ObjectNode) node.get("features")).set("a/b", node.at("/features/action")))),
                new Case("shape without sizes", Rule.FEATURE_SHAPE, feature("action", node -> node.putArray("shape"))),
                new Case(
                        "too few names",
                        Rule.FEATURE_SHAPE,
                        feature("action", node -> node.putArray("names").add("a"))),
                new Case(
                        "no index feature",
                        Rule.FEATURE_STANDARD,
                        info(node -> ((ObjectNode) node.get("features")).remove("index"))),
                new Case(
                        "timestamp as float64",
                        Rule.FEATURE_STANDARD,
                        feature("timestamp", node -> node.put("dtype", "float64"))),
                new Case(
                        "video without names",
                        Rule.FEATURE_VIDEO,
                        feature(SmallSet.CAMERA_KEY, node -> node.putNull("names"))),
                new Case(
                        "video info of another size",
                        Rule.FEATURE_VIDEO,
                        feature(SmallSet.CAMERA_KEY, node -> ((ObjectNode) node.get("info")).put("video.width", 65))));
    }

    private static List<Case> taskCases() {
        String tasks = "meta/tasks.parquet";
        return List.of(
                new Case("no tasks", Rule.TASKS_UNREADABLE, set -> Files.delete(set.resolve(tasks))),
                new Case("tasks cut off", Rule.TASKS_UNREADABLE, set -> cut(set.resolve(tasks))),
                new Case("no pandas key", Rule.TASKS_PANDAS, table(tasks, open -> open.keyValues.clear())),
                new Case(
                        "pandas key of another index",
                        Rule.TASKS_PANDAS,
                        table(tasks, open -> open.keyValues.put("pandas", "{\"index_columns\":[\"task\"]}"))),
                new Case(
                        "pandas key is junk",
                        Rule.TASKS_PANDAS,
                        table(tasks, open -> open.keyValues.put("pandas", "{{{"))),
                new Case(
                        "arrow schema hides pandas",
                        Rule.TASKS_PANDAS,
                        table(tasks, open -> open.keyValues.put("ARROW:schema", "AAAA"))),
                new Case(
                        "index column named task",
                        Rule.TASKS_COLUMNS,
                        table(tasks, open -> open.rename("__index_level_0__", "task"))),
                new Case(
                        "tasks swapped",
                        Rule.TASKS_ORDER,
                        table(tasks, open -> open.set("task_index", 0, 1).set("task_index", 1, 0))),
                new Case(
                        "blank sentence",
                        Rule.TASKS_SENTENCE,
                        table(tasks, open -> open.set("__index_level_0__", 0, " "))),
                new Case(
                        "the same sentence twice",
                        Rule.TASKS_SENTENCE,
                        table(tasks, open -> open.set("__index_level_0__", 0, SmallSet.task(1)))));
    }

    private static List<Case> episodeCases() {
        return List.of(
                new Case("no episodes", Rule.EPISODES_UNREADABLE, set -> Files.delete(set.resolve(EPISODES))),
                new Case("episodes cut off", Rule.EPISODES_UNREADABLE, set -> cut(set.resolve(EPISODES))),
                new Case("no length column", Rule.EPISODES_COLUMNS, episodes(open -> open.drop("length"))),
                new Case("two files of other columns", Rule.EPISODES_COLUMNS, set -> {
                    var open = OpenTable.of(set.resolve(EPISODES));
                    open.write(0, 2, set.resolve(EPISODES));
                    open.drop("prov/episode_uid").write(2, 3, set.resolve("meta/episodes/chunk-000/file-001.parquet"));
                }),
                new Case("episode without a length", Rule.EPISODES_VALUE, set -> withNull(set.resolve(EPISODES))),
                new Case(
                        "episodes swapped",
                        Rule.EPISODES_ORDER,
                        episodes(open -> open.set("episode_index", 0, 1).set("episode_index", 1, 0))),
                new Case("wrong length", Rule.EPISODES_LENGTH, episodes(open -> open.set("length", 1, 8))),
                new Case(
                        "gap between episodes",
                        Rule.EPISODES_RANGE,
                        episodes(open -> open.set("dataset_from_index", 1, 13))),
                new Case("unknown task sentence", Rule.EPISODES_TASK, episodes(open -> open.set("tasks", 0, "dance"))),
                new Case(
                        "wrong file of the row",
                        Rule.EPISODES_PLACE,
                        episodes(open -> open.set("meta/episodes/file_index", 0, 1))),
                new Case("no stats of action", Rule.EPISODES_STATS, episodes(open -> open.drop("stats/action/q99"))),
                new Case("flat stats of a picture", Rule.EPISODES_STATS, episodes(open -> {
                    String name = "stats/observation.images.head/mean";
                    int at = open.at(name);
                    open.columns.set(at, new TableColumn(name, ElementType.FLOAT64, List.of(3)));
                })));
    }

    private static List<Case> dataCases() {
        return List.of(
                new Case("data cut off", Rule.DATA_UNREADABLE, set -> cut(set.resolve(DATA))),
                new Case("data is text", Rule.DATA_UNREADABLE, set -> Files.writeString(set.resolve(DATA), "nothing")),
                new Case("a byte of data changed", Rule.DATA_UNREADABLE, set -> {
                    byte[] bytes = Files.readAllBytes(set.resolve(DATA));
                    bytes[200] ^= 1;
                    Files.write(set.resolve(DATA), bytes);
                }),
                new Case("data gone", Rule.DATA_FILES, set -> Files.delete(set.resolve(DATA))),
                new Case("an episode in two files", Rule.DATA_FILES, set -> {
                    var open = OpenTable.of(set.resolve(DATA));
                    open.write(0, 15, set.resolve(DATA));
                    open.write(15, 28, set.resolve("data/chunk-000/file-001.parquet"));
                }),
                new Case(
                        "undeclared column",
                        Rule.DATA_COLUMNS,
                        data(open -> open.add(
                                TableColumn.scalar("extra", ElementType.INT64), new Column.Longs(new long[28])))),
                new Case("declared column missing", Rule.DATA_COLUMNS, data(open -> open.drop("observation.imu"))),
                new Case("column of another type", Rule.DATA_COLUMNS, data(open -> {
                    int at = open.at("timestamp");
                    open.columns.set(at, TableColumn.scalar("timestamp", ElementType.FLOAT64));
                    open.values.set(at, new Column.Doubles(new double[28]));
                })),
                new Case(
                        "rows swapped",
                        Rule.DATA_INDEX,
                        data(open -> open.set("index", 3, 4).set("index", 4, 3))),
                new Case("frame numbers swapped", Rule.DATA_FRAME_INDEX, data(open -> open.set("frame_index", 3, 4))),
                new Case(
                        "row of another episode",
                        Rule.DATA_EPISODE_INDEX,
                        data(open -> open.set("episode_index", 11, 1))),
                new Case(
                        "a timestamp off by one bit",
                        Rule.DATA_TIMESTAMP,
                        data(open -> open.set("timestamp", 1, Math.nextUp(1 / 30f)))),
                new Case("wall clock as timestamp", Rule.DATA_TIMESTAMP, data(open -> open.set("timestamp", 0, 1.7e9))),
                new Case("task that is not there", Rule.DATA_TASK_INDEX, data(open -> open.set("task_index", 0, 2))),
                new Case("task of another episode", Rule.DATA_TASK_INDEX, data(open -> open.set("task_index", 0, 1))),
                new Case("vectors too short", Rule.DATA_VECTOR_LENGTH, data(open -> {
                    int at = open.at("action");
                    open.columns.set(at, new TableColumn("action", ElementType.FLOAT32, List.of(2)));
                    open.values.set(at, new Column.Floats(new float[56]));
                })),
                new Case("a missing value", Rule.DATA_NULL, set -> NullTable.writeOneNull(set.resolve(DATA))),
                new Case("a value that is no number", Rule.DATA_NAN, data(open -> open.set("action", 5, Double.NaN))),
                new Case(
                        "an infinite value",
                        Rule.DATA_NAN,
                        data(open -> open.set("observation.imu", 5, Double.POSITIVE_INFINITY))),
                new Case(
                        "rows missing at the end",
                        Rule.DATA_ROW_COUNT,
                        set -> OpenTable.of(set.resolve(DATA)).write(0, 27, set.resolve(DATA))));
    }

    private static List<Case> captureTimeCases() {
        return List.of(
                new Case(
                        "a picture from before the recording",
                        Rule.DATA_CAPTURE_TIME,
                        data(open -> open.set("capture_time_ns", 0, -1))),
                new Case(
                        "a capture time that steps back",
                        Rule.DATA_CAPTURE_TIME,
                        data(open -> open.set("capture_time_ns", 5, 1))));
    }

    private static List<Case> videoCases() {
        return List.of(
                new Case("video gone", Rule.VIDEO_MISSING, set -> Files.delete(set.resolve(VIDEO))),
                new Case("video cut off", Rule.VIDEO_UNREADABLE, set -> cut(set.resolve(VIDEO))),
                new Case("video is text", Rule.VIDEO_UNREADABLE, set -> Files.writeString(set.resolve(VIDEO), "film")),
                new Case("too few frames", Rule.VIDEO_FRAMES, video(mp4 -> mp4.frames = 11)),
                new Case("frames of nobody", Rule.VIDEO_UNREFERENCED, video(mp4 -> mp4.frames = 13)),
                new Case("a frame one tick late", Rule.VIDEO_TIMES, video(mp4 -> mp4.lateFrame = 5)),
                new Case("29.97 a second", Rule.VIDEO_RATE, video(mp4 -> mp4.delta = 513)),
                new Case("b-frames", Rule.VIDEO_REORDERED, video(mp4 -> mp4.reordered = true)),
                new Case("edit list", Rule.VIDEO_EDIT_LIST, video(mp4 -> mp4.editList = true)),
                new Case("rotation", Rule.VIDEO_ROTATION, video(mp4 -> mp4.turned = true)),
                new Case("upside down in a mirror", Rule.VIDEO_ROTATION, video(mp4 -> mp4.mirrored = true)),
                new Case("hevc", Rule.VIDEO_CODEC, video(mp4 -> mp4.entry = "hvc1")),
                new Case("another size", Rule.VIDEO_SIZE, video(mp4 -> mp4.width = 80)),
                // High 4:2:2, 10 bits: profile 122, id 0, chroma 2, depth 8 + 2
                new Case(
                        "10 bit pixels",
                        Rule.VIDEO_PIXELS,
                        video(mp4 ->
                                mp4.sequenceSet = new byte[] {0x67, 122, 0, 30, (byte) 0b10110110, (byte) 0b11000000})),
                new Case(
                        "span too long",
                        Rule.VIDEO_SPAN,
                        episodes(open -> open.set("videos/observation.images.head/to_timestamp", 0, 0.5))),
                new Case(
                        "late in a shared file",
                        Rule.VIDEO_OFFSET,
                        episodes(open -> open.set("videos/observation.images.head/from_timestamp", 1, 1100)
                                .set("videos/observation.images.head/to_timestamp", 1, 1100 + 7 / 30.0))),
                new Case("sound", Rule.VIDEO_AUDIO, video(mp4 -> mp4.sound = true)),
                new Case("subtitles", Rule.VIDEO_TRACKS, video(mp4 -> mp4.subtitles = true)),
                new Case("a place in the metadata", Rule.VIDEO_METADATA, video(mp4 -> mp4.userData = true)),
                new Case("words in free space", Rule.VIDEO_METADATA, video(mp4 -> mp4.freeSpace = letters("home"))));
    }

    private static List<Case> statsCases() {
        String stats = "meta/stats.json";
        return List.of(
                new Case("no stats", Rule.STATS_UNREADABLE, set -> Files.delete(set.resolve(stats))),
                new Case("stats are junk", Rule.STATS_UNREADABLE, set -> junk(set.resolve(stats))),
                new Case("no stats of a feature", Rule.STATS_MISSING, json(stats, node -> node.remove("action"))),
                new Case(
                        "no q99",
                        Rule.STATS_MISSING,
                        json(stats, node -> ((ObjectNode) node.get("action")).remove("q99"))),
                new Case(
                        "stats too short",
                        Rule.STATS_SHAPE,
                        json(
                                stats,
                                node -> ((ObjectNode) node.get("action"))
                                        .putArray("mean")
                                        .add(0.5))),
                new Case(
                        "pixels up to 255", Rule.STATS_IMAGE_RANGE, json(stats, node -> pictureStat(node, "max", 255))),
                new Case("quantiles out of order", Rule.STATS_QUANTILE_ORDER, json(stats, node -> {
                    var action = (ObjectNode) node.get("action");
                    var low = action.get("q01");
                    action.set("q01", action.get("q99"));
                    action.set("q99", low);
                })),
                new Case(
                        "wrong mean",
                        Rule.STATS_VALUE,
                        json(
                                stats,
                                node -> ((ObjectNode) node.get("action"))
                                        .putArray("mean")
                                        .add(0.5)
                                        .add(0.5)
                                        .add(0.5))),
                new Case(
                        "wrong mean of a picture",
                        Rule.STATS_VALUE,
                        json(stats, node -> pictureStat(node, "mean", 0.7))),
                new Case(
                        "wrong deviation of an episode",
                        Rule.STATS_VALUE,
                        episodes(open -> open.set("stats/observation.state/std", 4, 9))),
                new Case("estimated quantile", Rule.STATS_APPROXIMATE, json(stats, node -> {
                    var action = (ObjectNode) node.get("action");
                    double exact = action.get("q50").get(1).asDouble();
                    action.putArray("q50")
                            .add(action.at("/mean/0").asDouble())
                            .add(exact + 1e-4)
                            .add(exact);
                })));
    }

    private static List<Case> otherCases() {
        return List.of(
                new Case(
                        "images folder",
                        Rule.PRIVACY_IMAGES_FOLDER,
                        set -> Files.createDirectory(set.resolve("images"))),
                new Case(
                        "a video of nobody",
                        Rule.PRIVACY_EXTRA_FILE,
                        set -> Files.copy(set.resolve(VIDEO), set.resolve(VIDEO.replace("file-000", "file-003")))),
                new Case("a link", Rule.PRIVACY_EXTRA_FILE, set -> {
                    Path kept = set.resolveSibling("kept.mp4");
                    Files.move(set.resolve(VIDEO), kept);
                    Files.createSymbolicLink(set.resolve(VIDEO), kept);
                }),
                new Case(
                        "empty consent",
                        Rule.PRIVACY_PROVENANCE_EMPTY,
                        episodes(open -> open.set("prov/consent_receipt", 1, ""))),
                new Case(
                        "no consent column",
                        Rule.PRIVACY_NO_CONSENT,
                        episodes(open -> open.drop("prov/consent_receipt"))),
                new Case(
                        "withdrawn episode",
                        Rule.PRIVACY_WITHDRAWN,
                        manifest(node -> node.putArray("withdrawn").add("e-1"))),
                new Case(
                        "manifest is junk", Rule.MANIFEST_UNREADABLE, set -> junk(set.resolveSibling("manifest.json"))),
                new Case(
                        "listed file gone",
                        Rule.MANIFEST_FILE,
                        manifest(node -> node.withArray("files").addObject().put("path", "lerobot/nothing"))),
                new Case(
                        "listed file outside",
                        Rule.MANIFEST_FILE,
                        manifest(node -> node.withArray("files").addObject().put("path", "../../etc/passwd"))),
                new Case(
                        "another digest",
                        Rule.MANIFEST_DIGEST,
                        manifest(node -> ((ObjectNode) node.get("files").get(0)).put("sha256", "00"))),
                new Case(
                        "unlisted file",
                        Rule.MANIFEST_UNLISTED,
                        manifest(node -> node.withArray("files").remove(0))),
                new Case("croissant of other files", Rule.MANIFEST_CROISSANT, set -> {
                    Files.writeString(
                            set.resolveSibling("croissant.json"),
                            "{\"distribution\":[{\"contentUrl\":\"lerobot/%s\",\"sha256\":\"00\"}]}".formatted(DATA));
                    writeManifest(set, node -> {});
                }),
                new Case(
                        "minor version after a removal",
                        Rule.MANIFEST_VERSION,
                        manifest(node -> node.put("supersedes", "1.0.0")
                                .put("version", "1.1.0")
                                .putArray("withdrawn")
                                .add("e-9"))));
    }

    private static void cut(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length - 40));
    }

    private static void junk(Path file) throws IOException {
        Files.write(file, new byte[] {(byte) 0xff, 0, 17, '{'});
    }

    private static void withNull(Path file) throws IOException {
        NullTable.writeOneNull(file);
    }

    private static Breaking json(String name, Consumer<ObjectNode> change) {
        return set -> {
            var mapper = new ObjectMapper();
            var node = (ObjectNode) mapper.readTree(set.resolve(name).toFile());
            change.accept(node);
            mapper.writeValue(set.resolve(name).toFile(), node);
        };
    }

    private static Breaking info(Consumer<ObjectNode> change) {
        return json("meta/info.json", change);
    }

    private static Breaking feature(String name, Consumer<ObjectNode> change) {
        return info(node -> change.accept((ObjectNode) node.get("features").get(name)));
    }

    private static void pictureStat(ObjectNode node, String stat, double value) {
        var picture = ((ObjectNode) node.get(SmallSet.CAMERA_KEY)).putArray(stat);
        for (int channel = 0; channel < 3; channel++) {
            picture.addArray().addArray().add(value);
        }
    }

    private static Breaking table(String name, Consumer<OpenTable> change) {
        return set -> {
            var open = OpenTable.of(set.resolve(name));
            change.accept(open);
            open.write();
        };
    }

    static Breaking data(Consumer<OpenTable> change) {
        return table(DATA, change);
    }

    private static Breaking episodes(Consumer<OpenTable> change) {
        return table(EPISODES, change);
    }

    private static Breaking video(Consumer<HandMadeMp4> change) {
        return set -> {
            var mp4 = HandMadeMp4.of(LENGTHS[0]);
            change.accept(mp4);
            mp4.write(set.resolve(VIDEO));
        };
    }

    private static Breaking manifest(Consumer<ObjectNode> change) {
        return set -> writeManifest(set, change);
    }

    static void writeManifest(Path set, Consumer<ObjectNode> change) throws IOException {
        Path release = Objects.requireNonNull(set.getParent());
        var mapper = new ObjectMapper();
        ObjectNode manifest = mapper.createObjectNode();
        try (var walk = Files.walk(release)) {
            for (Path file : walk.filter(Files::isRegularFile).toList()) {
                manifest.withArray("files")
                        .addObject()
                        .put("path", release.relativize(file).toString())
                        .put("sha256", sha256(file));
            }
        }
        change.accept(manifest);
        Files.write(release.resolve("manifest.json"), manifest.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static String sha256(Path file) throws IOException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}

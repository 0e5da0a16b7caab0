package dev.firsthand.recording.lerobot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.firsthand.recording.parquet.Column;
import dev.firsthand.recording.parquet.Columns;
import dev.firsthand.recording.parquet.ElementType;
import dev.firsthand.recording.parquet.TableColumn;
import dev.firsthand.recording.parquet.TableReader;
import dev.firsthand.recording.parquet.TableWriter;
import dev.firsthand.recording.video.ImageHistogram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeRobotWriterTest {
    @TempDir
    Path work;

    @Test
    void a_set_has_the_files_that_lerobot_looks_for() throws IOException {
        Path set = SmallSet.write(work, 12, 7);

        assertThat(SmallSet.files(set).keySet())
                .containsExactly(
                        "data/chunk-000/file-000.parquet",
                        "meta/episodes/chunk-000/file-000.parquet",
                        "meta/info.json",
                        "meta/stats.json",
                        "meta/tasks.parquet",
                        "videos/observation.images.head/chunk-000/file-000.mp4",
                        "videos/observation.images.head/chunk-000/file-001.mp4");
    }

    @Test
    void info_counts_what_is_there() throws IOException {
        var info = new ObjectMapper()
                .readTree(
                        SmallSet.write(work, 12, 7, 5).resolve("meta/info.json").toFile());

        assertThat(info.get("codebase_version").asText()).isEqualTo("v3.0");
        assertThat(info.get("total_episodes").asInt()).isEqualTo(3);
        assertThat(info.get("total_frames").asInt()).isEqualTo(24);
        assertThat(info.get("total_tasks").asInt()).isEqualTo(2);
        assertThat(info.get("splits").get("train").asText()).isEqualTo("0:3");
        assertThat(info.get("firsthand_release").asText()).isEqualTo("small-1.0.0");
        assertThat(info.at("/features/observation.images.head/info/video.codec").asText())
                .isEqualTo("h264");
    }

    @Test
    void the_same_episodes_give_the_same_bytes() throws IOException {
        Path first = SmallSet.write(Files.createDirectory(work.resolve("a")), 12, 7);
        Path second = SmallSet.write(Files.createDirectory(work.resolve("b")), 12, 7);

        assertThat(SmallSet.files(first)).usingRecursiveComparison().isEqualTo(SmallSet.files(second));
    }

    @Test
    void a_set_that_was_not_finished_has_no_info() throws IOException {
        try (var writer = LeRobotWriter.open(work.resolve("lerobot"), SmallSet.spec())) {
            writer.add(SmallSet.episode(0, 5, HandMadeMp4.of(5).write(work.resolve("v.mp4"))));
        }

        assertThat(work.resolve("lerobot/meta/info.json")).doesNotExist();
    }

    @Test
    void an_episode_with_a_number_that_is_none_is_refused_and_nothing_is_written() throws IOException {
        Path video = HandMadeMp4.of(5).write(work.resolve("v.mp4"));
        var good = SmallSet.episode(0, 5, video);
        var columns = new TreeMap<>(good.columns());
        columns.put(
                "action", new Column.Floats(new float[] {1, 2, 3, 4, Float.NaN, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15}));
        var bad = new LeRobotEpisode(good.task(), good.captureTimesNanos(), good.videos(), columns, good.provenance());

        try (var writer = LeRobotWriter.open(work.resolve("lerobot"), SmallSet.spec())) {
            assertThatThrownBy(() -> writer.add(bad))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("action, frame 1");
            writer.add(good);
            writer.finish();
        }
        assertThat(video).doesNotExist();
    }

    @Test
    void a_column_that_the_specification_does_not_name_is_refused() throws IOException {
        var good = SmallSet.episode(0, 5, work.resolve("v.mp4"));
        var columns = new TreeMap<>(good.columns());
        columns.put("observation.other", SmallSet.floats(new Random(1), 5));
        var bad = new LeRobotEpisode(good.task(), good.captureTimesNanos(), good.videos(), columns, good.provenance());

        try (var writer = LeRobotWriter.open(work.resolve("lerobot"), SmallSet.spec())) {
            assertThatThrownBy(() -> writer.add(bad)).hasMessageContaining("observation.other");
        }
    }

    @Test
    void pictures_that_are_counted_with_another_number_of_pixels_are_refused() throws IOException {
        var first = SmallSet.episode(0, 5, HandMadeMp4.of(5).write(work.resolve("v.mp4")));
        var histogram = SmallSet.histogram(new Random(1), 10);
        var other = Map.of("head", new EpisodeVideo(work, new ImageHistogram(histogram.counts(), 5)));
        var second =
                new LeRobotEpisode(first.task(), first.captureTimesNanos(), other, first.columns(), first.provenance());

        try (var writer = LeRobotWriter.open(work.resolve("lerobot"), SmallSet.spec())) {
            writer.add(first);
            assertThatThrownBy(() -> writer.add(second)).hasMessageContaining("pixels");
        }
    }

    @Test
    void a_folder_with_something_in_it_is_not_written_to() throws IOException {
        Files.writeString(work.resolve("something"), "here");

        assertThatThrownBy(() -> LeRobotWriter.open(work, SmallSet.spec())).isInstanceOf(IOException.class);
    }

    @Test
    void global_statistics_are_those_of_all_rows_at_once() throws IOException {
        Path set = SmallSet.write(work, 12, 7, 31);

        var stats = new ObjectMapper().readTree(set.resolve("meta/stats.json").toFile());
        double[] all = Stream.of(0, 1, 2)
                .map(i -> SmallSet.episode(i, new int[] {12, 7, 31}[i], set))
                .flatMapToDouble(episode -> thirdElements(episode.column(Feature.action(SmallSet.JOINTS))))
                .sorted()
                .toArray();
        double mean = Arrays.stream(all).average().orElseThrow();
        double std = Math.sqrt(
                Arrays.stream(all).map(x -> (x - mean) * (x - mean)).average().orElseThrow());

        var action = stats.get("action");
        assertThat(action.get("count").get(0).asLong()).isEqualTo(50);
        assertThat(action.get("min").get(2).asDouble()).isEqualTo(all[0]);
        assertThat(action.get("max").get(2).asDouble()).isEqualTo(all[49]);
        assertThat(action.get("mean").get(2).asDouble()).isCloseTo(mean, within());
        assertThat(action.get("std").get(2).asDouble()).isCloseTo(std, within());
        // numpy.quantile(all, 0.1): position 4.9
        assertThat(action.get("q10").get(2).asDouble()).isCloseTo(all[4] * 0.1 + all[5] * 0.9, within());
        assertThat(stats.get("index").get("max").toString()).isEqualTo("[49]");
        assertThat(stats.get(SmallSet.CAMERA_KEY).get("q50").size()).isEqualTo(3);
        assertThat(stats.get(SmallSet.CAMERA_KEY)
                        .get("q50")
                        .get(0)
                        .get(0)
                        .get(0)
                        .asDouble())
                .isEqualTo(240 / 255.0);
    }

    private static Offset<Double> within() {
        return Offset.offset(1e-12);
    }

    private static DoubleStream thirdElements(Column column) {
        float[] values = ((Column.Floats) column).values();
        return IntStream.range(0, values.length / 3).mapToDouble(i -> values[3 * i + 2]);
    }

    @Test
    void a_file_of_a_table_stays_below_its_limit_and_ends_behind_a_row_group() throws IOException {
        var columns = List.of(TableColumn.scalar("x", ElementType.FLOAT32));
        long limit = 1_000_000;
        try (var table = new RollingTable(work, DatasetLayout.Place::data, columns, Map.of(), limit)) {
            for (int i = 0; i < 5; i++) {
                Column values = SmallSet.floats(new Random(i), 60_000);
                assertThat(table.place(Columns.plainBytes(values))).isEqualTo(DatasetLayout.Place.of(i / 3));
                table.rowGroup(60_000, List.of(values));
            }
            for (Path file : table.finish()) {
                assertThat(Files.size(file)).isLessThan(limit);
            }
        }
        try (var table = TableReader.open(work.resolve("data/chunk-000/file-001.parquet"))) {
            assertThat(table.groups()).isEqualTo(2);
            assertThat(table.rows(1)).isEqualTo(60_000);
        }
    }

    @Test
    void more_rows_than_a_page_come_back_as_they_were() throws IOException {
        var columns = List.of(
                new TableColumn("v", ElementType.FLOAT32, List.of(2)), TableColumn.scalar("n", ElementType.INT64));
        Column vectors = SmallSet.floats(new Random(5), 2 * 45_001);
        try (var table = new TableWriter(work.resolve("t.parquet"), columns)) {
            table.rowGroup(45_001, List.of(vectors, Columns.counting(45_001, 7)));
            table.finish(Map.of());
        }
        try (var table = TableReader.open(work.resolve("t.parquet"))) {
            assertThat(table.read(0, "v", List.of(2)).orElseThrow().values())
                    .usingRecursiveComparison()
                    .isEqualTo(vectors);
            assertThat(table.read(0, "n", List.of()).orElseThrow().longs())
                    .startsWith(7, 8)
                    .endsWith(45_007);
        }
    }

    @Test
    void two_thousand_episodes_reach_the_next_chunk() {
        assertThat(DatasetLayout.Place.of(999).video("k")).isEqualTo("videos/k/chunk-000/file-999.mp4");
        assertThat(DatasetLayout.Place.of(1000).video("k")).isEqualTo("videos/k/chunk-001/file-000.mp4");
    }
}

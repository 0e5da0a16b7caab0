package dev.firsthand.recording.lerobot;

import dev.firsthand.recording.parquet.Column;
import dev.firsthand.recording.parquet.ElementType;
import dev.firsthand.recording.parquet.TableColumn;
import dev.firsthand.recording.statistics.FeatureStats;
import dev.firsthand.recording.statistics.Stat;
import java.util.ArrayList;
import java.util.List;

/// The columns of the table of episodes, in the order of lerobot's own files; ours for provenance stand before the last
/// two.
public final class EpisodeColumns {
    public static final String EPISODE_INDEX = "episode_index";
    public static final String TASKS = "tasks";
    public static final String LENGTH = "length";
    public static final String DATA_CHUNK = "data/chunk_index";
    public static final String DATA_FILE = "data/file_index";
    public static final String FROM_INDEX = "dataset_from_index";
    public static final String TO_INDEX = "dataset_to_index";
    public static final String META_CHUNK = "meta/episodes/chunk_index";
    public static final String META_FILE = "meta/episodes/file_index";
    public static final String CHUNK = "chunk_index";
    public static final String FILE = "file_index";
    public static final String FROM = "from_timestamp";
    public static final String TO = "to_timestamp";

    private EpisodeColumns() {}

    public static String video(String key, String column) {
        return "videos/%s/%s".formatted(key, column);
    }

    public static String stats(String feature, String stat) {
        return "stats/%s/%s".formatted(feature, stat);
    }

    /// A feature that has statistics: numbers, or the pixels of a camera (3 channels, nested 3 x 1 x 1).
    record Measured(String name, boolean whole, boolean picture, int width) {
        private static final List<Integer> PICTURE = List.of(3, 1, 1);

        static Measured of(Feature feature) {
            return new Measured(feature.name(), feature.type() == ElementType.INT64, false, feature.width());
        }

        static Measured of(Camera camera) {
            return new Measured(camera.key(), false, true, 3);
        }

        List<Integer> dims() {
            return picture ? PICTURE : List.of(width);
        }

        TableColumn column(Stat stat) {
            boolean integers = whole && (stat == Stat.MIN || stat == Stat.MAX);
            return new TableColumn(
                    EpisodeColumns.stats(name, stat.key()), integers ? ElementType.INT64 : ElementType.FLOAT64, dims());
        }

        TableColumn countColumn() {
            return new TableColumn(EpisodeColumns.stats(name, Stat.COUNT), ElementType.INT64, List.of(1));
        }

        /// All statistics with the count after the standard deviation.
        List<TableColumn> columns() {
            var columns = new ArrayList<TableColumn>();
            for (Stat stat : Stat.values()) {
                columns.add(column(stat));
                if (stat == Stat.STD) {
                    columns.add(countColumn());
                }
            }
            return columns;
        }

        /// One row of [#columns()].
        List<Column> row(FeatureStats stats) {
            var row = new ArrayList<Column>();
            for (Stat stat : Stat.values()) {
                double[] values = stats.of(stat);
                row.add(
                        column(stat).type() == ElementType.INT64
                                ? new Column.Longs(longs(values))
                                : new Column.Doubles(values));
                if (stat == Stat.STD) {
                    row.add(new Column.Longs(new long[] {stats.count()}));
                }
            }
            return row;
        }
    }

    /// Whole numbers that stayed below 2^53 on their way.
    static long[] longs(double[] values) {
        var longs = new long[values.length];
        for (int i = 0; i < values.length; i++) {
            longs[i] = (long) values[i];
        }
        return longs;
    }

    static List<TableColumn> of(List<Camera> cameras, List<Measured> measured, List<String> provenance) {
        var columns = new ArrayList<TableColumn>();
        columns.add(TableColumn.scalar(EPISODE_INDEX, ElementType.INT64));
        columns.add(new TableColumn(TASKS, ElementType.STRING, List.of(1)));
        for (String name : List.of(LENGTH, DATA_CHUNK, DATA_FILE, FROM_INDEX, TO_INDEX)) {
            columns.add(TableColumn.scalar(name, ElementType.INT64));
        }
        for (Camera camera : cameras) {
            columns.add(TableColumn.scalar(video(camera.key(), CHUNK), ElementType.INT64));
            columns.add(TableColumn.scalar(video(camera.key(), FILE), ElementType.INT64));
            columns.add(TableColumn.scalar(video(camera.key(), FROM), ElementType.FLOAT64));
            columns.add(TableColumn.scalar(video(camera.key(), TO), ElementType.FLOAT64));
        }
        measured.forEach(feature -> columns.addAll(feature.columns()));
        provenance.forEach(name -> columns.add(TableColumn.scalar(name, ElementType.STRING)));
        columns.add(TableColumn.scalar(META_CHUNK, ElementType.INT64));
        columns.add(TableColumn.scalar(META_FILE, ElementType.INT64));
        return columns;
    }
}

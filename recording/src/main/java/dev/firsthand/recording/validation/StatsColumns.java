package dev.firsthand.recording.validation;

import dev.firsthand.recording.lerobot.EpisodeColumns;
import dev.firsthand.recording.parquet.Cells;
import dev.firsthand.recording.parquet.ElementType;
import dev.firsthand.recording.parquet.TableReader;
import dev.firsthand.recording.statistics.FeatureStats;
import dev.firsthand.recording.statistics.Stat;
import java.io.Closeable;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads the statistics of one episode after the other from the table of episodes; keeps one row group in memory.
final class StatsColumns implements Closeable {
    private final List<TableFiles.Found> files;
    private int nextFile;
    private int nextGroup;
    private @Nullable TableReader table;
    private long first;
    private int rows;
    private final Map<String, Optional<Cells>> cells = new HashMap<>();

    StatsColumns(List<TableFiles.Found> files) {
        this.files = files;
    }

    /// Goes on to the row group of this episode; false when there is none. Episodes are asked for in order.
    boolean goTo(int episode) throws IOException {
        while (episode >= first + rows) {
            if (!nextGroup()) {
                return false;
            }
        }
        return episode >= first;
    }

    private boolean nextGroup() throws IOException {
        first += rows;
        rows = 0;
        cells.clear();
        while (table == null || nextGroup >= table.groups()) {
            close();
            if (nextFile >= files.size()) {
                return false;
            }
            table = TableReader.open(files.get(nextFile++).path());
            nextGroup = 0;
        }
        rows = table.rows(nextGroup++);
        return true;
    }

    /// Statistics of a feature at an episode that [#goTo] found; empty where one is missing or of another shape.
    Optional<FeatureStats> at(int episode, DeclaredFeature feature) throws IOException {
        var values = new double[Stat.values().length][];
        for (Stat stat : Stat.values()) {
            Optional<double[]> one =
                    row(EpisodeColumns.stats(feature.name(), stat.key()), feature.statsDims(), episode);
            if (one.isEmpty()) {
                return Optional.empty();
            }
            values[stat.row()] = one.get();
        }
        Optional<double[]> count = row(EpisodeColumns.stats(feature.name(), Stat.COUNT), List.of(1), episode);
        return count.map(number -> new FeatureStats((long) number[0], values));
    }

    private Optional<double[]> row(String column, List<Integer> dims, int episode) throws IOException {
        Optional<Cells> read = cells.get(column);
        if (read == null) {
            read = table == null ? Optional.empty() : table.read(nextGroup - 1, column, dims);
            cells.put(column, read);
        }
        if (read.isEmpty() || !read.get().sound() || read.get().values().type() == ElementType.STRING) {
            return Optional.empty();
        }
        int row = (int) (episode - first);
        int[] starts = read.get().rowStarts();
        var values = new double[starts[row + 1] - starts[row]];
        for (int i = 0; i < values.length; i++) {
            values[i] = read.get().number(starts[row] + i);
        }
        return Optional.of(values);
    }

    @Override
    public void close() throws IOException {
        if (table != null) {
            table.close();
            table = null;
        }
    }
}

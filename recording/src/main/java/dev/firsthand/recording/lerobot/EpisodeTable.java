package dev.firsthand.recording.lerobot;

import dev.firsthand.recording.parquet.Column;
import dev.firsthand.recording.parquet.Columns;
import dev.firsthand.recording.parquet.TableColumn;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Collects rows of the table of episodes and writes them in row groups.
final class EpisodeTable implements Closeable {
    private static final int GROUP_ROWS = 50;
    private static final long GROUP_BYTES_MAX = 8 << 20;

    private final List<TableColumn> columns;
    private final RollingTable table;
    private final List<List<Column>> waiting = new ArrayList<>();
    private DatasetLayout.Place place = DatasetLayout.Place.of(0);
    private long waitingBytes;

    EpisodeTable(Path folder, List<TableColumn> columns) {
        this.columns = List.copyOf(columns);
        this.table = new RollingTable(folder, DatasetLayout.Place::episodes, columns, Map.of());
    }

    /// Adds one row: all columns but the last two, which say where this row itself is.
    void add(List<Column> allButPlace) throws IOException {
        if (waiting.isEmpty()) {
            place = table.place(GROUP_BYTES_MAX);
        }
        var row = new ArrayList<>(allButPlace);
        row.add(new Column.Longs(new long[] {place.chunk()}));
        row.add(new Column.Longs(new long[] {place.file()}));
        waiting.add(row);
        waitingBytes += row.stream().mapToLong(Columns::plainBytes).sum();
        if (waiting.size() == GROUP_ROWS || waitingBytes >= GROUP_BYTES_MAX) {
            flush();
        }
    }

    private void flush() throws IOException {
        if (waiting.isEmpty()) {
            return;
        }
        var values = new ArrayList<Column>();
        for (int c = 0; c < columns.size(); c++) {
            int column = c;
            values.add(Columns.joined(
                    columns.get(c).type(),
                    waiting.stream().map(row -> row.get(column)).toList()));
        }
        table.rowGroup(waiting.size(), values);
        waiting.clear();
        waitingBytes = 0;
    }

    void finish() throws IOException {
        flush();
        table.finish();
    }

    @Override
    public void close() throws IOException {
        table.close();
    }
}

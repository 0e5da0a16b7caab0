package dev.firsthand.recording.lerobot;

import dev.firsthand.recording.parquet.Column;
import dev.firsthand.recording.parquet.TableColumn;
import dev.firsthand.recording.parquet.TableWriter;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// One table in as many files as its size asks for: a file is closed before it would reach the limit, and never inside
/// a row group.
final class RollingTable implements Closeable {
    /// Below lerobot's `data_files_size_in_mb` of 100, whichever megabyte is meant.
    static final long FILE_BYTES_MAX = 100_000_000;

    /// Footer and page headers of one more row group, generously.
    private static final long GROUP_OVERHEAD_BYTES = 64 << 10;

    private final Path folder;
    private final Function<DatasetLayout.Place, String> name;
    private final List<TableColumn> columns;
    private final Map<String, String> keyValues;
    private final long fileBytesMax;
    private final List<Path> files = new ArrayList<>();
    private Optional<TableWriter> current = Optional.empty();
    private long groupsInFile;

    RollingTable(
            Path folder,
            Function<DatasetLayout.Place, String> name,
            List<TableColumn> columns,
            Map<String, String> keyValues) {
        this(folder, name, columns, keyValues, FILE_BYTES_MAX);
    }

    /// With another limit, for tests.
    RollingTable(
            Path folder,
            Function<DatasetLayout.Place, String> name,
            List<TableColumn> columns,
            Map<String, String> keyValues,
            long fileBytesMax) {
        this.fileBytesMax = fileBytesMax;
        this.folder = folder;
        this.name = name;
        this.columns = List.copyOf(columns);
        this.keyValues = Map.copyOf(keyValues);
    }

    /// Makes room for a row group of at most so many bytes and says which file it will be in.
    DatasetLayout.Place place(long plainBytes) throws IOException {
        if (current.isPresent()) {
            long after = current.get().sizeBytes() + plainBytes + (groupsInFile + 1) * GROUP_OVERHEAD_BYTES;
            if (after >= fileBytesMax) {
                finishFile();
            }
        }
        if (current.isEmpty()) {
            Path file = folder.resolve(name.apply(DatasetLayout.Place.of(files.size())));
            Files.createDirectories(file.getParent());
            current = Optional.of(new TableWriter(file, columns));
            files.add(file);
            groupsInFile = 0;
        }
        return DatasetLayout.Place.of(files.size() - 1);
    }

    /// Appends to the file that [#place] named.
    void rowGroup(int rows, List<Column> values) throws IOException {
        current.orElseThrow().rowGroup(rows, values);
        groupsInFile++;
    }

    private void finishFile() throws IOException {
        if (current.isPresent()) {
            current.get().finish(keyValues);
            current = Optional.empty();
        }
    }

    /// Ends the last file; returns all files in order.
    List<Path> finish() throws IOException {
        finishFile();
        return List.copyOf(files);
    }

    @Override
    public void close() throws IOException {
        if (current.isPresent()) {
            current.get().close();
            current = Optional.empty();
        }
    }
}

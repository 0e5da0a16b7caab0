package dev.firsthand.recording.lerobot;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.DummyRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/// Reads a Parquet file that may be broken in any way, one row group at a time; whatever the library throws at such
/// bytes comes out as an [IOException]. Each column of a row group can be read once.
final class TableReader implements Closeable {
    static final int GROUP_ROWS_MAX = 4_000_000;

    /// A top-level column as it lies in the file. `physical` is FLOAT, DOUBLE, INT64, INT32, BOOLEAN, TEXT, or another
    /// word for what we do not read; `depth` counts the lists around a value.
    record Physical(String name, String physical, int depth, boolean standardLists) {}

    private final ParquetFileReader file;
    private final MessageType schema;
    private final String createdBy;

    private TableReader(ParquetFileReader file) {
        this.file = file;
        this.schema = file.getFooter().getFileMetaData().getSchema();
        String writer = file.getFooter().getFileMetaData().getCreatedBy();
        this.createdBy = writer == null ? "" : writer;
    }

    private interface Reading<T> {
        T read() throws IOException;
    }

    /// The one place where untrusted tables meet the library: crafted lengths make it throw any runtime exception, or
    /// ask for gigabytes at once, or call itself without end. All of these leave this process as it was.
    private static <T> T guarded(Reading<T> reading) throws IOException {
        try {
            return reading.read();
        } catch (RuntimeException | OutOfMemoryError | StackOverflowError broken) {
            throw new IOException(
                    "the table cannot be read (%s: %s)"
                            .formatted(broken.getClass().getSimpleName(), broken.getMessage()),
                    broken);
        }
    }

    static TableReader open(Path path) throws IOException {
        var options = ParquetReadOptions.builder(new PlainParquetConfiguration())
                .withCodecFactory(new ParquetCodecs())
                .usePageChecksumVerification()
                .build();
        return guarded(() -> new TableReader(ParquetFileReader.open(new LocalInputFile(path), options)));
    }

    Map<String, String> keyValues() {
        return Map.copyOf(file.getFooter().getFileMetaData().getKeyValueMetaData());
    }

    List<Physical> columns() throws IOException {
        return guarded(() -> {
            var columns = new ArrayList<Physical>();
            for (Type field : schema.getFields()) {
                columns.add(physical(field));
            }
            return columns;
        });
    }

    private static Physical physical(Type field) {
        Type inner = field;
        int depth = 0;
        boolean standard = true;
        while (!inner.isPrimitive()
                && inner.asGroupType().getFieldCount() == 1
                && inner.asGroupType().getType(0).isRepetition(Type.Repetition.REPEATED)
                && !inner.asGroupType().getType(0).isPrimitive()
                && inner.asGroupType().getType(0).asGroupType().getFieldCount() == 1) {
            standard &= inner.getLogicalTypeAnnotation() instanceof LogicalTypeAnnotation.ListLogicalTypeAnnotation;
            inner = inner.asGroupType().getType(0).asGroupType().getType(0);
            depth++;
        }
        return new Physical(field.getName(), physicalName(inner), depth, standard);
    }

    private static String physicalName(Type inner) {
        if (!inner.isPrimitive() || inner.isRepetition(Type.Repetition.REPEATED)) {
            return "GROUP";
        }
        String name = inner.asPrimitiveType().getPrimitiveTypeName().name();
        boolean text = inner.getLogicalTypeAnnotation() instanceof LogicalTypeAnnotation.StringLogicalTypeAnnotation;
        return name.equals("BINARY") && text ? "TEXT" : name;
    }

    int groups() {
        return file.getRowGroups().size();
    }

    int rows(int group) throws IOException {
        long rows = file.getRowGroups().get(group).getRowCount();
        if (rows < 0 || rows > GROUP_ROWS_MAX) {
            throw new IOException(
                    "row group %d says %d rows, at most %d are read".formatted(group, rows, GROUP_ROWS_MAX));
        }
        return (int) rows;
    }

    long rows() throws IOException {
        long rows = 0;
        for (int group = 0; group < groups(); group++) {
            rows += rows(group);
        }
        return rows;
    }

    /// One row group, opened for these columns only; names that are not there are left out.
    Group open(int group, List<String> names) throws IOException {
        return guarded(() -> {
            int rows = rows(group);
            List<ColumnDescriptor> wanted = new ArrayList<>();
            for (ColumnDescriptor leaf : schema.getColumns()) {
                if (names.contains(leaf.getPath()[0])) {
                    wanted.add(leaf);
                }
            }
            file.setRequestedSchema(wanted);
            PageReadStore pages = file.readRowGroup(group);
            if (pages == null) {
                throw new IOException("row group %d is empty".formatted(group));
            }
            var store = new ColumnReadStoreImpl(
                    pages, new DummyRecordConverter(schema).getRootConverter(), schema, createdBy);
            return new Group(rows, store, wanted, pages);
        });
    }

    /// The open columns of one row group.
    static final class Group implements Closeable {
        private final int rows;
        private final ColumnReadStoreImpl store;
        private final List<ColumnDescriptor> leaves;
        private final PageReadStore pages;

        private Group(int rows, ColumnReadStoreImpl store, List<ColumnDescriptor> leaves, PageReadStore pages) {
            this.rows = rows;
            this.store = store;
            this.leaves = leaves;
            this.pages = pages;
        }

        int rows() {
            return rows;
        }

        /// The values of a column whose rows should have the shape `dims`; empty where there is no such column.
        Optional<Cells> read(String name, List<Integer> dims) throws IOException {
            List<ColumnDescriptor> mine = leaves.stream()
                    .filter(leaf -> leaf.getPath()[0].equals(name))
                    .toList();
            if (mine.size() != 1 || mine.getFirst().getMaxRepetitionLevel() != dims.size()) {
                return Optional.empty();
            }
            ColumnDescriptor leaf = mine.getFirst();
            return Optional.of(guarded(() -> new CellReading(
                            store.getColumnReader(leaf),
                            pages.getPageReader(leaf).getTotalValueCount(),
                            dims)
                    .read(rows)));
        }

        @Override
        public void close() {
            pages.close();
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}

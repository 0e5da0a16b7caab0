package dev.firsthand.recording.parquet;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnWriter;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.column.impl.ColumnWriteStoreV1;
import org.apache.parquet.column.values.ValuesWriter;
import org.apache.parquet.column.values.factory.DefaultValuesWriterFactory;
import org.apache.parquet.column.values.factory.ValuesWriterFactory;
import org.apache.parquet.column.values.plain.PlainValuesWriter;
import org.apache.parquet.hadoop.ColumnChunkPageWriteStore;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.jspecify.annotations.Nullable;

/// Writes one Parquet file row group by row group, column by column: SNAPPY, page checksums, equal bytes for equal
/// input.
public final class TableWriter implements Closeable {
    /// Rows in a page: the library asks for a new page after so many, never in between.
    private static final int PAGE_ROWS = 20_000;

    private final Path path;
    private final List<TableColumn> columns;
    private final MessageType schema;
    private final ParquetProperties properties;
    private final ParquetFileWriter file;
    private boolean finished;

    public TableWriter(Path path, List<TableColumn> columns) throws IOException {
        this.path = path;
        this.columns = List.copyOf(columns);
        this.schema = new MessageType(
                "schema", columns.stream().map(TableColumn::parquetType).toArray(Type[]::new));
        this.properties = properties();
        this.file = new ParquetFileWriter(
                new LocalOutputFile(path),
                schema,
                ParquetFileWriter.Mode.CREATE,
                ParquetProperties.DEFAULT_PAGE_SIZE,
                0,
                ParquetProperties.DEFAULT_COLUMN_INDEX_TRUNCATE_LENGTH,
                ParquetProperties.DEFAULT_STATISTICS_TRUNCATE_LENGTH,
                true);
        file.start();
    }

    private static ParquetProperties properties() {
        return ParquetProperties.builder()
                .withMinRowCountForPageSizeCheck(PAGE_ROWS)
                .withMaxRowCountForPageSizeCheck(PAGE_ROWS)
                .withPageRowCountLimit(PAGE_ROWS)
                .withSizeStatisticsEnabled(false)
                .withValuesWriterFactory(new MeasuredPlain())
                .build();
    }

    /// Measured numbers seldom repeat: a dictionary of them costs time and is thrown away again. All else gets one.
    /// Told by type, because the library takes the dots in our names for steps of a path.
    private static final class MeasuredPlain implements ValuesWriterFactory {
        private static final int INITIAL_BYTES = 1024;
        private final DefaultValuesWriterFactory others = new DefaultValuesWriterFactory();
        private @Nullable ParquetProperties properties;

        @Override
        public void initialize(ParquetProperties properties) {
            this.properties = properties;
            others.initialize(properties);
        }

        @Override
        public ValuesWriter newValuesWriter(ColumnDescriptor column) {
            var type = column.getPrimitiveType().getPrimitiveTypeName();
            if (properties != null && (type == PrimitiveTypeName.FLOAT || type == PrimitiveTypeName.DOUBLE)) {
                return new PlainValuesWriter(
                        INITIAL_BYTES, properties.getPageSizeThreshold(), properties.getAllocator());
            }
            return others.newValuesWriter(column);
        }
    }

    /// Appends one row group; `values` stand in the order of the columns.
    public void rowGroup(int rows, List<Column> values) throws IOException {
        file.startBlock(rows);
        try (var pages = new ColumnChunkPageWriteStore(
                        new ParquetCodecs().getCompressor(CompressionCodecName.SNAPPY),
                        schema,
                        properties.getAllocator(),
                        properties.getColumnIndexTruncateLength(),
                        true);
                var store = new ColumnWriteStoreV1(schema, pages, properties)) {
            for (int from = 0; from < rows; from += PAGE_ROWS) {
                int to = Math.min(rows, from + PAGE_ROWS);
                for (int i = 0; i < columns.size(); i++) {
                    write(
                            columns.get(i),
                            values.get(i),
                            store.getColumnWriter(schema.getColumns().get(i)),
                            from,
                            to);
                }
                for (int row = from; row < to; row++) {
                    store.endRecord();
                }
            }
            store.flush();
            pages.flushToFileWriter(file);
        }
        file.endBlock();
    }

    private void write(TableColumn column, Column values, ColumnWriter writer, int fromRow, int toRow) {
        int width = column.width();
        int definition = 1 + 2 * column.dims().size();
        var repetitions = new int[width];
        for (int position = 0; position < width; position++) {
            repetitions[position] = column.repetitionAt(position);
        }
        int position = 0;
        for (int i = fromRow * width; i < toRow * width; i++) {
            int repetition = repetitions[position];
            switch (values) {
                case Column.Floats(var floats) -> writer.write(floats[i], repetition, definition);
                case Column.Doubles(var doubles) -> writer.write(doubles[i], repetition, definition);
                case Column.Longs(var longs) -> writer.write(longs[i], repetition, definition);
                case Column.Texts(var texts) -> writer.write(Binary.fromString(texts[i]), repetition, definition);
            }
            position = position + 1 == width ? 0 : position + 1;
        }
    }

    /// Bytes that lie in the file by now.
    public long sizeBytes() throws IOException {
        return file.getPos();
    }

    /// Writes the footer with these key-values: only now the file is a Parquet file.
    public void finish(Map<String, String> keyValues) throws IOException {
        finished = true;
        file.end(keyValues);
        FooterOrder.settle(path);
    }

    /// Without [#finish] before, leaves a file that no reader takes for a whole one.
    @Override
    public void close() throws IOException {
        if (!finished) {
            file.close();
        }
    }
}

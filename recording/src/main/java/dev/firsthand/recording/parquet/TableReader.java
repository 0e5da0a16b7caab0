package dev.firsthand.recording.parquet;

import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.column.page.PageReader;
import org.apache.parquet.example.DummyRecordConverter;
import org.apache.parquet.format.Util;
import org.apache.parquet.format.converter.ParquetMetadataConverter;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/// Reads a Parquet file that may be broken in any way, one row group at a time; whatever the library throws at such
/// bytes comes out as an [IOException]. Hadoop is not needed.
public final class TableReader implements Closeable {
    static final int GROUP_ROWS_MAX = 4_000_000;

    /// A top-level column as it lies in the file. `physical` is FLOAT, DOUBLE, INT64, INT32, BOOLEAN, TEXT, or another
    /// word for what we do not read; `depth` counts the lists around a value.
    public record Physical(String name, String physical, int depth, boolean standardLists) {}

    private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);
    private static final int TAIL_BYTES = 8;
    private static final int MESSAGE_CHARS_MAX = 200;
    private static final int FOOTER_BYTES_MAX = 256 << 20;
    private static final int CHUNK_BYTES_MAX = 1 << 30;

    private final FileChannel file;
    private final List<BlockMetaData> blocks;
    private final Map<String, String> keyValues;
    private final MessageType schema;
    private final String createdBy;

    private TableReader(FileChannel file, ParquetMetadata footer) {
        this.file = file;
        this.blocks = footer.getBlocks();
        this.keyValues = Map.copyOf(footer.getFileMetaData().getKeyValueMetaData());
        this.schema = footer.getFileMetaData().getSchema();
        String writer = footer.getFileMetaData().getCreatedBy();
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
            throw new IOException("%s: %s".formatted(broken.getClass().getSimpleName(), firstLine(broken)), broken);
        }
    }

    /// The library puts whole schemas into its messages.
    private static String firstLine(Throwable broken) {
        String message = broken.getMessage();
        String line = message == null ? "" : message.lines().findFirst().orElse("");
        return line.substring(0, Math.min(line.length(), MESSAGE_CHARS_MAX));
    }

    public static TableReader open(Path path) throws IOException {
        FileChannel file = FileChannel.open(path, StandardOpenOption.READ);
        try {
            return guarded(() -> new TableReader(file, footer(file)));
        } catch (IOException broken) {
            file.close();
            throw broken;
        }
    }

    private static ParquetMetadata footer(FileChannel file) throws IOException {
        return new ParquetMetadataConverter()
                .fromParquetMetadata(Util.readFileMetaData(new ByteArrayInputStream(footerBytes(file))));
    }

    /// The footer as it lies in the file.
    static byte[] footerBytes(FileChannel file) throws IOException {
        if (file.size() < MAGIC.length + TAIL_BYTES) {
            throw new IOException("the file has %d bytes: no Parquet file is so short".formatted(file.size()));
        }
        ByteBuffer tail = ByteBuffer.wrap(bytes(file, file.size() - TAIL_BYTES, TAIL_BYTES))
                .order(ByteOrder.LITTLE_ENDIAN);
        long length = Integer.toUnsignedLong(tail.getInt());
        if (!tail.equals(ByteBuffer.wrap(MAGIC))) {
            throw new IOException("the file does not end as a Parquet file: writing it was cut off");
        }
        if (length > Math.min(FOOTER_BYTES_MAX, file.size() - TAIL_BYTES - MAGIC.length)) {
            throw new IOException("the footer says %d bytes in a file of %d".formatted(length, file.size()));
        }
        return bytes(file, footerStart(file, length), (int) length);
    }

    static long footerStart(FileChannel file, long footerBytes) throws IOException {
        return file.size() - TAIL_BYTES - footerBytes;
    }

    private static byte[] bytes(FileChannel file, long from, int count) throws IOException {
        if (from < 0 || count < 0 || from > file.size() - count) {
            throw new EOFException("%d bytes at %d lie outside a file of %d".formatted(count, from, file.size()));
        }
        ByteBuffer bytes = ByteBuffer.allocate(count);
        while (bytes.hasRemaining()) {
            if (file.read(bytes, from + bytes.position()) < 0) {
                throw new EOFException("the file became shorter while it was read");
            }
        }
        return bytes.array();
    }

    public Map<String, String> keyValues() {
        return keyValues;
    }

    public List<Physical> columns() throws IOException {
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

    public int groups() {
        return blocks.size();
    }

    public int rows(int group) throws IOException {
        long rows = blocks.get(group).getRowCount();
        if (rows < 0 || rows > GROUP_ROWS_MAX) {
            throw new IOException(
                    "row group %d says %d rows, at most %d are read".formatted(group, rows, GROUP_ROWS_MAX));
        }
        return (int) rows;
    }

    public long rows() throws IOException {
        long rows = 0;
        for (int group = 0; group < groups(); group++) {
            rows += rows(group);
        }
        return rows;
    }

    /// The values of a column in one row group, whose rows should have the shape `dims`; empty where the file has no
    /// such column of that depth.
    public Optional<Cells> read(int group, String name, List<Integer> dims) throws IOException {
        return guarded(() -> {
            List<ColumnDescriptor> mine = schema.getColumns().stream()
                    .filter(leaf -> leaf.getPath()[0].equals(name))
                    .toList();
            if (mine.size() != 1 || mine.getFirst().getMaxRepetitionLevel() != dims.size()) {
                return Optional.empty();
            }
            int rows = rows(group);
            ChunkPages pages = pages(group, mine.getFirst());
            var store = new ColumnReadStoreImpl(
                    new OneColumn(pages, rows), new DummyRecordConverter(schema).getRootConverter(), schema, createdBy);
            var reading = new CellReading(store.getColumnReader(mine.getFirst()), pages.getTotalValueCount(), dims);
            return Optional.of(reading.read(rows));
        });
    }

    private ChunkPages pages(int group, ColumnDescriptor leaf) throws IOException {
        String path = String.join(".", leaf.getPath());
        for (ColumnChunkMetaData chunk : blocks.get(group).getColumns()) {
            if (chunk.getPath().toDotString().equals(path)) {
                if (chunk.getTotalSize() < 0 || chunk.getTotalSize() > CHUNK_BYTES_MAX) {
                    throw new IOException("column %s says %d bytes in one row group, at most %d are read"
                            .formatted(path, chunk.getTotalSize(), CHUNK_BYTES_MAX));
                }
                byte[] bytes = bytes(file, chunk.getStartingPos(), (int) chunk.getTotalSize());
                return new ChunkPages(bytes, chunk.getValueCount(), leaf, chunk.getCodec());
            }
        }
        throw new IOException("row group %d has no column %s".formatted(group, path));
    }

    private record OneColumn(PageReader pages, long rows) implements PageReadStore {
        @Override
        public PageReader getPageReader(ColumnDescriptor descriptor) {
            return pages;
        }

        @Override
        public long getRowCount() {
            return rows;
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}

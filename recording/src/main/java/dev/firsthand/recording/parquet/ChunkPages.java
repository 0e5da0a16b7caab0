package dev.firsthand.recording.parquet;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.zip.CRC32;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DataPage;
import org.apache.parquet.column.page.DataPageV1;
import org.apache.parquet.column.page.DataPageV2;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageReader;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputDecompressor;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.DataPageHeaderV2;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.Util;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.jspecify.annotations.Nullable;

/// The pages of one column chunk, taken apart here and not by the library's own file reader, which needs Hadoop to
/// read: every length is held against what is there, every checksum is checked.
final class ChunkPages implements PageReader {
    private final byte[] chunk;
    private final long valueCount;
    private final ColumnDescriptor column;
    private final BytesInputDecompressor decompressor;
    private final Deque<DataPage> pages = new ArrayDeque<>();
    private @Nullable DictionaryPage dictionary;

    ChunkPages(byte[] chunk, long valueCount, ColumnDescriptor column, CompressionCodecName codec) throws IOException {
        this.chunk = chunk;
        this.valueCount = valueCount;
        this.column = column;
        this.decompressor = new ParquetCodecs().getDecompressor(codec);
        takeApart();
    }

    private void takeApart() throws IOException {
        var stream = new ByteArrayInputStream(chunk);
        long values = 0;
        while (values < valueCount) {
            PageHeader header = Util.readPageHeader(stream);
            int size = header.getCompressed_page_size();
            int start = chunk.length - stream.available();
            if (size < 0 || size > stream.available()) {
                throw broken("a page says %d bytes, %d are left".formatted(size, stream.available()));
            }
            byte[] stored = Arrays.copyOfRange(chunk, start, start + size);
            checkSum(header, stored);
            stream.skipNBytes(size);
            values += page(header, stored);
        }
        if (values != valueCount) {
            throw broken("its pages hold %d values, the footer says %d".formatted(values, valueCount));
        }
    }

    private void checkSum(PageHeader header, byte[] stored) throws IOException {
        if (header.isSetCrc()) {
            var crc = new CRC32();
            crc.update(stored);
            if ((int) crc.getValue() != header.getCrc()) {
                throw broken("the checksum of a page is wrong: the file was changed or damaged");
            }
        }
    }

    /// Keeps one page; returns how many values of the column it holds.
    private long page(PageHeader header, byte[] stored) throws IOException {
        return switch (header.getType()) {
            case DICTIONARY_PAGE -> {
                byte[] plain = plain(stored, header.getUncompressed_page_size());
                dictionary = new DictionaryPage(
                        BytesInput.from(plain),
                        count(header.getDictionary_page_header().getNum_values()),
                        encoding(header.getDictionary_page_header().getEncoding()));
                yield 0;
            }
            case DATA_PAGE -> first(header.getData_page_header(), plain(stored, header.getUncompressed_page_size()));
            case DATA_PAGE_V2 -> second(header.getData_page_header_v2(), stored, header.getUncompressed_page_size());
            case INDEX_PAGE -> 0;
        };
    }

    private long first(DataPageHeader header, byte[] plain) throws IOException {
        int values = count(header.getNum_values());
        pages.add(new DataPageV1(
                BytesInput.from(plain),
                values,
                plain.length,
                none(),
                encoding(header.getRepetition_level_encoding()),
                encoding(header.getDefinition_level_encoding()),
                encoding(header.getEncoding())));
        return values;
    }

    private long second(DataPageHeaderV2 header, byte[] stored, int plainSize) throws IOException {
        int repetition = header.getRepetition_levels_byte_length();
        int definition = header.getDefinition_levels_byte_length();
        if (repetition < 0 || definition < 0 || (long) repetition + definition > stored.length) {
            throw broken(
                    "a page says %d and %d bytes of levels in %d".formatted(repetition, definition, stored.length));
        }
        int levels = repetition + definition;
        byte[] data = Arrays.copyOfRange(stored, levels, stored.length);
        if (header.isIs_compressed() && data.length > 0) {
            data = plain(data, plainSize - levels);
        }
        int values = count(header.getNum_values());
        pages.add(DataPageV2.uncompressed(
                count(header.getNum_rows()),
                count(header.getNum_nulls()),
                values,
                BytesInput.from(stored, 0, repetition),
                BytesInput.from(stored, repetition, definition),
                encoding(header.getEncoding()),
                BytesInput.from(data),
                none()));
        return values;
    }

    private Statistics<?> none() {
        return Statistics.getBuilderForReading(column.getPrimitiveType()).build();
    }

    private byte[] plain(byte[] stored, int size) throws IOException {
        return decompressor
                .decompress(BytesInput.from(stored), size)
                .toInputStream()
                .readAllBytes();
    }

    private int count(int count) throws IOException {
        if (count < 0 || count > valueCount) {
            throw broken("a page says %d values of %d".formatted(count, valueCount));
        }
        return count;
    }

    private static Encoding encoding(org.apache.parquet.format.Encoding encoding) {
        return Encoding.valueOf(encoding.name());
    }

    private IOException broken(String why) {
        return new IOException("column %s: %s".formatted(String.join(".", column.getPath()), why));
    }

    @Override
    public @Nullable DictionaryPage readDictionaryPage() {
        return dictionary;
    }

    @Override
    public long getTotalValueCount() {
        return valueCount;
    }

    @Override
    public @Nullable DataPage readPage() {
        return pages.poll();
    }
}

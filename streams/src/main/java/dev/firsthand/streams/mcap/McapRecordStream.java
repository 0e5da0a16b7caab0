package dev.firsthand.streams.mcap;

import dev.firsthand.streams.mcap.McapFormatException.Fault;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/// Reads an MCAP file once, from its first byte to its last, and gives each record in file order: a chunk first
/// itself, then the records in it.
///
/// All checksums that the file states are checked, and that each record stands where it may. What was given before a
/// [McapFormatException] is sound, so a file that was cut short can be saved up to there. For one thread.
public final class McapRecordStream implements AutoCloseable {
    private enum Section {
        BEFORE_HEADER,
        DATA,
        SUMMARY,
        AFTER_FOOTER
    }

    private static final int BUFFER_BYTES = 64 * 1024;
    private static final int HEAD_BYTES = 1 + 8;
    private static final int FOOTER_CRC_BYTES = 4;
    /// A stated length is believed only as far as bytes come: memory grows from here by doubling.
    private static final int FIRST_ALLOCATION = 4 << 20;

    private final InputStream in;
    private final McapLimits limits;
    private final Definitions definitions;
    private final CRC32 crc = new CRC32();
    private final byte[] head = new byte[HEAD_BYTES];
    private Section section = Section.BEFORE_HEADER;
    private @Nullable ChunkRecords chunk;
    private long position;
    private long recordStart;
    private long summaryStart;

    /// The stream is closed with this.
    public static McapRecordStream of(InputStream in, McapLimits limits) {
        return new McapRecordStream(in, limits);
    }

    private McapRecordStream(InputStream in, McapLimits limits) {
        this.in = new BufferedInputStream(in, BUFFER_BYTES);
        this.limits = limits;
        this.definitions = new Definitions(limits);
    }

    /// The next record; empty after the footer.
    public Optional<McapRecord> next() throws IOException {
        if (chunk != null) {
            if (chunk.advance()) {
                return Optional.of(checked(chunk.chunkRecord(), chunk.size()));
            }
            chunk = null;
        }
        if (section == Section.AFTER_FOOTER) {
            return Optional.empty();
        }
        if (section == Section.BEFORE_HEADER) {
            readMagic(Fault.NOT_MCAP);
        }
        return Optional.of(read());
    }

    /// Where the record last given starts in the file, or the chunk that holds it.
    public long recordStart() {
        return recordStart;
    }

    /// Where the record last given ends in the file, or the chunk that holds it.
    public long recordEnd() {
        return position;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private McapRecord read() throws IOException {
        recordStart = position;
        fill(head, 0, HEAD_BYTES);
        int opcode = head[0] & 0xFF;
        byte[] content =
                content(ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN).getLong(1));
        McapRecord record = RecordDecoder.decode(opcode, ByteBuffer.wrap(content), recordStart);
        requirePlace(record);
        switch (record) {
            case McapRecord.DataEnd end -> endData(end, content);
            case McapRecord.Footer footer -> endSummary(footer, content);
            case McapRecord.Chunk whole -> {
                cover(content);
                chunk = new ChunkRecords(ChunkCodec.unpack(whole, recordStart, limits), recordStart);
            }
            case McapRecord.Header ignored -> {
                cover(content);
                section = Section.DATA;
            }
            case McapRecord ignored -> cover(content);
        }
        return checked(record, content.length);
    }

    private McapRecord checked(McapRecord record, int size) throws McapFormatException {
        if (record instanceof McapRecord.Message message) {
            definitions.check(message, recordStart);
        } else if (record instanceof McapRecord.Channel channel) {
            definitions.add(channel, size, recordStart);
        } else if (record instanceof McapRecord.Schema schema) {
            definitions.add(schema, size, recordStart);
        }
        return record;
    }

    private void requirePlace(McapRecord record) throws McapFormatException {
        boolean placed = switch (record) {
            case McapRecord.Header ignored -> section == Section.BEFORE_HEADER;
            case McapRecord.InDataSection ignored -> section == Section.DATA;
            case McapRecord.InSummarySection ignored -> section == Section.SUMMARY;
            case McapRecord.Definition ignored -> section != Section.BEFORE_HEADER;
            case McapRecord.Unknown ignored -> section != Section.BEFORE_HEADER;
        };
        if (!placed) {
            throw fault(
                    Fault.MALFORMED, "A record of opcode %d cannot stand here".formatted(RecordEncoder.opcode(record)));
        }
    }

    private void endData(McapRecord.DataEnd end, byte[] content) throws McapFormatException {
        requireCrc("data section", end.dataSectionCrc(), crc.getValue());
        crc.reset();
        section = Section.SUMMARY;
        summaryStart = recordStart + HEAD_BYTES + content.length;
    }

    private void endSummary(McapRecord.Footer footer, byte[] content) throws IOException {
        if (footer.summaryStart() != 0 && footer.summaryStart() != summaryStart) {
            throw fault(
                    Fault.MALFORMED,
                    "The footer says that the summary starts at %d, but it starts at %d"
                            .formatted(footer.summaryStart(), summaryStart));
        }
        cover(Arrays.copyOf(content, content.length - FOOTER_CRC_BYTES));
        requireCrc("summary", footer.summaryCrc(), crc.getValue());
        readMagic(Fault.MALFORMED);
        if (in.read() >= 0) {
            throw fault(Fault.MALFORMED, "The file goes on after its end");
        }
        section = Section.AFTER_FOOTER;
    }

    private void requireCrc(String what, long stated, long actual) throws McapFormatException {
        if (stated != 0 && stated != actual) {
            throw fault(
                    Fault.WRONG_CHECKSUM, "The %s's CRC is %08x, its bytes give %08x".formatted(what, stated, actual));
        }
    }

    private void cover(byte[] content) {
        crc.update(head);
        crc.update(content);
    }

    private void readMagic(Fault fault) throws IOException {
        byte[] magic = in.readNBytes(McapWriter.MAGIC.length);
        if (!Arrays.equals(magic, McapWriter.MAGIC)) {
            boolean cut = magic.length < McapWriter.MAGIC.length
                    && Arrays.equals(magic, Arrays.copyOf(McapWriter.MAGIC, magic.length));
            throw new McapFormatException(
                    cut ? Fault.TRUNCATED : fault,
                    position,
                    "The 8 bytes that begin and end every MCAP file are missing");
        }
        crc.update(magic);
        position += magic.length;
    }

    private byte[] content(long length) throws IOException {
        if (length < 0 || length > limits.recordBytes()) {
            throw fault(
                    Fault.LIMIT,
                    "A record says that it is %s bytes long, the limit is %d"
                            .formatted(Long.toUnsignedString(length), limits.recordBytes()));
        }
        byte[] content = new byte[(int) Math.min(length, FIRST_ALLOCATION)];
        fill(content, 0, content.length);
        while (content.length < length) {
            int had = content.length;
            content = Arrays.copyOf(content, (int) Math.min(length, 2L * had));
            fill(content, had, content.length - had);
        }
        return content;
    }

    private void fill(byte[] bytes, int from, int length) throws IOException {
        int read = in.readNBytes(bytes, from, length);
        position += read;
        if (read < length) {
            throw fault(Fault.TRUNCATED, "The file ends within a record, or before its footer");
        }
    }

    private McapFormatException fault(Fault fault, String what) {
        return new McapFormatException(fault, recordStart, what);
    }
}

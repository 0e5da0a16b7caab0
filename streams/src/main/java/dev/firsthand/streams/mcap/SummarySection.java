package dev.firsthand.streams.mcap;

import dev.firsthand.streams.mcap.McapFormatException.Fault;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;

/// Reads the summary at the end of a file.
final class SummarySection {
    private static final int HEAD_BYTES = 1 + 8;
    private static final int FOOTER_BYTES = HEAD_BYTES + 8 + 8 + 4;

    private final Definitions definitions;
    private final List<McapRecord.ChunkIndex> chunks = new ArrayList<>();
    private final List<McapRecord.AttachmentIndex> attachments = new ArrayList<>();
    private final List<McapRecord.MetadataIndex> metadata = new ArrayList<>();
    private Optional<McapRecord.Statistics> statistics = Optional.empty();

    private SummarySection(McapLimits limits) {
        this.definitions = new Definitions(limits);
    }

    /// Empty where there is no summary, or one that does not lead to everything: then the file must be scanned.
    static Optional<McapSummary> read(FileBytes file, McapLimits limits) throws IOException {
        long end = file.size() - FOOTER_BYTES - McapWriter.MAGIC.length;
        if (end < McapWriter.MAGIC.length + HEAD_BYTES) {
            return Optional.empty();
        }
        ByteBuffer tail = file.read(end, FOOTER_BYTES + McapWriter.MAGIC.length);
        byte[] magic = new byte[McapWriter.MAGIC.length];
        tail.get(FOOTER_BYTES, magic);
        if (!Arrays.equals(magic, McapWriter.MAGIC) || tail.get(0) != Opcode.FOOTER || tail.getLong(1) != 20) {
            return Optional.empty();
        }
        var footer = (McapRecord.Footer)
                RecordDecoder.decode(Opcode.FOOTER, tail.slice(HEAD_BYTES, FOOTER_BYTES - HEAD_BYTES), end);
        if (footer.summaryStart() == 0 || footer.summaryStart() > end) {
            return Optional.empty();
        }
        ByteBuffer summary = file.read(footer.summaryStart(), end - footer.summaryStart());
        requireCrc(footer, summary, tail);
        var section = new SummarySection(limits);
        section.note(summary, footer.summaryStart());
        return section.complete(header(file));
    }

    private static void requireCrc(McapRecord.Footer footer, ByteBuffer summary, ByteBuffer tail)
            throws McapFormatException {
        var crc = new CRC32();
        crc.update(summary.duplicate());
        crc.update(tail.slice(0, FOOTER_BYTES - 4));
        if (footer.summaryCrc() != 0 && footer.summaryCrc() != crc.getValue()) {
            throw new McapFormatException(
                    Fault.WRONG_CHECKSUM,
                    footer.summaryStart(),
                    "The summary's CRC is %08x, its bytes give %08x".formatted(footer.summaryCrc(), crc.getValue()));
        }
    }

    private static McapRecord.Header header(FileBytes file) throws IOException {
        ByteBuffer start = file.read(0, McapWriter.MAGIC.length + HEAD_BYTES);
        byte[] magic = new byte[McapWriter.MAGIC.length];
        start.get(0, magic);
        if (!Arrays.equals(magic, McapWriter.MAGIC)) {
            throw new McapFormatException(
                    Fault.NOT_MCAP, 0, "The 8 bytes that begin and end every MCAP file are missing");
        }
        long length = start.getLong(McapWriter.MAGIC.length + 1);
        long whole = length < 0 ? Long.MAX_VALUE : Math.addExact(Math.min(length, Integer.MAX_VALUE), HEAD_BYTES);
        if (file.record(McapWriter.MAGIC.length, whole) instanceof McapRecord.Header header) {
            return header;
        }
        throw new McapFormatException(Fault.MALFORMED, McapWriter.MAGIC.length, "The first record is not a header");
    }

    private void note(ByteBuffer summary, long offset) throws McapFormatException {
        for (var records = new ChunkRecords(summary, offset); records.advance(); ) {
            switch (records.record()) {
                case McapRecord.Schema schema -> definitions.add(schema, records.size(), offset);
                case McapRecord.Channel channel -> addChannel(channel, records.size(), offset);
                case McapRecord.Statistics counted -> statistics = Optional.of(counted);
                case McapRecord.ChunkIndex chunk -> chunks.add(chunk);
                case McapRecord.AttachmentIndex attachment -> attachments.add(attachment);
                case McapRecord.MetadataIndex index -> metadata.add(index);
                case McapRecord.SummaryOffset ignored -> {
                    // leads to what is read here anyway
                }
                case McapRecord.Unknown ignored -> {
                    // not for us
                }
                case McapRecord.Footer ignored -> throw misplaced(records.opcode(), offset);
                case McapRecord.Header ignored -> throw misplaced(records.opcode(), offset);
                case McapRecord.InDataSection ignored -> throw misplaced(records.opcode(), offset);
            }
        }
    }

    /// A channel whose schema is not repeated is left out, so that the summary does not count as complete.
    private void addChannel(McapRecord.Channel channel, int size, long offset) throws McapFormatException {
        if (channel.schemaId() == 0 || definitions.schemas().containsKey(channel.schemaId())) {
            definitions.add(channel, size, offset);
        }
    }

    private static McapFormatException misplaced(int opcode, long offset) {
        return new McapFormatException(
                Fault.MALFORMED,
                offset,
                "The summary holds a record of opcode %d, which cannot stand in it".formatted(opcode));
    }

    private Optional<McapSummary> complete(McapRecord.Header header) {
        return statistics
                .filter(this::leadsToAll)
                .map(counted -> new McapSummary(
                        header,
                        definitions.schemas(),
                        definitions.channels(),
                        counted,
                        chunks,
                        attachments,
                        metadata,
                        true));
    }

    private boolean leadsToAll(McapRecord.Statistics counted) {
        return counted.schemaCount() == definitions.schemas().size()
                && counted.channelCount() == definitions.channels().size()
                && counted.chunkCount() == chunks.size()
                && counted.attachmentCount() == attachments.size()
                && counted.metadataCount() == metadata.size()
                && (counted.messageCount() == 0 || !chunks.isEmpty());
    }
}

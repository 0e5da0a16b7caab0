package dev.firsthand.streams.mcap;

import java.util.SortedMap;
import java.util.zip.CRC32;

/// Records to bytes: opcode, length, content.
final class RecordEncoder {
    /// Written after the last known field of records that later versions may extend. Empty but in tests.
    private final byte[] extension;

    private final boolean attachmentCrc;

    RecordEncoder(boolean attachmentCrc, byte[] extension) {
        this.attachmentCrc = attachmentCrc;
        this.extension = extension.clone();
    }

    void encode(McapRecord record, ByteSink sink) {
        sink.u8(opcode(record));
        int begun = sink.beginU64();
        switch (record) {
            case McapRecord.Message message -> message(message, sink);
            case McapRecord.DataEnd end -> sink.u32(end.dataSectionCrc());
            case McapRecord.Footer footer -> footer(footer, sink);
            case McapRecord.Chunk chunk -> chunk(chunk, sink);
            case McapRecord.Unknown unknown -> sink.raw(unknown.content());
            case McapRecord.Header header -> header(header, sink);
            case McapRecord.Schema schema -> schema(schema, sink);
            case McapRecord.Channel channel -> channel(channel, sink);
            case McapRecord.MessageIndex index -> messageIndex(index, sink);
            case McapRecord.ChunkIndex index -> chunkIndex(index, sink);
            case McapRecord.Attachment attachment -> attachment(attachment, sink);
            case McapRecord.AttachmentIndex index -> attachmentIndex(index, sink);
            case McapRecord.Statistics statistics -> statistics(statistics, sink);
            case McapRecord.Metadata metadata -> metadata(metadata, sink);
            case McapRecord.MetadataIndex index -> metadataIndex(index, sink);
            case McapRecord.SummaryOffset offset -> summaryOffset(offset, sink);
        }
        sink.endU64(begun);
    }

    /// A message index whose entries are bytes already.
    void encodeMessageIndex(int channelId, ByteSink entries, ByteSink sink) {
        sink.u8(Opcode.MESSAGE_INDEX);
        int begun = sink.beginU64();
        sink.u16(channelId);
        sink.u32(entries.size());
        sink.raw(entries.array(), entries.size());
        extend(sink);
        sink.endU64(begun);
    }

    static int opcode(McapRecord record) {
        return switch (record) {
            case McapRecord.Header ignored -> Opcode.HEADER;
            case McapRecord.Footer ignored -> Opcode.FOOTER;
            case McapRecord.Schema ignored -> Opcode.SCHEMA;
            case McapRecord.Channel ignored -> Opcode.CHANNEL;
            case McapRecord.Message ignored -> Opcode.MESSAGE;
            case McapRecord.Chunk ignored -> Opcode.CHUNK;
            case McapRecord.MessageIndex ignored -> Opcode.MESSAGE_INDEX;
            case McapRecord.ChunkIndex ignored -> Opcode.CHUNK_INDEX;
            case McapRecord.Attachment ignored -> Opcode.ATTACHMENT;
            case McapRecord.AttachmentIndex ignored -> Opcode.ATTACHMENT_INDEX;
            case McapRecord.Statistics ignored -> Opcode.STATISTICS;
            case McapRecord.Metadata ignored -> Opcode.METADATA;
            case McapRecord.MetadataIndex ignored -> Opcode.METADATA_INDEX;
            case McapRecord.SummaryOffset ignored -> Opcode.SUMMARY_OFFSET;
            case McapRecord.DataEnd ignored -> Opcode.DATA_END;
            case McapRecord.Unknown unknown -> unknown.opcode();
        };
    }

    private void extend(ByteSink sink) {
        sink.raw(extension, extension.length);
    }

    private static void message(McapRecord.Message message, ByteSink sink) {
        sink.u16(message.channelId());
        sink.u32(message.sequence());
        sink.u64(message.logTimeNanos());
        sink.u64(message.publishTimeNanos());
        sink.raw(message.data());
    }

    private static void footer(McapRecord.Footer footer, ByteSink sink) {
        sink.u64(footer.summaryStart());
        sink.u64(footer.summaryOffsetStart());
        sink.u32(footer.summaryCrc());
    }

    private static void chunk(McapRecord.Chunk chunk, ByteSink sink) {
        sink.u64(chunk.startTimeNanos());
        sink.u64(chunk.endTimeNanos());
        sink.u64(chunk.uncompressedBytes());
        sink.u32(chunk.uncompressedCrc());
        sink.string(chunk.compression());
        int begun = sink.beginU64();
        sink.raw(chunk.records());
        sink.endU64(begun);
    }

    private void header(McapRecord.Header header, ByteSink sink) {
        sink.string(header.profile());
        sink.string(header.library());
        extend(sink);
    }

    private void schema(McapRecord.Schema schema, ByteSink sink) {
        sink.u16(schema.id());
        sink.string(schema.name());
        sink.string(schema.encoding());
        int begun = sink.beginU32();
        sink.raw(schema.data());
        sink.endU32(begun);
        extend(sink);
    }

    private void channel(McapRecord.Channel channel, ByteSink sink) {
        sink.u16(channel.id());
        sink.u16(channel.schemaId());
        sink.string(channel.topic());
        sink.string(channel.messageEncoding());
        strings(channel.metadata(), sink);
        extend(sink);
    }

    private void messageIndex(McapRecord.MessageIndex index, ByteSink sink) {
        sink.u16(index.channelId());
        int begun = sink.beginU32();
        for (var entry : index.entries()) {
            sink.u64(entry.logTimeNanos());
            sink.u64(entry.offset());
        }
        sink.endU32(begun);
        extend(sink);
    }

    private void chunkIndex(McapRecord.ChunkIndex index, ByteSink sink) {
        sink.u64(index.startTimeNanos());
        sink.u64(index.endTimeNanos());
        sink.u64(index.chunkOffset());
        sink.u64(index.chunkLength());
        numbers(index.messageIndexOffsets(), sink);
        sink.u64(index.messageIndexLength());
        sink.string(index.compression());
        sink.u64(index.compressedBytes());
        sink.u64(index.uncompressedBytes());
        extend(sink);
    }

    private void attachment(McapRecord.Attachment attachment, ByteSink sink) {
        int begun = sink.size();
        sink.u64(attachment.logTimeNanos());
        sink.u64(attachment.createTimeNanos());
        sink.string(attachment.name());
        sink.string(attachment.mediaType());
        int data = sink.beginU64();
        sink.raw(attachment.data());
        sink.endU64(data);
        var crc = new CRC32();
        crc.update(sink.array(), begun, sink.size() - begun);
        sink.u32(attachmentCrc ? crc.getValue() : 0);
        extend(sink);
    }

    private void attachmentIndex(McapRecord.AttachmentIndex index, ByteSink sink) {
        sink.u64(index.offset());
        sink.u64(index.length());
        sink.u64(index.logTimeNanos());
        sink.u64(index.createTimeNanos());
        sink.u64(index.dataBytes());
        sink.string(index.name());
        sink.string(index.mediaType());
        extend(sink);
    }

    private void statistics(McapRecord.Statistics statistics, ByteSink sink) {
        sink.u64(statistics.messageCount());
        sink.u16(statistics.schemaCount());
        sink.u32(statistics.channelCount());
        sink.u32(statistics.attachmentCount());
        sink.u32(statistics.metadataCount());
        sink.u32(statistics.chunkCount());
        sink.u64(statistics.startTimeNanos());
        sink.u64(statistics.endTimeNanos());
        numbers(statistics.channelMessageCounts(), sink);
        extend(sink);
    }

    private void metadata(McapRecord.Metadata metadata, ByteSink sink) {
        sink.string(metadata.name());
        strings(metadata.metadata(), sink);
        extend(sink);
    }

    private void metadataIndex(McapRecord.MetadataIndex index, ByteSink sink) {
        sink.u64(index.offset());
        sink.u64(index.length());
        sink.string(index.name());
        extend(sink);
    }

    private void summaryOffset(McapRecord.SummaryOffset offset, ByteSink sink) {
        sink.u8(offset.groupOpcode());
        sink.u64(offset.groupStart());
        sink.u64(offset.groupLength());
        extend(sink);
    }

    private static void strings(SortedMap<String, String> map, ByteSink sink) {
        int begun = sink.beginU32();
        map.forEach((key, value) -> {
            sink.string(key);
            sink.string(value);
        });
        sink.endU32(begun);
    }

    private static void numbers(SortedMap<Integer, Long> map, ByteSink sink) {
        int begun = sink.beginU32();
        map.forEach((key, value) -> {
            sink.u16(key);
            sink.u64(value);
        });
        sink.endU32(begun);
    }
}

package dev.firsthand.streams.mcap;

import dev.firsthand.streams.mcap.McapFormatException.Fault;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.zip.CRC32;

/// Bytes to records. Bytes after the last known field belong to later versions and are passed over.
final class RecordDecoder {
    private RecordDecoder() {}

    /// Reads the content of one record that starts at `offset` of the file.
    static McapRecord decode(int opcode, ByteBuffer content, long offset) throws McapFormatException {
        var fields = new FieldReader(content, offset);
        return switch (opcode) {
            case Opcode.MESSAGE ->
                new McapRecord.Message(fields.u16(), fields.u32(), fields.u64(), fields.u64(), fields.rest());
            case Opcode.HEADER -> new McapRecord.Header(fields.string(), fields.string());
            case Opcode.SCHEMA -> schema(fields);
            case Opcode.CHANNEL ->
                new McapRecord.Channel(fields.u16(), fields.u16(), fields.string(), fields.string(), fields.strings());
            case Opcode.CHUNK ->
                new McapRecord.Chunk(
                        fields.u64(),
                        fields.u64(),
                        fields.size(),
                        fields.u32(),
                        fields.string(),
                        fields.bytes(fields.u64()));
            case Opcode.MESSAGE_INDEX -> messageIndex(fields);
            case Opcode.CHUNK_INDEX -> chunkIndex(fields);
            case Opcode.ATTACHMENT -> attachment(fields, content, offset);
            case Opcode.ATTACHMENT_INDEX ->
                new McapRecord.AttachmentIndex(
                        fields.size(),
                        fields.size(),
                        fields.u64(),
                        fields.u64(),
                        fields.size(),
                        fields.string(),
                        fields.string());
            case Opcode.STATISTICS -> statistics(fields);
            case Opcode.METADATA -> new McapRecord.Metadata(fields.string(), fields.strings());
            case Opcode.METADATA_INDEX -> new McapRecord.MetadataIndex(fields.size(), fields.size(), fields.string());
            case Opcode.SUMMARY_OFFSET -> new McapRecord.SummaryOffset(fields.u8(), fields.size(), fields.size());
            case Opcode.DATA_END -> dataEnd(fields);
            case Opcode.FOOTER -> footer(fields);
            // Opcodes are an open set: the specification tells readers to pass over those that they do not know.
            default -> new McapRecord.Unknown(opcode, content);
        };
    }

    private static McapRecord schema(FieldReader fields) throws McapFormatException {
        int id = fields.u16();
        if (id == 0) {
            throw fields.malformed("a schema with id 0, which means 'no schema'");
        }
        return new McapRecord.Schema(id, fields.string(), fields.string(), fields.bytes(fields.u32()));
    }

    private static McapRecord messageIndex(FieldReader fields) throws McapFormatException {
        int channelId = fields.u16();
        var entries = new ArrayList<McapRecord.MessageIndex.Entry>();
        for (FieldReader array = fields.array(); !array.atEnd(); ) {
            entries.add(new McapRecord.MessageIndex.Entry(array.u64(), array.u64()));
        }
        return new McapRecord.MessageIndex(channelId, entries);
    }

    private static McapRecord chunkIndex(FieldReader fields) throws McapFormatException {
        return new McapRecord.ChunkIndex(
                fields.u64(),
                fields.u64(),
                fields.size(),
                fields.size(),
                fields.numbers(),
                fields.size(),
                fields.string(),
                fields.size(),
                fields.size());
    }

    private static McapRecord attachment(FieldReader fields, ByteBuffer content, long offset)
            throws McapFormatException {
        var attachment = new McapRecord.Attachment(
                fields.u64(), fields.u64(), fields.string(), fields.string(), fields.bytes(fields.u64()));
        int covered = fields.position();
        long crc = fields.u32();
        if (crc != 0) {
            var actual = new CRC32();
            actual.update(content.slice(content.position(), covered));
            if (actual.getValue() != crc) {
                throw new McapFormatException(
                        Fault.WRONG_CHECKSUM,
                        offset,
                        "The attachment's CRC is %08x, its bytes give %08x".formatted(crc, actual.getValue()));
            }
        }
        return attachment;
    }

    private static McapRecord statistics(FieldReader fields) throws McapFormatException {
        return new McapRecord.Statistics(
                fields.u64(),
                fields.u16(),
                fields.u32(),
                fields.u32(),
                fields.u32(),
                fields.u32(),
                fields.u64(),
                fields.u64(),
                fields.numbers());
    }

    private static McapRecord dataEnd(FieldReader fields) throws McapFormatException {
        var end = new McapRecord.DataEnd(fields.u32());
        fields.requireEnd();
        return end;
    }

    private static McapRecord footer(FieldReader fields) throws McapFormatException {
        var footer = new McapRecord.Footer(fields.size(), fields.size(), fields.u32());
        fields.requireEnd();
        return footer;
    }
}

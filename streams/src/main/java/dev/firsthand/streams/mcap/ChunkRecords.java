package dev.firsthand.streams.mcap;

import dev.firsthand.streams.mcap.McapFormatException.Fault;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// Steps through records that lie in memory one after the other: those of a chunk, or a stretch of the file.
final class ChunkRecords {
    private static final int HEAD_BYTES = 1 + 8;

    private final ByteBuffer records;
    private final long offset;

    private int opcode;
    private int start;
    private ByteBuffer content = ByteBuffer.allocate(0);

    /// `offset` is where the chunk starts in the file: faults are told there.
    ChunkRecords(ByteBuffer records, long offset) {
        this.records = records.slice().order(ByteOrder.LITTLE_ENDIAN);
        this.offset = offset;
    }

    /// Goes to the next record; false at the end.
    boolean advance() throws McapFormatException {
        if (!records.hasRemaining()) {
            return false;
        }
        start = records.position();
        if (records.remaining() < HEAD_BYTES) {
            throw fault("ends within a record");
        }
        opcode = records.get() & 0xFF;
        long length = records.getLong();
        if (length < 0 || length > records.remaining()) {
            throw fault("holds a record that is longer than the chunk");
        }
        content = records.slice(records.position(), (int) length);
        records.position(records.position() + (int) length);
        return true;
    }

    /// Goes to the record that was found at `place` before.
    void seek(int place) throws McapFormatException {
        records.position(place);
        advance();
    }

    int opcode() {
        return opcode;
    }

    /// Where the record starts among the records.
    int start() {
        return start;
    }

    int size() {
        return content.remaining();
    }

    McapRecord record() throws McapFormatException {
        return RecordDecoder.decode(opcode, content, offset);
    }

    /// A record that may stand in a chunk.
    McapRecord chunkRecord() throws McapFormatException {
        if (opcode != Opcode.MESSAGE && opcode != Opcode.CHANNEL && opcode != Opcode.SCHEMA && !isUnknown()) {
            throw fault("holds a record of opcode %d, which cannot stand in a chunk".formatted(opcode));
        }
        return record();
    }

    private boolean isUnknown() {
        return opcode == 0 || opcode > Opcode.DATA_END;
    }

    private McapFormatException fault(String what) {
        return new McapFormatException(Fault.MALFORMED, offset, "The chunk " + what);
    }
}

package dev.firsthand.streams.mcap;

import dev.firsthand.streams.mcap.McapWriterOptions.Chunking;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.CRC32;

/// The chunk that is being filled: its records and, per channel, where its messages lie in it.
final class OpenChunk {
    private final Chunking chunking;
    /// The conformance suite extends no record that stands in a chunk.
    private final RecordEncoder plain = new RecordEncoder(true, new byte[0]);

    private final RecordEncoder encoder;
    private final boolean withCrc;
    private final ByteSink records = new ByteSink();
    private final SortedMap<Integer, ByteSink> indexes = new TreeMap<>();
    private long startTimeNanos;
    private long endTimeNanos;
    private boolean timed;

    OpenChunk(Chunking chunking, RecordEncoder encoder, boolean withCrc) {
        this.chunking = chunking;
        this.encoder = encoder;
        this.withCrc = withCrc;
    }

    boolean isEmpty() {
        return records.size() == 0;
    }

    boolean isFull() {
        return records.size() >= chunking.bytes();
    }

    void add(McapRecord definition) {
        plain.encode(definition, records);
    }

    void add(McapRecord.Message message) {
        long time = message.logTimeNanos();
        startTimeNanos = !timed || Long.compareUnsigned(time, startTimeNanos) < 0 ? time : startTimeNanos;
        endTimeNanos = !timed || Long.compareUnsigned(time, endTimeNanos) > 0 ? time : endTimeNanos;
        timed = true;
        ByteSink index = indexes.computeIfAbsent(message.channelId(), id -> new ByteSink());
        index.u64(time);
        index.u64(records.size());
        plain.encode(message, records);
    }

    /// Writes the chunk and its message indexes, and is empty again.
    McapRecord.ChunkIndex write(CountedOutput out, ByteSink scratch, boolean withMessageIndex) throws IOException {
        ByteBuffer packed = ChunkCodec.pack(chunking.compression(), records.array(), records.size());
        long chunkOffset = out.position();
        head(packed.remaining(), scratch);
        out.drain(scratch);
        out.write(packed);
        long indexOffset = out.position();
        SortedMap<Integer, Long> offsets = withMessageIndex ? writeIndexes(out, scratch) : new TreeMap<>();
        var index = new McapRecord.ChunkIndex(
                startTimeNanos,
                endTimeNanos,
                chunkOffset,
                indexOffset - chunkOffset,
                offsets,
                out.position() - indexOffset,
                chunking.compression().wireName(),
                packed.remaining(),
                records.size());
        clear();
        return index;
    }

    private void head(int packedBytes, ByteSink scratch) {
        var crc = new CRC32();
        if (withCrc) {
            crc.update(records.array(), 0, records.size());
        }
        String compression = chunking.compression().wireName();
        scratch.u8(Opcode.CHUNK);
        scratch.u64(8 + 8 + 8 + 4 + 4 + compression.length() + 8 + (long) packedBytes);
        scratch.u64(startTimeNanos);
        scratch.u64(endTimeNanos);
        scratch.u64(records.size());
        scratch.u32(crc.getValue());
        scratch.string(compression);
        scratch.u64(packedBytes);
    }

    private SortedMap<Integer, Long> writeIndexes(CountedOutput out, ByteSink scratch) throws IOException {
        var offsets = new TreeMap<Integer, Long>();
        for (var index : indexes.entrySet()) {
            if (index.getValue().size() > 0) {
                offsets.put(index.getKey(), out.position());
                encoder.encodeMessageIndex(index.getKey(), index.getValue(), scratch);
                out.drain(scratch);
            }
        }
        return offsets;
    }

    private void clear() {
        records.clear();
        indexes.values().forEach(ByteSink::clear);
        startTimeNanos = 0;
        endTimeNanos = 0;
        timed = false;
    }
}

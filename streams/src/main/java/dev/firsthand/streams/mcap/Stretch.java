package dev.firsthand.streams.mcap;

import java.util.Set;

/// A part of the file that holds messages: one chunk, or messages outside chunks that stand next to each other.
///
/// @param channelIds channels that have messages in it; empty: not known
/// @param unpackedBytes memory that it takes when read
record Stretch(
        long startTimeNanos,
        long endTimeNanos,
        long offset,
        long length,
        long unpackedBytes,
        Set<Integer> channelIds,
        boolean packed) {
    static Stretch of(McapRecord.ChunkIndex chunk) {
        return new Stretch(
                chunk.startTimeNanos(),
                chunk.endTimeNanos(),
                chunk.chunkOffset(),
                chunk.chunkLength(),
                chunk.uncompressedBytes(),
                chunk.messageIndexOffsets().keySet(),
                true);
    }

    static Stretch of(McapRecord.Message message, long offset, long length) {
        return new Stretch(message.logTimeNanos(), message.logTimeNanos(), offset, length, length, Set.of(), false);
    }

    Stretch with(McapRecord.Message message, long more) {
        long time = message.logTimeNanos();
        return new Stretch(
                Long.compareUnsigned(time, startTimeNanos) < 0 ? time : startTimeNanos,
                Long.compareUnsigned(time, endTimeNanos) > 0 ? time : endTimeNanos,
                offset,
                length + more,
                unpackedBytes + more,
                channelIds,
                false);
    }
}

package dev.firsthand.streams.mcap;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// What an MCAP file holds: its channels, how many messages, when, and where to find them.
///
/// Taken from the summary at the file's end where that is complete, else counted by reading the whole file.
///
/// @param fromFooter whether the file's own summary was complete
public record McapSummary(
        McapRecord.Header header,
        SortedMap<Integer, McapRecord.Schema> schemas,
        SortedMap<Integer, McapRecord.Channel> channels,
        McapRecord.Statistics statistics,
        List<McapRecord.ChunkIndex> chunks,
        List<McapRecord.AttachmentIndex> attachments,
        List<McapRecord.MetadataIndex> metadata,
        boolean fromFooter) {
    public McapSummary {
        schemas = Collections.unmodifiableSortedMap(new TreeMap<>(schemas));
        channels = Collections.unmodifiableSortedMap(new TreeMap<>(channels));
        chunks = List.copyOf(chunks);
        attachments = List.copyOf(attachments);
        metadata = List.copyOf(metadata);
    }

    public long messageCount(McapRecord.Channel channel) {
        return statistics.channelMessageCounts().getOrDefault(channel.id(), 0L);
    }

    /// Bytes of all chunks of one compression method, as stored and unpacked, by the method's wire name.
    public SortedMap<String, Packing> packing() {
        var packing = new TreeMap<String, Packing>();
        for (var chunk : chunks) {
            packing.merge(
                    chunk.compression(),
                    new Packing(1, chunk.compressedBytes(), chunk.uncompressedBytes()),
                    Packing::plus);
        }
        return Collections.unmodifiableSortedMap(packing);
    }

    /// How well chunks are compressed.
    public record Packing(long chunks, long compressedBytes, long uncompressedBytes) {
        private Packing plus(Packing other) {
            return new Packing(
                    chunks + other.chunks,
                    compressedBytes + other.compressedBytes,
                    uncompressedBytes + other.uncompressedBytes);
        }
    }
}

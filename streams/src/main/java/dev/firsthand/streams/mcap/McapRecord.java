package dev.firsthand.streams.mcap;

import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// One record of an MCAP file, with the fields of the specification.
///
/// Times are nanoseconds in an unsigned 64-bit number; readings before the year 2262 are positive. Bytes are read-only
/// views: what lies under them was handed over and is not written to again. Maps are in the order of their keys, so
/// that the same record always has the same bytes.
public sealed interface McapRecord {
    /// What messages are: may stand in a chunk, in the data, and once more in the summary.
    sealed interface Definition extends McapRecord {}

    /// Stands in the data section only.
    sealed interface InDataSection extends McapRecord {}

    /// Stands in the summary section only.
    sealed interface InSummarySection extends McapRecord {}

    /// First record: `profile` names rules for topics and encodings (empty: none), `library` the writer.
    record Header(String profile, String library) implements McapRecord {}

    /// How to read the messages of the channels that name this schema. `id` is 1 to 65535.
    record Schema(int id, String name, String encoding, ByteBuffer data) implements Definition {
        public Schema {
            Wire.requireId("schema", id, 1);
            data = Wire.view(data);
        }

        @Override
        public ByteBuffer data() {
            return data.duplicate();
        }
    }

    /// A sequence of messages of one kind. `schemaId` 0 means that there is no schema.
    record Channel(int id, int schemaId, String topic, String messageEncoding, SortedMap<String, String> metadata)
            implements Definition {
        public Channel {
            Wire.requireId("channel", id, 0);
            Wire.requireId("schema", schemaId, 0);
            metadata = Wire.sorted(metadata);
        }
    }

    /// One message. `sequence` is an unsigned 32-bit number that the publisher may count in.
    record Message(int channelId, long sequence, long logTimeNanos, long publishTimeNanos, ByteBuffer data)
            implements InDataSection {
        public Message {
            data = Wire.view(data);
        }

        @Override
        public ByteBuffer data() {
            return data.duplicate();
        }
    }

    /// Schemas, channels and messages, compressed together. The times are 0 where it holds no message.
    record Chunk(
            long startTimeNanos,
            long endTimeNanos,
            long uncompressedBytes,
            long uncompressedCrc,
            String compression,
            ByteBuffer records)
            implements InDataSection {
        public Chunk {
            records = Wire.view(records);
        }

        @Override
        public ByteBuffer records() {
            return records.duplicate();
        }
    }

    /// Where the messages of one channel lie in the uncompressed records of the chunk before it.
    record MessageIndex(int channelId, List<Entry> entries) implements InDataSection {
        public MessageIndex {
            entries = List.copyOf(entries);
        }

        public record Entry(long logTimeNanos, long offset) {}
    }

    /// Where one chunk lies. `messageIndexOffsets` leads from channel ids to their [MessageIndex] in the file.
    record ChunkIndex(
            long startTimeNanos,
            long endTimeNanos,
            long chunkOffset,
            long chunkLength,
            SortedMap<Integer, Long> messageIndexOffsets,
            long messageIndexLength,
            String compression,
            long compressedBytes,
            long uncompressedBytes)
            implements InSummarySection {
        public ChunkIndex {
            messageIndexOffsets = Wire.sorted(messageIndexOffsets);
        }
    }

    /// A file within the file.
    record Attachment(long logTimeNanos, long createTimeNanos, String name, String mediaType, ByteBuffer data)
            implements InDataSection {
        public Attachment {
            data = Wire.view(data);
        }

        @Override
        public ByteBuffer data() {
            return data.duplicate();
        }
    }

    /// Where one [Attachment] lies.
    record AttachmentIndex(
            long offset,
            long length,
            long logTimeNanos,
            long createTimeNanos,
            long dataBytes,
            String name,
            String mediaType)
            implements InSummarySection {}

    /// What the file holds, in numbers. The times are 0 where there is no message.
    record Statistics(
            long messageCount,
            int schemaCount,
            long channelCount,
            long attachmentCount,
            long metadataCount,
            long chunkCount,
            long startTimeNanos,
            long endTimeNanos,
            SortedMap<Integer, Long> channelMessageCounts)
            implements InSummarySection {
        public Statistics {
            channelMessageCounts = Wire.sorted(channelMessageCounts);
        }
    }

    /// Words about the whole recording.
    record Metadata(String name, SortedMap<String, String> metadata) implements InDataSection {
        public Metadata {
            metadata = Wire.sorted(metadata);
        }
    }

    /// Where one [Metadata] lies.
    record MetadataIndex(long offset, long length, String name) implements InSummarySection {}

    /// Where the summary's records of one kind lie.
    record SummaryOffset(int groupOpcode, long groupStart, long groupLength) implements InSummarySection {}

    /// End of the data. `dataSectionCrc` 0 means that it was not computed.
    record DataEnd(long dataSectionCrc) implements InDataSection {}

    /// Last record. Offsets of 0 mean that there is no such section; `summaryCrc` 0 that it was not computed.
    record Footer(long summaryStart, long summaryOffsetStart, long summaryCrc) implements InSummarySection {}

    /// A record that the specification leaves to others, or that came after the version known here.
    record Unknown(int opcode, ByteBuffer content) implements McapRecord {
        public Unknown {
            content = Wire.view(content);
        }

        @Override
        public ByteBuffer content() {
            return content.duplicate();
        }
    }

    /// What the records above check and copy alike.
    final class Wire {
        private Wire() {}

        private static ByteBuffer view(ByteBuffer bytes) {
            return bytes.isReadOnly() ? bytes.slice() : bytes.asReadOnlyBuffer().slice();
        }

        private static <K extends Comparable<K>, V> SortedMap<K, V> sorted(Map<K, V> map) {
            return Collections.unmodifiableSortedMap(new TreeMap<>(map));
        }

        private static void requireId(String what, int id, int least) {
            if (id < least || id > 0xFFFF) {
                throw new IllegalArgumentException("%s id %d is not from %d to 65535".formatted(what, id, least));
            }
        }
    }
}

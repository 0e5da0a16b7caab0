package dev.firsthand.streams.mcap;

import dev.firsthand.streams.mcap.McapWriterOptions.Part;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// What a writer remembers of the data section for the summary at the end of the file.
final class SummaryDraft {
    private final SortedMap<Integer, McapRecord.Schema> schemas = new TreeMap<>();
    private final SortedMap<Integer, McapRecord.Channel> channels = new TreeMap<>();
    private final SortedMap<Integer, Long> messageCounts = new TreeMap<>();
    private final List<McapRecord.ChunkIndex> chunks = new ArrayList<>();
    private final List<McapRecord.AttachmentIndex> attachments = new ArrayList<>();
    private final List<McapRecord.MetadataIndex> metadata = new ArrayList<>();
    private long messageCount;
    private long attachmentCount;
    private long metadataCount;
    private long chunkCount;
    private long startTimeNanos;
    private long endTimeNanos;

    /// Says whether it is new. One id stands for one schema through the whole file.
    boolean add(McapRecord.Schema schema) {
        var known = schemas.putIfAbsent(schema.id(), schema);
        requireSame("schema", schema.id(), known == null || known.equals(schema));
        return known == null;
    }

    boolean add(McapRecord.Channel channel) {
        if (channel.schemaId() != 0 && !schemas.containsKey(channel.schemaId())) {
            throw new IllegalArgumentException("channel %d names schema %d, which was not written before it"
                    .formatted(channel.id(), channel.schemaId()));
        }
        var known = channels.putIfAbsent(channel.id(), channel);
        requireSame("channel", channel.id(), known == null || known.equals(channel));
        return known == null;
    }

    void add(McapRecord.Message message) {
        if (!channels.containsKey(message.channelId())) {
            throw new IllegalArgumentException(
                    "a message names channel %d, which was not written before it".formatted(message.channelId()));
        }
        long time = message.logTimeNanos();
        startTimeNanos = messageCount == 0 || Long.compareUnsigned(time, startTimeNanos) < 0 ? time : startTimeNanos;
        endTimeNanos = messageCount == 0 || Long.compareUnsigned(time, endTimeNanos) > 0 ? time : endTimeNanos;
        messageCount++;
        messageCounts.merge(message.channelId(), 1L, Long::sum);
    }

    void add(McapRecord.ChunkIndex chunk) {
        chunkCount++;
        chunks.add(chunk);
    }

    void add(McapRecord.AttachmentIndex attachment) {
        attachmentCount++;
        attachments.add(attachment);
    }

    void add(McapRecord.MetadataIndex index) {
        metadataCount++;
        metadata.add(index);
    }

    Optional<McapRecord.Schema> schema(String name, String encoding, ByteBuffer data) {
        return schemas.values().stream()
                .filter(schema -> schema.name().equals(name)
                        && schema.encoding().equals(encoding)
                        && schema.data().equals(data))
                .findFirst();
    }

    int nextSchemaId() {
        return schemas.isEmpty() ? 1 : schemas.lastKey() + 1;
    }

    int nextChannelId() {
        return channels.isEmpty() ? 1 : channels.lastKey() + 1;
    }

    /// The groups of the summary, in the order of the reference writer.
    List<List<? extends McapRecord>> groups(McapWriterOptions options) {
        var groups = new ArrayList<List<? extends McapRecord>>();
        if (options.has(Part.REPEATED_SCHEMAS)) {
            groups.add(List.copyOf(schemas.values()));
        }
        if (options.has(Part.REPEATED_CHANNELS)) {
            groups.add(List.copyOf(channels.values()));
        }
        if (options.has(Part.STATISTICS)) {
            groups.add(List.of(statistics()));
        }
        if (options.has(Part.METADATA_INDEX)) {
            groups.add(metadata);
        }
        if (options.has(Part.ATTACHMENT_INDEX)) {
            groups.add(attachments);
        }
        if (options.has(Part.CHUNK_INDEX)) {
            groups.add(chunks);
        }
        groups.removeIf(List::isEmpty);
        return groups;
    }

    McapRecord.Statistics statistics() {
        return new McapRecord.Statistics(
                messageCount,
                schemas.size(),
                channels.size(),
                attachmentCount,
                metadataCount,
                chunkCount,
                startTimeNanos,
                endTimeNanos,
                messageCounts);
    }

    /// The same, for a reader that found it by reading the whole file.
    McapSummary summary(McapRecord.Header header) {
        return new McapSummary(header, schemas, channels, statistics(), chunks, attachments, metadata, false);
    }

    private static void requireSame(String what, int id, boolean same) {
        if (!same) {
            throw new IllegalArgumentException(
                    "%s %d was written before with other content; give this one an id of its own".formatted(what, id));
        }
    }
}

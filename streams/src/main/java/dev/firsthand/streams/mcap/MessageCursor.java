package dev.firsthand.streams.mcap;

import dev.firsthand.streams.mcap.McapFormatException.Fault;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Queue;

/// Gives messages in order of their log time; those of one time in file order.
///
/// Holds only the chunks that overlap the time it has come to. Their checksums are checked.
public final class MessageCursor {
    private final FileBytes file;
    private final McapLimits limits;
    private final Definitions definitions;
    private final MessageQuery query;
    private final Queue<Stretch> waiting;
    private final PriorityQueue<LoadedStretch> loaded =
            new PriorityQueue<>(Comparator.comparing(LoadedStretch::nextTimeNanos, Long::compareUnsigned)
                    .thenComparingLong(at -> at.stretch().offset()));
    private long loadedBytes;

    MessageCursor(FileBytes file, McapLimits limits, Definitions definitions, MessageQuery query, List<Stretch> all) {
        this.file = file;
        this.limits = limits;
        this.definitions = definitions;
        this.query = query;
        this.waiting = new ArrayDeque<>(all.stream()
                .filter(this::isWanted)
                .sorted(Comparator.comparing(Stretch::startTimeNanos, Long::compareUnsigned)
                        .thenComparingLong(Stretch::offset))
                .toList());
    }

    /// The next message; empty at the end.
    public Optional<McapMessage> next() throws IOException {
        while (!waiting.isEmpty() && (loaded.isEmpty() || isDue(waiting.element()))) {
            load(waiting.remove());
        }
        LoadedStretch first = loaded.poll();
        if (first == null) {
            return Optional.empty();
        }
        McapRecord.Message message = first.take();
        if (first.hasNext()) {
            loaded.add(first);
        } else {
            loadedBytes -= first.stretch().unpackedBytes();
        }
        McapRecord.Channel channel = definitions.channel(message.channelId());
        return Optional.of(new McapMessage(channel, definitions.schemaOf(channel), message));
    }

    private boolean isDue(Stretch stretch) {
        return Long.compareUnsigned(stretch.startTimeNanos(), loaded.element().nextTimeNanos()) <= 0;
    }

    private boolean isWanted(Stretch stretch) {
        return query.touches(stretch.startTimeNanos(), stretch.endTimeNanos())
                && (stretch.channelIds().isEmpty()
                        || stretch.channelIds().stream()
                                .anyMatch(id -> !definitions.channels().containsKey(id)
                                        || query.wants(definitions.channel(id))));
    }

    private void load(Stretch stretch) throws IOException {
        if (stretch.unpackedBytes() > limits.overlapBytes() - loadedBytes) {
            throw new McapFormatException(
                    Fault.LIMIT,
                    stretch.offset(),
                    "Chunks that overlap in time take more than %d bytes; they can be read in file order"
                            .formatted(limits.overlapBytes()));
        }
        LoadedStretch next = LoadedStretch.of(stretch, bytes(stretch), definitions, query);
        if (next.hasNext()) {
            loadedBytes += stretch.unpackedBytes();
            loaded.add(next);
        }
    }

    private ByteBuffer bytes(Stretch stretch) throws IOException {
        if (!stretch.packed()) {
            return file.read(stretch.offset(), stretch.length());
        }
        McapRecord record = file.record(stretch.offset(), stretch.length());
        if (record instanceof McapRecord.Chunk chunk && chunk.uncompressedBytes() == stretch.unpackedBytes()) {
            return ChunkCodec.unpack(chunk, stretch.offset(), limits);
        }
        throw new McapFormatException(
                Fault.MALFORMED, stretch.offset(), "The index leads to a chunk that is not there or not the same");
    }
}

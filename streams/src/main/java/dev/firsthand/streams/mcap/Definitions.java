package dev.firsthand.streams.mcap;

import dev.firsthand.streams.mcap.McapFormatException.Fault;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Schemas and channels seen so far in a file, and whether what follows agrees with them.
final class Definitions {
    private final McapLimits limits;
    private final SortedMap<Integer, McapRecord.Schema> schemas = new TreeMap<>();
    private final SortedMap<Integer, McapRecord.Channel> channels = new TreeMap<>();
    private long bytes;

    Definitions(McapLimits limits) {
        this.limits = limits;
    }

    SortedMap<Integer, McapRecord.Schema> schemas() {
        return schemas;
    }

    SortedMap<Integer, McapRecord.Channel> channels() {
        return channels;
    }

    /// A channel that was checked to be known.
    McapRecord.Channel channel(int id) {
        return Objects.requireNonNull(channels.get(id));
    }

    Optional<McapRecord.Schema> schemaOf(McapRecord.Channel channel) {
        return Optional.ofNullable(schemas.get(channel.schemaId()));
    }

    /// `size` is that of the record's content.
    void add(McapRecord.Schema schema, int size, long offset) throws McapFormatException {
        var known = schemas.putIfAbsent(schema.id(), schema);
        if (known == null) {
            grow(size, offset);
        } else if (!known.equals(schema)) {
            throw malformed(offset, "Schema %d has other content than before".formatted(schema.id()));
        }
    }

    void add(McapRecord.Channel channel, int size, long offset) throws McapFormatException {
        if (channel.schemaId() != 0 && !schemas.containsKey(channel.schemaId())) {
            throw malformed(
                    offset,
                    "Channel %d names schema %d, which does not stand before it"
                            .formatted(channel.id(), channel.schemaId()));
        }
        var known = channels.putIfAbsent(channel.id(), channel);
        if (known == null) {
            grow(size, offset);
        } else if (!known.equals(channel)) {
            throw malformed(offset, "Channel %d has other content than before".formatted(channel.id()));
        }
    }

    void check(McapRecord.Message message, long offset) throws McapFormatException {
        if (!channels.containsKey(message.channelId())) {
            throw malformed(
                    offset,
                    "A message names channel %d, which does not stand before it".formatted(message.channelId()));
        }
    }

    private void grow(int size, long offset) throws McapFormatException {
        bytes += size;
        if (bytes > limits.definitionBytes()) {
            throw new McapFormatException(
                    Fault.LIMIT,
                    offset,
                    "Schemas and channels take more than %d bytes".formatted(limits.definitionBytes()));
        }
    }

    private static McapFormatException malformed(long offset, String what) {
        return new McapFormatException(Fault.MALFORMED, offset, what);
    }
}

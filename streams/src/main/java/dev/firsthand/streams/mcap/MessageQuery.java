package dev.firsthand.streams.mcap;

import dev.firsthand.streams.time.TimeSpan;
import java.util.Optional;
import java.util.Set;

/// Which messages to read: those of the topics (empty: of all), with a log time within the span (empty: at any time).
public record MessageQuery(Set<String> topics, Optional<TimeSpan> span) {
    public MessageQuery {
        topics = Set.copyOf(topics);
    }

    public static MessageQuery all() {
        return new MessageQuery(Set.of(), Optional.empty());
    }

    public MessageQuery on(String... wanted) {
        return new MessageQuery(Set.of(wanted), span);
    }

    public MessageQuery within(TimeSpan wanted) {
        return new MessageQuery(topics, Optional.of(wanted));
    }

    boolean wants(McapRecord.Channel channel) {
        return topics.isEmpty() || topics.contains(channel.topic());
    }

    boolean wants(long logTimeNanos) {
        return span.isEmpty() || span.get().contains(logTimeNanos);
    }

    /// Whether anything from `start` to `end`, both included, may be wanted.
    boolean touches(long startNanos, long endNanos) {
        return span.isEmpty()
                || (Long.compareUnsigned(startNanos, span.get().endNanos()) < 0
                        && Long.compareUnsigned(endNanos, span.get().startNanos()) >= 0)
                || span.get().startNanos() < 0;
    }
}

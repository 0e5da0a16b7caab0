package dev.firsthand.streams.mcap;

import dev.firsthand.streams.mcap.McapFormatException.Fault;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The wanted messages of one stretch, unpacked, in order of time and, at one time, of the file.
final class LoadedStretch {
    private record Place(long timeNanos, int start) {}

    private final Stretch stretch;
    private final ChunkRecords records;
    private final List<Place> places = new ArrayList<>();
    private int next;

    static LoadedStretch of(Stretch stretch, ByteBuffer bytes, Definitions definitions, MessageQuery query)
            throws McapFormatException {
        var loaded = new LoadedStretch(stretch, new ChunkRecords(bytes, stretch.offset()));
        loaded.sort(definitions, query);
        return loaded;
    }

    private LoadedStretch(Stretch stretch, ChunkRecords records) {
        this.stretch = stretch;
        this.records = records;
    }

    Stretch stretch() {
        return stretch;
    }

    boolean hasNext() {
        return next < places.size();
    }

    long nextTimeNanos() {
        return places.get(next).timeNanos;
    }

    McapRecord.Message take() throws McapFormatException {
        records.seek(places.get(next++).start);
        return (McapRecord.Message) records.record();
    }

    private void sort(Definitions definitions, MessageQuery query) throws McapFormatException {
        while (records.advance()) {
            switch (records.chunkRecord()) {
                case McapRecord.Message message -> note(message, definitions, query);
                case McapRecord.Channel channel -> definitions.add(channel, records.size(), stretch.offset());
                case McapRecord.Schema schema -> definitions.add(schema, records.size(), stretch.offset());
                case McapRecord ignored -> {
                    // unknown: passed over
                }
            }
        }
        places.sort(Comparator.comparing(Place::timeNanos, Long::compareUnsigned));
    }

    private void note(McapRecord.Message message, Definitions definitions, MessageQuery query)
            throws McapFormatException {
        definitions.check(message, stretch.offset());
        long time = message.logTimeNanos();
        if (Long.compareUnsigned(time, stretch.startTimeNanos()) < 0
                || Long.compareUnsigned(time, stretch.endTimeNanos()) > 0) {
            throw new McapFormatException(
                    Fault.MALFORMED, stretch.offset(), "The chunk holds a message outside the times that it states");
        }
        if (query.wants(time) && query.wants(definitions.channel(message.channelId()))) {
            places.add(new Place(time, records.start()));
        }
    }
}

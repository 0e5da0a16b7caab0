package dev.firsthand.recording.convert;

import dev.firsthand.streams.mcap.McapWriter;
import java.io.IOException;

/// Something that has messages to write, in order of time on the video's clock.
interface TimedSource {
    String topic();

    boolean hasNext();

    /// When the next message was, in nanoseconds from the recording's start.
    long timeNanos();

    void writeNext(McapWriter writer) throws IOException, UnfitVideo;
}

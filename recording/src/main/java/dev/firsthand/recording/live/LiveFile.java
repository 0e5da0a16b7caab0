package dev.firsthand.recording.live;

import dev.firsthand.recording.mocap.Clip;
import java.io.IOException;
import java.io.RandomAccessFile;

/// A file that grows while motion comes. Whatever was added can be read also where nothing follows. Nothing is held
/// back, and not by a channel: whoever interrupts the thread, as Ctrl-C does, would close it.
interface LiveFile {
    /// What kinds there are, by the ending of the name.
    enum Kind {
        BVH,
        CSV,
        MCAP
    }

    /// Begins one for the moments of this body.
    static LiveFile begin(Kind kind, RandomAccessFile file, LiveBody body, double framesPerSecond) throws IOException {
        return switch (kind) {
            case BVH -> new LiveBvh(file, body.skeleton(), framesPerSecond);
            case CSV -> new LiveCsv(file, body.skeleton());
            case MCAP -> new LiveMcap(file, body.skeleton(), framesPerSecond);
        };
    }

    /// A clip of one frame, and when it came and was sent.
    void add(Clip moment, Told told) throws IOException;

    /// What was added is on the disk, also where nothing follows for a while.
    default void flush() throws IOException {} // most hold nothing back

    /// Nothing follows.
    void finish() throws IOException;
}

package dev.firsthand.recording.live;

import dev.firsthand.recording.convert.BodyMcap;
import dev.firsthand.recording.mocap.Clip;
import dev.firsthand.recording.mocap.Pose;
import dev.firsthand.recording.mocap.Skeleton;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;

/// MCAP: when a moment came (from the first on) is its log time, when it was sent (on the sender's clock) its publish
/// time. What came is on the disk a second later.
final class LiveMcap implements LiveFile {
    private static final long FLUSH_NANOS = 1_000_000_000;

    private final BodyMcap out;
    private long firstNanos = -1;
    private long flushedNanos;

    LiveMcap(RandomAccessFile file, Skeleton skeleton, double framesPerSecond) throws IOException {
        out = new BodyMcap(new FileOutputStream(file.getFD()), skeleton, framesPerSecond);
    }

    @Override
    public void add(Clip moment, Told told) throws IOException {
        firstNanos = firstNanos < 0 ? told.arrivedNanos() : firstNanos;
        long at = told.arrivedNanos() - firstNanos;
        out.moment(at, told.sentNanos(), new Pose(moment).at(0));
        if (at - flushedNanos >= FLUSH_NANOS) {
            out.flush();
            flushedNanos = at;
        }
    }

    @Override
    public void flush() throws IOException {
        out.flush();
    }

    @Override
    public void finish() throws IOException {
        out.finish();
    }
}

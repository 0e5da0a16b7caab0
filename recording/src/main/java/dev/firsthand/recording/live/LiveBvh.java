package dev.firsthand.recording.live;

import dev.firsthand.recording.mocap.Bvh;
import dev.firsthand.recording.mocap.BvhExport;
import dev.firsthand.recording.mocap.BvhWriter;
import dev.firsthand.recording.mocap.Clip;
import dev.firsthand.recording.mocap.Skeleton;
import dev.firsthand.recording.mocap.UnreadableMotion;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// BVH has one rate and no times: frame `k` is the last moment that had begun half a frame after `k / rate` by
/// the sender's clock, so that a clock that is not quite even costs nothing, and what was lost is held. A pause
/// counts as ten seconds. The number of frames is written last; our reader takes what is there and says so.
final class LiveBvh implements LiveFile {
    private static final int COUNT_DIGITS = 10;

    private final RandomAccessFile file;
    private final double framesPerSecond;
    private long countPlace;
    private long frames;
    private long timeNanos;
    private long lastSentNanos;
    private Optional<Bvh> last = Optional.empty();

    LiveBvh(RandomAccessFile file, Skeleton skeleton, double framesPerSecond) {
        this.file = file;
        this.framesPerSecond = framesPerSecond;
    }

    @Override
    public void add(Clip moment, Told told) throws IOException {
        Bvh now = bvh(moment);
        if (last.isEmpty()) {
            begin(now);
        } else {
            timeNanos += step(told.sentNanos() - lastSentNanos);
            holdUntil(timeNanos);
        }
        last = Optional.of(now);
        lastSentNanos = told.sentNanos();
    }

    /// Whoever begins anew goes on with the next frame.
    private long step(long sentNanos) {
        return sentNanos > 0 ? Math.min(sentNanos, Course.PAUSE_NANOS) : Math.round(1e9 / framesPerSecond);
    }

    private void begin(Bvh first) throws IOException {
        write(BvhWriter.hierarchy(first) + "MOTION\nFrames: ");
        countPlace = file.getFilePointer();
        write("0".repeat(COUNT_DIGITS) + "\nFrame Time: %s\n".formatted(first.frameSeconds()));
    }

    private void holdUntil(long nanos) throws IOException {
        String line = BvhWriter.frame(last.orElseThrow(), 0);
        while ((frames + 0.5) / framesPerSecond * 1e9 < nanos) {
            write(line);
            frames++;
        }
    }

    @Override
    public void finish() throws IOException {
        if (last.isPresent()) {
            holdUntil(timeNanos + Math.round(1e9 / framesPerSecond));
            file.seek(countPlace);
            write(("%0" + COUNT_DIGITS + "d").formatted(frames));
        }
    }

    private static Bvh bvh(Clip moment) {
        try {
            return BvhExport.ofPart(moment);
        } catch (UnreadableMotion impossible) {
            throw new IllegalStateException("one frame is within every limit", impossible);
        }
    }

    private void write(String text) throws IOException {
        file.write(text.getBytes(StandardCharsets.UTF_8));
    }
}

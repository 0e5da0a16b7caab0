package dev.firsthand.engine.quality;

import dev.firsthand.engine.episode.Episode;
import dev.firsthand.engine.job.FunctionVersion;
import dev.firsthand.engine.job.StepResults;
import dev.firsthand.engine.store.Tx;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/// Remembers the frame intervals that the checks saw, sealed under the contributor's key as everything that describes
/// a recording: whoever looks at an episode need not open its video for them.
public final class FrameIntervalResults {
    private static final FunctionVersion FUNCTION = new FunctionVersion("frame-intervals", 1);

    private final StepResults results;

    public FrameIntervalResults(StepResults results) {
        this.results = results;
    }

    void keep(Tx tx, Episode episode, FrameIntervals intervals) {
        results.remember(tx, episode.owner(), FUNCTION, inputs(episode), write(intervals));
    }

    /// Empty for an episode that was checked before they were kept, and once the contributor's key is destroyed.
    public Optional<FrameIntervals> find(Episode episode) {
        return results.recall(episode.owner(), FUNCTION, inputs(episode)).map(FrameIntervalResults::read);
    }

    /// Steady recordings have equal columns: packed, two hours of one take some hundred bytes.
    private static String write(FrameIntervals intervals) {
        var bytes = new ByteArrayOutputStream();
        try (var data = new DataOutputStream(new DeflaterOutputStream(bytes))) {
            data.writeInt(intervals.frames());
            data.writeLong(intervals.lengthNanos());
            data.writeLong(intervals.medianNanos());
            data.writeInt(intervals.gaps());
            data.writeInt(intervals.duplicates());
            data.writeInt(intervals.shortestMicros().length);
            for (int micros : intervals.shortestMicros()) {
                data.writeInt(micros);
            }
            for (int micros : intervals.longestMicros()) {
                data.writeInt(micros);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }

    private static FrameIntervals read(String text) {
        byte[] bytes = Base64.getDecoder().decode(text);
        try (var data = new DataInputStream(new InflaterInputStream(new ByteArrayInputStream(bytes)))) {
            int frames = data.readInt();
            long length = data.readLong();
            long median = data.readLong();
            int gaps = data.readInt();
            int duplicates = data.readInt();
            int columns = data.readInt();
            return new FrameIntervals(
                    frames, length, median, gaps, duplicates, integers(data, columns), integers(data, columns));
        } catch (IOException e) {
            throw new UncheckedIOException("frame intervals in the table are not ours", e);
        }
    }

    private static int[] integers(DataInputStream data, int count) throws IOException {
        int[] integers = new int[count];
        for (int i = 0; i < count; i++) {
            integers[i] = data.readInt();
        }
        return integers;
    }

    private static byte[] inputs(Episode episode) {
        return episode.recording().master().value().toString().getBytes(StandardCharsets.US_ASCII);
    }
}

package dev.firsthand.perf;

import dev.firsthand.engine.store.BlobKey;
import dev.firsthand.engine.store.DirectoryBlobStore;
import dev.firsthand.engine.store.ObjectKey;
import dev.firsthand.engine.store.SealedReader;
import dev.firsthand.engine.store.SealedWriter;
import dev.firsthand.recording.synthetic.SyntheticPlan;
import dev.firsthand.recording.synthetic.SyntheticRecording;
import dev.firsthand.recording.video.FfmpegPrograms;
import dev.firsthand.recording.video.ProbeResult;
import dev.firsthand.recording.video.ScrubResult;
import dev.firsthand.recording.video.Scrubbing;
import dev.firsthand.recording.video.VideoProbe;
import dev.firsthand.streams.sensor.SensorStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;

/// The episode that all contenders render: its view as a plain file for the others, and sealed in a store for us.
record RenderInput(Path view, DirectoryBlobStore store, Sealed sealed, SensorStream imu) {
    static final int FRAMES_PER_SECOND = 30;
    private static final Duration LENGTH = Duration.ofSeconds(15);
    private static final long SEED = 7;
    private static final int COPY_BYTES = 1 << 20;

    /// Bytes in the store and what opens them.
    record Sealed(BlobKey blob, ObjectKey key, UUID object) {}

    static RenderInput drawn(Path work, FfmpegPrograms programs) throws IOException, InterruptedException {
        var recording = SyntheticRecording.seeded(SEED, SyntheticPlan.usual().lasting(LENGTH));
        Path master = work.resolve("master.mp4");
        recording.writeVideo(master);
        Path view = work.resolve("view.mp4");
        if (!(new VideoProbe(programs).probe(master, work) instanceof ProbeResult.Video probed)
                || !(new Scrubbing(programs).scrub(master, probed, view) instanceof ScrubResult.Scrubbed)) {
            throw new IOException("the synthetic recording was refused");
        }
        var store = DirectoryBlobStore.open(Files.createDirectory(work.resolve("blobs")));
        return new RenderInput(view, store, seal(store, view), recording.imu());
    }

    static Sealed seal(DirectoryBlobStore store, Path plain) throws IOException {
        var key = ObjectKey.random();
        var object = UUID.randomUUID();
        var draft = store.draft();
        try (var writer = SealedWriter.begin(draft, key, object);
                InputStream in = Files.newInputStream(plain)) {
            var buffer = new byte[COPY_BYTES];
            for (int length = in.readNBytes(buffer, 0, buffer.length);
                    length > 0;
                    length = in.readNBytes(buffer, 0, buffer.length)) {
                writer.append(ByteBuffer.wrap(buffer, 0, length));
            }
            writer.publish();
            return new Sealed(draft.key(), key, object);
        }
    }

    /// Writes sealed bytes as a plain file.
    void lay(Sealed from, Path plain) throws IOException {
        try (var reader = new SealedReader(store.open(from.blob()).orElseThrow(), from.key(), from.object())) {
            Files.copy(reader.stream(), plain);
        }
    }
}

package dev.firsthand.e2e;

import dev.firsthand.recording.synthetic.SyntheticPlan;
import dev.firsthand.recording.synthetic.SyntheticRecording;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/// Recordings that a phone would hold, made by the seeded generator.
final class Recordings {
    private static final Path FOLDER = Path.of("target", "recordings").toAbsolutePath();

    private Recordings() {}

    /// A few seconds of video and the motion file beside it.
    record Pair(Path video, Path motion) {}

    static Pair small(long seed) throws IOException, InterruptedException {
        SyntheticRecording recording = SyntheticRecording.seeded(
                seed, SyntheticPlan.usual().sized(320, 240).lasting(Duration.ofSeconds(4)));
        Pair pair = new Pair(file(seed, ".mp4"), file(seed, ".gcsv"));
        recording.writeVideo(pair.video());
        recording.writeGcsv(pair.motion());
        return pair;
    }

    /// A video of more than one part of an upload (8 MiB each).
    static Path large(long seed) throws IOException, InterruptedException {
        Path video = file(seed, "-large.mp4");
        SyntheticRecording.seeded(
                        seed,
                        SyntheticPlan.usual()
                                .sized(640, 480)
                                .grained(40, 40_000_000)
                                .lasting(Duration.ofSeconds(6)))
                .writeVideo(video);
        return video;
    }

    /// The same video as a file of so many bytes: free space follows it, a hole on this disk that players pass over.
    static Path padded(Path video, Path to, long bytes) throws IOException {
        Files.copy(video, to);
        try (var file = FileChannel.open(to, StandardOpenOption.WRITE)) {
            long at = file.size();
            ByteBuffer head = ByteBuffer.allocate(16)
                    .putInt(1) // the length follows in 64 bits
                    .put("free".getBytes(StandardCharsets.US_ASCII))
                    .putLong(bytes - at)
                    .flip();
            file.write(head, at);
            file.write(ByteBuffer.allocate(1), bytes - 1);
        }
        return to;
    }

    static Path strayScanner(long seed) throws IOException, InterruptedException {
        Path zip = file(seed, ".zip");
        SyntheticRecording.seeded(seed, SyntheticPlan.usual().sized(320, 240).lasting(Duration.ofSeconds(4)))
                .writeStrayScannerZip(zip);
        return zip;
    }

    private static Path file(long seed, String ending) throws IOException {
        return Files.createDirectories(FOLDER).resolve("take-" + seed + ending);
    }
}

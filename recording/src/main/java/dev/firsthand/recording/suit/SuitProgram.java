package dev.firsthand.recording.suit;

import dev.firsthand.recording.mocap.Clip;
import dev.firsthand.recording.mocap.Motion;
import dev.firsthand.recording.mocap.MotionFiles;
import dev.firsthand.recording.mocap.UnreadableMotion;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// Reads one motion file from standard input and writes its clip, or why there is none, into the folder that it
/// runs in. This is the only place where a server has such a file opened; [SuitReading] starts it with limits.
///
/// Exit 0: one of both is written. 1: the reader failed on this file. 4: the disk failed, which says nothing of
/// the file.
public final class SuitProgram {
    static final String CLIP = "clip.bin";
    static final String REFUSAL = "refusal.bin";
    static final int DISK_FAILED = 4;

    private SuitProgram() {}

    public static void main(String[] words) {
        Path folder = Path.of("").toAbsolutePath();
        try {
            work(Path.of("/dev/stdin"), folder);
        } catch (IOException e) {
            System.err.println(e.getMessage());
            System.exit(DISK_FAILED);
        }
    }

    /// In this process: for the program itself and for tests.
    static void work(Path file, Path folder) throws IOException {
        try {
            Clip clip = clip(MotionFiles.read(file));
            try (OutputStream out = Files.newOutputStream(folder.resolve(CLIP))) {
                ClipFile.write(out, clip);
            }
        } catch (UnreadableMotion refused) {
            try (var out = new DataOutputStream(Files.newOutputStream(folder.resolve(REFUSAL)))) {
                out.writeUTF(refused.code());
                out.writeUTF(cut(refused.getMessage()));
            }
        }
    }

    private static Clip clip(Motion motion) throws UnreadableMotion {
        if (!(motion instanceof Motion.Body(var clip, var report))) {
            throw new UnreadableMotion(
                    "motion-no-body", "The file holds no skeleton that moves. Export the take as BVH or GLB.");
        }
        if (ClipFile.bytes(clip) > SuitLimits.CLIP_BYTES) {
            throw new UnreadableMotion(
                    "motion-too-long",
                    "The take has %d MB of numbers; with a video at most %d are read. Cut it, or export it at 60 frames a second."
                            .formatted(ClipFile.bytes(clip) >> 20, SuitLimits.CLIP_BYTES >> 20));
        }
        return clip;
    }

    private static String cut(String message) {
        return new String(
                message.getBytes(StandardCharsets.US_ASCII),
                0,
                Math.min(message.length(), SuitLimits.TEXT_BYTES),
                StandardCharsets.US_ASCII);
    }
}

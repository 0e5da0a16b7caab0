package dev.firsthand.recording.video;

import dev.firsthand.recording.child.ChildCommand;
import dev.firsthand.recording.child.ChildLimits;
import dev.firsthand.recording.child.ChildOutcome;
import dev.firsthand.recording.child.DiskFull;
import dev.firsthand.recording.mp4.MediaException;
import dev.firsthand.recording.mp4.Mp4File;
import dev.firsthand.recording.mp4.Mp4Finishing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// How every FFmpeg child is started: fixed threads, containers and decoders from a list, input by descriptor only.
final class Ffmpeg {
    static final int THREADS = 2;
    static final int SIDE_PIXELS_MAX = 8192;
    static final long PICTURE_PIXELS_MAX = 8192L * 4320;
    static final long RESIDENT_BYTES_MAX = 1L << 30;
    static final String CONTAINERS = "mov,matroska";

    private static final Duration COPYING_BASE_TIME = Duration.ofSeconds(20);
    private static final Duration TRANSCODING_BASE_TIME = Duration.ofSeconds(60);

    private Ffmpeg() {}

    /// A program with the arguments that stand before its own.
    static List<String> start(Path program) {
        return new ArrayList<>(List.of(program.toString(), "-hide_banner", "-loglevel", "error"));
    }

    /// The input: standard input, seekable, through no other protocol.
    static List<String> input() {
        return List.of(
                "-protocol_whitelist",
                "fd,file",
                "-format_whitelist",
                CONTAINERS,
                "-fflags",
                "+discardcorrupt", // the half picture at the end of a file cut short
                "-max_streams",
                "64",
                "-fd",
                "0",
                "-i",
                "fd:");
    }

    /// Options of a decoder; they stand before the input.
    static List<String> decoding(boolean av1) {
        // The AV1 decoder (libaom) takes 930 MiB for 4K at 10 bits with two threads, 440 MiB with one (measured).
        int threads = av1 ? 1 : THREADS;
        return List.of("-threads", Integer.toString(threads), "-max_pixels", Long.toString(PICTURE_PIXELS_MAX));
    }

    /// Limits for work that reads a file once without decoding.
    static ChildLimits copying(long inputBytes, long outputBytes) {
        // A crafted file can hold a bitstream filter for minutes (measured), so what needs no time gets little.
        Duration time = COPYING_BASE_TIME.plusSeconds(inputBytes / 20_000_000);
        return new ChildLimits(time, time, RESIDENT_BYTES_MAX, outputBytes);
    }

    /// Limits for work that decodes and encodes this many pixels.
    static ChildLimits transcoding(long pixels, long outputBytes) {
        // Slowest seen: 1080p HEVC to openh264, 100 ms a frame, that is 20 million pixels a second. A tenth of it.
        Duration wall = TRANSCODING_BASE_TIME.plusSeconds(pixels / 2_000_000);
        return new ChildLimits(wall, wall.multipliedBy(THREADS), RESIDENT_BYTES_MAX, outputBytes);
    }

    /// Throws unless the child ended well; `work` begins the code. A full disk says nothing of the video: it stays a
    /// plain [IOException], which is worth another try.
    static void requireSuccess(String work, ChildOutcome outcome) throws IOException {
        switch (outcome) {
            case ChildOutcome.Finished finished -> {
                if (finished.exitCode() != 0 && DiskFull.says(finished.errorTail())) {
                    throw new IOException(DiskFull.WORDS);
                }
                if (finished.exitCode() != 0) {
                    throw new MediaException(
                            work + "-failed",
                            ("FFmpeg could not go through the video (exit code %d). Play it to its end: if it stops or "
                                            + "shows faults, record again; else tell the operator.")
                                    .formatted(finished.exitCode()));
                }
            }
            case ChildOutcome.Killed killed ->
                throw new MediaException(
                        work + "-too-heavy",
                        ("Working through the video reached our limit of %s (after %d s, with %d MiB). Record at 1080p "
                                        + "and in shorter pieces.")
                                .formatted(
                                        killed.reason(),
                                        killed.usage().wall().toSeconds(),
                                        killed.usage().peakResidentBytes() >> 20));
        }
    }

    /// The last touch on a file of ours; `work` begins the code.
    static Mp4File finish(String work, Path output) throws IOException {
        try {
            return Mp4Finishing.finish(output);
        } catch (MediaException unreadable) {
            throw unusable(work, unreadable);
        }
    }

    /// A file of ours that cannot be read, in words for the owner of the video that it was made of.
    static MediaException unusable(String work, MediaException unreadable) {
        return new MediaException(
                work + "-failed",
                ("What was made of the video cannot be used (%s: %s). Play it to its end: if it stops or shows faults, "
                                + "record again; else tell the operator.")
                        .formatted(unreadable.code(), unreadable.getMessage()));
    }

    /// The folder of an output, which must be there.
    static Path folderOf(Path output) throws IOException {
        Path folder = output.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new IOException("the output's folder is not there");
        }
        return folder;
    }

    static ChildCommand command(List<String> arguments, Path input, Path workFolder, ChildLimits limits) {
        return new ChildCommand(arguments, Optional.of(input), workFolder, limits);
    }
}

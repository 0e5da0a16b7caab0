package dev.firsthand.recording.sidecar;

import dev.firsthand.recording.child.ChildCommand;
import dev.firsthand.recording.child.ChildLimits;
import dev.firsthand.recording.child.ChildOutcome;
import dev.firsthand.recording.child.ChildRunner;
import dev.firsthand.streams.sensor.SensorStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Has a side-car read by a Java program of its own, in a child process with limits, and takes its result.
///
/// `file` may be `/proc/self/fd/N`: it is opened here and handed over as standard input. `workFolder` must be empty and
/// private; the result and, from a Stray Scanner zip, the video `rgb.mp4` are written there.
public final class SidecarReading {
    private final ChildRunner children;

    public SidecarReading(ChildRunner children) {
        this.children = children;
    }

    public SidecarResult read(SidecarFormat format, Path file, Path workFolder)
            throws IOException, InterruptedException {
        var limits = new ChildLimits(
                SidecarLimits.WALL_TIME,
                SidecarLimits.CPU_TIME,
                SidecarLimits.RESIDENT_BYTES,
                SidecarLimits.VIDEO_BYTES);
        var command = new ChildCommand(words(format), Optional.of(file), workFolder, limits);
        return switch (children.run(command)) {
            case ChildOutcome.Finished finished -> finished(finished.exitCode(), workFolder);
            case ChildOutcome.Killed killed ->
                new SidecarResult.Refused(
                        "sidecar-too-costly",
                        "Reading this file took more than is allowed (%s). Upload the recording in parts."
                                .formatted(limit(killed.reason())));
        };
    }

    public SidecarResult readGcsv(Path file, Path workFolder) throws IOException, InterruptedException {
        return read(new SidecarFormat.Gcsv(Optional.empty()), file, workFolder);
    }

    public SidecarResult readImuCsv(Path file, ImuCsvDeclaration declaration, Path workFolder)
            throws IOException, InterruptedException {
        return read(new SidecarFormat.ImuCsv(declaration), file, workFolder);
    }

    public SidecarResult readStrayScanner(Path zip, Path workFolder) throws IOException, InterruptedException {
        return read(new SidecarFormat.StrayScanner(), zip, workFolder);
    }

    private static SidecarResult finished(int exitCode, Path workFolder) throws IOException {
        return switch (exitCode) {
            case 0 -> result(workFolder);
            case SidecarProgram.DISK_FAILED ->
                throw new IOException("the program that reads side-cars could not use the disk; is it full?");
            default ->
                new SidecarResult.Refused(
                        "sidecar-reader-failed",
                        "The program that reads side-cars ended with %d: this file can't be used.".formatted(exitCode));
        };
    }

    private static String limit(ChildOutcome.Reason reason) {
        return switch (reason) {
            case WALL_TIME -> SidecarLimits.WALL_TIME.toMinutes() + " minutes";
            case CPU_TIME -> SidecarLimits.CPU_TIME.toMinutes() + " minutes of one processor";
            case MEMORY -> (SidecarLimits.RESIDENT_BYTES >> 20) + " MiB of memory";
            case OUTPUT_SIZE -> SidecarLimits.VIDEO_BYTES + " bytes of output";
        };
    }

    private static SidecarResult result(Path workFolder) throws IOException {
        Path file = workFolder.resolve(SidecarProgram.RESULT);
        Path video = workFolder.resolve(StrayScannerReader.VIDEO);
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return SidecarResultFile.damaged("there is none");
        }
        SidecarResult result;
        try (InputStream in = Files.newInputStream(file)) {
            result = SidecarResultFile.read(in, video);
        }
        boolean videoMissing = result instanceof SidecarResult.Streams streams
                && streams.video().isPresent()
                && !Files.isRegularFile(video, LinkOption.NOFOLLOW_LINKS);
        return videoMissing ? SidecarResultFile.damaged("its video is missing") : result;
    }

    private static List<String> words(SidecarFormat format) {
        List<String> words = new ArrayList<>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(List.of(
                "-Xmx%dm".formatted(SidecarLimits.HEAP_MEBIBYTES),
                "-Xmn%dm".formatted(SidecarLimits.YOUNG_MEBIBYTES),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "-XX:+ExitOnOutOfMemoryError",
                "-Dfile.encoding=UTF-8",
                "-Duser.language=en",
                "-Duser.country=US"));
        words.addAll(List.of("-cp", classPath(), SidecarProgram.class.getName()));
        words.addAll(SidecarFormat.words(format));
        return words;
    }

    /// Only what the program needs: this module and the one of the streams.
    private static String classPath() {
        Set<String> places = new LinkedHashSet<>();
        places.add(place(SidecarProgram.class));
        places.add(place(SensorStream.class));
        return String.join(java.io.File.pathSeparator, places);
    }

    private static String place(Class<?> type) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        try {
            return Path.of(source.getLocation().toURI()).toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the place of %s is no file: %s".formatted(type, source.getLocation()), e);
        }
    }
}

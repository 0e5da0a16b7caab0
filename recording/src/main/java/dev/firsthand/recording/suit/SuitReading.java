package dev.firsthand.recording.suit;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.firsthand.recording.child.ChildCommand;
import dev.firsthand.recording.child.ChildLimits;
import dev.firsthand.recording.child.ChildOutcome;
import dev.firsthand.recording.child.ChildRunner;
import dev.firsthand.streams.space.Vector3;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UTFDataFormatException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Has a motion file read by a Java program of its own, in a child process with limits, and takes its result.
///
/// `file` may be `/proc/self/fd/N`: it is opened here and handed over as standard input. `workFolder` must be
/// empty and private.
public final class SuitReading {
    /// A class of this module, of the streams, and of each part of the reader of JSON.
    private static final List<Class<?>> NEEDED = List.of(
            SuitProgram.class, Vector3.class, ObjectMapper.class, JsonFactory.class, JsonIgnoreProperties.class);

    private final ChildRunner children;

    public SuitReading(ChildRunner children) {
        this.children = children;
    }

    public SuitResult read(Path file, Path workFolder) throws IOException, InterruptedException {
        var limits = new ChildLimits(
                SuitLimits.WALL_TIME, SuitLimits.CPU_TIME, SuitLimits.RESIDENT_BYTES, 2 * SuitLimits.CLIP_BYTES);
        var command = new ChildCommand(words(), Optional.of(file), workFolder, limits);
        return switch (children.run(command)) {
            case ChildOutcome.Finished finished -> finished(finished.exitCode(), workFolder);
            case ChildOutcome.Killed killed ->
                new SuitResult.Refused(
                        "motion-too-costly",
                        "Reading this motion file took more than is allowed. Cut the take into parts.");
        };
    }

    private static SuitResult finished(int exitCode, Path workFolder) throws IOException {
        return switch (exitCode) {
            case 0 -> result(workFolder);
            case SuitProgram.DISK_FAILED ->
                throw new IOException("the program that reads motion files could not use the disk; is it full?");
            default ->
                new SuitResult.Refused(
                        "motion-reader-failed",
                        "The program that reads motion files ended with %d: this file can't be used."
                                .formatted(exitCode));
        };
    }

    /// The server believes nothing of it without a check: the program may have been taken over by what it read.
    static SuitResult result(Path workFolder) throws IOException {
        Path clip = workFolder.resolve(SuitProgram.CLIP);
        if (Files.isRegularFile(clip, LinkOption.NOFOLLOW_LINKS)) {
            try (InputStream in = Files.newInputStream(clip)) {
                return switch (ClipFile.read(in)) {
                    case ClipFile.ReadResult.Read(var read) -> new SuitResult.Body(read);
                    case ClipFile.ReadResult.Damaged(var message) -> damaged(message);
                };
            }
        }
        Path refusal = workFolder.resolve(SuitProgram.REFUSAL);
        if (!Files.isRegularFile(refusal, LinkOption.NOFOLLOW_LINKS)) {
            return damaged("there is none");
        }
        try (var in = new DataInputStream(Files.newInputStream(refusal))) {
            String code = in.readUTF();
            String message = in.readUTF();
            return code.matches("[a-z0-9-]{1,64}")
                    ? new SuitResult.Refused(code, message.replaceAll("\\p{Cntrl}", " "))
                    : damaged("its code is none");
        } catch (EOFException | UTFDataFormatException e) {
            return damaged("it is cut off");
        }
    }

    private static SuitResult.Refused damaged(String why) {
        return new SuitResult.Refused(
                "motion-result-damaged", "The program that reads motion files gave nothing that can be used: " + why);
    }

    private static List<String> words() {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx%dm".formatted(SuitLimits.HEAP_MEBIBYTES),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "-XX:+ExitOnOutOfMemoryError",
                "-Dfile.encoding=UTF-8",
                "-Duser.language=en",
                "-Duser.country=US",
                "-cp",
                NEEDED.stream().map(SuitReading::place).distinct().collect(Collectors.joining(File.pathSeparator)),
                SuitProgram.class.getName());
    }

    /// Where a class was loaded from.
    private static String place(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the place of %s is no file".formatted(type), e);
        }
    }
}

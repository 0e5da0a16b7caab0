package dev.firsthand.app.cli;

import dev.firsthand.recording.mocap.Motion;
import dev.firsthand.recording.mocap.MotionFiles;
import dev.firsthand.recording.mocap.UnreadableMotion;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The motion file that a command works on. A refusal is said on the screen with its code.
final class MotionInput {
    @Parameters(index = "0", paramLabel = "FILE", description = "BVH, C3D, TRC, MOT, STO or GLB")
    private Path file = Path.of("");

    @Option(
            names = "--metres-per-unit",
            paramLabel = "METRES",
            description = "what one unit of a BVH file is, where it is known; otherwise told from the body")
    private @Nullable Double metresPerUnit;

    Optional<Motion> read(PrintStream screen) throws IOException {
        if (!Files.isRegularFile(file)) {
            screen.printf("There is no file %s.%n", file);
            return Optional.empty();
        }
        try {
            return Optional.of(metresPerUnit == null ? MotionFiles.read(file) : MotionFiles.read(file, metresPerUnit));
        } catch (UnreadableMotion refused) {
            screen.printf("%s can't be read (%s): %s%n", file, refused.code(), refused.getMessage());
            return Optional.empty();
        }
    }

    Path file() {
        return file;
    }

    /// Names come from a stranger's file: nothing of them reaches a terminal as a command.
    static String plain(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }
}

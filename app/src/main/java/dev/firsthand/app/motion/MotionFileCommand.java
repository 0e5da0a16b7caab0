package dev.firsthand.app.motion;

import dev.firsthand.recording.mocap.Motion;
import dev.firsthand.recording.mocap.MotionFiles;
import dev.firsthand.recording.mocap.UnreadableMotion;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// A command that works on one motion file. A file that is refused is said on the screen with its code.
abstract class MotionFileCommand implements Callable<Integer> {
    final PrintStream screen;

    @Parameters(
            index = "0",
            paramLabel = "FILE",
            description = "BVH, C3D, TRC, MOT, STO or GLB; for info and convert also gcsv, or CSV with --declaration")
    private Path file = Path.of("");

    @Option(
            names = "--metres-per-unit",
            paramLabel = "METRES",
            description = "what one unit of a BVH file is, where it is known; otherwise told from the body")
    private @Nullable Double metresPerUnit;

    MotionFileCommand(PrintStream screen) {
        this.screen = screen;
    }

    @Override
    public final Integer call() throws IOException {
        Optional<Motion> motion = read();
        return motion.isEmpty() ? 1 : work(motion.get());
    }

    /// The exit code.
    abstract int work(Motion motion) throws IOException;

    /// Columns and units of a phone's CSV, or nothing; empty for a command that has no use for what a phone logged.
    Optional<String> declaration() {
        return Optional.empty();
    }

    private Optional<Motion> read() throws IOException {
        if (!Files.isRegularFile(file)) {
            screen.printf("There is no file %s.%n", file);
            return Optional.empty();
        }
        Optional<String> declaration = declaration();
        if (declaration.isPresent() && SensorLog.looksLikeOne(file, declaration.get())) {
            return new SensorLog(file, declaration.get()).table(screen);
        }
        try {
            return Optional.of(metresPerUnit == null ? MotionFiles.read(file) : MotionFiles.read(file, metresPerUnit));
        } catch (UnreadableMotion refused) {
            screen.printf("%s can't be read (%s): %s%n", file, refused.code(), refused.getMessage());
            return Optional.empty();
        }
    }

    final Path file() {
        return file;
    }

    /// What pages call the motion.
    final String name() {
        return file.getFileName().toString();
    }

    /// Names come from a stranger's file: nothing of them reaches a terminal as a command.
    static String plain(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }
}

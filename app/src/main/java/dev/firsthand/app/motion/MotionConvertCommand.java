package dev.firsthand.app.motion;

import dev.firsthand.app.cli.Version;
import dev.firsthand.recording.mocap.BvhExport;
import dev.firsthand.recording.mocap.BvhWriter;
import dev.firsthand.recording.mocap.Markers;
import dev.firsthand.recording.mocap.Motion;
import dev.firsthand.recording.mocap.MotionCsv;
import dev.firsthand.recording.mocap.TrcFile;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `firsthand motion convert`: the same motion in another format.
@Command(
        name = "convert",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Writes a motion as BVH (a body), TRC (points, or the joints of a body) or CSV (anything).",
        footer = {
            "",
            "Exits with 3 where the file held less than it states, or parts of it could not be read.",
            "",
            "Example:",
            "  ./firsthand motion convert dance.glb dance.bvh"
        })
public final class MotionConvertCommand extends MotionFileCommand {

    @Parameters(index = "1", paramLabel = "OUT", description = "a new file that ends in .bvh, .trc or .csv")
    private Path out = Path.of("");

    public MotionConvertCommand(PrintStream screen) {
        super(screen);
    }

    /// Writes one kind of motion as one kind of file.
    private interface Writing {
        void to(OutputStream out) throws IOException;
    }

    @Override
    int work(Motion motion) throws IOException {
        Optional<Writing> writing = writing(motion);
        if (writing.isEmpty()) {
            screen.printf("%s can't be written as %s: BVH holds bodies, TRC points, CSV anything.%n", file(), out);
            return 2;
        }
        try (OutputStream file = Files.newOutputStream(out, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            writing.get().to(file);
        } catch (FileAlreadyExistsException there) {
            screen.printf("%s is there already: name another file.%n", out);
            return 2;
        }
        motion.report().decisions().stream()
                .filter(one -> one.doubtful())
                .forEach(one -> screen.printf("Look at %s: %s%n", one.code(), plain(one.message())));
        return motion.report().lossy() ? 3 : 0;
    }

    private Optional<Writing> writing(Motion motion) {
        String ending = out.getFileName().toString().toLowerCase(Locale.ROOT).replaceFirst(".*\\.", "");
        return switch (motion) {
            case Motion.Body body ->
                switch (ending) {
                    case "bvh" -> Optional.of(to -> BvhWriter.write(BvhExport.of(body.clip()), to));
                    case "trc" -> Optional.of(to -> TrcFile.write(Markers.ofJoints(body.clip()), to));
                    case "csv" -> Optional.of(to -> MotionCsv.write(Markers.ofJoints(body.clip()), to));
                    default -> Optional.empty();
                };
            case Motion.Points points ->
                switch (ending) {
                    case "trc" -> Optional.of(to -> TrcFile.write(points.markers(), to));
                    case "csv" -> Optional.of(to -> MotionCsv.write(points.markers(), to));
                    default -> Optional.empty();
                };
            case Motion.Table table ->
                ending.equals("csv") ? Optional.of(to -> MotionCsv.write(table.table(), to)) : Optional.empty();
        };
    }
}

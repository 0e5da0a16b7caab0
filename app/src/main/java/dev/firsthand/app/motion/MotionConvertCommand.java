package dev.firsthand.app.motion;

import dev.firsthand.app.cli.Version;
import dev.firsthand.recording.convert.ClipMcap;
import dev.firsthand.recording.convert.ClipSet;
import dev.firsthand.recording.mocap.BvhExport;
import dev.firsthand.recording.mocap.BvhWriter;
import dev.firsthand.recording.mocap.Markers;
import dev.firsthand.recording.mocap.Motion;
import dev.firsthand.recording.mocap.MotionCsv;
import dev.firsthand.recording.mocap.TrcFile;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `firsthand motion convert`: the same motion in another format.
@Command(
        name = "convert",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description =
                "Writes a motion as BVH (a body), TRC (points, or the joints of a body), CSV (anything), MCAP (a body or points) or a LeRobot set (a body).",
        footer = {
            "",
            "Exits with 3 where the file held less than it states, or parts of it could not be read.",
            "",
            "Example:",
            "  ./firsthand motion convert dance.glb dance.bvh",
            "  ./firsthand motion convert walk.bvh walk-set --layout lerobot --task \"walk to the door\""
        })
public final class MotionConvertCommand extends MotionFileCommand {

    @Parameters(
            index = "1",
            paramLabel = "OUT",
            description = "a new file that ends in .bvh, .trc, .csv or .mcap, or a new folder with --layout lerobot")
    private Path out = Path.of("");

    @Option(names = "--layout", paramLabel = "LAYOUT", description = "lerobot: a LeRobot v3.0 set, needs --task")
    private String layout = "";

    @Mixin
    private LeRobotOut set = new LeRobotOut();

    @Option(names = "--declaration", paramLabel = "TEXT", description = "columns and units of a phone's CSV")
    private String declaration = "";

    public MotionConvertCommand(PrintStream screen) {
        super(screen);
    }

    @Override
    Optional<String> declaration() {
        return Optional.of(declaration);
    }

    @Override
    int work(Motion motion) throws IOException {
        int written = layout.isEmpty() ? writeFile(motion) : writeSet(motion);
        if (written != 0) {
            return written;
        }
        motion.report().decisions().stream()
                .filter(one -> one.doubtful())
                .forEach(one -> screen.printf("Look at %s: %s%n", one.code(), plain(one.message())));
        return motion.report().lossy() ? 3 : 0;
    }

    private int writeFile(Motion motion) throws IOException {
        Optional<NewFile.Writing> writing = writing(motion);
        if (writing.isEmpty()) {
            screen.printf(
                    "%s can't be written as %s: BVH holds bodies, TRC points, MCAP both, CSV anything.%n", file(), out);
            return 2;
        }
        return NewFile.write(out, screen, writing.get()) ? 0 : 2;
    }

    private int writeSet(Motion motion) throws IOException {
        if (!layout.equals(LeRobotOut.LAYOUT)) {
            screen.printf("There is no layout %s: lerobot, or none.%n", layout);
            return 2;
        }
        if (!(motion instanceof Motion.Body body)) {
            screen.printf("%s holds no body: only the motion of a body becomes a LeRobot set.%n", file());
            return 2;
        }
        return set.ready(screen)
                ? set.write(out, screen, (folder, task) -> ClipSet.write(body.clip(), folder, task))
                : 2;
    }

    private Optional<NewFile.Writing> writing(Motion motion) {
        String ending = out.getFileName().toString().toLowerCase(Locale.ROOT).replaceFirst(".*\\.", "");
        return switch (motion) {
            case Motion.Body body ->
                switch (ending) {
                    case "bvh" -> Optional.of(to -> BvhWriter.write(BvhExport.of(body.clip()), to));
                    case "trc" -> Optional.of(to -> TrcFile.write(Markers.ofJoints(body.clip()), to));
                    case "csv" -> Optional.of(to -> MotionCsv.write(Markers.ofJoints(body.clip()), to));
                    case "mcap" -> Optional.of(to -> ClipMcap.write(body.clip(), to));
                    default -> Optional.empty();
                };
            case Motion.Points points ->
                switch (ending) {
                    case "trc" -> Optional.of(to -> TrcFile.write(points.markers(), to));
                    case "csv" -> Optional.of(to -> MotionCsv.write(points.markers(), to));
                    case "mcap" -> Optional.of(to -> ClipMcap.write(points.markers(), to));
                    default -> Optional.empty();
                };
            case Motion.Table table ->
                ending.equals("csv") ? Optional.of(to -> MotionCsv.write(table.table(), to)) : Optional.empty();
        };
    }
}

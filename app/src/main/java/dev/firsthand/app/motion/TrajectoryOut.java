package dev.firsthand.app.motion;

import dev.firsthand.motion.export.TrajectoryCsv;
import dev.firsthand.motion.export.TrajectoryMcap;
import dev.firsthand.motion.export.TrajectorySet;
import dev.firsthand.motion.retarget.RobotBody;
import dev.firsthand.motion.retarget.Trajectory;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Where a trajectory goes, and how it is laid out there.
final class TrajectoryOut {
    @Option(
            names = "--out",
            paramLabel = "OUT",
            required = true,
            description = "a new file that ends in .csv or .mcap, or a new folder with --layout lerobot")
    private Path out = Path.of("");

    @Option(
            names = "--layout",
            paramLabel = "LAYOUT",
            description =
                    "of a .csv: bones-seed (centimetres and degrees, the default) or joints (metres, quaternion, radians, no header). lerobot: a LeRobot v3.0 set of state and action, needs --task")
    private String layout = "bones-seed";

    @Mixin
    private LeRobotOut set = new LeRobotOut();

    /// Writes a trajectory; gives the exit code.
    interface Writing {
        int write(Trajectory trajectory, RobotBody robot) throws IOException;
    }

    /// Writes a trajectory as one kind of file.
    private interface FileWriting {
        void to(OutputStream file, Trajectory trajectory, RobotBody robot) throws IOException;
    }

    Path out() {
        return out;
    }

    /// Empty where it can't be written so; why is said on the screen. Asked before anything is computed.
    Optional<Writing> wanted(PrintStream screen) {
        if (layout.equals(LeRobotOut.LAYOUT)) {
            return set.ready(screen)
                    ? Optional.of((trajectory, robot) -> set.write(
                            out, screen, (folder, task) -> TrajectorySet.write(trajectory, robot, folder, task)))
                    : Optional.empty();
        }
        if (Files.exists(out)) {
            screen.printf("%s is there already: name another file.%n", out);
            return Optional.empty();
        }
        return fileWriting(screen)
                .map(writing -> (trajectory, robot) ->
                        NewFile.write(out, screen, file -> writing.to(file, trajectory, robot)) ? 0 : 2);
    }

    private Optional<FileWriting> fileWriting(PrintStream screen) {
        String name = out.getFileName().toString().toLowerCase(Locale.ROOT);
        if (name.endsWith(".mcap")) {
            return Optional.of((file, trajectory, robot) -> TrajectoryMcap.write(trajectory, robot.robot(), file));
        }
        if (!name.endsWith(".csv")) {
            screen.printf("%s: a trajectory is written as .csv or .mcap, or as a folder with --layout lerobot.%n", out);
            return Optional.empty();
        }
        return switch (layout) {
            case "bones-seed" -> Optional.of(csv(TrajectoryCsv.Layout.BONES_SEED));
            case "joints" -> Optional.of(csv(TrajectoryCsv.Layout.JOINTS));
            default -> {
                screen.printf("There is no layout %s: bones-seed, joints or lerobot.%n", layout);
                yield Optional.empty();
            }
        };
    }

    private static FileWriting csv(TrajectoryCsv.Layout layout) {
        return (file, trajectory, robot) -> TrajectoryCsv.write(trajectory, layout, file);
    }
}

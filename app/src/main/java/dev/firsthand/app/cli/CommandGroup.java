package dev.firsthand.app.cli;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// A word of the command line that says nothing without another word behind it.
public abstract class CommandGroup implements Runnable {
    private final String example;

    @Spec
    private @Nullable CommandSpec spec; // set by picocli before run

    protected CommandGroup(String example) {
        this.example = example;
    }

    @Override
    public final void run() {
        throw new ParameterException(
                Objects.requireNonNull(spec).commandLine(), "Say what to do, for example: " + example);
    }

    /// `firsthand lerobot`: what can be done with a LeRobot data set.
    @Command(
            name = "lerobot",
            mixinStandardHelpOptions = true,
            versionProvider = Version.class,
            description = "Works on LeRobot v3.0 data sets.",
            footer = {"", "Example:", "  ./firsthand lerobot validate demo/release/demo-1.0.0/lerobot"})
    public static final class LeRobot extends CommandGroup {
        public LeRobot() {
            super("./firsthand lerobot validate DIR");
        }
    }

    /// `firsthand motion`: what can be done with a file of a suit, of markers or of a motion program.
    @Command(
            name = "motion",
            mixinStandardHelpOptions = true,
            versionProvider = Version.class,
            description = "Reads, checks and converts motion files: BVH, C3D, TRC, MOT, GLB.",
            footer = {"", "Example:", "  ./firsthand motion info walk.bvh"})
    public static final class Motion extends CommandGroup {
        public Motion() {
            super("./firsthand motion info FILE");
        }
    }
}

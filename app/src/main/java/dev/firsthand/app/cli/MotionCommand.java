package dev.firsthand.app.cli;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `firsthand motion`: what can be done with a file of a suit, of markers or of a motion program.
@Command(
        name = "motion",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Reads, checks, converts, retargets and scores motion files: BVH, C3D, TRC, MOT, GLB.",
        footer = {"", "Example:", "  ./firsthand motion info walk.bvh"})
public final class MotionCommand implements Runnable {
    @Spec
    private @Nullable CommandSpec spec; // set by picocli before run

    @Override
    public void run() {
        throw new ParameterException(
                Objects.requireNonNull(spec).commandLine(),
                "Say what to do, for example: ./firsthand motion info FILE");
    }
}

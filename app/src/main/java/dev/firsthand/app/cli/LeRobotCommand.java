package dev.firsthand.app.cli;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `firsthand lerobot`: what can be done with a LeRobot data set.
@Command(
        name = "lerobot",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Works on LeRobot v3.0 data sets.",
        footer = {"", "Example:", "  ./firsthand lerobot validate demo/release/demo-1.0.0/lerobot"})
public final class LeRobotCommand implements Runnable {
    @Spec
    private @Nullable CommandSpec spec; // set by picocli before run

    @Override
    public void run() {
        throw new ParameterException(
                Objects.requireNonNull(spec).commandLine(),
                "Say what to do, for example: ./firsthand lerobot validate DIR");
    }
}

package dev.firsthand.app.cli;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// A word that only stands before others, such as `firsthand motion`.
@Command(mixinStandardHelpOptions = true, versionProvider = Version.class)
public final class GroupCommand implements Runnable {
    private final String example;

    @Spec
    private @Nullable CommandSpec spec; // set by picocli before run

    private GroupCommand(String example) {
        this.example = example;
    }

    public static CommandLine of(String name, String description, String example) {
        var line = new CommandLine(new GroupCommand(example)).setCommandName(name);
        line.getCommandSpec()
                .usageMessage()
                .description(description)
                .footer("", "Example:", "  ./firsthand %s %s".formatted(name, example));
        return line;
    }

    @Override
    public void run() {
        CommandLine line = Objects.requireNonNull(spec).commandLine();
        throw new ParameterException(
                line, "Say what to do, for example: ./firsthand %s %s".formatted(line.getCommandName(), example));
    }
}

package dev.firsthand.app.cli;

import dev.firsthand.evidence.command.Caller;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Unmatched;

/// A command of the module `evidence`. It reads its words itself, so that it is the same here and in the small jar that
/// auditors and witnesses run.
@Command(versionProvider = Version.class)
public final class EvidenceCommand implements Callable<Integer> {
    private final Program program;
    private final Caller caller;

    @Unmatched
    private List<String> words = new ArrayList<>(); // picocli adds to it

    private EvidenceCommand(Program program, Caller caller) {
        this.program = program;
        this.caller = caller;
    }

    /// Runs with the words behind the command; gives the exit code.
    public interface Program {
        int run(Caller caller, List<String> words);
    }

    /// A command of this name.
    public static CommandLine of(Named named, PrintStream results, PrintStream screen) {
        var caller = new Caller("firsthand " + named.name(), results, screen);
        var line = new CommandLine(new EvidenceCommand(named.program(), caller)).setCommandName(named.name());
        line.getCommandSpec()
                .addOption(
                        OptionSpec.builder("-V", "--version").versionHelp(true).build())
                .usageMessage()
                .description(named.description());
        return line;
    }

    /// What a command is called, what it is for, and what it runs.
    public record Named(String name, String description, Program program) {}

    @Override
    public Integer call() {
        return program.run(caller, words);
    }
}

package dev.firsthand.app.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.firsthand.recording.validation.LeRobotValidator;
import dev.firsthand.recording.validation.Rule;
import dev.firsthand.recording.validation.ValidationReport;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `firsthand lerobot validate`: holds data sets against every rule and names each that is broken.
@Command(
        name = "validate",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Checks LeRobot v3.0 data sets and names each broken rule.",
        footer = {"", "Example:", "  ./firsthand lerobot validate demo/release/demo-1.0.0/lerobot"})
public final class LeRobotValidateCommand implements Callable<Integer> {
    private final PrintStream results;
    private final PrintStream screen;

    @Parameters(paramLabel = "DIR", arity = "1..*", description = "folders of data sets, each with meta/info.json")
    private List<Path> folders = List.of();

    @Option(names = "--json", description = "print one JSON line per data set")
    private boolean json;

    public LeRobotValidateCommand(PrintStream results, PrintStream screen) {
        this.results = results;
        this.screen = screen;
    }

    @Override
    public Integer call() throws IOException {
        int exit = 0;
        for (Path folder : folders) {
            if (!Files.isDirectory(folder)) {
                screen.printf("There is no folder %s. Give the folder that holds meta/ and data/.%n", folder);
                return 2;
            }
            ValidationReport report = LeRobotValidator.validate(folder);
            if (json) {
                results.println(line(folder, report));
            } else {
                show(folder, report);
            }
            exit = report.valid() ? exit : 1;
        }
        return exit;
    }

    private void show(Path folder, ValidationReport report) {
        results.printf(
                "%s: %s, %d episodes, %d frames, %d files, %d broken places, %d warnings%n",
                folder,
                report.valid() ? "passes" : "breaks rules",
                report.episodes(),
                report.frames(),
                report.files(),
                report.places(Rule.Level.BROKEN),
                report.places(Rule.Level.WARNING));
        report.broken().forEach(one -> results.printf("  %s%n", one));
        if (report.notShown() > 0) {
            results.printf("  and %d more places%n", report.notShown());
        }
    }

    private static ObjectNode line(Path folder, ValidationReport report) {
        ObjectNode line = new ObjectMapper()
                .createObjectNode()
                .put("folder", folder.toString())
                .put("passes", report.valid())
                .put("episodes", report.episodes())
                .put("frames", report.frames())
                .put("files", report.files())
                .put("warnings", report.places(Rule.Level.WARNING));
        var broken = line.putArray("broken");
        report.broken()
                .forEach(one -> broken.addObject()
                        .put("code", one.rule().code())
                        .put("level", one.rule().level().word())
                        .put("place", one.place())
                        .put("message", one.message()));
        return line;
    }
}

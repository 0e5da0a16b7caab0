package dev.firsthand.app.motion;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.firsthand.app.cli.Version;
import dev.firsthand.recording.mocap.ImportReport;
import dev.firsthand.recording.mocap.Motion;
import java.io.PrintStream;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `firsthand motion info`: what a motion file holds, what had to be decided, and why.
@Command(
        name = "info",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Says what a motion file holds, what was decided where it leaves something open, and why.",
        footer = {"", "Example:", "  ./firsthand motion info walk.bvh"})
public final class MotionInfoCommand extends MotionFileCommand {
    private final PrintStream results;

    @Option(names = "--json", description = "print one JSON line")
    private boolean json;

    @Option(names = "--declaration", paramLabel = "TEXT", description = "columns and units of a phone's CSV")
    private String declaration = "";

    public MotionInfoCommand(PrintStream results, PrintStream screen) {
        super(screen);
        this.results = results;
    }

    @Override
    Optional<String> declaration() {
        return Optional.of(declaration);
    }

    @Override
    int work(Motion motion) {
        ImportReport report = motion.report();
        if (json) {
            results.println(line(report));
        } else {
            show(report);
        }
        return 0;
    }

    private void show(ImportReport report) {
        results.printf(
                Locale.ROOT,
                "%s: %s, %d parts, %d frames at %.3f a second%n",
                file(),
                report.format(),
                report.parts(),
                report.frames(),
                report.framesPerSecond());
        String unit = plain(report.unit());
        results.printf(
                "  unit %s, up %s%n",
                unit.matches("m/s.*|degrees|radians") ? unit : unit + " (%s m)".formatted(report.metresPerUnit()),
                report.upAxis());
        if (!report.root().isEmpty()) {
            results.printf(
                    "  root %s, moved by %s, rest pose %s%n",
                    plain(report.root()),
                    plain(report.movingRoot()),
                    report.restPose().words());
        }
        report.headHeightMetres()
                .ifPresent(metres -> results.printf(Locale.ROOT, "  head joint %.2f m above the floor%n", metres));
        report.decisions()
                .forEach(one -> results.printf(
                        "  %s %s: %s%n", one.doubtful() ? "look at" : "decided", one.code(), plain(one.message())));
    }

    private static ObjectNode line(ImportReport report) {
        ObjectNode line = new ObjectMapper()
                .createObjectNode()
                .put("format", report.format())
                .put("parts", report.parts())
                .put("declaredFrames", report.declaredFrames())
                .put("frames", report.frames())
                .put("framesPerSecond", report.framesPerSecond())
                .put("unit", report.unit())
                .put("metresPerUnit", report.metresPerUnit())
                .put("upAxis", report.upAxis())
                .put("root", report.root())
                .put("movingRoot", report.movingRoot())
                .put("restPose", report.restPose().words());
        report.tPoseFrame().ifPresent(frame -> line.put("tPoseFrame", frame));
        report.headHeightMetres().ifPresent(metres -> line.put("headHeightMetres", metres));
        var decisions = line.putArray("decisions");
        report.decisions()
                .forEach(one -> decisions
                        .addObject()
                        .put("code", one.code())
                        .put("doubtful", one.doubtful())
                        .put("message", one.message()));
        return line;
    }
}

package dev.firsthand.app.motion;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.firsthand.app.cli.Version;
import dev.firsthand.motion.report.CheckReport;
import dev.firsthand.motion.soundness.Soundness;
import dev.firsthand.motion.soundness.SoundnessReport;
import dev.firsthand.motion.soundness.Thresholds;
import dev.firsthand.motion.soundness.Verdict;
import dev.firsthand.recording.mocap.Clip;
import dev.firsthand.recording.mocap.Motion;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `firsthand motion check`: whether the motion of a body can be believed.
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Says whether a motion can be believed, with joint, span, measure and limit of each finding.",
        footer = {
            "",
            "Exits with 1 where a check fails.",
            "",
            "Example:",
            "  ./firsthand motion check walk.bvh --html walk.html"
        })
public final class MotionCheckCommand extends MotionFileCommand {
    private final PrintStream results;

    @Option(names = "--json", description = "print one JSON line")
    private boolean json;

    @Option(names = "--returns-to-mark", description = "the person stands at the end where they stood at the start")
    private boolean returns;

    @Mixin
    private HtmlOut html = new HtmlOut();

    public MotionCheckCommand(PrintStream results, PrintStream screen) {
        super(screen);
        this.results = results;
    }

    @Override
    int work(Motion motion) throws IOException {
        if (!html.ready(screen)) {
            return 2;
        }
        return switch (motion) {
            case Motion.Body body -> check(body.clip());
            case Motion.Points points -> refuse("points without a body");
            case Motion.Table table -> refuse("columns of numbers");
        };
    }

    private int refuse(String what) {
        screen.printf(
                "%s holds %s: only the motion of a body can be checked. Export it as BVH or GLB.%n", file(), what);
        return 2;
    }

    private int check(Clip clip) throws IOException {
        SoundnessReport report = returns
                ? Soundness.checkWithReturn(clip, Thresholds.CURRENT)
                : Soundness.check(clip, Thresholds.CURRENT);
        if (json) {
            results.println(line(report));
        } else {
            show(report);
        }
        if (!html.write(screen, to -> CheckReport.write(name(), clip, report, to))) {
            return 2;
        }
        return report.verdict() == Verdict.FAIL ? 1 : 0;
    }

    private void show(SoundnessReport report) {
        String left = report.notMade() > 0 ? ", %d checks not made".formatted(report.notMade()) : "";
        results.printf("%s: %s by %s%s%n", file(), word(report.verdict()), report.thresholds(), left);
        report.verdicts().forEach((check, verdict) -> results.printf("  %-15s %s%n", check.word(), word(verdict)));
        report.findings()
                .forEach(one -> results.printf(
                        Locale.ROOT,
                        "  %s %s at %s from %.2f s to %.2f s: %.3f %s, limit %.3f%n",
                        one.level().name().toLowerCase(Locale.ROOT),
                        one.check().word(),
                        plain(one.joint()),
                        one.span().startNanos() / 1e9,
                        one.span().endNanos() / 1e9,
                        one.measured(),
                        one.unit(),
                        one.limit()));
        if (report.findingsLeftOut() > 0) {
            results.printf("  and %d more findings%n", report.findingsLeftOut());
        }
    }

    private static String word(Verdict verdict) {
        return verdict.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static ObjectNode line(SoundnessReport report) {
        ObjectNode line = new ObjectMapper()
                .createObjectNode()
                .put("thresholds", report.thresholds())
                .put("verdict", word(report.verdict()))
                .put("checksNotMade", report.notMade())
                .put("findingsLeftOut", report.findingsLeftOut());
        var checks = line.putObject("checks");
        report.verdicts().forEach((check, verdict) -> checks.put(check.word(), word(verdict)));
        var findings = line.putArray("findings");
        report.findings()
                .forEach(one -> findings.addObject()
                        .put("check", one.check().word())
                        .put("level", one.level().name().toLowerCase(Locale.ROOT))
                        .put("joint", one.joint())
                        .put("startNanos", one.span().startNanos())
                        .put("endNanos", one.span().endNanos())
                        .put("measured", one.measured())
                        .put("limit", one.limit())
                        .put("unit", one.unit()));
        return line;
    }
}

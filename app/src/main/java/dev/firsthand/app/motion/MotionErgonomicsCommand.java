package dev.firsthand.app.motion;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.firsthand.app.cli.Version;
import dev.firsthand.motion.ergonomics.BreakDue;
import dev.firsthand.motion.ergonomics.Reba;
import dev.firsthand.motion.ergonomics.Strain;
import dev.firsthand.motion.ergonomics.StrainCourse;
import dev.firsthand.motion.report.StrainReport;
import dev.firsthand.recording.mocap.Clip;
import dev.firsthand.recording.mocap.Motion;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `firsthand motion ergonomics`: how much a motion strained the body that made it.
@Command(
        name = "ergonomics",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Says how much a motion strained the body, from what is sure to what is possible.",
        footer = {"", "Example:", "  ./firsthand motion ergonomics shift.bvh --html shift.html"})
public final class MotionErgonomicsCommand extends MotionFileCommand {
    private final PrintStream results;

    @Option(names = "--json", description = "print one JSON line")
    private boolean json;

    @Mixin
    private HtmlOut html = new HtmlOut();

    @Mixin
    private DeclareOptions work = new DeclareOptions();

    public MotionErgonomicsCommand(PrintStream results, PrintStream screen) {
        super(screen);
        this.results = results;
    }

    @Override
    int work(Motion motion) throws IOException {
        if (!html.ready(screen)) {
            return 2;
        }
        return switch (motion) {
            case Motion.Body body -> score(body.clip());
            case Motion.Points points -> refuse("points without a body");
            case Motion.Table table -> refuse("columns of numbers");
        };
    }

    private int refuse(String what) {
        screen.printf("%s holds %s: only the motion of a body can be scored. Export it as BVH or GLB.%n", file(), what);
        return 2;
    }

    private int score(Clip clip) throws IOException {
        List<String> declared = work.lines();
        Optional<StrainCourse> course = StrainCourse.of(clip, work.declared().unseen());
        if (course.isEmpty()) {
            screen.printf(
                    "%s can't be scored (ergonomics-no-body): hips, neck, head, both arms and both legs were not all found by name. `motion info` shows what is there.%n",
                    file());
            return 1;
        }
        List<BreakDue> breaks = BreakDue.of(course.get());
        if (json) {
            ObjectNode line = line(Strain.of(course.get()), breaks);
            declared.forEach(line.putArray("declared")::add);
            results.println(line);
        } else {
            show(Strain.of(course.get()), breaks);
            declared.forEach(one -> results.println("  declared: " + one));
        }
        return html.write(screen, to -> StrainReport.write(name(), clip, course.get(), declared, to)) ? 0 : 2;
    }

    private void show(Strain strain, List<BreakDue> breaks) {
        results.printf(
                Locale.ROOT,
                "%s: %.1f s scored, %.1f s not (something was not measured)%n",
                file(),
                strain.scoredSeconds(),
                strain.unscoredSeconds());
        results.printf("  %s, share of time from what is sure to what is possible%n", strain.rebaVersion());
        for (Reba.Level level : Reba.Level.values()) {
            results.printf(
                    Locale.ROOT,
                    "    %-10s %5.1f %% .. %5.1f %%%n",
                    word(level),
                    100 * share(strain.rebaShareBest(), level),
                    100 * share(strain.rebaShareWorst(), level));
        }
        results.printf(
                Locale.ROOT,
                "  longest time at 8 or more without a pause %.1f s .. %.1f s%n",
                strain.highRunSecondsBest(),
                strain.highRunSecondsWorst());
        results.printf(
                Locale.ROOT,
                "  %s, mean %.1f .. %.1f of 7%n",
                strain.rulaVersion(),
                strain.rulaMeanBest(),
                strain.rulaMeanWorst());
        results.printf(
                Locale.ROOT,
                "  %s, mean %.1f .. %.1f of 4%n",
                strain.owasVersion(),
                strain.owasMeanBest(),
                strain.owasMeanWorst());
        breaks.forEach(one -> results.printf(
                Locale.ROOT,
                "  a break %s due at %.1f s (%s)%n",
                one.sure() ? "was" : "may have been",
                one.timeNanos() / 1e9,
                word(one.reason())));
        results.println(
                "  No suit sees load, grip, support or repetition: --help tells how to declare them. This is advice for the person, nothing else.");
    }

    private static double share(Map<Reba.Level, Double> shares, Reba.Level level) {
        return shares.getOrDefault(level, 0.0);
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static ObjectNode line(Strain strain, List<BreakDue> breaks) {
        ObjectNode line = new ObjectMapper()
                .createObjectNode()
                .put("reba", strain.rebaVersion())
                .put("rula", strain.rulaVersion())
                .put("owas", strain.owasVersion())
                .put("scoredSeconds", strain.scoredSeconds())
                .put("unscoredSeconds", strain.unscoredSeconds())
                .put("highRunSecondsBest", strain.highRunSecondsBest())
                .put("highRunSecondsWorst", strain.highRunSecondsWorst())
                .put("rulaMeanBest", strain.rulaMeanBest())
                .put("rulaMeanWorst", strain.rulaMeanWorst())
                .put("owasMeanBest", strain.owasMeanBest())
                .put("owasMeanWorst", strain.owasMeanWorst());
        var best = line.putObject("rebaShareBest");
        strain.rebaShareBest().forEach((level, share) -> best.put(word(level), share));
        var worst = line.putObject("rebaShareWorst");
        strain.rebaShareWorst().forEach((level, share) -> worst.put(word(level), share));
        var due = line.putArray("breaks");
        breaks.forEach(one -> due.addObject()
                .put("reason", word(one.reason()))
                .put("sure", one.sure())
                .put("atNanos", one.timeNanos()));
        return line;
    }
}

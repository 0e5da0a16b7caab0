package dev.firsthand.app.motion;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.firsthand.app.cli.Version;
import dev.firsthand.motion.report.RetargetReport;
import dev.firsthand.motion.retarget.KnownRobot;
import dev.firsthand.motion.retarget.Metrics;
import dev.firsthand.motion.retarget.RetargetResult.Refused;
import dev.firsthand.motion.retarget.RetargetResult.Retargeted;
import dev.firsthand.motion.retarget.Retargeting;
import dev.firsthand.motion.retarget.RobotBody;
import dev.firsthand.motion.robot.RobotFinding;
import dev.firsthand.motion.robot.UnreadableRobot;
import dev.firsthand.motion.robot.UrdfReader;
import dev.firsthand.recording.mocap.Motion;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `firsthand motion retarget`: a person's motion as one that a robot can follow.
@Command(
        name = "retarget",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Turns a person's motion into one that a robot can follow, and says how well it follows.",
        footer = {
            "",
            "Exits with 3 where the file held less than it states, or parts of it could not be read.",
            "",
            "Example:",
            "  ./firsthand motion retarget walk.bvh --robot g1 --out walk-g1.csv"
        })
public final class MotionRetargetCommand extends MotionFileCommand {
    private final PrintStream results;

    @Option(names = "--robot", paramLabel = "ROBOT", required = true, description = "g1, h1-2, so101, or a URDF file")
    private String robot = "";

    @Mixin
    private TrajectoryOut out = new TrajectoryOut();

    @Mixin
    private HtmlOut html = new HtmlOut();

    @Option(names = "--json", description = "print one JSON line")
    private boolean json;

    public MotionRetargetCommand(PrintStream results, PrintStream screen) {
        super(screen);
        this.results = results;
    }

    @Override
    int work(Motion motion) throws IOException {
        Optional<TrajectoryOut.Writing> wanted = out.wanted(screen);
        if (wanted.isEmpty() || !html.ready(screen)) {
            return 2;
        }
        Optional<RobotBody> body = body();
        if (body.isEmpty()) {
            return 1;
        }
        return switch (motion) {
            case Motion.Body person -> retarget(person, body.get(), wanted.get());
            case Motion.Points points -> refuse("points without a body");
            case Motion.Table table -> refuse("columns of numbers");
        };
    }

    private Optional<RobotBody> body() throws IOException {
        Optional<KnownRobot> known = KnownRobot.named(robot);
        if (known.isEmpty() && !Files.isRegularFile(Path.of(robot))) {
            screen.printf("%s is none of g1, h1-2 and so101, and there is no such file.%n", robot);
            return Optional.empty();
        }
        try {
            return Optional.of(known.isPresent() ? known.get().body() : RobotBody.of(UrdfReader.read(Path.of(robot))));
        } catch (UnreadableRobot refused) {
            screen.printf("%s can't be used (%s): %s%n", robot, refused.code(), plain(refused.getMessage()));
            return Optional.empty();
        }
    }

    private int refuse(String what) {
        screen.printf(
                "%s holds %s: only the motion of a body can be retargeted. Export it as BVH or GLB.%n", file(), what);
        return 2;
    }

    private int retarget(Motion.Body person, RobotBody body, TrajectoryOut.Writing wanted) throws IOException {
        return switch (new Retargeting(body, System::nanoTime).follow(person.clip())) {
            case Refused refused -> {
                screen.printf("%s can't be retargeted (%s): %s%n", file(), refused.code(), refused.message());
                yield 1;
            }
            case Retargeted made -> {
                int written = wanted.write(made.trajectory(), body);
                if (written != 0) {
                    yield written;
                }
                tell(person, body, made);
                var source = new RetargetReport.Source(name(), person.clip());
                if (!html.write(screen, to -> RetargetReport.write(source, body, made, to))) {
                    yield 2;
                }
                yield person.report().lossy() ? 3 : 0;
            }
        };
    }

    private void tell(Motion.Body person, RobotBody body, Retargeted made) {
        person.report().decisions().stream()
                .filter(one -> one.doubtful())
                .forEach(one -> screen.printf("Look at %s: %s%n", one.code(), plain(one.message())));
        tellOddities(body.robot().findings());
        if (json) {
            results.println(line(made));
        } else {
            show(body, made);
        }
    }

    /// One line a kind: what one joint lacks, all often lack.
    private void tellOddities(List<RobotFinding> findings) {
        Map<String, List<RobotFinding>> byCode = findings.stream()
                .filter(one -> !one.code().equals("meshes-passed-over"))
                .collect(Collectors.groupingBy(RobotFinding::code, TreeMap::new, Collectors.toList()));
        byCode.forEach((code, same) -> screen.printf(
                "Look at %s: %s%s%n",
                code,
                plain(same.getFirst().message()),
                same.size() > 1 ? " So do %d more.".formatted(same.size() - 1) : ""));
    }

    private void show(RobotBody body, Retargeted made) {
        Metrics m = made.metrics();
        results.printf(
                Locale.ROOT,
                "%s: %d frames at %.3f a second for %s, calibrated by %s%n",
                out.out(),
                m.frames(),
                made.trajectory().framesPerSecond(),
                plain(body.robot().name()),
                made.calibration());
        results.printf("  %s%n", plain(String.join(", ", body.roles())));
        results.printf(
                Locale.ROOT,
                "  hands off by %.1f mm (p99 %.1f), feet by %.1f mm (p99 %.1f), on the %.1f %% of targets within reach%n",
                1e3 * m.handMeanMetres(),
                1e3 * m.handP99Metres(),
                1e3 * m.footMeanMetres(),
                1e3 * m.footP99Metres(),
                100 * m.reachShare());
        results.printf(
                Locale.ROOT,
                "  feet slide in %.1f %% of %d frames of contact, soles at most %.1f mm below the floor%n",
                100 * m.footSlideShare(),
                m.contactFrames(),
                1e3 * m.floorMetres());
        results.printf(
                Locale.ROOT,
                "  %d joint values beyond limits, %d steps too fast, links at most %.1f mm in each other%n",
                m.limitViolations(),
                m.velocityViolations(),
                1e3 * m.collisionMetres());
        results.printf(
                Locale.ROOT,
                "  %.0f frames a second, p99 %.3f ms a frame%n",
                m.framesPerSecond(),
                m.frameMicrosP99() / 1e3);
    }

    private static ObjectNode line(Retargeted made) {
        Metrics m = made.metrics();
        return new ObjectMapper()
                .createObjectNode()
                .put("frames", m.frames())
                .put("framesPerSecond", made.trajectory().framesPerSecond())
                .put("calibration", made.calibration())
                .put("handMeanMetres", m.handMeanMetres())
                .put("handP99Metres", m.handP99Metres())
                .put("footMeanMetres", m.footMeanMetres())
                .put("footP99Metres", m.footP99Metres())
                .put("reachShare", m.reachShare())
                .put("contactFrames", m.contactFrames())
                .put("footSlideShare", m.footSlideShare())
                .put("limitViolations", m.limitViolations())
                .put("velocityViolations", m.velocityViolations())
                .put("collisionMetres", m.collisionMetres())
                .put("floorMetres", m.floorMetres())
                .put("computedFramesPerSecond", m.framesPerSecond())
                .put("frameMicrosP99", m.frameMicrosP99());
    }
}

package dev.firsthand.motion.report;

import dev.firsthand.motion.retarget.Metrics;
import dev.firsthand.motion.retarget.RetargetResult.Retargeted;
import dev.firsthand.motion.retarget.RobotBody;
import dev.firsthand.recording.mocap.Clip;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/// How well a robot follows: the person and the robot beside each other, and what was measured.
public final class RetargetReport {
    private static final String KEY =
            "<ul class=\"key\"><li class=\"is-person\">person, at their own size</li><li class=\"is-robot\">robot, as capsules</li></ul>\n";
    private static final double MEAN_METRES = 0.025;
    private static final double SLIDE_SHARE = 0.03;
    private static final double DEEP_METRES = 0.01;

    private final Clip clip;
    private final RobotBody robot;
    private final Retargeted made;
    private final Moments moments;

    private RetargetReport(Clip clip, RobotBody robot, Retargeted made) {
        this.clip = clip;
        this.robot = robot;
        this.made = made;
        this.moments = Moments.of(clip);
    }

    /// A motion by the name that people call it, such as that of its file.
    public record Source(String name, Clip clip) {}

    public static void write(Source source, RobotBody robot, Retargeted made, OutputStream to) throws IOException {
        var page = new RetargetReport(source.clip(), robot, made);
        new Page(
                        source.name() + " for " + robot.robot().name(),
                        page.head(),
                        page.scene(),
                        new Lanes(page.moments),
                        KEY,
                        page.body())
                .write(to);
    }

    private String head() {
        Metrics m = made.metrics();
        return """
                <p class="verdict">Hands follow within %s mm%s on average, where the robot can reach.</p>
                <p class="quiet">%d frames at %s a second, calibrated by %s.</p>
                """.formatted(
                        millimetres(m.handMeanMetres()),
                        robot.walks() ? " and feet within %s mm".formatted(millimetres(m.footMeanMetres())) : "",
                        m.frames(),
                        Text.number(made.trajectory().framesPerSecond(), 3),
                        Text.html(made.calibration()));
    }

    private Scene scene() {
        return new Scene(
                moments, List.of(PersonFigure.of(clip, moments), RobotFigure.of(robot, made.trajectory(), moments)));
    }

    private String body() {
        return Page.section("How well it follows", metrics())
                + Page.section("What was taken for what", roles())
                + Page.section("What this does not say", """
                <p>Masses, motors, balance and what the hands hold were not looked at. This is a motion to learn from, not one
                that is safe to run.</p>
                """);
    }

    private String metrics() {
        Metrics m = made.metrics();
        String rows = row("Hands, mean", m.handMeanMetres(), MEAN_METRES)
                + Page.row("Hands, worst hundredth", millimetres(m.handP99Metres()) + " mm", "")
                + (robot.walks() ? feet(m) : "")
                + Page.row("Targets within reach", percent(m.reachShare()), "")
                + row("Joint values beyond limits", m.limitViolations())
                + row("Steps too fast", m.velocityViolations())
                + row("Deepest links in each other", m.collisionMetres(), DEEP_METRES)
                + Page.row("Computed", Text.number(m.framesPerSecond(), 0) + " frames a second", "");
        return Page.table(
                "Over all frames, against the person before anything was smoothed", "Measure|Value|Our bar", rows);
    }

    private static String feet(Metrics m) {
        return row("Feet, mean", m.footMeanMetres(), MEAN_METRES)
                + Page.row("Feet, worst hundredth", millimetres(m.footP99Metres()) + " mm", "")
                + Page.row("Frames of contact", Integer.toString(m.contactFrames()), "")
                + Page.row("Of them, feet slide", percent(m.footSlideShare()), judged(m.footSlideShare(), SLIDE_SHARE))
                + row("Deepest sole below the floor", m.floorMetres(), DEEP_METRES);
    }

    private static String row(String name, double metres, double most) {
        return Page.row(name, millimetres(metres) + " mm", judged(metres, most));
    }

    private static String row(String name, int count) {
        return Page.row(name, Integer.toString(count), judged(count, 0));
    }

    /// What we hold ourselves to with clips of walks, jumps and reaches (docs/reference/motion.md).
    private static String judged(double value, double most) {
        return value <= most ? "<span class=\"pass\">holds</span>" : "<span class=\"warn\">look at</span>";
    }

    private static String millimetres(double metres) {
        return Text.number(1e3 * metres, 1);
    }

    private static String percent(double share) {
        return Text.number(100 * share, 1) + " %";
    }

    private String roles() {
        var rows = new StringBuilder();
        for (String role : robot.roles()) {
            String[] parts = role.split(": ", 2);
            rows.append(Page.row(Text.html(parts[0]), Text.html(parts[1])));
        }
        return Page.table("Found by the names of joints", "Part of a body|Joint of the robot", rows.toString());
    }
}

package dev.firsthand.motion.report;

import dev.firsthand.motion.report.Lanes.Bar;
import dev.firsthand.motion.soundness.Check;
import dev.firsthand.motion.soundness.Finding;
import dev.firsthand.motion.soundness.SoundnessReport;
import dev.firsthand.motion.soundness.Verdict;
import dev.firsthand.recording.mocap.Clip;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Whether a motion can be believed: which check found what at which joint when.
public final class CheckReport {
    private static final String KEY =
            "<ul class=\"key\"><li class=\"is-warn\">look at (half a bar)</li><li class=\"is-fail\">fails (a whole bar)</li><li class=\"is-mark\">joint of a finding</li></ul>\n";

    private final Clip clip;
    private final SoundnessReport report;
    private final Moments moments;

    private CheckReport(Clip clip, SoundnessReport report) {
        this.clip = clip;
        this.report = report;
        this.moments = Moments.of(clip);
    }

    /// Under the name that people call the motion by, such as that of its file.
    public static void write(String name, Clip clip, SoundnessReport report, OutputStream to) throws IOException {
        var page = new CheckReport(clip, report);
        new Page("Check of " + name, page.head(), page.scene(), page.lanes(), KEY, page.body()).write(to);
    }

    private String head() {
        String sentence = switch (report.verdict()) {
            case PASS, NOT_MADE -> "Nothing was found that speaks against this motion.";
            case WARN -> "It can be believed, but for what is to be looked at.";
            case FAIL -> "Parts of it can't be believed.";
        };
        if (report.notMade() > 0) {
            sentence += " %d checks could not be made.".formatted(report.notMade());
        }
        return "<p class=\"verdict %s\">%s</p>\n<p class=\"quiet\">%s, limits %s.</p>\n"
                .formatted(Text.word(report.verdict()), sentence, length(), Text.html(report.thresholds()));
    }

    private String length() {
        return "%s s at %s frames a second"
                .formatted(Text.number(clip.seconds(), 2), Text.number(clip.framesPerSecond(), 3));
    }

    private Scene scene() {
        var scene = new Scene(moments, List.of(PersonFigure.of(clip, moments)));
        for (Finding one : report.findings()) {
            scene.mark(
                    one.span().startNanos(),
                    one.span().endNanos(),
                    clip.skeleton().indexOf(one.joint()).orElse(-1),
                    one.check().word() + " at " + one.joint());
        }
        return scene;
    }

    private Lanes lanes() {
        var lanes = new Lanes(moments);
        Map<String, List<Bar>> byJoint = new LinkedHashMap<>();
        for (Check check : Check.values()) {
            List<Bar> bars = new ArrayList<>();
            for (Finding one : report.findings()) {
                if (one.check() == check) {
                    bars.add(bar(one));
                    byJoint.computeIfAbsent(one.joint(), joint -> new ArrayList<>())
                            .add(bar(one));
                }
            }
            if (report.of(check) != Verdict.NOT_MADE) {
                lanes.bars(check.word(), bars);
            }
        }
        byJoint.forEach((joint, bars) -> lanes.bars("at " + joint, bars));
        return lanes;
    }

    private static Bar bar(Finding one) {
        return new Bar(
                one.span().startNanos(),
                one.span().endNanos(),
                one.level() == Finding.Level.FAIL,
                "%s at %s, %s s to %s s: %s"
                        .formatted(
                                one.check().word(),
                                one.joint(),
                                Text.seconds(one.span().startNanos()),
                                Text.seconds(one.span().endNanos()),
                                measured(one)));
    }

    private static String measured(Finding one) {
        return "%s %s, limit %s".formatted(Text.number(one.measured(), 3), one.unit(), Text.number(one.limit(), 3));
    }

    private String body() {
        var checks = new StringBuilder();
        for (Check check : Check.values()) {
            Verdict verdict = report.of(check);
            checks.append(Page.row(
                    check.word(),
                    "<span class=\"%s\">%s</span>".formatted(Text.word(verdict), Text.word(verdict)),
                    about(check)));
        }
        return Page.section("Checks", Page.table("What each check came to", "Check|Verdict|Finds", checks.toString()))
                + Page.section("Findings", findings())
                + Page.section("What this does not say", """
                <p>A check by height and speed of a foot is a hint, weaker than a person who looks. No finding is a reason to
                pay less. A check that was not made has not passed.</p>
                """);
    }

    private String findings() {
        if (report.findings().isEmpty()) {
            return "<p>None.</p>\n";
        }
        var rows = new StringBuilder();
        for (Finding one : report.findings()) {
            rows.append(Page.row(
                    one.check().word(),
                    "<span class=\"%s\">%s</span>".formatted(Text.word(one.level()), Text.word(one.level())),
                    Text.html(one.joint()),
                    Page.jump(one.span().startNanos()),
                    Text.seconds(one.span().endNanos()) + " s",
                    Text.html(measured(one))));
        }
        String more = report.findingsLeftOut() > 0
                ? "<p>And %d more that are not listed.</p>\n".formatted(report.findingsLeftOut())
                : "";
        return Page.table(
                        "In the order of the checks; a time moves the figure there",
                        "Check|Level|Joint|From|To|Measured",
                        rows.toString())
                + more;
    }

    private static String about(Check check) {
        return switch (check) {
            case GAPS -> "joints that were not measured";
            case TELEPORTS -> "parts of the body that are suddenly elsewhere";
            case JITTER -> "shaking faster than people shake";
            case FOOT_SKATE -> "feet that slide while they stand";
            case FLOOR -> "toes below the floor";
            case JOINT_LIMITS -> "knees, elbows and necks that bend as no body does";
            case BONE_DRIFT -> "bones that change their length";
            case SELF_CONTACT -> "limbs inside each other";
            case FROZEN_SENSOR -> "a joint that stops while the body moves on";
            case SWAPPED_SIDES -> "left and right exchanged";
            case RETURN_TO_MARK -> "a person who is back on the mark, but not in the data";
        };
    }
}

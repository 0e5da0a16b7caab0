package dev.firsthand.motion.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.firsthand.motion.ergonomics.Interval;
import dev.firsthand.motion.ergonomics.StrainCourse;
import dev.firsthand.motion.ergonomics.StrainCourse.Moment;
import dev.firsthand.motion.retarget.KnownRobot;
import dev.firsthand.motion.retarget.Metrics;
import dev.firsthand.motion.retarget.RetargetResult.Retargeted;
import dev.firsthand.motion.retarget.RobotBody;
import dev.firsthand.motion.retarget.Trajectory;
import dev.firsthand.motion.robot.Robot.RobotJoint;
import dev.firsthand.motion.soundness.Check;
import dev.firsthand.motion.soundness.Finding;
import dev.firsthand.motion.soundness.SoundnessReport;
import dev.firsthand.motion.soundness.Verdict;
import dev.firsthand.recording.mocap.Clip;
import dev.firsthand.recording.mocap.Skeleton;
import dev.firsthand.recording.mocap.Skeleton.Joint;
import dev.firsthand.streams.space.Vector3;
import dev.firsthand.streams.time.TimeSpan;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReportsTest {
    private static final String EVIL = "</script><b onclick=alert(1)>";
    private static final int FRAMES = 121;
    private static final long SECOND = 1_000_000_000;

    @Test
    void a_check_shows_each_finding_with_joint_span_measure_and_limit() throws IOException {
        var finding = new Finding(
                Check.TELEPORTS, Finding.Level.FAIL, EVIL, new TimeSpan(SECOND / 4, SECOND / 2), 151.25, 150, "m/s2");
        var report = new SoundnessReport(
                "soundness-2",
                new TreeMap<>(Map.of(Check.TELEPORTS, Verdict.FAIL, Check.FLOOR, Verdict.NOT_MADE)),
                List.of(finding),
                7);
        var out = new ByteArrayOutputStream();
        CheckReport.write("walk.bvh", clip(), report, out);
        String page = out.toString(StandardCharsets.UTF_8);

        assertThat(page)
                .contains(
                        "Parts of it can't be believed",
                        "soundness-2",
                        "data-at=\"0.25\"",
                        "151.250 m/s2, limit 150.000",
                        "And 7 more")
                .contains("teleports</span><svg") // a check that was made has its lane
                .doesNotContain("floor</span><svg", EVIL);
        assertNeedsNothing(page);
    }

    @Test
    void a_retargeting_shows_its_metrics_and_both_bodies() throws IOException {
        RobotBody robot = KnownRobot.G1.body();
        var metrics =
                new Metrics(FRAMES, 0.0011, 0.0042, 0.0123, 0.0456, 0.987, 321, 0.031, 2, 3, 0.004, 0.0002, 9e3, 80);
        var out = new ByteArrayOutputStream();
        RetargetReport.write(
                new RetargetReport.Source("walk.bvh", clip()),
                robot,
                new Retargeted(standing(robot), metrics, "the rest pose"),
                out);
        String page = out.toString(StandardCharsets.UTF_8);

        assertThat(page)
                .contains("1.1 mm", "4.2 mm", "12.3 mm", "45.6 mm", "98.7 %", "321", "3.1 %", "the rest pose")
                .contains("left_knee_joint", "\"kind\":\"person\"", "\"kind\":\"robot\"", "id=\"apart\"");
        assertNeedsNothing(page);
    }

    @Test
    void strain_shows_time_at_each_level_from_sure_to_possible_and_when_a_break_was_due() throws IOException {
        List<Moment> moments = IntStream.range(0, 12_100)
                .mapToObj(i -> new Moment(
                        i * SECOND / 10, new Interval(i < 3025 ? 2 : 8, 11), new Interval(3, 7), Interval.of(2)))
                .toList();
        var out = new ByteArrayOutputStream();
        StrainReport.write("shift.bvh", clip(), new StrainCourse(0.1, moments, 40), List.of("a load of 12.0 kg"), out);
        String page = out.toString(StandardCharsets.UTF_8);

        assertThat(page)
                .contains("907.5 s were strained for sure", "1210.0 s scored, 4.0 s not", "25.0 %", "302.5 s")
                .contains("Take a break: 10 minutes of high strain", "Take a break: 20 minutes without one")
                .contains("never an input to pay");
        assertNeedsNothing(page);
    }

    @Test
    void places_are_little_endian_floats_at_most_thirty_times_a_second() throws IOException {
        var out = new ByteArrayOutputStream();
        var nothing = new SoundnessReport("soundness-2", new TreeMap<>(), List.of(), 0);
        CheckReport.write("walk.bvh", clip(), nothing, out);
        String page = out.toString(StandardCharsets.UTF_8);

        assertThat(page).contains("\"fps\":30,\"frames\":31,");
        Matcher places = Pattern.compile("\"places\":\"([^\"]+)\"").matcher(page);
        assertThat(places.find()).isTrue();
        ByteBuffer floats =
                ByteBuffer.wrap(Base64.getDecoder().decode(places.group(1))).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(floats.remaining()).isEqualTo(31 * 2 * 3 * Float.BYTES);
        int last = 30 * 2 * 3 * Float.BYTES;
        assertThat(floats.getFloat(last)).isEqualTo(1.2f); // the last frame of all
        assertThat(floats.getFloat(last + 20))
                .isCloseTo(0.4f, within(1e-6f)); // the floor is where the lowest point mostly is
    }

    /// A policy that forbids every fetch, and no address that could be one.
    private static void assertNeedsNothing(String page) {
        assertThat(page).contains("default-src 'none'");
        String own = page.replaceAll("(?s)<script.*?</script>", "");
        assertThat(own).doesNotContain("http:", "https:", "src=", "href=", "url(", "@import");
        assertThat(Pattern.compile("\"(?:core|three|three/orbit|figures)\":\"data:text/javascript")
                        .matcher(page)
                        .results())
                .hasSize(4);
        assertThat(page.split("</script>", -1)).hasSize(4);
    }

    /// A bone that goes along x by 1 cm a frame, 120 frames a second.
    private static Clip clip() {
        var skeleton = new Skeleton(List.of(
                new Joint("Hips", Skeleton.NO_PARENT, Vector3.ZERO, false),
                new Joint(EVIL, 0, new Vector3(0, 0, 0.4), true)));
        float[] rotations = new float[8 * FRAMES];
        for (int i = 3; i < rotations.length; i += 4) {
            rotations[i] = 1;
        }
        double[] places = new double[3 * FRAMES];
        for (int f = 0; f < FRAMES; f++) {
            places[3 * f] = f / 100.0;
            places[3 * f + 2] = 1;
        }
        return new Clip(skeleton, 1 / 120.0, FRAMES, 0, rotations, new int[] {0}, places);
    }

    private static Trajectory standing(RobotBody robot) {
        List<String> names = robot.robot().joints().stream()
                .filter(joint -> joint.coordinate() >= 0)
                .map(RobotJoint::name)
                .toList();
        double[] rows = new double[FRAMES * (Trajectory.BASE + names.size())];
        for (int f = 0; f < FRAMES; f++) {
            rows[f * (Trajectory.BASE + names.size()) + 6] = 1;
        }
        return new Trajectory(
                120,
                names,
                Collections.nCopies(names.size(), false),
                IntStream.range(0, names.size()).boxed().toList(),
                rows);
    }
}

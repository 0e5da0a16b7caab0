package dev.firsthand.perf;

import dev.firsthand.motion.ergonomics.StrainCourse;
import dev.firsthand.motion.ergonomics.Unseen;
import dev.firsthand.motion.soundness.Check;
import dev.firsthand.motion.soundness.Soundness;
import dev.firsthand.motion.soundness.SoundnessReport;
import dev.firsthand.motion.soundness.Thresholds;
import dev.firsthand.motion.soundness.Verdict;
import dev.firsthand.recording.align.AlignResult;
import dev.firsthand.recording.align.AlignResult.Aligned;
import dev.firsthand.recording.align.GyroAlignment;
import dev.firsthand.recording.live.LiveSource;
import dev.firsthand.recording.live.LiveTake;
import dev.firsthand.recording.mocap.Bvh;
import dev.firsthand.recording.mocap.BvhExport;
import dev.firsthand.recording.mocap.BvhImport;
import dev.firsthand.recording.mocap.BvhReader;
import dev.firsthand.recording.mocap.BvhWriter;
import dev.firsthand.recording.mocap.Clip;
import dev.firsthand.streams.time.ClockName;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;

/// How right motion is read, checked, aligned and heard, and how long an hour takes to be scored. Faults that are put
/// in are counted by `SoundnessTest`, kinematics held against Mecano by `KinematicsTest`.
final class MotionQualityBench {
    private static final String NAME = "motion";
    private static final double SCORE_SECONDS = 3;
    private static final double LOOK_SECONDS = 2;
    private static final double ALARMS_PERCENT = 5;
    private static final int PAIRS = 100;
    private static final double ALIGN_MILLIS = 5;
    private static final int STREAMS = 8;
    private static final int HERTZ = 100;
    private static final int LIVE_SECONDS = 20;
    private static final double LIVE_PERCENT = 10;

    private MotionQualityBench() {}

    /// @param hour of 60 joints at 60 Hz
    static void run(BenchOptions options, Clip hour) throws IOException {
        score(hour, options.rounds());
        align();
        live(options.work());
        Optional<Path> samples = RetargetBench.samples(options.root());
        if (samples.isEmpty()) {
            Figure.of(NAME, "clean-clips-that-fail", 0, "clips")
                    .with("clips", "absent")
                    .print();
        } else {
            clean(samples.get());
            again(samples.get());
        }
    }

    private static void score(Clip hour, int rounds) {
        var runs = new Series();
        int moments = 0;
        for (int round = 0; round < rounds; round++) {
            long began = System.nanoTime();
            moments = StrainCourse.of(hour, Unseen.NOTHING_DECLARED)
                    .orElseThrow()
                    .moments()
                    .size();
            runs.add((System.nanoTime() - began) / 1e9);
        }
        Figure.of(NAME, "score-one-hour", runs.median(), "s")
                .atMost(SCORE_SECONDS)
                .with("moments", moments)
                .with("runs", runs.runs())
                .print();
    }

    /// Recordings of 30 s with 30 % noise, of one head and of two.
    private static void align() {
        double[] errors = new double[PAIRS];
        int unlike = 0;
        for (int seed = 0; seed < PAIRS; seed++) {
            var random = new SplittableRandom(seed);
            double late = random.nextDouble(0, 5);
            var phone = new MadeUpHead(seed).felt(new ClockName("phone"), 200, 0, 40, random, 0.02);
            var suit = new MadeUpHead(seed).felt(new ClockName("suit"), 60, late, 30, random, 0.3);
            var other = new MadeUpHead(seed + PAIRS).felt(new ClockName("suit"), 60, late, 30, random, 0.02);
            errors[seed] = errorMillis(GyroAlignment.align(suit, phone), late);
            unlike += GyroAlignment.align(other, phone) instanceof Aligned ? 1 : 0;
        }
        Arrays.sort(errors);
        Figure.of(NAME, "gyro-alignment-p95", errors[PAIRS * 95 / 100 - 1], "ms")
                .atMost(ALIGN_MILLIS)
                .with("pairs", PAIRS)
                .print();
        Figure.of(NAME, "heads-of-two-people-aligned", unlike, "of " + PAIRS)
                .atMost(0)
                .print();
    }

    private static double errorMillis(AlignResult result, double lateSeconds) {
        return switch (result) {
            case Aligned told -> Math.abs(told.alignment().offsetNanos() / 1e6 - 1000 * lateSeconds);
            case AlignResult.CannotTell refused -> Double.POSITIVE_INFINITY;
        };
    }

    /// Eight people at 100 moments a second, each written as MCAP: what share of a core hears them.
    private static void live(Path work) throws IOException {
        var threads = ManagementFactory.getThreadMXBean();
        List<LiveTake> takes = new ArrayList<>();
        for (int stream = 0; stream < STREAMS; stream++) {
            Path out = work.resolve("live-%d.mcap".formatted(stream));
            Files.deleteIfExists(out);
            takes.add(LiveTake.into(out, new LiveTake.Wish(LiveSource.ROKOKO, 1, HERTZ)));
        }
        long began = 0;
        for (int moment = 0; moment < 2 * LIVE_SECONDS * HERTZ; moment++) {
            if (moment == LIVE_SECONDS * HERTZ) { // warm by now
                began = threads.getCurrentThreadCpuTime();
            }
            byte[] datagram = datagram(moment);
            for (LiveTake take : takes) {
                take.hear(ByteBuffer.wrap(datagram), moment * (1_000_000_000L / HERTZ));
            }
        }
        double used = (threads.getCurrentThreadCpuTime() - began) / 1e9;
        for (LiveTake take : takes) {
            take.finish();
            take.close();
        }
        Figure.of(NAME, "live-eight-streams", 100 * used / LIVE_SECONDS, "% of a core")
                .atMost(LIVE_PERCENT)
                .with("lost", takes.getFirst().course().lost())
                .with("moments", takes.getFirst().course().moments())
                .print();
    }

    private static byte[] datagram(int moment) {
        var joints = new ArrayList<String>();
        for (String name : List.of(
                "hip",
                "spine",
                "chest",
                "neck",
                "head",
                "leftUpLeg",
                "leftLeg",
                "leftFoot",
                "leftToe",
                "rightUpLeg",
                "rightLeg",
                "rightFoot",
                "rightToe",
                "leftShoulder",
                "leftUpperArm",
                "leftLowerArm",
                "leftHand",
                "rightShoulder",
                "rightUpperArm",
                "rightLowerArm",
                "rightHand")) {
            joints.add(String.format(
                    Locale.ROOT,
                    "\"%s\":{\"position\":{\"x\":%.6f,\"y\":%.6f,\"z\":%.6f},\"rotation\":{\"x\":0,\"y\":0,\"z\":0,\"w\":1}}",
                    name,
                    0.01 * joints.size(),
                    0.07 * joints.size(),
                    Math.sin(moment / 50.0)));
        }
        return String.format(
                        Locale.ROOT,
                        "{\"version\":\"3,0\",\"fps\":%d,\"scene\":{\"timestamp\":%.4f,\"actors\":[{\"body\":{%s}}]}}",
                        HERTZ,
                        (double) moment / HERTZ,
                        String.join(",", joints))
                .getBytes(StandardCharsets.UTF_8);
    }

    /// One look is one check of two seconds of one clip.
    private static void clean(Path samples) throws IOException {
        int failed = 0;
        int looks = 0;
        int alarms = 0;
        var byCheck = new TreeMap<String, Integer>();
        for (String name : RetargetBench.CLIPS) {
            Clip clip = BvhImport.of(BvhReader.read(samples.resolve(name))).clip();
            SoundnessReport report = Soundness.check(clip, Thresholds.CURRENT);
            failed += report.verdict() == Verdict.FAIL ? 1 : 0;
            for (Check check : Check.values()) {
                int raised = report.stretchesWith(check, clip.seconds(), LOOK_SECONDS);
                looks += report.stretches(check, clip.seconds(), LOOK_SECONDS);
                alarms += raised;
                byCheck.merge(check.word(), raised, Integer::sum);
            }
        }
        Figure.of(NAME, "clean-clips-that-fail", failed, "of " + RetargetBench.CLIPS.size())
                .atMost(0)
                .with("thresholds", Thresholds.CURRENT.version())
                .print();
        Figure.of(NAME, "clean-looks-that-raise-anything", 100.0 * alarms / looks, "%")
                .atMost(ALARMS_PERCENT)
                .with("looks", looks)
                .with("alarms", byCheck)
                .print();
    }

    private static void again(Path samples) throws IOException {
        int files = 0;
        int other = 0;
        try (var list = Files.list(samples)) {
            for (Path file :
                    list.filter(one -> one.toString().endsWith(".bvh")).sorted().toList()) {
                byte[] once = made(BvhReader.read(file));
                Path copy = Files.createTempFile("made", ".bvh");
                Files.write(copy, once);
                other += Arrays.equals(once, made(BvhReader.read(copy))) ? 0 : 1;
                Files.delete(copy);
                files++;
            }
        }
        Figure.of(NAME, "bvh-not-made-again-with-the-same-bytes", other, "of " + files)
                .atMost(0)
                .print();
    }

    private static byte[] made(Bvh bvh) throws IOException {
        var out = new ByteArrayOutputStream();
        BvhWriter.write(BvhExport.of(BvhImport.of(bvh).clip()), out);
        return out.toByteArray();
    }
}

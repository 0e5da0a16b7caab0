package dev.firsthand.perf;

import dev.firsthand.motion.export.TrajectoryCsv;
import dev.firsthand.motion.retarget.KnownRobot;
import dev.firsthand.motion.retarget.RetargetResult;
import dev.firsthand.motion.retarget.RetargetResult.Refused;
import dev.firsthand.motion.retarget.RetargetResult.Retargeted;
import dev.firsthand.motion.retarget.Retargeting;
import dev.firsthand.motion.retarget.Trajectory;
import dev.firsthand.recording.mocap.BvhImport;
import dev.firsthand.recording.mocap.BvhReader;
import dev.firsthand.recording.mocap.Clip;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Clips of the CMU database, where `shared/samples` stands in a folder above the repository: how fast and how well
/// they are retargeted to G1, all that belongs to it included. Beside it mink, which follows the pelvis, chest, hands
/// and feet of the very trajectories that came out, within joint and velocity limits, and does nothing else.
final class RetargetBench {
    private static final String NAME = "motion";
    private static final int WARM_UP = 10;
    private static final double FRAMES_PER_SECOND = 8_000;
    private static final double P99_MICROS = 500;
    private static final Path SAMPLES = Path.of("shared/samples/bvh");
    static final List<String> CLIPS = List.of("10_01.bvh", "12_01.bvh", "13_01.bvh", "fairmotion_01_01.bvh");

    private RetargetBench() {}

    static void run(BenchOptions options) throws IOException, InterruptedException {
        Optional<Path> samples = samples(options.root());
        if (samples.isEmpty()) {
            Figure.of(NAME, "retarget-g1", 0, "frames/s")
                    .with("clips", "absent")
                    .print();
            return;
        }
        var retargeting = new Retargeting(KnownRobot.G1.body(), System::nanoTime);
        var larger = new Retargeting(KnownRobot.H1_2.body(), System::nanoTime);
        for (String name : CLIPS) {
            Clip clip =
                    BvhImport.of(BvhReader.read(samples.get().resolve(name))).clip();
            Trajectory trajectory = measure(retargeting, name, clip, options.rounds());
            peer(options, name, trajectory);
            Figure.of(NAME, "retarget-h1-2", follow(larger, clip).metrics().framesPerSecond(), "frames/s")
                    .with("clip", name)
                    .with("metrics", follow(larger, clip).metrics())
                    .print();
        }
    }

    static Optional<Path> samples(Path root) {
        for (Path above = root; above != null; above = above.getParent()) {
            if (Files.isDirectory(above.resolve(SAMPLES))) {
                return Optional.of(above.resolve(SAMPLES));
            }
        }
        return Optional.empty();
    }

    private static Trajectory measure(Retargeting retargeting, String name, Clip clip, int rounds) {
        var speeds = new Series();
        var slowest = new Series();
        Retargeted made = follow(retargeting, clip);
        for (int round = 1; round < WARM_UP + rounds; round++) {
            made = follow(retargeting, clip);
            if (round >= WARM_UP) {
                speeds.add(made.metrics().framesPerSecond());
                slowest.add(made.metrics().frameMicrosP99());
            }
        }
        Figure.of(NAME, "retarget-g1", speeds.median(), "frames/s")
                .atLeast(FRAMES_PER_SECOND)
                .with("clip", name)
                .with("runs", speeds.runs())
                .with("metrics", made.metrics())
                .print();
        Figure.of(NAME, "retarget-g1-p99", slowest.median(), "us")
                .atMost(P99_MICROS)
                .with("clip", name)
                .with("runs", slowest.runs())
                .print();
        return made.trajectory();
    }

    private static Retargeted follow(Retargeting retargeting, Clip clip) {
        RetargetResult result = retargeting.follow(clip);
        return switch (result) {
            case Retargeted made -> made;
            case Refused refused -> throw new IllegalStateException(refused.message());
        };
    }

    private static void peer(BenchOptions options, String name, Trajectory trajectory)
            throws IOException, InterruptedException {
        Optional<MinkPeer> peer = MinkPeer.find(options.root());
        if (peer.isEmpty()) {
            Figure.of(NAME, "retarget-mink", 0, "frames/s")
                    .with("peer", "absent")
                    .with("howToGetIt", MinkPeer.HOW_TO_GET)
                    .print();
            return;
        }
        Path csv = options.work().resolve(name + ".csv");
        try (OutputStream out = Files.newOutputStream(csv)) {
            TrajectoryCsv.write(trajectory, TrajectoryCsv.Layout.JOINTS, out);
        }
        var line = peer.get().run(options.work(), csv, trajectory.framesPerSecond());
        Figure.of(NAME, "retarget-mink", line.path("framesPerSecond").asDouble(), "frames/s")
                .with("clip", name)
                .with("peer", line)
                .print();
    }
}

package dev.firsthand.perf;

import dev.firsthand.motion.soundness.Soundness;
import dev.firsthand.motion.soundness.Thresholds;
import dev.firsthand.recording.mocap.BvhImport;
import dev.firsthand.recording.mocap.BvhReader;
import dev.firsthand.recording.mocap.C3dReader;
import dev.firsthand.recording.mocap.Clip;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;

/// Motion files that are made up from a seed: how fast BVH and C3D are read, and how long it takes to check an hour of
/// 60 joints at 60 Hz; then [MotionQualityBench] and [RetargetBench]. On one thread; the first rounds warm up and are
/// not counted.
public final class MotionBench {
    private static final String NAME = "motion";
    private static final int WARM_UP = 10;
    private static final int JOINTS = 60;
    private static final int FRAMES = 6_000;
    private static final int HOUR_FRAMES = 60 * 3600;
    private static final double CHECK_SECONDS = 3;
    private static final String[] BODY = {
        "Hips",
        "Spine",
        "Neck",
        "Head",
        "LeftArm",
        "LeftForeArm",
        "LeftHand",
        "RightArm",
        "RightForeArm",
        "RightHand",
        "LeftUpLeg",
        "LeftLeg",
        "LeftFoot",
        "LeftToeBase",
        "RightUpLeg",
        "RightLeg",
        "RightFoot",
        "RightToeBase"
    };
    private static final int[] PARENT = {-1, 0, 1, 2, 1, 4, 5, 1, 7, 8, 0, 10, 11, 12, 0, 14, 15, 16};

    private MotionBench() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        BenchOptions options = BenchOptions.of(arguments, 0);
        Path bvh = Files.writeString(options.work().resolve("made-up.bvh"), bvh());
        Path c3d = Files.write(options.work().resolve("made-up.c3d"), c3d());
        speed("bvh-read", bvh, options.rounds(), 150, () -> BvhReader.read(bvh).frames());
        speed("c3d-read", c3d, options.rounds(), 500, () -> C3dReader.read(c3d).frames());
        Clip hour = hour(BvhImport.inUnits(BvhReader.read(bvh), 0.01).clip());
        check(hour, options.rounds());
        MotionQualityBench.run(options, hour);
        RetargetBench.run(options);
    }

    private interface Reading {
        int frames() throws IOException;
    }

    private static void speed(String figure, Path file, int rounds, double least, Reading reading) throws IOException {
        var runs = new Series();
        for (int round = 0; round < WARM_UP + rounds; round++) {
            long began = System.nanoTime();
            reading.frames();
            double seconds = (System.nanoTime() - began) / 1e9;
            if (round >= WARM_UP) {
                runs.add(Files.size(file) / 1e6 / seconds);
            }
        }
        Figure.of(NAME, figure, runs.median(), "MB/s")
                .with("target", ">= " + least)
                .with("met", runs.median() >= least)
                .with("runs", runs.runs())
                .print();
    }

    private static Clip hour(Clip clip) {
        int joints = clip.skeleton().size();
        float[] turns = new float[4 * joints * HOUR_FRAMES];
        double[] places = new double[3 * clip.movers().length * HOUR_FRAMES];
        for (int f = 0; f < HOUR_FRAMES; f++) {
            int from = Math.abs(f % (2 * clip.frames() - 2) - (clip.frames() - 1)); // to and fro, so that nothing jumps
            System.arraycopy(clip.rotations(), 4 * joints * from, turns, 4 * joints * f, 4 * joints);
            int width = 3 * clip.movers().length;
            System.arraycopy(clip.translations(), width * from, places, width * f, width);
        }
        return new Clip(clip.skeleton(), 1 / 60.0, HOUR_FRAMES, 0, turns, clip.movers(), places);
    }

    private static void check(Clip hour, int rounds) {
        var runs = new Series();
        for (int round = 0; round < rounds; round++) {
            long began = System.nanoTime();
            Soundness.check(hour, Thresholds.CURRENT);
            runs.add((System.nanoTime() - began) / 1e9);
        }
        Figure.of(NAME, "check-one-hour", runs.median(), "s")
                .atMost(CHECK_SECONDS)
                .with("joints", hour.skeleton().size())
                .with("runs", runs.runs())
                .print();
    }

    private static String bvh() {
        var text = new StringBuilder("HIERARCHY\n");
        node(text, 0);
        text.append("MOTION\nFrames: ").append(FRAMES).append("\nFrame Time: 0.0166667\n");
        var random = new Random(7);
        double[] phase = random.doubles(3L * JOINTS, 0, 6).toArray();
        for (int f = 0; f < FRAMES; f++) {
            text.append("%.6f %.6f %.6f".formatted(Math.sin(f / 90.0), 90 + Math.sin(f / 70.0), Math.sin(f / 80.0)));
            for (int c = 0; c < 3 * JOINTS; c++) {
                text.append(String.format(Locale.ROOT, " %.6f", 12 * Math.sin(f / 40.0 + phase[c])));
            }
            text.append('\n');
        }
        return text.toString();
    }

    /// A body, and fingers on its hands up to the full count.
    private static void node(StringBuilder text, int joint) {
        String name = joint < BODY.length ? BODY[joint] : "Finger" + joint;
        text.append(joint == 0 ? "ROOT " : "JOINT ").append(name).append("\n{\nOFFSET ");
        text.append(joint == 0 ? "0 0 0" : "%d %d 1".formatted(joint % 3 - 1, joint >= 10 && joint < 18 ? -40 : 20));
        text.append(
                joint == 0
                        ? "\nCHANNELS 6 Xposition Yposition Zposition Zrotation Xrotation Yrotation\n"
                        : "\nCHANNELS 3 Zrotation Xrotation Yrotation\n");
        for (int child = joint + 1; child < JOINTS; child++) {
            int parent = child < BODY.length ? PARENT[child] : child % 2 == 0 ? 6 : 9;
            if (parent == joint) {
                node(text, child);
            }
        }
        text.append("}\n");
    }

    /// Single numbers of an Intel machine, without a description: 60 points, 20,000 frames.
    private static byte[] c3d() {
        int frames = 20_000;
        var out = ByteBuffer.allocate(1024 + frames * JOINTS * 16).order(ByteOrder.LITTLE_ENDIAN);
        out.put(0, (byte) 1).put(1, (byte) 0x50).putShort(2, (short) JOINTS);
        out.putShort(6, (short) 1)
                .putShort(8, (short) frames)
                .putFloat(12, -0.1f)
                .putShort(16, (short) 3);
        out.putShort(18, (short) 1).putFloat(20, 100);
        var random = new Random(7);
        out.position(1024);
        while (out.hasRemaining()) {
            out.putFloat(random.nextFloat() * 1000).putFloat(random.nextFloat() * 1000);
            out.putFloat(random.nextFloat() * 1000).putFloat(random.nextInt(100) == 0 ? -1 : 300);
        }
        return out.array();
    }
}

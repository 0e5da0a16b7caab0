package dev.firsthand.recording.mocap;

import dev.firsthand.recording.mocap.Bvh.Node;
import dev.firsthand.recording.mocap.ImportReport.Decision;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/// Makes a clip in metres, Z up, of a BVH file, and says what had to be decided on the way.
public final class BvhImport {
    private static final int SAMPLES = 64;
    private static final double NEAR_SHARE = 0.05;
    private static final double SMALL_SHARE = 1e-3;
    private static final double MOVES_METRES = 0.001;

    private final Bvh bvh;
    private final OptionalDouble metresPerUnit;
    private final List<Decision> decisions = new ArrayList<>();
    private final double extent;

    private BvhImport(Bvh bvh, OptionalDouble metresPerUnit) {
        this.bvh = bvh;
        this.metresPerUnit = metresPerUnit;
        this.extent =
                bvh.nodes().stream().mapToDouble(node -> length(node.offset())).sum();
    }

    /// The unit is guessed from the body.
    public static Motion.Body of(Bvh bvh) throws UnreadableMotion {
        return new BvhImport(bvh, OptionalDouble.empty()).read();
    }

    /// The unit is stated by somebody who knows it.
    public static Motion.Body inUnits(Bvh bvh, double metresPerUnit) throws UnreadableMotion {
        return new BvhImport(bvh, OptionalDouble.of(metresPerUnit)).read();
    }

    private Motion.Body read() throws UnreadableMotion {
        MotionLimits.checkValues(bvh.frames(), 4L * bvh.nodes().size() / 2);
        tellOddities();
        boolean[] adds = positionRule();
        int step = Math.max(1, bvh.frames() / SAMPLES);
        var scale = BodyScale.of(new BvhPoses(bvh, adds, Axes.Z_UP, 1).clip(step));
        decisions.addAll(scale.decisions());
        double metres = scale.unit().metres();
        if (metresPerUnit.isPresent()) {
            metres = metresPerUnit.getAsDouble();
            decisions.removeIf(decision -> decision.code().equals("unit-guessed"));
            decisions.add(Decision.sure("unit-stated", "One unit is %s m, as stated.".formatted(metres)));
        }
        double ratio = metres / scale.unit().metres();
        FirstPose.Parted parted = FirstPose.part(new BvhPoses(bvh, adds, scale.axes(), metres).clip(1), decisions);
        Clip clip = parted.clip();
        String root = bvh.nodes().getFirst().name();
        var report = new ImportReport(
                "BVH",
                bvh.nodes().size(),
                bvh.declaredFrames(),
                bvh.frames(),
                clip.framesPerSecond(),
                metresPerUnit.isPresent() ? "declared" : scale.unit().word(),
                metres,
                scale.axes().up(),
                root,
                movingRoot(clip, root),
                parted.inserted(),
                RestPose.of(clip.skeleton(), BodyMap.of(clip.skeleton())),
                scale.headHeightMetres().isPresent()
                        ? OptionalDouble.of(scale.headHeightMetres().getAsDouble() * ratio)
                        : OptionalDouble.empty(),
                decisions);
        return new Motion.Body(clip, report);
    }

    private void tellOddities() {
        Bvh.Oddities odd = bvh.odd();
        if (bvh.declaredFrames() != bvh.frames()) {
            decisions.add(Decision.doubtful(
                    "frame-count",
                    "The file states %d frames and holds %d: those are used."
                            .formatted(bvh.declaredFrames(), bvh.frames())));
        }
        if (odd.lastCut()) {
            decisions.add(Decision.doubtful("last-line-cut", "The last line is cut short: that frame is left out."));
        }
        if (odd.spoiledFrames() > 0) {
            decisions.add(Decision.doubtful(
                    "frames-spoiled",
                    "%d lines have too few or too many numbers: those frames are missing."
                            .formatted(odd.spoiledFrames())));
        }
        if (odd.wrapped()) {
            decisions.add(Decision.sure("frames-wrapped", "Frames run over line ends; the stated count fits."));
        }
        if (odd.decimalComma()) {
            decisions.add(Decision.sure("decimal-comma", "Numbers have a decimal comma; it is read as a point."));
        }
        if (odd.notNumbers() > 0) {
            decisions.add(Decision.doubtful(
                    "numbers-missing",
                    "%d values are written as not a number: they are missing.".formatted(odd.notNumbers())));
        }
    }

    /// Position channels replace the offset; adding them doubles every bone. Only where they start near nothing
    /// while the offset is long do they mean what is added to it.
    private boolean[] positionRule() {
        var poses = new BvhPoses(bvh, new boolean[bvh.nodes().size()], Axes.Z_UP, 1);
        boolean[] adds = new boolean[bvh.nodes().size()];
        int replaced = 0;
        int added = 0;
        for (int i = 0; i < adds.length; i++) {
            Node node = bvh.nodes().get(i);
            double offset = length(node.offset());
            if (!node.moves() || offset <= SMALL_SHARE * extent) {
                continue;
            }
            adds[i] = length(poses.place(i, 0)) < NEAR_SHARE * offset;
            added += adds[i] ? 1 : 0;
            replaced += adds[i] ? 0 : 1;
        }
        if (replaced > 0) {
            decisions.add(Decision.sure(
                    "positions-replace-offsets",
                    "%d joints have both an offset and positions: the positions are used instead of the offset."
                            .formatted(replaced)));
        }
        if (added > 0) {
            decisions.add(Decision.doubtful(
                    "positions-added-to-offsets",
                    "%d joints have positions near 0 and a long offset: the positions are added to the offset."
                            .formatted(added)));
        }
        return adds;
    }

    private String movingRoot(Clip clip, String root) {
        for (int m = 0; m < clip.movers().length; m++) {
            if (travel(clip, m) > MOVES_METRES) {
                String name = clip.skeleton().joints().get(clip.movers()[m]).name();
                if (!name.equals(root)) {
                    decisions.add(Decision.sure(
                            "root-stands-still", "%s stands still; %s moves through the room.".formatted(root, name)));
                }
                return name;
            }
        }
        return root;
    }

    private static double travel(Clip clip, int mover) {
        double most = 0;
        int width = 3 * clip.movers().length;
        int first = clip.firstFrameOfMotion() * width + 3 * mover;
        for (int f = clip.firstFrameOfMotion(); f < clip.frames(); f++) {
            for (int axis = 0; axis < 3; axis++) {
                most = Math.max(
                        most,
                        Math.abs(
                                clip.translations()[f * width + 3 * mover + axis] - clip.translations()[first + axis]));
            }
        }
        return most;
    }

    private static double length(double[] v) {
        return Math.sqrt(v[0] * v[0] + v[1] * v[1] + v[2] * v[2]);
    }
}

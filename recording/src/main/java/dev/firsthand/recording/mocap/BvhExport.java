package dev.firsthand.recording.mocap;

import dev.firsthand.recording.mocap.Bvh.Channel;
import dev.firsthand.recording.mocap.Bvh.Node;
import dev.firsthand.streams.space.Vector3;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Makes a BVH file of a clip: centimetres, Y up, Z forward, turns in the order Z, X, Y, as most programs write it.
/// Places are told in millionths of a centimetre, angles as [BvhAngles] has them: what is made of such a file again has
/// the same numbers.
public final class BvhExport {
    private static final double UNITS_PER_METRE = 100;
    private static final double STEPS_PER_UNIT = 1e6;
    private static final double STEPPED_MOST = 1e9; // a double has no millionths beyond
    private static final List<Channel> TURNS = List.of(Channel.Z_ROTATION, Channel.X_ROTATION, Channel.Y_ROTATION);
    private static final List<Channel> ALL = List.of(
            Channel.X_POSITION,
            Channel.Y_POSITION,
            Channel.Z_POSITION,
            Channel.Z_ROTATION,
            Channel.X_ROTATION,
            Channel.Y_ROTATION);

    private final Clip clip;
    private final int[] moverOf;
    private final boolean[] moves;

    private BvhExport(Clip clip, boolean whole) {
        this.clip = clip;
        moverOf = new int[clip.skeleton().size()];
        moves = new boolean[moverOf.length];
        Arrays.fill(moverOf, -1);
        for (int m = 0; m < clip.movers().length; m++) {
            int joint = clip.movers()[m];
            moverOf[joint] = m;
            moves[joint] = !whole || changes(joint);
        }
    }

    /// Joints that stay at their place in all frames have no channels for it.
    public static Bvh of(Clip clip) throws UnreadableMotion {
        return new BvhExport(clip, true).export();
    }

    /// A part of a motion that goes on: whatever may move has channels for its place.
    public static Bvh ofPart(Clip clip) throws UnreadableMotion {
        return new BvhExport(clip, false).export();
    }

    private Bvh export() throws UnreadableMotion {
        var nodes = new ArrayList<Node>();
        for (int j = 0; j < moverOf.length; j++) {
            Skeleton.Joint joint = clip.skeleton().joints().get(j);
            List<Channel> channels = joint.end() ? List.of() : moves[j] ? ALL : TURNS;
            nodes.add(new Node(joint.name(), joint.parent(), offset(j), channels, joint.end()));
        }
        int channels = nodes.stream().mapToInt(node -> node.channels().size()).sum();
        double[] values = new double[MotionLimits.checkValues(clip.frames(), channels)];
        int at = 0;
        for (int f = 0; f < clip.frames(); f++) {
            for (int j = 0; j < moverOf.length; j++) {
                if (moves[j]) {
                    System.arraycopy(place(f, j), 0, values, at, 3);
                    at += 3;
                }
                if (!clip.skeleton().joints().get(j).end()) {
                    System.arraycopy(turns(f, j), 0, values, at, 3);
                    at += 3;
                }
            }
        }
        return new Bvh(nodes, clip.frameSeconds(), clip.frames(), clip.frames(), values, Bvh.Oddities.NONE);
    }

    private boolean changes(int joint) {
        double[] first = place(0, joint);
        for (int f = 1; f < clip.frames(); f++) {
            double[] now = place(f, joint);
            if (now[0] != first[0] || now[1] != first[1] || now[2] != first[2]) {
                return true;
            }
        }
        return false;
    }

    /// Of a joint that moves the first place, for that is how the file is read again.
    private double[] offset(int joint) {
        if (moverOf[joint] >= 0) {
            double[] first = place(0, joint);
            if (Double.isFinite(first[0] + first[1] + first[2])) {
                return first;
            }
        }
        return theirs(clip.skeleton().joints().get(joint).parentFromJoint());
    }

    private double[] place(int frame, int joint) {
        double[] t = clip.translations();
        int from = 3 * (frame * clip.movers().length + moverOf[joint]);
        return theirs(new Vector3(t[from], t[from + 1], t[from + 2]));
    }

    private double[] turns(int frame, int joint) {
        float[] q = clip.rotations();
        int from = 4 * (frame * moverOf.length + joint);
        return BvhAngles.of(new float[] {q[from + 1], q[from + 2], q[from], q[from + 3]});
    }

    /// Our X forward, Y left, Z up are their Z, X, Y.
    private static double[] theirs(Vector3 ours) {
        return new double[] {stepped(ours.y()), stepped(ours.z()), stepped(ours.x())};
    }

    private static double stepped(double metres) {
        double value = UNITS_PER_METRE * metres;
        return Math.abs(value) < STEPPED_MOST ? Math.rint(value * STEPS_PER_UNIT) / STEPS_PER_UNIT + 0.0 : value;
    }
}

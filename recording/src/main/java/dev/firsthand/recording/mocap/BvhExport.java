package dev.firsthand.recording.mocap;

import dev.firsthand.recording.mocap.Bvh.Channel;
import dev.firsthand.recording.mocap.Bvh.Node;
import dev.firsthand.streams.space.Vector3;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Makes a BVH file of a clip: centimetres, Y up, Z forward, turns in the order Z, X, Y, as most programs write it.
public final class BvhExport {
    private static final double UNITS_PER_METRE = 100;
    private static final List<Channel> TURNS = List.of(Channel.Z_ROTATION, Channel.X_ROTATION, Channel.Y_ROTATION);
    private static final List<Channel> ALL = List.of(
            Channel.X_POSITION,
            Channel.Y_POSITION,
            Channel.Z_POSITION,
            Channel.Z_ROTATION,
            Channel.X_ROTATION,
            Channel.Y_ROTATION);

    private BvhExport() {}

    public static Bvh of(Clip clip) throws UnreadableMotion {
        int[] moverOf = new int[clip.skeleton().size()];
        Arrays.fill(moverOf, -1);
        for (int m = 0; m < clip.movers().length; m++) {
            moverOf[clip.movers()[m]] = m;
        }
        var nodes = new ArrayList<Node>();
        for (int j = 0; j < moverOf.length; j++) {
            Skeleton.Joint joint = clip.skeleton().joints().get(j);
            List<Channel> channels = joint.end() ? List.of() : moverOf[j] >= 0 ? ALL : TURNS;
            nodes.add(new Node(joint.name(), joint.parent(), theirs(joint.parentFromJoint()), channels, joint.end()));
        }
        int channels = nodes.stream().mapToInt(node -> node.channels().size()).sum();
        double[] values = new double[MotionLimits.checkValues(clip.frames(), channels)];
        int at = 0;
        for (int f = 0; f < clip.frames(); f++) {
            for (int j = 0; j < moverOf.length; j++) {
                if (moverOf[j] >= 0) {
                    int from = 3 * (f * clip.movers().length + moverOf[j]);
                    double[] t = clip.translations();
                    System.arraycopy(theirs(new Vector3(t[from], t[from + 1], t[from + 2])), 0, values, at, 3);
                    at += 3;
                }
                if (!clip.skeleton().joints().get(j).end()) {
                    turns(clip.rotations(), 4 * (f * moverOf.length + j), values, at);
                    at += 3;
                }
            }
        }
        return new Bvh(nodes, clip.frameSeconds(), clip.frames(), clip.frames(), values, Bvh.Oddities.NONE);
    }

    /// Our X forward, Y left, Z up are their Z, X, Y.
    private static double[] theirs(Vector3 ours) {
        return new double[] {UNITS_PER_METRE * ours.y(), UNITS_PER_METRE * ours.z(), UNITS_PER_METRE * ours.x()};
    }

    /// Angles z, x, y in degrees with `turn(z) * turn(x) * turn(y)` the rotation. Near x = 90 degrees only the sum
    /// of the other two tells, and z takes it all.
    private static void turns(float[] q, int at, double[] to, int offset) {
        double x = q[at + 1];
        double y = q[at + 2];
        double z = q[at];
        double w = q[at + 3];
        double length = Math.sqrt(x * x + y * y + z * z + w * w);
        x /= length;
        y /= length;
        z /= length;
        w /= length;
        double sine = 2 * (y * z + x * w);
        double aboutZ;
        double aboutY;
        if (Math.abs(sine) > 1 - 1e-12) {
            aboutZ = Math.atan2(2 * (x * y + z * w), 1 - 2 * (y * y + z * z));
            aboutY = 0;
        } else {
            aboutZ = Math.atan2(2 * (z * w - x * y), 1 - 2 * (x * x + z * z));
            aboutY = Math.atan2(2 * (y * w - x * z), 1 - 2 * (x * x + y * y));
        }
        to[offset] = Math.toDegrees(aboutZ);
        to[offset + 1] = Math.toDegrees(Math.asin(Math.clamp(sine, -1, 1)));
        to[offset + 2] = Math.toDegrees(aboutY);
    }
}

package dev.firsthand.recording.mocap;

import dev.firsthand.streams.space.Rotation;
import dev.firsthand.streams.space.Vector3;

/// One frame of a clip in the world: where each joint is and how it is turned. Made once, moved from frame to
/// frame; not for two threads.
public final class Pose {
    private final Clip clip;
    private final int[] parents;
    private final int[] moverOf;
    private final boolean[] end;
    private final double[] offsets;
    private final double[] places;
    private final double[] turns;

    public Pose(Clip clip) {
        this.clip = clip;
        int joints = clip.skeleton().size();
        parents = clip.skeleton().parents();
        moverOf = new int[joints];
        end = new boolean[joints];
        offsets = new double[3 * joints];
        places = new double[3 * joints];
        turns = new double[4 * joints];
        java.util.Arrays.fill(moverOf, -1);
        for (int m = 0; m < clip.movers().length; m++) {
            moverOf[clip.movers()[m]] = m;
        }
        for (int j = 0; j < joints; j++) {
            Skeleton.Joint joint = clip.skeleton().joints().get(j);
            end[j] = joint.end();
            offsets[3 * j] = joint.parentFromJoint().x();
            offsets[3 * j + 1] = joint.parentFromJoint().y();
            offsets[3 * j + 2] = joint.parentFromJoint().z();
        }
    }

    /// Places all joints as they are in this frame.
    public Pose at(int frame) {
        int joints = parents.length;
        float[] rotations = clip.rotations();
        int turn = frame * joints * 4;
        for (int j = 0; j < joints; j++, turn += 4) {
            int parent = parents[j];
            double[] from = offsets;
            int offset = 3 * j;
            if (moverOf[j] >= 0) {
                from = clip.translations();
                offset = 3 * (frame * clip.movers().length + moverOf[j]);
            }
            if (parent < 0) {
                System.arraycopy(from, offset, places, 3 * j, 3);
                for (int k = 0; k < 4; k++) {
                    turns[4 * j + k] = rotations[turn + k];
                }
            } else {
                place(parent, j, from, offset);
                if (end[j]) {
                    System.arraycopy(turns, 4 * parent, turns, 4 * j, 4);
                } else {
                    turn(parent, j, rotations, turn);
                }
            }
        }
        return this;
    }

    private void place(int parent, int joint, double[] from, int offset) {
        int p = 4 * parent;
        double qx = turns[p];
        double qy = turns[p + 1];
        double qz = turns[p + 2];
        double qw = turns[p + 3];
        double x = from[offset];
        double y = from[offset + 1];
        double z = from[offset + 2];
        double tx = 2 * (qy * z - qz * y);
        double ty = 2 * (qz * x - qx * z);
        double tz = 2 * (qx * y - qy * x);
        places[3 * joint] = places[3 * parent] + x + qw * tx + qy * tz - qz * ty;
        places[3 * joint + 1] = places[3 * parent + 1] + y + qw * ty + qz * tx - qx * tz;
        places[3 * joint + 2] = places[3 * parent + 2] + z + qw * tz + qx * ty - qy * tx;
    }

    private void turn(int parent, int joint, float[] rotations, int from) {
        int p = 4 * parent;
        int j = 4 * joint;
        double ax = turns[p];
        double ay = turns[p + 1];
        double az = turns[p + 2];
        double aw = turns[p + 3];
        double bx = rotations[from];
        double by = rotations[from + 1];
        double bz = rotations[from + 2];
        double bw = rotations[from + 3];
        turns[j] = aw * bx + ax * bw + ay * bz - az * by;
        turns[j + 1] = aw * by - ax * bz + ay * bw + az * bx;
        turns[j + 2] = aw * bz + ax * by - ay * bx + az * bw;
        turns[j + 3] = aw * bw - ax * bx - ay * by - az * bz;
    }

    public double x(int joint) {
        return places[3 * joint];
    }

    public double y(int joint) {
        return places[3 * joint + 1];
    }

    public double z(int joint) {
        return places[3 * joint + 2];
    }

    public Vector3 place(int joint) {
        return new Vector3(x(joint), y(joint), z(joint));
    }

    public Rotation worldFromJoint(int joint) {
        return new Rotation(turns[4 * joint], turns[4 * joint + 1], turns[4 * joint + 2], turns[4 * joint + 3]);
    }

    /// Writes x, y, z of all joints, one after the other, as single numbers.
    public void places(float[] to, int offset) {
        for (int i = 0; i < places.length; i++) {
            to[offset + i] = (float) places[i];
        }
    }
}

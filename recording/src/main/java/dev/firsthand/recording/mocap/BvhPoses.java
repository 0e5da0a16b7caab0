package dev.firsthand.recording.mocap;

import dev.firsthand.recording.mocap.Bvh.Channel;
import dev.firsthand.recording.mocap.Bvh.Node;
import java.util.ArrayList;
import java.util.List;

/// Turns channels into quaternions and places.
///
/// A joint's local rotation is the product of its axis rotations in the order in which its channels are listed.
/// Where `adds` says so, a joint's position channels are added to its offset; else they replace it.
final class BvhPoses {
    private final Bvh bvh;
    private final boolean[] adds;
    private final Axes axes;
    private final double scale;
    private final int[] firstChannel;
    private final int width;

    BvhPoses(Bvh bvh, boolean[] adds, Axes axes, double scale) {
        this.bvh = bvh;
        this.adds = adds;
        this.axes = axes;
        this.scale = scale;
        this.width = bvh.channels();
        firstChannel = new int[bvh.nodes().size()];
        int channel = 0;
        for (int i = 0; i < firstChannel.length; i++) {
            firstChannel[i] = channel;
            channel += bvh.nodes().get(i).channels().size();
        }
    }

    /// Every `step`th frame.
    Clip clip(int step) {
        int frames = (bvh.frames() - 1) / step + 1;
        int[] movers = movers();
        float[] rotations = new float
                [Math.multiplyExact(Math.multiplyExact(frames, bvh.nodes().size()), 4)];
        double[] translations = new double[Math.multiplyExact(frames, 3 * movers.length)];
        for (int f = 0; f < frames; f++) {
            turn(f, f * step, rotations);
            for (int m = 0; m < movers.length; m++) {
                double[] place = place(movers[m], f * step);
                int to = 3 * (f * movers.length + m);
                for (int axis = 0; axis < 3; axis++) {
                    translations[to + axis] = scale * axes.sign(axis) * place[axes.source(axis)];
                }
            }
        }
        return new Clip(skeleton(), bvh.frameSeconds() * step, frames, 0, rotations, movers, translations);
    }

    Skeleton skeleton() {
        var joints = new ArrayList<Skeleton.Joint>();
        for (int i = 0; i < bvh.nodes().size(); i++) {
            Node node = bvh.nodes().get(i);
            double[] first = place(i, 0);
            double[] place = Double.isFinite(first[0] + first[1] + first[2]) ? first : node.offset();
            joints.add(new Skeleton.Joint(node.name(), node.parent(), axes.ours(place, scale), node.end()));
        }
        return new Skeleton(joints);
    }

    /// Where a joint stands in its parent's frame, on the file's axes.
    double[] place(int node, int frame) {
        double[] place = bvh.nodes().get(node).offset().clone();
        List<Channel> channels = bvh.nodes().get(node).channels();
        int at = frame * width + firstChannel[node];
        for (int c = 0; c < channels.size(); c++) {
            if (!channels.get(c).turns()) {
                int axis = channels.get(c).axis();
                place[axis] = (adds[node] ? place[axis] : 0) + bvh.values()[at + c];
            }
        }
        return place;
    }

    /// Joints whose place changes at all. Many files repeat the same position in every frame.
    private int[] movers() {
        var movers = new ArrayList<Integer>();
        for (int i = 0; i < bvh.nodes().size(); i++) {
            if (bvh.nodes().get(i).moves() && changes(i)) {
                movers.add(i);
            }
        }
        return movers.stream().mapToInt(Integer::intValue).toArray();
    }

    private boolean changes(int node) {
        List<Channel> channels = bvh.nodes().get(node).channels();
        for (int c = 0; c < channels.size(); c++) {
            if (!channels.get(c).turns()) {
                double first = bvh.values()[firstChannel[node] + c];
                for (int f = 1; f < bvh.frames(); f++) {
                    if (bvh.values()[f * width + firstChannel[node] + c] != first) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private void turn(int frame, int source, float[] rotations) {
        double[] q = new double[4];
        int joints = bvh.nodes().size();
        for (int j = 0; j < joints; j++) {
            q[0] = 0;
            q[1] = 0;
            q[2] = 0;
            q[3] = 1;
            List<Channel> channels = bvh.nodes().get(j).channels();
            int at = source * width + firstChannel[j];
            for (int c = 0; c < channels.size(); c++) {
                if (channels.get(c).turns()) {
                    turnAbout(q, channels.get(c).axis(), bvh.values()[at + c]);
                }
            }
            store(q, rotations, 4 * (frame * joints + j), frame == 0 ? -1 : 4 * ((frame - 1) * joints + j));
        }
    }

    /// `q = q * turn about an axis`.
    static void turnAbout(double[] q, int axis, double degrees) {
        double half = Math.toRadians(degrees) / 2;
        double s = Math.sin(half);
        double c = Math.cos(half);
        int j = (axis + 1) % 3;
        int k = (axis + 2) % 3;
        double i0 = q[axis] * c + q[3] * s;
        double j0 = q[j] * c + q[k] * s;
        double k0 = q[k] * c - q[j] * s;
        q[3] = q[3] * c - q[axis] * s;
        q[axis] = i0;
        q[j] = j0;
        q[k] = k0;
    }

    /// On our axes, and with the sign that lies nearer to the frame before.
    private void store(double[] q, float[] to, int at, int before) {
        double x = q[axes.source(0)];
        double y = axes.sign(1) * q[axes.source(1)];
        double z = axes.sign(2) * q[axes.source(2)];
        double w = q[3];
        int sign = 1;
        if (before >= 0 && to[before] * x + to[before + 1] * y + to[before + 2] * z + to[before + 3] * w < 0) {
            sign = -1;
        }
        to[at] = (float) (sign * x);
        to[at + 1] = (float) (sign * y);
        to[at + 2] = (float) (sign * z);
        to[at + 3] = (float) (sign * w);
    }
}

package dev.firsthand.recording.mocap;

import com.fasterxml.jackson.databind.JsonNode;
import dev.firsthand.recording.mocap.ImportReport.Decision;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The nodes of a GLB file that move, and those that they hang on, sampled at even times.
final class GlbNodes {
    private static final double STEP_LEAST_SECONDS = 1e-3;
    private static final double STEP_MOST_SECONDS = 1;
    private static final double STEP_USUAL_SECONDS = 1 / 30.0;

    private final JsonNode nodes;
    private final GlbChannels channels;
    private final List<Decision> decisions;
    private final int[] parentOf;
    private final boolean[] kept;
    private final List<Integer> order = new ArrayList<>();
    private final List<Double> scales = new ArrayList<>();

    GlbNodes(JsonNode nodes, GlbChannels channels, List<Decision> decisions) throws UnreadableMotion {
        this.nodes = nodes;
        this.channels = channels;
        this.decisions = decisions;
        if (nodes.size() > 8 * MotionLimits.JOINTS_MAX) {
            throw GlbReader.bad("it has %d nodes".formatted(nodes.size()));
        }
        parentOf = parents();
        kept = kept();
        place();
    }

    private int[] parents() throws UnreadableMotion {
        int[] parents = new int[nodes.size()];
        Arrays.fill(parents, -1);
        for (int i = 0; i < parents.length; i++) {
            for (JsonNode child : nodes.path(i).path("children")) {
                int c = child.asInt(-1);
                if (c < 0 || c >= parents.length || parents[c] >= 0 || c == i) {
                    throw GlbReader.bad("a node hangs on two others or on none that is there");
                }
                parents[c] = i;
            }
        }
        return parents;
    }

    private boolean[] kept() throws UnreadableMotion {
        boolean[] keep = new boolean[parentOf.length];
        for (int i = 0; i < parentOf.length; i++) {
            if (channels.moves(i)) {
                int steps = 0;
                for (int up = i; up >= 0; up = parentOf[up]) {
                    keep[up] = true;
                    if (steps++ > parentOf.length) {
                        throw GlbReader.bad("nodes hang on each other in a circle");
                    }
                }
            }
        }
        return keep;
    }

    /// Parents first. The scale of a node counts for what hangs on it.
    private void place() throws UnreadableMotion {
        var open = new ArrayList<Integer>();
        for (int i = parentOf.length - 1; i >= 0; i--) {
            if (kept[i] && parentOf[i] < 0) {
                open.add(i);
            }
        }
        boolean uneven = false;
        while (!open.isEmpty()) {
            int node = open.removeLast();
            if (nodes.path(node).has("matrix")) {
                throw new UnreadableMotion(
                        "glb-matrix",
                        "A node that others hang on is placed by a matrix: export with translation, rotation and scale.");
            }
            double own = 1;
            JsonNode scale = nodes.path(node).path("scale");
            if (scale.size() == 3) {
                own = (scale.path(0).asDouble()
                                + scale.path(1).asDouble()
                                + scale.path(2).asDouble())
                        / 3;
                uneven |= Math.abs(scale.path(0).asDouble() - own) > 1e-3 * Math.abs(own)
                        || Math.abs(scale.path(1).asDouble() - own) > 1e-3 * Math.abs(own);
            }
            double above = order.contains(parentOf[node]) ? scales.get(order.indexOf(parentOf[node])) : 1;
            order.add(node);
            scales.add(above * own);
            JsonNode children = nodes.path(node).path("children");
            for (int c = children.size() - 1; c >= 0; c--) {
                if (kept[children.get(c).asInt()]) {
                    open.add(children.get(c).asInt());
                }
            }
        }
        if (order.isEmpty() || order.size() > MotionLimits.JOINTS_MAX) {
            throw new UnreadableMotion(
                    "motion-joints-many",
                    "%d nodes move; 1 to %d are read.".formatted(order.size(), MotionLimits.JOINTS_MAX));
        }
        if (uneven) {
            decisions.add(Decision.doubtful("glb-scale-uneven", "A node is scaled unevenly: its mean scale is used."));
        }
    }

    Clip clip() throws UnreadableMotion {
        double from = Double.POSITIVE_INFINITY;
        double to = 0;
        GlbCurve finest = null;
        for (GlbCurve curve : channels.all()) {
            from = Math.min(from, curve.first());
            to = Math.max(to, curve.last());
            finest = finest == null || curve.keys() > finest.keys() ? curve : finest;
        }
        double step = finest == null ? 0 : finest.step();
        step = step == 0 ? STEP_USUAL_SECONDS : Math.clamp(step, STEP_LEAST_SECONDS, STEP_MOST_SECONDS);
        int frames = (int) Math.min(MotionLimits.FRAMES_MAX + 1L, Math.round((to - from) / step) + 1);
        decisions.add(Decision.sure(
                "glb-resampled",
                "Curves are read every %s s, the usual distance of their keys.".formatted((float) step)));
        return sampled(from, step, frames);
    }

    private Clip sampled(double from, double step, int frames) throws UnreadableMotion {
        MotionLimits.checkValues(frames, 4L * order.size());
        int[] movers = order.stream()
                .filter(node -> channels.translation(node) != null)
                .mapToInt(order::indexOf)
                .toArray();
        float[] rotations = new float[4 * frames * order.size()];
        double[] translations = new double[Math.multiplyExact(3 * frames, movers.length)];
        double[] value = new double[4];
        for (int j = 0; j < order.size(); j++) {
            GlbCurve curve = channels.rotation(order.get(j));
            double[] still = numbers(order.get(j), "rotation", 0, 0, 0, 1);
            for (int f = 0; f < frames; f++) {
                System.arraycopy(still, 0, value, 0, 4);
                if (curve != null) {
                    curve.at(from + f * step, value);
                }
                store(value, rotations, j, f);
            }
        }
        for (int m = 0; m < movers.length; m++) {
            GlbCurve curve = java.util.Objects.requireNonNull(channels.translation(order.get(movers[m])));
            for (int f = 0; f < frames; f++) {
                curve.at(from + f * step, value);
                var place = Axes.Y_UP.ours(value, scaleAbove(movers[m]));
                int at = 3 * (f * movers.length + m);
                translations[at] = place.x();
                translations[at + 1] = place.y();
                translations[at + 2] = place.z();
            }
        }
        return new Clip(skeleton(), step, frames, 0, rotations, movers, translations);
    }

    private void store(double[] q, float[] rotations, int joint, int frame) {
        int at = 4 * (frame * order.size() + joint);
        int before = at - 4 * order.size();
        double[] ours = {q[Axes.Y_UP.source(0)], q[Axes.Y_UP.source(1)], q[Axes.Y_UP.source(2)], q[3]};
        double dot = 1;
        if (frame > 0) {
            dot = 0;
            for (int i = 0; i < 4; i++) {
                dot += ours[i] * rotations[before + i];
            }
        }
        for (int i = 0; i < 4; i++) {
            rotations[at + i] = (float) (dot < 0 ? -ours[i] : ours[i]);
        }
    }

    private Skeleton skeleton() {
        var joints = new ArrayList<Skeleton.Joint>();
        for (int j = 0; j < order.size(); j++) {
            JsonNode node = nodes.path(order.get(j));
            String name = node.path("name").asText("node " + order.get(j));
            double[] place = numbers(order.get(j), "translation", 0, 0, 0);
            joints.add(new Skeleton.Joint(
                    name.substring(0, Math.min(name.length(), MotionLimits.NAME_BYTES_MAX)),
                    order.indexOf(parentOf[order.get(j)]),
                    Axes.Y_UP.ours(place, scaleAbove(j)),
                    false));
        }
        return new Skeleton(joints);
    }

    private double scaleAbove(int joint) {
        int parent = order.indexOf(parentOf[order.get(joint)]);
        return parent < 0 ? 1 : scales.get(parent);
    }

    private double[] numbers(int node, String name, double... missing) {
        JsonNode found = nodes.path(node).path(name);
        double[] values = missing.clone();
        for (int i = 0; i < values.length && found.size() == values.length; i++) {
            values[i] = found.get(i).asDouble();
        }
        return values;
    }
}

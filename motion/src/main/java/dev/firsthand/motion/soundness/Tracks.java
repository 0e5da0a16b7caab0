package dev.firsthand.motion.soundness;

import dev.firsthand.recording.mocap.BodyMap;
import dev.firsthand.recording.mocap.BodyPart;
import dev.firsthand.recording.mocap.Clip;
import dev.firsthand.recording.mocap.Pose;
import dev.firsthand.streams.space.Vector3;
import java.util.EnumMap;
import java.util.Map;

/// Where the parts of a body are over time: one array for each part and axis. What was not measured is filled along
/// a straight line here; the check for gaps looks at the clip itself.
final class Tracks {
    private static final double CUTOFF_HERTZ = 8;

    private final Clip clip;
    private final BodyMap body;
    private final int first;
    private final int frames;
    private final Map<BodyPart, float[][]> raw = new EnumMap<>(BodyPart.class);
    private final Map<BodyPart, float[][]> smooth = new EnumMap<>(BodyPart.class);

    private Tracks(Clip clip) {
        this.clip = clip;
        this.body = BodyMap.of(clip.skeleton());
        this.first = clip.firstFrameOfMotion();
        this.frames = clip.frames() - first;
    }

    static Tracks of(Clip clip) {
        var tracks = new Tracks(clip);
        for (BodyPart part : BodyPart.values()) {
            if (tracks.body.has(part)) {
                tracks.raw.put(part, new float[3][tracks.frames]);
            }
        }
        tracks.place();
        var filter = new LowPass(CUTOFF_HERTZ, clip.framesPerSecond());
        tracks.raw.forEach((part, axes) -> {
            float[][] filtered = new float[3][];
            for (int axis = 0; axis < 3; axis++) {
                fill(axes[axis]);
                filtered[axis] = filter.of(axes[axis]);
            }
            tracks.smooth.put(part, filtered);
        });
        return tracks;
    }

    private void place() {
        int[] joints = raw.keySet().stream().mapToInt(body::at).toArray();
        float[][][] to = raw.values().toArray(float[][][]::new);
        Pose pose = new Pose(clip);
        for (int f = 0; f < frames; f++) {
            pose.at(first + f);
            for (int i = 0; i < joints.length; i++) {
                to[i][0][f] = (float) pose.x(joints[i]);
                to[i][1][f] = (float) pose.y(joints[i]);
                to[i][2][f] = (float) pose.z(joints[i]);
            }
        }
    }

    private static void fill(float[] values) {
        int known = -1;
        for (int i = 0; i < values.length; i++) {
            if (Float.isNaN(values[i])) {
                continue;
            }
            for (int j = known + 1; j < i; j++) {
                float from = known < 0 ? values[i] : values[known];
                values[j] = from + (values[i] - from) * (j - known) / (i - known);
            }
            known = i;
        }
        for (int j = known + 1; j < values.length; j++) {
            values[j] = known < 0 ? 0 : values[known];
        }
    }

    Clip clip() {
        return clip;
    }

    BodyMap body() {
        return body;
    }

    int frames() {
        return frames;
    }

    double framesPerSecond() {
        return clip.framesPerSecond();
    }

    Iterable<BodyPart> parts() {
        return raw.keySet();
    }

    boolean has(BodyPart... parts) {
        for (BodyPart part : parts) {
            if (!raw.containsKey(part)) {
                return false;
            }
        }
        return true;
    }

    String name(BodyPart part) {
        return clip.skeleton().joints().get(body.at(part)).name();
    }

    float[] raw(BodyPart part, int axis) {
        return track(raw, part)[axis];
    }

    float[] smooth(BodyPart part, int axis) {
        return track(smooth, part)[axis];
    }

    Vector3 raw(BodyPart part, long frame) {
        float[][] axes = track(raw, part);
        int f = (int) frame;
        return new Vector3(axes[0][f], axes[1][f], axes[2][f]);
    }

    Vector3 at(BodyPart part, int frame) {
        float[][] axes = track(smooth, part);
        return new Vector3(axes[0][frame], axes[1][frame], axes[2][frame]);
    }

    private static float[][] track(Map<BodyPart, float[][]> tracks, BodyPart part) {
        float[][] found = tracks.get(part);
        if (found == null) {
            throw new IllegalStateException("this body has no " + part);
        }
        return found;
    }
}

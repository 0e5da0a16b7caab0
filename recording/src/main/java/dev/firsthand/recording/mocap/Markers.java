package dev.firsthand.recording.mocap;

import java.util.List;

/// Labelled points that move: x, y, z of each point of each frame in metres, NaN where it was not seen.
///
/// The array is handed over, not copied. Nobody writes to it.
@SuppressWarnings("ArrayRecordComponent") // columns of numbers are the point of this type
public record Markers(List<String> labels, double frameSeconds, long startNanos, int frames, float[] placesMetres) {
    public Markers {
        labels = List.copyOf(labels);
        if (placesMetres.length != 3L * labels.size() * frames || !(frameSeconds > 0)) {
            throw new IllegalArgumentException("%d frames of %d points, %s s each, but %d numbers"
                    .formatted(frames, labels.size(), frameSeconds, placesMetres.length));
        }
    }

    /// Where the joints of a body are, as points.
    public static Markers ofJoints(Clip clip) throws UnreadableMotion {
        int width = 3 * clip.skeleton().size();
        float[] places = new float[MotionLimits.checkValues(clip.frames(), width)];
        Pose pose = new Pose(clip);
        for (int f = 0; f < clip.frames(); f++) {
            pose.at(f).places(places, f * width);
        }
        List<String> names = clip.skeleton().joints().stream()
                .map(joint -> joint.name().replaceAll("\\p{Cntrl}", "_"))
                .toList();
        return new Markers(names, clip.frameSeconds(), 0, clip.frames(), places);
    }

    public long timeNanos(int frame) {
        return startNanos + Math.round(frame * frameSeconds * 1e9);
    }

    public double framesPerSecond() {
        return 1 / frameSeconds;
    }

    public boolean seen(int frame, int point) {
        return !Float.isNaN(placesMetres[3 * (frame * labels.size() + point)]);
    }
}

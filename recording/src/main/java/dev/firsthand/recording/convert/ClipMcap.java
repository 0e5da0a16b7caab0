package dev.firsthand.recording.convert;

import dev.firsthand.recording.mocap.Clip;
import dev.firsthand.recording.mocap.Markers;
import dev.firsthand.recording.mocap.Pose;
import dev.firsthand.streams.space.RigidTransform;
import dev.firsthand.streams.space.Rotation;
import dev.firsthand.streams.space.Vector3;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/// Writes what a motion file holds as MCAP: each joint a frame in its parent, each point a frame in the room. What was
/// not measured at a moment is left out of that moment.
public final class ClipMcap {
    private ClipMcap() {}

    /// The stream is closed with the file.
    public static void write(Clip clip, OutputStream to) throws IOException {
        var pose = new Pose(clip);
        try (var out = new BodyMcap(to, clip.skeleton(), clip.framesPerSecond())) {
            for (int f = 0; f < clip.frames(); f++) {
                out.moment(clip.timeNanos(f), clip.timeNanos(f), pose.at(f));
            }
            out.finish();
        }
    }

    public static void write(Markers markers, OutputStream to) throws IOException {
        List<String> names = FrameNames.of(markers.labels());
        try (var out = MotionMcap.to(to, markers.framesPerSecond())) {
            for (int f = 0; f < markers.frames(); f++) {
                List<MovingFrame> moment = new ArrayList<>();
                for (int p = 0; p < names.size(); p++) {
                    MovingFrame.of(MovingFrame.WORLD, names.get(p), place(markers, f * names.size() + p))
                            .ifPresent(moment::add);
                }
                out.frames(markers.timeNanos(f) - markers.startNanos(), moment);
            }
            out.finish();
        }
    }

    private static RigidTransform place(Markers markers, int point) {
        float[] places = markers.placesMetres();
        return new RigidTransform(
                Rotation.NONE, new Vector3(places[3 * point], places[3 * point + 1], places[3 * point + 2]));
    }
}

package dev.firsthand.recording.convert;

import dev.firsthand.recording.mocap.Clip;
import dev.firsthand.recording.mocap.Markers;
import dev.firsthand.recording.mocap.Pose;
import dev.firsthand.recording.mocap.Skeleton;
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
        List<Skeleton.Joint> joints = clip.skeleton().joints();
        List<String> names =
                FrameNames.of(joints.stream().map(Skeleton.Joint::name).toList());
        var pose = new Pose(clip);
        try (var out = MotionMcap.to(to, clip.framesPerSecond())) {
            for (int f = 0; f < clip.frames(); f++) {
                out.frames(clip.timeNanos(f), moment(pose.at(f), joints, names, MovingFrame.WORLD));
            }
            out.finish();
        }
    }

    /// All joints of a pose by these names; roots hang on `room`.
    static List<MovingFrame> moment(Pose pose, List<Skeleton.Joint> joints, List<String> names, String room) {
        List<MovingFrame> moment = new ArrayList<>();
        for (int j = 0; j < joints.size(); j++) {
            int parent = joints.get(j).parent();
            String above = parent == Skeleton.NO_PARENT ? room : names.get(parent);
            add(moment, above, names.get(j), inParent(pose, parent, j));
        }
        return moment;
    }

    public static void write(Markers markers, OutputStream to) throws IOException {
        List<String> names = FrameNames.of(markers.labels());
        try (var out = MotionMcap.to(to, markers.framesPerSecond())) {
            for (int f = 0; f < markers.frames(); f++) {
                List<MovingFrame> moment = new ArrayList<>();
                for (int p = 0; p < names.size(); p++) {
                    add(moment, MovingFrame.WORLD, names.get(p), place(markers, f * names.size() + p));
                }
                out.frames(markers.timeNanos(f) - markers.startNanos(), moment);
            }
            out.finish();
        }
    }

    private static RigidTransform inParent(Pose pose, int parent, int joint) {
        var worldFromJoint = new RigidTransform(pose.worldFromJoint(joint), pose.place(joint));
        return parent == Skeleton.NO_PARENT
                ? worldFromJoint
                : new RigidTransform(pose.worldFromJoint(parent), pose.place(parent))
                        .inverse()
                        .times(worldFromJoint);
    }

    private static RigidTransform place(Markers markers, int point) {
        float[] places = markers.placesMetres();
        return new RigidTransform(
                Rotation.NONE, new Vector3(places[3 * point], places[3 * point + 1], places[3 * point + 2]));
    }

    private static void add(List<MovingFrame> moment, String parent, String name, RigidTransform at) {
        Rotation turn = at.rotation();
        Vector3 place = at.translation();
        double sum = turn.x() + turn.y() + turn.z() + turn.w() + place.x() + place.y() + place.z();
        if (Double.isFinite(sum)) {
            moment.add(new MovingFrame(parent, name, new RigidTransform(turn.unit(), place)));
        }
    }
}

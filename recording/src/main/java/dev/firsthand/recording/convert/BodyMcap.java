package dev.firsthand.recording.convert;

import dev.firsthand.recording.mocap.Pose;
import dev.firsthand.recording.mocap.Skeleton;
import dev.firsthand.streams.space.RigidTransform;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/// Writes the joints of a body as MCAP, moment after moment: each joint a frame in its parent. What was not measured
/// at a moment is left out of that moment. The stream is closed with the file.
public final class BodyMcap implements AutoCloseable {
    private final List<Skeleton.Joint> joints;
    private final List<String> names;
    private final MotionMcap out;

    public BodyMcap(OutputStream to, Skeleton skeleton, double framesPerSecond) throws IOException {
        joints = skeleton.joints();
        names = FrameNames.of(joints.stream().map(Skeleton.Joint::name).toList());
        out = MotionMcap.to(to, framesPerSecond);
    }

    /// All joints of one moment.
    ///
    /// @param sentNanos when it was sent, on the sender's clock; the same where nobody sent it
    public void moment(long timeNanos, long sentNanos, Pose pose) throws IOException {
        out.frames(timeNanos, sentNanos, moment(pose, joints, names, MovingFrame.WORLD));
    }

    /// All joints of a pose by these names; roots hang on `room`.
    static List<MovingFrame> moment(Pose pose, List<Skeleton.Joint> joints, List<String> names, String room) {
        List<MovingFrame> moment = new ArrayList<>();
        for (int j = 0; j < joints.size(); j++) {
            int parent = joints.get(j).parent();
            String above = parent == Skeleton.NO_PARENT ? room : names.get(parent);
            MovingFrame.of(above, names.get(j), inParent(pose, parent, j)).ifPresent(moment::add);
        }
        return moment;
    }

    private static RigidTransform inParent(Pose pose, int parent, int joint) {
        var worldFromJoint = new RigidTransform(pose.worldFromJoint(joint), pose.place(joint));
        return parent == Skeleton.NO_PARENT
                ? worldFromJoint
                : new RigidTransform(pose.worldFromJoint(parent), pose.place(parent))
                        .inverse()
                        .times(worldFromJoint);
    }

    /// What was given so far can be read from now on, also where the file is never finished.
    public void flush() throws IOException {
        out.flush();
    }

    public void finish() throws IOException {
        out.finish();
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}

package dev.firsthand.motion.export;

import dev.firsthand.motion.retarget.Trajectory;
import dev.firsthand.motion.robot.Kinematics;
import dev.firsthand.motion.robot.Robot;
import dev.firsthand.motion.robot.Robot.RobotJoint;
import dev.firsthand.recording.convert.MotionMcap;
import dev.firsthand.recording.convert.MovingFrame;
import dev.firsthand.streams.space.RigidTransform;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/// Writes a trajectory as MCAP: the joints as `sensor_msgs/msg/JointState`, and where each link is in the
/// link before, so that the robot is seen without its URDF.
public final class TrajectoryMcap {
    private TrajectoryMcap() {}

    /// The stream is closed with the file.
    public static void write(Trajectory trajectory, Robot robot, OutputStream to) throws IOException {
        var kinematics = new Kinematics(robot);
        try (var out = MotionMcap.ofRobot(to, trajectory.framesPerSecond(), trajectory.joints())) {
            for (int f = 0; f < trajectory.frames(); f++) {
                long time = trajectory.timeNanos(f);
                double[] coordinates = trajectory.coordinates(f);
                out.joints(time, coordinates);
                out.frames(time, links(robot, kinematics.at(coordinates), trajectory.worldFromBase(f)));
            }
            out.finish();
        }
    }

    private static List<MovingFrame> links(Robot robot, Kinematics kinematics, RigidTransform worldFromBase) {
        var links = new ArrayList<MovingFrame>();
        links.add(new MovingFrame(MovingFrame.WORLD, robot.root(), worldFromBase));
        for (int j = 0; j < robot.joints().size(); j++) {
            RobotJoint joint = robot.joints().get(j);
            RigidTransform link = kinematics.rootFromLink(j);
            boolean onRoot = joint.above() < 0;
            RigidTransform inParent = onRoot
                    ? link
                    : kinematics.rootFromLink(joint.above()).inverse().times(link);
            String parent =
                    onRoot ? robot.root() : robot.joints().get(joint.above()).child();
            links.add(new MovingFrame(parent, joint.child(), inParent));
        }
        return links;
    }
}

package dev.firsthand.motion.export;

import dev.firsthand.motion.retarget.RobotBody;
import dev.firsthand.motion.retarget.Trajectory;
import dev.firsthand.recording.convert.FrameGrid;
import dev.firsthand.recording.convert.MotionSet;
import dev.firsthand.recording.convert.MotionSetResult;
import dev.firsthand.recording.lerobot.Feature;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Writes a trajectory as a LeRobot set. `observation.state` is the base (of a robot that walks) and the
/// joints of a frame; `action` is the joints of the frame after it, which is where they are sent; the last
/// frame is sent where it is.
public final class TrajectorySet {
    private static final List<String> BASE =
            List.of("base_x_m", "base_y_m", "base_z_m", "base_qx", "base_qy", "base_qz", "base_qw");
    private static final int FPS_MOST = 1_000;

    private TrajectorySet() {}

    /// Training code is told the robot's name in its URDF.
    public static MotionSetResult write(Trajectory trajectory, RobotBody robot, Path folder, String task)
            throws IOException {
        FrameGrid grid = FrameGrid.of(trajectory.frames(), trajectory.framesPerSecond(), FPS_MOST);
        int[] source = grid.sourceFrames();
        List<String> joints = trajectory.written().stream()
                .map(j -> trajectory.joints().get(j) + (trajectory.slides().get(j) ? "_m" : "_rad"))
                .toList();
        List<String> base = robot.walks() ? BASE : List.of();
        return MotionSet.on(grid)
                .with(
                        Feature.state(
                                Stream.concat(base.stream(), joints.stream()).toList()),
                        (k, out, at) -> {
                            for (int c = 0; c < base.size(); c++) {
                                out[at + c] = (float) trajectory.rows()[source[k] * trajectory.width() + c];
                            }
                            joints(trajectory, source[k], out, at + base.size());
                        })
                .with(
                        Feature.action(joints),
                        (k, out, at) -> joints(trajectory, source[Math.min(k + 1, source.length - 1)], out, at))
                .write(folder, robot.robot().name(), task);
    }

    private static void joints(Trajectory trajectory, int frame, float[] out, int at) {
        IntStream.range(0, trajectory.written().size())
                .forEach(i -> out[at + i] =
                        (float) trajectory.joint(frame, trajectory.written().get(i)));
    }
}

package dev.firsthand.recording.convert;

import dev.firsthand.recording.lerobot.Feature;
import dev.firsthand.recording.mocap.Clip;
import dev.firsthand.recording.mocap.Pose;
import dev.firsthand.recording.mocap.Skeleton;
import dev.firsthand.recording.parquet.ElementType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Writes the motion of a body as a LeRobot set, from its first frame of motion on: `observation.state` is where each
/// joint is in the room, `observation.rotation` how each one that turns is turned in its parent. A person is given no
/// commands, so there is no `action`.
public final class ClipSet {
    private static final String ROBOT_TYPE = "human_motion";
    private static final int FPS_MOST = 1_000;

    private ClipSet() {}

    public static MotionSetResult write(Clip clip, Path folder, String task) throws IOException {
        List<Skeleton.Joint> joints = clip.skeleton().joints();
        List<String> names =
                FrameNames.of(joints.stream().map(Skeleton.Joint::name).toList());
        int[] turning = turning(clip.skeleton());
        int first = clip.firstFrameOfMotion();
        FrameGrid grid = FrameGrid.of(clip.frames() - first, clip.framesPerSecond(), FPS_MOST);
        var pose = new Pose(clip);
        MotionSetResult result = MotionSet.on(grid)
                .with(
                        Feature.state(elements(names.stream(), "_x_m", "_y_m", "_z_m")),
                        (k, to, at) -> pose.at(first + grid.sourceFrames()[k]).places(to, at))
                .with(
                        new Feature(
                                "observation.rotation",
                                ElementType.FLOAT32,
                                elements(IntStream.of(turning).mapToObj(names::get), "_qx", "_qy", "_qz", "_qw")),
                        (k, to, at) -> rotations(clip, first + grid.sourceFrames()[k], turning, to, at))
                .write(folder, ROBOT_TYPE, task);
        return switch (result) {
            case MotionSetResult.Written written -> written;
            case MotionSetResult.NotMeasured(int frame) -> new MotionSetResult.NotMeasured(first + frame);
        };
    }

    /// The joints that turn something.
    static int[] turning(Skeleton skeleton) {
        return IntStream.range(0, skeleton.size())
                .filter(j -> !skeleton.joints().get(j).end())
                .toArray();
    }

    /// The quaternions of these joints, one after the other, as single numbers.
    static void rotations(Clip clip, int frame, int[] turning, float[] to, int at) {
        int row = frame * clip.skeleton().size();
        for (int i = 0; i < turning.length; i++) {
            System.arraycopy(clip.rotations(), 4 * (row + turning[i]), to, at + 4 * i, 4);
        }
    }

    static List<String> elements(Stream<String> names, String... endings) {
        return names.flatMap(name -> Stream.of(endings).map(ending -> name + ending))
                .toList();
    }
}

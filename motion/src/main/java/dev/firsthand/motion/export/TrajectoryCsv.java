package dev.firsthand.motion.export;

import dev.firsthand.motion.retarget.Trajectory;
import dev.firsthand.streams.space.Rotation;
import dev.firsthand.streams.space.Vector3;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

/// Writes a trajectory as the tables that programs which train humanoids read. Lines end with LF; numbers have six
/// places behind the point.
public final class TrajectoryCsv {
    private TrajectoryCsv() {}

    /// How a table is laid out.
    public enum Layout {
        /// `Frame`, `root_translateX` ... in centimetres, `root_rotateX` ... in degrees about the fixed axes x, then y,
        /// then z, then each joint in degrees as `<joint>_dof`.
        BONES_SEED,
        /// Without a header: the base's place in metres, its quaternion x, y, z, w, each joint in radians.
        JOINTS
    }

    public static void write(Trajectory trajectory, Layout layout, OutputStream to) throws IOException {
        Writer out = new BufferedWriter(new OutputStreamWriter(to, StandardCharsets.UTF_8));
        var line = new StringBuilder();
        if (layout == Layout.BONES_SEED) {
            line.append("Frame,root_translateX,root_translateY,root_translateZ,");
            line.append("root_rotateX,root_rotateY,root_rotateZ");
            trajectory
                    .written()
                    .forEach(j ->
                            line.append(',').append(trajectory.joints().get(j)).append("_dof"));
            out.append(line.append('\n'));
        }
        for (int f = 0; f < trajectory.frames(); f++) {
            line.setLength(0);
            switch (layout) {
                case BONES_SEED -> bonesSeed(trajectory, f, line.append(f));
                case JOINTS -> joints(trajectory, f, line);
            }
            out.append(line.append('\n'));
        }
        out.flush();
    }

    private static void bonesSeed(Trajectory trajectory, int frame, StringBuilder line) {
        int row = frame * trajectory.width();
        double[] rows = trajectory.rows();
        for (int k = 0; k < 3; k++) {
            number(line.append(','), 100 * rows[row + k]);
        }
        Vector3 turns = rollPitchYaw(trajectory.worldFromBase(frame).rotation());
        number(line.append(','), Math.toDegrees(turns.x()));
        number(line.append(','), Math.toDegrees(turns.y()));
        number(line.append(','), Math.toDegrees(turns.z()));
        for (int j : trajectory.written()) {
            double value = trajectory.joint(frame, j);
            number(line.append(','), trajectory.slides().get(j) ? 100 * value : Math.toDegrees(value));
        }
    }

    private static Vector3 rollPitchYaw(Rotation turn) {
        Vector3 x = turn.apply(new Vector3(1, 0, 0));
        double roll = Math.atan2(
                turn.apply(new Vector3(0, 1, 0)).z(),
                turn.apply(new Vector3(0, 0, 1)).z());
        return new Vector3(roll, Math.asin(Math.clamp(-x.z(), -1, 1)), Math.atan2(x.y(), x.x()));
    }

    private static void joints(Trajectory trajectory, int frame, StringBuilder line) {
        int row = frame * trajectory.width();
        for (int c = 0; c < Trajectory.BASE; c++) {
            number(c == 0 ? line : line.append(','), trajectory.rows()[row + c]);
        }
        for (int j : trajectory.written()) {
            number(line.append(','), trajectory.joint(frame, j));
        }
    }

    /// A formatter takes fifty times as long, and an hour has fifteen million numbers.
    private static void number(StringBuilder line, double value) {
        long millionths = Math.round(Math.abs(value) * 1e6);
        if (value < 0 && millionths > 0) {
            line.append('-');
        }
        line.append(millionths / 1_000_000).append('.');
        long rest = millionths % 1_000_000;
        for (long place = 100_000; place > rest && place > 1; place /= 10) {
            line.append('0');
        }
        line.append(rest);
    }
}

package dev.firsthand.motion.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.firsthand.motion.export.TrajectoryCsv.Layout;
import dev.firsthand.motion.retarget.Trajectory;
import dev.firsthand.streams.space.Rotation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrajectoryCsvTest {
    private static final Rotation TURN = Rotation.ofRollPitchYaw(0.3, -0.4, 2.5);
    private static final Trajectory TRAJECTORY =
            new Trajectory(120, List.of("knee", "slide"), List.of(false, true), List.of(1, 0), new double[] {
                1.5, -0.25, 0.8, TURN.x(), TURN.y(), TURN.z(), TURN.w(), Math.PI / 2, -0.000012
            });

    @Test
    void bones_seed_has_centimetres_and_degrees_under_its_own_names() throws IOException {
        List<String> lines = lines(Layout.BONES_SEED);

        assertThat(lines.getFirst())
                .isEqualTo("Frame,root_translateX,root_translateY,root_translateZ,root_rotateX,root_rotateY,"
                        + "root_rotateZ,slide_dof,knee_dof");
        assertThat(lines.getLast())
                .isEqualTo("0,150.000000,-25.000000,80.000000,17.188734,-22.918312,143.239449,-0.001200,90.000000");
    }

    @Test
    void joints_has_place_quaternion_and_radians_and_no_header() throws IOException {
        List<String> lines = lines(Layout.JOINTS);

        assertThat(lines).hasSize(1);
        double[] numbers = Arrays.stream(lines.getFirst().split(","))
                .mapToDouble(Double::parseDouble)
                .toArray();
        double[] expected = TRAJECTORY.rows().clone();
        expected[7] = TRAJECTORY.joint(0, 1);
        expected[8] = TRAJECTORY.joint(0, 0);
        assertThat(numbers).containsExactly(expected, within(1e-6));
    }

    private static List<String> lines(Layout layout) throws IOException {
        var out = new ByteArrayOutputStream();
        TrajectoryCsv.write(TRAJECTORY, layout, out);
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }
}

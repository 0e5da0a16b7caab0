package dev.firsthand.recording.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firsthand.recording.convert.MotionSetResult.NotMeasured;
import dev.firsthand.recording.convert.MotionSetResult.Written;
import dev.firsthand.recording.mocap.Clip;
import dev.firsthand.recording.mocap.Skeleton;
import dev.firsthand.recording.mocap.Skeleton.Joint;
import dev.firsthand.recording.validation.LeRobotValidator;
import dev.firsthand.streams.space.Vector3;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MotionSetTest {
    @TempDir
    Path folder;

    @Test
    void a_clip_becomes_a_set_without_a_broken_rule() throws IOException {
        Path set = folder.resolve("set");

        assertThat(ClipSet.write(clip(50, 1 / 119.88), set, "stand still")).isEqualTo(new Written(49, 120));

        assertThat(LeRobotValidator.validate(set).valid()).isTrue(); // with a warning: nobody says who consented
        assertThat(Files.readString(set.resolve("meta/info.json")))
                .contains("\"base_x_m\"", "\"base end_z_m\"", "\"base_qw\"", "\"video_path\" : null")
                .doesNotContain("base end_qw", "\"action\"");
        assertThatThrownBy(() -> ClipSet.write(clip(2, 0.01), set, "stand still"))
                .isInstanceOf(FileAlreadyExistsException.class);
    }

    @Test
    void what_was_not_measured_is_named_and_nothing_is_written() throws IOException {
        Clip clip = clip(10, 0.01);
        clip.translations()[3 * 4] = Double.NaN;

        assertThat(ClipSet.write(clip, folder.resolve("set"), "stand still")).isEqualTo(new NotMeasured(4));
        assertThat(folder.resolve("set")).doesNotExist();
    }

    @Test
    void a_grid_shows_the_last_frame_that_has_begun() {
        FrameGrid same = FrameGrid.of(4, 1 / 0.0083333, 1000);
        assertThat(same.fps()).isEqualTo(120);
        assertThat(same.sourceFrames()).containsExactly(0, 1, 2, 3);
        FrameGrid slower = FrameGrid.of(9, 120, 30);
        assertThat(slower.sourceFrames()).containsExactly(0, 4, 8);
        assertThat(slower.timeNanos(1)).isEqualTo(33_333_333);
        assertThat(FrameGrid.of(4, 23.9, 1000).sourceFrames()).containsExactly(0, 0, 1, 2);
        assertThat(FrameGrid.of(1, 0.2, 1000).sourceFrames()).containsExactly(0);
    }

    /// The first frame is an inserted pose.
    private static Clip clip(int frames, double seconds) {
        var skeleton = new Skeleton(List.of(
                new Joint("base", Skeleton.NO_PARENT, Vector3.ZERO, false),
                new Joint("base end", 0, new Vector3(0, 0, 0.2), true)));
        float[] rotations = new float[8 * frames];
        for (int i = 3; i < rotations.length; i += 4) {
            rotations[i] = 1;
        }
        return new Clip(skeleton, seconds, frames, 1, rotations, new int[] {0}, new double[3 * frames]);
    }
}

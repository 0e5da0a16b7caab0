package dev.firsthand.recording.mocap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firsthand.recording.mocap.Skeleton.Joint;
import dev.firsthand.streams.space.Vector3;
import java.util.List;
import org.junit.jupiter.api.Test;

class NamelessClipTest {
    private static final Clip TAKE = new Clip(
            new Skeleton(List.of(
                    new Joint("Jane Doe:Hips", Skeleton.NO_PARENT, new Vector3(0, 0, 1), false),
                    new Joint("Jane Doe:LeftForeArm2", 0, new Vector3(0, 0.2, 0), false),
                    new Joint("Jane", 1, new Vector3(0, 0.1, 0), true))),
            0.01,
            1,
            0,
            new float[12],
            new int[] {0},
            new double[] {1, 2, 3});

    @Test
    void a_body_keeps_its_motion_and_loses_every_name() {
        Clip nameless = NamelessClip.of(TAKE);

        assertThat(nameless.skeleton().joints())
                .extracting(Joint::name)
                .containsExactly("hips", "left_fore_arm_2", "joint");
        assertThat(nameless.skeleton().parents()).isEqualTo(TAKE.skeleton().parents());
        assertThat(nameless.translations()).isEqualTo(TAKE.translations());
        assertThat(nameless.frameSeconds()).isEqualTo(TAKE.frameSeconds());
    }

    @Test
    void a_name_that_is_left_is_counted() {
        assertThat(NamelessClip.named(TAKE)).isEqualTo(3);
        assertThat(NamelessClip.named(NamelessClip.of(TAKE))).isZero();
    }
}

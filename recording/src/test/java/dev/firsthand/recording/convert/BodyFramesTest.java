package dev.firsthand.recording.convert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firsthand.recording.lerobot.Feature;
import dev.firsthand.recording.mocap.Clip;
import dev.firsthand.recording.mocap.Skeleton;
import dev.firsthand.recording.mocap.Skeleton.Joint;
import dev.firsthand.streams.space.Vector3;
import dev.firsthand.streams.time.TimeSpan;
import java.util.List;
import org.junit.jupiter.api.Test;

class BodyFramesTest {
    private static final TimeSpan WHOLE = new TimeSpan(0, Long.MAX_VALUE);
    private static final long INTERVAL = 10_000_000;

    @Test
    void a_frame_shows_the_moment_of_the_motion_that_is_nearest_to_it() {
        BodyFrames frames = BodyFrames.of(clip(20), WHOLE).orElseThrow();

        var on = frames.on(new long[] {0, 14_000_000, 16_000_000, 190_000_000});

        assertThat(hips(on)).containsExactly(0f, 1f, 2f, 19f);
        assertThat(on.held()).isZero();
        assertThat(on.rotations()).hasSize(4 * 2 * 4);
    }

    @Test
    void frames_without_a_whole_moment_near_them_hold_the_nearest_of_the_span_and_are_counted() {
        Clip clip = clip(20);
        clip.rotations()[4 * 3 * 7] = Float.NaN;
        clip.translations()[3 * 8] = Double.NaN;
        clip.translations()[3 * 9] = Double.NaN;
        BodyFrames frames =
                BodyFrames.of(clip, new TimeSpan(2 * INTERVAL, 15 * INTERVAL)).orElseThrow();

        var on = frames.on(new long[] {0, INTERVAL, 6 * INTERVAL, 8 * INTERVAL, 9 * INTERVAL, 17 * INTERVAL});

        assertThat(hips(on)).containsExactly(2f, 2f, 6f, 6f, 10f, 14f);
        assertThat(on.held()).as("at 0, 8 and 17 intervals").isEqualTo(3);
    }

    @Test
    void a_span_in_which_the_body_was_never_measured_whole_has_none() {
        assertThat(BodyFrames.of(clip(20), new TimeSpan(30 * INTERVAL, 40 * INTERVAL)))
                .isEmpty();
    }

    @Test
    void its_elements_are_named_by_parts_of_a_body() {
        List<Feature> features = BodyFrames.of(clip(2), WHOLE).orElseThrow().features();

        assertThat(features).extracting(Feature::name).containsExactly(BodyFrames.PLACES, BodyFrames.ROTATIONS);
        assertThat(features.getFirst().elements())
                .startsWith("hips_x_m", "hips_y_m")
                .hasSize(9);
        assertThat(features.getLast().elements()).contains("left_hand_qw").hasSize(8);
    }

    private static float[] hips(BodyFrames.OnTimes on) {
        float[] hips = new float[on.places().length / 9];
        for (int k = 0; k < hips.length; k++) {
            hips[k] = on.places()[9 * k];
        }
        return hips;
    }

    /// At frame f the hips of somebody with a name are f metres ahead.
    static Clip clip(int frames) {
        var skeleton = new Skeleton(List.of(
                new Joint("Somebody:Hips", Skeleton.NO_PARENT, Vector3.ZERO, false),
                new Joint("Somebody:LeftHand", 0, new Vector3(0.3, 0, 0), false),
                new Joint("Somebody:LeftHand end", 1, new Vector3(0.1, 0, 0), true)));
        float[] rotations = new float[frames * 3 * 4];
        double[] places = new double[frames * 3];
        for (int f = 0; f < frames; f++) {
            places[3 * f] = f;
            for (int j = 0; j < 3; j++) {
                rotations[4 * (3 * f + j) + 3] = 1;
            }
        }
        return new Clip(skeleton, INTERVAL / 1e9, frames, 0, rotations, new int[] {0}, places);
    }
}

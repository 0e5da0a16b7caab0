package dev.firsthand.recording.align;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firsthand.recording.align.AlignResult.Aligned;
import dev.firsthand.recording.align.AlignResult.CannotTell;
import dev.firsthand.recording.align.Heads.Sensor;
import dev.firsthand.recording.mocap.Clip;
import dev.firsthand.recording.mocap.Skeleton;
import dev.firsthand.recording.mocap.Skeleton.Joint;
import dev.firsthand.streams.sensor.SensorStream;
import dev.firsthand.streams.space.Vector3;
import dev.firsthand.streams.time.ClockName;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ClapAlignmentTest {
    private static final ClockName SOUND = new ClockName("sound");

    @Test
    void three_uneven_claps_are_found_in_hands_in_blows_and_in_sound_and_give_one_offset() {
        Claps hands = Claps.of(clapping(3.0, 4.1, 4.9), Heads.SUIT);
        Claps blows = Claps.of(phone(5.5, 6.6, 7.4));
        Claps sound = Claps.of(sound(5.0, 6.1, 6.9), 48_000, SOUND);

        assertThat(hands.atNanos()).hasSize(3);
        assertThat(blows.atNanos()).hasSize(3);
        assertThat(sound.atNanos()).hasSize(3);
        assertThat(told(hands, blows).alignment().offsetNanos()).isBetween(2_480_000_000L, 2_520_000_000L);
        assertThat(told(sound, blows).alignment().offsetNanos()).isBetween(493_000_000L, 507_000_000L);
    }

    @Test
    void moments_that_only_one_recording_has_do_not_mislead() {
        var told = told(claps(Heads.SUIT, 1, 8.3, 9.1, 30), claps(Heads.PHONE, 11.3, 12.1, 17, 33));

        assertThat(told.alignment().offsetNanos()).isEqualTo(3_000_000_000L);
        assertThat(told.pieces()).isEqualTo(3);
    }

    @Test
    void claps_at_both_ends_tell_the_drift() {
        var told = told(claps(Heads.SUIT, 2, 3.1, 1202), claps(Heads.PHONE, 12, 13.1, 1212.06));

        assertThat(told.driftPerMillion()).isBetween(45.0, 55.0);
        assertThat(told.convert(1_202_000_000_000L)).isBetween(1_212_050_000_000L, 1_212_070_000_000L);
    }

    @Test
    void one_clap_in_each_is_enough_and_the_bound_says_what_may_drift() {
        assertThat(told(claps(Heads.SUIT, 2), claps(Heads.PHONE, 7)).alignment().offsetNanos())
                .isEqualTo(5_000_000_000L);
    }

    @Test
    void claps_that_fit_at_two_offsets_or_at_none_or_are_missing_are_not_told() {
        assertThat(code(claps(Heads.SUIT, 1, 2), claps(Heads.PHONE, 1, 2, 3))).isEqualTo("align-clap-unclear");
        assertThat(code(claps(Heads.SUIT, 1, 2.5), claps(Heads.PHONE, 5))).isEqualTo("align-clap-unclear");
        assertThat(code(claps(Heads.SUIT), claps(Heads.PHONE, 5))).isEqualTo("align-no-clap");
        assertThat(code(
                        claps(
                                Heads.SUIT,
                                LongStream.range(0, 201).asDoubleStream().toArray()),
                        claps(Heads.PHONE, 5)))
                .isEqualTo("align-clap-often");
    }

    @Test
    void work_without_a_clap_has_none() {
        assertThat(Claps.of(new Heads(1, 60).phone(new Sensor(100, 0, 60, 0.1), 2))
                        .atNanos())
                .isEmpty();
        assertThat(Claps.of(clapping(), Heads.SUIT).atNanos()).isEmpty();
        assertThat(Claps.of(sound(), 48_000, SOUND).atNanos()).isEmpty();
    }

    private static Aligned told(Claps from, Claps to) {
        return (Aligned) ClapAlignment.align(from, to);
    }

    private static String code(Claps from, Claps to) {
        return ((CannotTell) ClapAlignment.align(from, to)).code();
    }

    private static Claps claps(ClockName clock, double... seconds) {
        return new Claps(
                clock,
                Arrays.stream(seconds).mapToObj(one -> Math.round(one * 1e9)).toList(),
                5_000_000);
    }

    private static SensorStream phone(double... claps) {
        SensorStream phone = new Heads(4, 20).phone(new Sensor(200, 0, 20, 0.05), 5);
        for (double clap : claps) {
            phone.values()[6 * (int) (200 * clap)] += 40;
        }
        return phone;
    }

    private static float[] sound(double... claps) {
        var random = new SplittableRandom(9);
        float[] sound = new float[20 * 48_000];
        for (int i = 0; i < sound.length; i++) {
            sound[i] = (float) (0.01 * random.nextGaussian());
        }
        for (double clap : claps) {
            int at = (int) (48_000 * clap);
            for (int i = 0; i < 4_800; i++) {
                sound[at + i] += (float) (0.5 * Math.exp(-i / 960.0) * random.nextGaussian());
            }
        }
        return sound;
    }

    /// Two hands, half a metre apart, that meet 10 cm apart at these times within a tenth of a second.
    private static Clip clapping(double... claps) {
        var skeleton = new Skeleton(List.of(
                new Joint("Hips", Skeleton.NO_PARENT, Vector3.ZERO, false),
                new Joint("LeftHand", 0, Vector3.ZERO, false),
                new Joint("RightHand", 0, Vector3.ZERO, false)));
        int frames = 1200;
        float[] turns = new float[4 * 3 * frames];
        double[] places = new double[2 * 3 * frames];
        for (int f = 0; f < frames; f++) {
            for (int joint = 0; joint < 3; joint++) {
                turns[4 * (3 * f + joint) + 3] = 1;
            }
            double half = 0.25;
            for (double clap : claps) {
                half = Math.min(half, 0.05 + 2 * Math.abs(f / 60.0 - clap));
            }
            places[6 * f + 1] = half;
            places[6 * f + 4] = -half;
        }
        return new Clip(skeleton, 1 / 60.0, frames, 0, turns, new int[] {1, 2}, places);
    }
}

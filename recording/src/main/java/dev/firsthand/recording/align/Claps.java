package dev.firsthand.recording.align;

import dev.firsthand.recording.mocap.BodyMap;
import dev.firsthand.recording.mocap.BodyPart;
import dev.firsthand.recording.mocap.Clip;
import dev.firsthand.recording.mocap.Pose;
import dev.firsthand.streams.sensor.SensorKind;
import dev.firsthand.streams.sensor.SensorStream;
import dev.firsthand.streams.time.ClockName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Moments that look like a clap in one recording, in order; `boundNanos` is how far off each may be.
public record Claps(ClockName clock, List<Long> atNanos, long boundNanos) {
    private static final double QUIET_SECONDS = 0.2;

    private static final double SPIKE_MPS2 = 15;
    private static final double SPIKE_TIMES_USUAL = 8;

    private static final double SOUND_RISE = 16; // 12 dB of energy
    private static final double SOUND_WINDOW_SECONDS = 0.001;
    private static final int SOUND_WINDOWS_BEFORE = 50;
    private static final double SOUND_LEAST_OF_LOUDEST = 0.05;
    private static final double SOUND_METRES_PER_SECOND = 343;
    private static final double SOUND_METRES_MAX = 1;

    private static final double HANDS_NEAR_METRES = 0.35;
    private static final double HANDS_CLOSING_MPS = 1;

    public Claps {
        atNanos = List.copyOf(atNanos);
    }

    /// Blows that an accelerometer felt: a clap with the phone on the head, or a tap on the phone.
    public static Claps of(SensorStream imu) {
        if (imu.kind() != SensorKind.IMU) {
            throw new IllegalArgumentException(
                    "stream %s has no accelerometer".formatted(imu.name().value()));
        }
        double[] blows = new double[imu.size()];
        for (int i = 1; i < blows.length; i++) {
            double x = imu.value(i, 0) - imu.value(i - 1, 0);
            double y = imu.value(i, 1) - imu.value(i - 1, 1);
            double z = imu.value(i, 2) - imu.value(i - 1, 2);
            blows[i] = Math.sqrt(x * x + y * y + z * z);
        }
        double[] sorted = blows.clone();
        Arrays.sort(sorted);
        double usual = sorted.length == 0 ? 0 : sorted[sorted.length / 2];
        double least = Math.max(SPIKE_MPS2, SPIKE_TIMES_USUAL * usual);
        var found = new Found();
        for (int i = 1; i < blows.length; i++) {
            if (blows[i] > least) {
                found.add(imu.timesNanos()[i]);
            }
        }
        return new Claps(imu.clock(), found.moments, step(imu.timesNanos()));
    }

    /// Onsets in a sound: energy that rises by 12 dB within a millisecond over the 50 before. The bound holds
    /// for a clap within a metre.
    public static Claps of(float[] sound, int ratePerSecond, ClockName clock) {
        int window = Math.max(1, (int) (ratePerSecond * SOUND_WINDOW_SECONDS));
        double[] energies = new double[sound.length / window];
        for (int i = 0; i < energies.length * window; i++) {
            energies[i / window] += (double) sound[i] * sound[i];
        }
        double least = SOUND_LEAST_OF_LOUDEST * Arrays.stream(energies).max().orElse(0);
        var found = new Found();
        double before = 0;
        for (int w = 0; w < energies.length; w++) {
            if (w >= SOUND_WINDOWS_BEFORE) {
                if (energies[w] > least && energies[w] > SOUND_RISE * before / SOUND_WINDOWS_BEFORE) {
                    found.add(Math.round((double) w * window / ratePerSecond * 1e9));
                }
                before -= energies[w - SOUND_WINDOWS_BEFORE];
            }
            before += energies[w];
        }
        return new Claps(
                clock,
                found.moments,
                Math.round((SOUND_WINDOW_SECONDS + SOUND_METRES_MAX / SOUND_METRES_PER_SECOND) * 1e9));
    }

    /// Hands that meet in a hurry and stop; nothing where the body has no two hands.
    public static Claps of(Clip clip, ClockName clock) {
        BodyMap body = BodyMap.of(clip.skeleton());
        var found = new Found();
        if (body.has(BodyPart.LEFT_HAND) && body.has(BodyPart.RIGHT_HAND)) {
            double[] apart = handsApart(clip, body);
            for (int f = 1; f < apart.length - 1; f++) {
                boolean nearest = apart[f] <= apart[f - 1] && apart[f] < apart[f + 1];
                int back = Math.max(0, f - (int) Math.ceil(0.1 * clip.framesPerSecond()));
                double closing = (apart[back] - apart[f]) / ((f - back) * clip.frameSeconds());
                if (nearest && apart[f] < HANDS_NEAR_METRES && closing > HANDS_CLOSING_MPS) {
                    found.add(clip.timeNanos(clip.firstFrameOfMotion() + f));
                }
            }
        }
        return new Claps(clock, found.moments, Math.round(clip.frameSeconds() * 1e9));
    }

    private static double[] handsApart(Clip clip, BodyMap body) {
        Pose pose = new Pose(clip);
        double[] apart = new double[clip.frames() - clip.firstFrameOfMotion()];
        for (int f = 0; f < apart.length; f++) {
            pose.at(clip.firstFrameOfMotion() + f);
            apart[f] = pose.place(body.at(BodyPart.LEFT_HAND))
                    .minus(pose.place(body.at(BodyPart.RIGHT_HAND)))
                    .length();
        }
        return apart;
    }

    private static long step(long[] times) {
        return times.length < 2 ? 0 : (times[times.length - 1] - times[0]) / (times.length - 1);
    }

    /// What follows at once is the echo of the one before.
    private static final class Found {
        final List<Long> moments = new ArrayList<>();

        void add(long nanos) {
            if (moments.isEmpty() || nanos - moments.getLast() > QUIET_SECONDS * 1e9) {
                moments.add(nanos);
            }
        }
    }
}

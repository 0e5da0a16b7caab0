package dev.firsthand.recording.mocap;

import java.util.Arrays;
import java.util.Locale;

/// Keys over time, and how to go from one to the next. Rotations (four numbers) go along the shorter arc.
final class GlbCurve {
    private final float[] times;
    private final float[] values;
    private final int width;
    private final Way way;

    /// How a curve goes between its keys.
    enum Way {
        STEP,
        LINEAR,
        CUBICSPLINE;

        static Way of(String word) throws UnreadableMotion {
            for (Way way : values()) {
                if (way.name().equals(word.toUpperCase(Locale.ROOT))) {
                    return way;
                }
            }
            throw GlbReader.bad("a curve goes " + TextScanner.quoted(word));
        }

        int numbersPerKey() {
            return this == CUBICSPLINE ? 3 : 1;
        }
    }

    GlbCurve(float[] times, float[] values, int width, Way way) {
        this.times = times;
        this.values = values;
        this.width = width;
        this.way = way;
    }

    float first() {
        return times[0];
    }

    float last() {
        return times[times.length - 1];
    }

    int keys() {
        return times.length;
    }

    /// The usual distance of two keys; 0 where there is one key.
    double step() {
        if (times.length < 2) {
            return 0;
        }
        float[] steps = new float[times.length - 1];
        for (int i = 0; i < steps.length; i++) {
            steps[i] = times[i + 1] - times[i];
        }
        Arrays.sort(steps);
        return steps[steps.length / 2];
    }

    void at(double time, double[] to) {
        int right = Arrays.binarySearch(times, (float) time);
        right = right < 0 ? -right - 1 : right;
        if (right <= 0 || right >= times.length || way == Way.STEP) {
            int key = Math.clamp(
                    right < times.length && times[right] <= (float) time ? right : right - 1L, 0, times.length - 1);
            key(key, to);
        } else if (way == Way.LINEAR) {
            linear(right, time, to);
        } else {
            cubic(right, time, to);
        }
        if (width == 4) {
            unit(to);
        }
    }

    private void key(int key, double[] to) {
        for (int i = 0; i < width; i++) {
            to[i] = way == Way.CUBICSPLINE ? values[(3 * key + 1) * width + i] : values[key * width + i];
        }
    }

    private void linear(int right, double time, double[] to) {
        double share = (time - times[right - 1]) / (times[right] - times[right - 1]);
        int a = (right - 1) * width;
        int b = right * width;
        double from = 1 - share;
        double onto = share;
        if (width == 4) {
            double dot = 0;
            for (int i = 0; i < 4; i++) {
                dot += (double) values[a + i] * values[b + i];
            }
            double angle = Math.acos(Math.min(1, Math.abs(dot)));
            if (angle > 1e-4) {
                from = Math.sin(from * angle) / Math.sin(angle);
                onto = Math.sin(onto * angle) / Math.sin(angle);
            }
            onto = dot < 0 ? -onto : onto;
        }
        for (int i = 0; i < width; i++) {
            to[i] = from * values[a + i] + onto * values[b + i];
        }
    }

    private void cubic(int right, double time, double[] to) {
        double length = times[right] - times[right - 1];
        double t = (time - times[right - 1]) / length;
        double t2 = t * t;
        double t3 = t2 * t;
        int a = 3 * (right - 1) * width;
        int b = 3 * right * width;
        for (int i = 0; i < width; i++) {
            to[i] = (2 * t3 - 3 * t2 + 1) * values[a + width + i]
                    + length * (t3 - 2 * t2 + t) * values[a + 2 * width + i]
                    + (-2 * t3 + 3 * t2) * values[b + width + i]
                    + length * (t3 - t2) * values[b + i];
        }
    }

    private static void unit(double[] q) {
        double length = Math.sqrt(q[0] * q[0] + q[1] * q[1] + q[2] * q[2] + q[3] * q[3]);
        for (int i = 0; i < 4; i++) {
            q[i] = length > 0 ? q[i] / length : i == 3 ? 1 : 0;
        }
    }
}

package dev.firsthand.recording.mocap;

import java.util.Arrays;

/// The angles z, x, y of a turn, `turn(z) * turn(x) * turn(y)`, in whole hundred-thousandths of a degree.
///
/// A clip keeps a turn in single numbers, so that reading angles and telling them again gives neighbours of them.
/// Here the same turn always has the same angles: those to which reading and telling them again comes back.
final class BvhAngles {
    private static final double PER_DEGREE = 1e5;
    private static final int Z = 0;
    private static final int X = 1;
    private static final int Y = 2;

    private BvhAngles() {}

    /// In degrees.
    ///
    /// @param q x, y, z, w on the axes of the file
    static double[] of(float[] q) {
        if (Float.isNaN(q[0] + q[1] + q[2] + q[3])) {
            return new double[] {Double.NaN, Double.NaN, Double.NaN};
        }
        long[] angles = told(q);
        long[] again = toldAgain(angles);
        return degrees(Arrays.equals(angles, again) ? angles : settled(again));
    }

    /// Where telling again and again goes round among a few, the least of those (Brent's search for a cycle).
    private static long[] settled(long[] start) {
        long[] mark = start;
        long[] now = toldAgain(start);
        for (int steps = 1, most = 1; !Arrays.equals(now, mark); steps++) {
            if (steps == most) {
                mark = now;
                most *= 2;
                steps = 0;
            }
            now = toldAgain(now);
        }
        long[] least = now;
        for (long[] next = toldAgain(now); !Arrays.equals(next, now); next = toldAgain(next)) {
            least = Arrays.compare(next, least) < 0 ? next : least;
        }
        return least;
    }

    private static long[] toldAgain(long[] angles) {
        double[] degrees = degrees(angles);
        double[] q = {0, 0, 0, 1};
        BvhPoses.turnAbout(q, 2, degrees[Z]);
        BvhPoses.turnAbout(q, 0, degrees[X]);
        BvhPoses.turnAbout(q, 1, degrees[Y]);
        return told(new float[] {(float) q[0], (float) q[1], (float) q[2], (float) q[3]});
    }

    private static double[] degrees(long[] angles) {
        return new double[] {angles[Z] / PER_DEGREE, angles[X] / PER_DEGREE, angles[Y] / PER_DEGREE};
    }

    /// Where x is 90 degrees only the sum of the other two tells, and z takes it all.
    private static long[] told(float[] q) {
        double length =
                Math.sqrt((double) q[0] * q[0] + (double) q[1] * q[1] + (double) q[2] * q[2] + (double) q[3] * q[3]);
        double x = q[0] / length;
        double y = q[1] / length;
        double z = q[2] / length;
        double w = q[3] / length;
        double sine = 2 * (y * z + x * w);
        double right = 2 * (y * w - x * z);
        double ahead = 1 - 2 * (x * x + y * y);
        double cosine = Math.sqrt(right * right + ahead * ahead);
        boolean upright = cosine < 1e-6;
        double aboutZ = upright
                ? Math.atan2(2 * (x * y + z * w), 1 - 2 * (y * y + z * z))
                : Math.atan2(2 * (z * w - x * y), 1 - 2 * (x * x + z * z));
        return new long[] {whole(aboutZ), whole(Math.atan2(sine, cosine)), upright ? 0 : whole(Math.atan2(right, ahead))
        };
    }

    private static long whole(double radians) {
        return Math.round(Math.toDegrees(radians) * PER_DEGREE);
    }
}

package dev.firsthand.motion.retarget;

import dev.firsthand.streams.space.Rotation;
import dev.firsthand.streams.space.Vector3;

/// Rotations as nine numbers, row by row, in flat arrays: for loops that must not allocate. Each array comes with the
/// place where its numbers begin, so there are more parameters than elsewhere.
final class Matrices {
    private Matrices() {}

    static void ofQuaternion(double[] q, int at, double[] to, int out) {
        double x = q[at];
        double y = q[at + 1];
        double z = q[at + 2];
        double w = q[at + 3];
        to[out] = 1 - 2 * (y * y + z * z);
        to[out + 1] = 2 * (x * y - z * w);
        to[out + 2] = 2 * (x * z + y * w);
        to[out + 3] = 2 * (x * y + z * w);
        to[out + 4] = 1 - 2 * (x * x + z * z);
        to[out + 5] = 2 * (y * z - x * w);
        to[out + 6] = 2 * (x * z - y * w);
        to[out + 7] = 2 * (y * z + x * w);
        to[out + 8] = 1 - 2 * (x * x + y * y);
    }

    static void of(Rotation rotation, double[] to, int out) {
        ofQuaternion(new double[] {rotation.x(), rotation.y(), rotation.z(), rotation.w()}, 0, to, out);
    }

    static Rotation rotation(double[] m, int at) {
        return Rotation.ofColumns(
                new Vector3(m[at], m[at + 3], m[at + 6]),
                new Vector3(m[at + 1], m[at + 4], m[at + 7]),
                new Vector3(m[at + 2], m[at + 5], m[at + 8]));
    }

    /// `to = a * b`; `to` is none of both.
    static void times(double[] a, int i, double[] b, int k, double[] to, int out) {
        for (int row = 0; row < 9; row += 3) {
            double x = a[i + row];
            double y = a[i + row + 1];
            double z = a[i + row + 2];
            to[out + row] = x * b[k] + y * b[k + 3] + z * b[k + 6];
            to[out + row + 1] = x * b[k + 1] + y * b[k + 4] + z * b[k + 7];
            to[out + row + 2] = x * b[k + 2] + y * b[k + 5] + z * b[k + 8];
        }
    }

    /// `to = a * b'`, where `b'` turns back what `b` turns.
    static void timesInverse(double[] a, double[] b, double[] to) {
        for (int row = 0; row < 9; row += 3) {
            for (int column = 0; column < 3; column++) {
                to[row + column] =
                        a[row] * b[3 * column] + a[row + 1] * b[3 * column + 1] + a[row + 2] * b[3 * column + 2];
            }
        }
    }

    /// `to = place + a * v`.
    static void move(double[] a, int i, double[] place, int p, double[] v, int k, double[] to, int out) {
        double x = v[k];
        double y = v[k + 1];
        double z = v[k + 2];
        to[out] = place[p] + a[i] * x + a[i + 1] * y + a[i + 2] * z;
        to[out + 1] = place[p + 1] + a[i + 3] * x + a[i + 4] * y + a[i + 5] * z;
        to[out + 2] = place[p + 2] + a[i + 6] * x + a[i + 7] * y + a[i + 8] * z;
    }

    /// `to = a * (a turn about a unit axis)`.
    static void turn(double[] a, double[] axis, int k, double radians, double[] to, int out) {
        double c = Math.cos(radians);
        double s = Math.sin(radians);
        double t = 1 - c;
        double x = axis[k];
        double y = axis[k + 1];
        double z = axis[k + 2];
        double xx = t * x * x + c;
        double xy = t * x * y;
        double xz = t * x * z;
        double yy = t * y * y + c;
        double yz = t * y * z;
        double zz = t * z * z + c;
        for (int row = 0; row < 9; row += 3) {
            double p = a[row];
            double q = a[row + 1];
            double r = a[row + 2];
            to[out + row] = p * xx + q * (xy + s * z) + r * (xz - s * y);
            to[out + row + 1] = p * (xy - s * z) + q * yy + r * (yz + s * x);
            to[out + row + 2] = p * (xz + s * y) + q * (yz - s * x) + r * zz;
        }
    }
}

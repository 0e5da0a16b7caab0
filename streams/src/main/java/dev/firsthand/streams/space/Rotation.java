package dev.firsthand.streams.space;

/// A rotation as a unit quaternion `w + xi + yj + zk`.
public record Rotation(double x, double y, double z, double w) {
    public static final Rotation NONE = new Rotation(0, 0, 0, 1);

    /// A turn by an angle about a unit axis, counter-clockwise seen from its tip.
    public static Rotation about(Vector3 unitAxis, double radians) {
        double sine = Math.sin(radians / 2);
        return new Rotation(unitAxis.x() * sine, unitAxis.y() * sine, unitAxis.z() * sine, Math.cos(radians / 2));
    }

    /// As URDF has it: about the fixed x axis first, then the fixed y, then the fixed z.
    public static Rotation ofRollPitchYaw(double rollRadians, double pitchRadians, double yawRadians) {
        return about(new Vector3(0, 0, 1), yawRadians)
                .times(about(new Vector3(0, 1, 0), pitchRadians))
                .times(about(new Vector3(1, 0, 0), rollRadians));
    }

    /// The shortest turn that brings one direction onto another; half a turn about any axis across where they
    /// oppose.
    public static Rotation between(Vector3 from, Vector3 to) {
        Vector3 a = from.unit();
        Vector3 b = to.unit();
        Vector3 axis = a.cross(b);
        double w = 1 + a.dot(b);
        if (w < 1e-12) {
            Vector3 across = Math.abs(a.x()) < 0.9 ? new Vector3(1, 0, 0).across(a) : new Vector3(0, 1, 0).across(a);
            return about(across.unit(), Math.PI);
        }
        return new Rotation(axis.x(), axis.y(), axis.z(), w).unit();
    }

    /// The rotation whose columns are three unit vectors at right angles to each other, right-handed.
    public static Rotation ofColumns(Vector3 x, Vector3 y, Vector3 z) {
        double trace = x.x() + y.y() + z.z();
        if (trace > 0) {
            double s = 2 * Math.sqrt(trace + 1);
            return new Rotation((y.z() - z.y()) / s, (z.x() - x.z()) / s, (x.y() - y.x()) / s, s / 4);
        }
        if (x.x() > y.y() && x.x() > z.z()) {
            double s = 2 * Math.sqrt(1 + x.x() - y.y() - z.z());
            return new Rotation(s / 4, (y.x() + x.y()) / s, (z.x() + x.z()) / s, (y.z() - z.y()) / s);
        }
        if (y.y() > z.z()) {
            double s = 2 * Math.sqrt(1 + y.y() - x.x() - z.z());
            return new Rotation((y.x() + x.y()) / s, s / 4, (z.y() + y.z()) / s, (z.x() - x.z()) / s);
        }
        double s = 2 * Math.sqrt(1 + z.z() - x.x() - y.y());
        return new Rotation((z.x() + x.z()) / s, (z.y() + y.z()) / s, s / 4, (x.y() - y.x()) / s);
    }

    /// `aFromC = aFromB.times(bFromC)`.
    public Rotation times(Rotation other) {
        return new Rotation(
                w * other.x + x * other.w + y * other.z - z * other.y,
                w * other.y - x * other.z + y * other.w + z * other.x,
                w * other.z + x * other.y - y * other.x + z * other.w,
                w * other.w - x * other.x - y * other.y - z * other.z);
    }

    public Rotation inverse() {
        return new Rotation(-x, -y, -z, w);
    }

    public Vector3 apply(Vector3 v) {
        double tx = 2 * (y * v.z() - z * v.y());
        double ty = 2 * (z * v.x() - x * v.z());
        double tz = 2 * (x * v.y() - y * v.x());
        return new Vector3(
                v.x() + w * tx + y * tz - z * ty, v.y() + w * ty + z * tx - x * tz, v.z() + w * tz + x * ty - y * tx);
    }

    public Rotation unit() {
        double length = Math.sqrt(x * x + y * y + z * z + w * w);
        return new Rotation(x / length, y / length, z / length, w / length);
    }

    /// How far it turns: between 0 and pi.
    public double angleRadians() {
        return 2 * Math.atan2(Math.sqrt(x * x + y * y + z * z), Math.abs(w));
    }

    /// The signed part of the turn about a unit axis, between -pi and pi; the rest is the swing.
    public double twistRadians(Vector3 unitAxis) {
        double along = x * unitAxis.x() + y * unitAxis.y() + z * unitAxis.z();
        double angle = 2 * Math.atan2(along, w);
        return angle > Math.PI ? angle - 2 * Math.PI : angle < -Math.PI ? angle + 2 * Math.PI : angle;
    }
}

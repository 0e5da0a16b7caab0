package dev.firsthand.streams.space;

/// A point or a direction in one frame; metres where it is a place.
public record Vector3(double x, double y, double z) {
    public static final Vector3 ZERO = new Vector3(0, 0, 0);

    public Vector3 plus(Vector3 other) {
        return new Vector3(x + other.x, y + other.y, z + other.z);
    }

    public Vector3 minus(Vector3 other) {
        return new Vector3(x - other.x, y - other.y, z - other.z);
    }

    public Vector3 times(double factor) {
        return new Vector3(x * factor, y * factor, z * factor);
    }

    public double dot(Vector3 other) {
        return x * other.x + y * other.y + z * other.z;
    }

    public Vector3 cross(Vector3 other) {
        return new Vector3(y * other.z - z * other.y, z * other.x - x * other.z, x * other.y - y * other.x);
    }

    public double length() {
        return Math.sqrt(dot(this));
    }

    /// The same direction, one long. A vector without length has none and stays as it is.
    public Vector3 unit() {
        double length = length();
        return length == 0 ? this : times(1 / length);
    }

    /// What is left of this vector when its part along a unit vector is taken away.
    public Vector3 across(Vector3 unit) {
        return minus(unit.times(dot(unit)));
    }

    /// Between 0 and pi; exact also for small angles, where the arc cosine is not.
    public double angleTo(Vector3 other) {
        return Math.atan2(cross(other).length(), dot(other));
    }
}

package dev.firsthand.streams.space;

/// Turns, then moves: `targetFromSource.apply(p) = rotation.apply(p) + translation`.
public record RigidTransform(Rotation rotation, Vector3 translation) {
    public static final RigidTransform NONE = new RigidTransform(Rotation.NONE, Vector3.ZERO);

    /// `aFromC = aFromB.times(bFromC)`.
    public RigidTransform times(RigidTransform other) {
        return new RigidTransform(rotation.times(other.rotation), apply(other.translation));
    }

    public Vector3 apply(Vector3 point) {
        return rotation.apply(point).plus(translation);
    }

    public RigidTransform inverse() {
        Rotation back = rotation.inverse();
        return new RigidTransform(back, back.apply(translation).times(-1));
    }
}

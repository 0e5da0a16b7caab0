package dev.firsthand.recording.convert;

import dev.firsthand.streams.space.RigidTransform;
import dev.firsthand.streams.space.Rotation;
import dev.firsthand.streams.space.Vector3;
import java.util.Optional;

/// Where one frame is in another at one moment: a joint in its parent, a link in the one before.
public record MovingFrame(String parent, String name, RigidTransform parentFromFrame) {
    /// What hangs on nothing hangs on the room: X forward, Y left, Z up, in metres.
    public static final String WORLD = "world";

    /// Empty where the place or the turn was not measured.
    static Optional<MovingFrame> of(String parent, String name, RigidTransform parentFromFrame) {
        Rotation turn = parentFromFrame.rotation();
        Vector3 place = parentFromFrame.translation();
        double sum = turn.x() + turn.y() + turn.z() + turn.w() + place.x() + place.y() + place.z();
        return Double.isFinite(sum)
                ? Optional.of(new MovingFrame(parent, name, new RigidTransform(turn.unit(), place)))
                : Optional.empty();
    }
}

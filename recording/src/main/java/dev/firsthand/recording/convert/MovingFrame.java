package dev.firsthand.recording.convert;

import dev.firsthand.streams.space.RigidTransform;

/// Where one frame is in another at one moment: a joint in its parent, a link in the one before.
public record MovingFrame(String parent, String name, RigidTransform parentFromFrame) {
    /// What hangs on nothing hangs on the room: X forward, Y left, Z up, in metres.
    public static final String WORLD = "world";
}

package dev.firsthand.recording.live;

import dev.firsthand.streams.space.RigidTransform;
import dev.firsthand.streams.space.Rotation;
import dev.firsthand.streams.space.Vector3;
import java.util.Optional;

/// Both senders tell places and turns as Unity does: X right, Y up, Z forward, metres, left-handed.
final class Unity {
    private static final double PLACE_METRES_MAX = 10_000;
    private static final double LENGTH_MIN = 0.5;
    private static final double LENGTH_MAX = 2;

    private Unity() {}

    /// Where a joint is and how it is turned, in our axes.
    ///
    /// @param n place x, y, z, then quaternion x, y, z, w
    static Optional<RigidTransform> ours(double[] n) {
        for (int i = 0; i < 3; i++) {
            if (!(Math.abs(n[i]) <= PLACE_METRES_MAX)) {
                return Optional.empty();
            }
        }
        double length = Math.sqrt(n[3] * n[3] + n[4] * n[4] + n[5] * n[5] + n[6] * n[6]);
        if (!(length >= LENGTH_MIN && length <= LENGTH_MAX)) {
            return Optional.empty();
        }
        // The axes change hands: a turn goes the other way about the same axis.
        return Optional.of(
                new RigidTransform(new Rotation(-n[5], n[3], -n[4], n[6]).unit(), new Vector3(n[2], -n[0], n[1])));
    }
}

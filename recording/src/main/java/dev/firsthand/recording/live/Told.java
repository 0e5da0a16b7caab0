package dev.firsthand.recording.live;

import dev.firsthand.streams.space.RigidTransform;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/// One moment of a body as its sender told it: where each joint is in the room and how it is turned. X forward, Y left,
/// Z up, in metres.
///
/// @param arrivedNanos when the first datagram of it came, on the receiver's clock
/// @param sentNanos when it was sent, on the sender's clock, which may begin anew
/// @param framesPerSecond what the sender says of its rate, whatever that is; 0 where it says nothing
record Told(long arrivedNanos, long sentNanos, double framesPerSecond, Map<String, RigidTransform> joints) {
    private static final double RATE_LEAST = 10; // a rate of 0.0001 would make one frame of an hour
    private static final double RATE_MOST = 1_000;

    Told {
        joints = Collections.unmodifiableMap(new LinkedHashMap<>(joints));
    }

    /// A joint that is known to be there.
    RigidTransform at(String joint) {
        return Objects.requireNonNull(joints.get(joint), joint);
    }

    /// Whether a suit can have the rate that the sender says.
    boolean rateBelieved() {
        return framesPerSecond >= RATE_LEAST && framesPerSecond <= RATE_MOST;
    }
}

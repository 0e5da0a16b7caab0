package dev.firsthand.engine.store;

import java.time.Duration;
import java.util.UUID;

/// AES-GCM runs at a twentieth of its speed in a cold JVM, for the first few hundred MiB.
public final class Sealing {
    private Sealing() {}

    /// Seals and opens throwaway bytes until they go fast, at most for `limit`. Call it off the way of any request.
    public static void warmUp(Duration limit) {
        var segments = new SealedSegment(ObjectKey.random(), new UUID(0, 0));
        var plain = new byte[SealedSegment.PLAIN_BYTES_MAX];
        var sealed = new byte[plain.length + SealedSegment.OVERHEAD_BYTES];
        long end = System.nanoTime() + limit.toNanos();
        // small pieces first: they reach the compiler sooner than whole segments
        for (int length = 1 << 12; System.nanoTime() < end; length = Math.min(plain.length, length + (1 << 12))) {
            segments.seal(SealedSegment.Place.FIRST, plain, 0, length, sealed);
            segments.open(SealedSegment.Place.FIRST, sealed, plain);
        }
    }
}

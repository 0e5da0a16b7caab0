package dev.firsthand.engine.store;

import java.time.Duration;
import java.util.UUID;

/// AES-GCM runs at a twentieth of its speed in a cold JVM, for the first few hundred MiB.
public final class Sealing {
    private Sealing() {}

    private static final int PIECE_BYTES = 1 << 13;
    private static final int PIECES = 1 << 14;

    /// Seals and opens throwaway bytes until they go fast, at most for `limit`. Call it off the way of any request.
    public static void warmUp(Duration limit) {
        var segments = new SealedSegment(ObjectKey.random(), new UUID(0, 0));
        var plain = new byte[SealedSegment.PLAIN_BYTES_MAX];
        var sealed = new byte[plain.length + SealedSegment.OVERHEAD_BYTES];
        long end = System.nanoTime() + limit.toNanos();
        // Many small pieces: the compiler counts calls. Below 8 KiB the JDK takes another path, which stays cold.
        for (int i = 0; i < PIECES && System.nanoTime() < end; i++) {
            segments.seal(SealedSegment.Place.FIRST, plain, 0, PIECE_BYTES, sealed);
            segments.open(SealedSegment.Place.FIRST, sealed, plain);
        }
    }
}

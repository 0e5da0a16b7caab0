package dev.firsthand.engine.store;

import java.util.Arrays;

/// Where the segments known so far begin, in plain and in sealed bytes.
final class SegmentIndex {
    private long[] plainStarts = new long[16];
    private long[] sealedStarts = new long[16];
    private int count;
    private long plainEnd;
    private long sealedEnd = SealedSegment.MAGIC.length;

    void add(int plainLength) {
        if (count == plainStarts.length) {
            plainStarts = Arrays.copyOf(plainStarts, 2 * count);
            sealedStarts = Arrays.copyOf(sealedStarts, 2 * count);
        }
        plainStarts[count] = plainEnd;
        sealedStarts[count] = sealedEnd;
        count++;
        plainEnd += plainLength;
        sealedEnd += plainLength + SealedSegment.OVERHEAD_BYTES;
    }

    /// Forgets the segments from the plain offset on; false when no segment begins or ends there.
    boolean cut(long plainOffset) {
        if (plainOffset == plainEnd) {
            return true;
        }
        int segment = Arrays.binarySearch(plainStarts, 0, count, plainOffset);
        if (segment < 0) {
            return false;
        }
        plainEnd = plainStarts[segment];
        sealedEnd = sealedStarts[segment];
        count = segment;
        return true;
    }

    /// The segment that holds the plain byte; it must be known already.
    int segmentAt(long plainOffset) {
        int found = Arrays.binarySearch(plainStarts, 0, count, plainOffset);
        return found >= 0 ? found : -found - 2;
    }

    SealedSegment.Place place(int segment) {
        return new SealedSegment.Place(segment, plainStarts[segment]);
    }

    long sealedStart(int segment) {
        return sealedStarts[segment];
    }

    int plainLength(int segment) {
        long end = segment + 1 < count ? plainStarts[segment + 1] : plainEnd;
        return Math.toIntExact(end - plainStarts[segment]);
    }

    SealedSegment.Place next() {
        return new SealedSegment.Place(count, plainEnd);
    }

    long plainEnd() {
        return plainEnd;
    }

    long sealedEnd() {
        return sealedEnd;
    }
}

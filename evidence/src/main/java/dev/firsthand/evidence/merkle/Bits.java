package dev.firsthand.evidence.merkle;

/// What sizes and indices of trees say in their bits.
final class Bits {
    private Bits() {}

    /// Java shifts by 64 as if by 0.
    static long shift(long value, int places) {
        return places >= Long.SIZE ? 0 : value >>> places;
    }

    /// The largest power of two below a size of at least two.
    static long split(long size) {
        return Long.highestOneBit(size - 1);
    }

    /// Whether a tree can have a part of its own over this half-open range: it begins at a multiple of the smallest
    /// power of two that is not below its length.
    static boolean isPart(long start, long end) {
        if (Long.compareUnsigned(start, end) >= 0) {
            return false;
        }
        long length = end - start;
        if (length < 0) {
            return start == 0; // longer than 2^63: no other multiple fits below 2^64
        }
        long ceiling = length == 1 ? 1 : 2 * split(length);
        return (start & (ceiling - 1)) == 0;
    }
}

package dev.firsthand.bench.world;

/// Spreads the bits of a number over a whole word, as SplitMix64 does at its end (Steele, Lea, Flood 2014).
public final class Mixing {
    private static final long GOLDEN = 0x9e3779b97f4a7c15L;

    private Mixing() {}

    public static long spread(long word) {
        long z = (word ^ (word >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }

    /// Takes the next word into a chain; the order of the words counts.
    public static long chain(long before, long word) {
        return spread((before + GOLDEN) ^ word);
    }

    /// The share of one cell in the hash of a state: an own random word for each place and value.
    static long cell(int place, int value) {
        return spread(((long) place << 32 | (value & 0xffffffffL)) + GOLDEN);
    }
}

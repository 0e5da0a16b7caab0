package dev.firsthand.bench.world;

/// Randomness without a state: a draw is a function of (seed, stream, entity, time), so that leaving one out shifts
/// none.
///
/// @param seed the scenario's
public record Chance(long seed) {
    public static final int PER_MILLE = 1000;

    public long bits(Stream stream, int entity, long time) {
        return Mixing.chain(Mixing.chain(Mixing.chain(seed, stream.key()), entity), time);
    }

    /// A whole number from 0 to `bound - 1`.
    public int below(int bound, Stream stream, int entity, long time) {
        return (int) Math.multiplyHigh(bits(stream, entity, time) >>> 1, (long) bound << 1);
    }

    public boolean happens(int perMille, Stream stream, int entity, long time) {
        return perMille > 0 && below(PER_MILLE, stream, entity, time) < perMille;
    }
}

package dev.firsthand.recording.mp4;

/// The length of one tick as a fraction of a second.
public record TimeBase(long numerator, long denominator) {
    private static final long NANOS = 1_000_000_000;

    public TimeBase {
        if (numerator <= 0 || denominator <= 0 || numerator > Integer.MAX_VALUE || denominator > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("not a time base: %d/%d".formatted(numerator, denominator));
        }
    }

    public static TimeBase parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            throw new IllegalArgumentException("not a time base: " + text);
        }
        return new TimeBase(Long.parseLong(text.substring(0, slash)), Long.parseLong(text.substring(slash + 1)));
    }

    /// floor(ticks * 1e9 * numerator / denominator), exact as long as the result fits.
    public long nanos(long ticks) {
        long scaled = Math.multiplyExact(ticks, numerator);
        long seconds = Math.floorDiv(scaled, denominator);
        long rest = Math.floorMod(scaled, denominator);
        return Math.addExact(Math.multiplyExact(seconds, NANOS), rest * NANOS / denominator);
    }
}

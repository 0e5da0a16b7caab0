package dev.firsthand.motion.ergonomics;

/// From the best to the worst score that what is known allows; one number where all is known.
public record Interval(int best, int worst) {
    public Interval {
        if (worst < best) {
            throw new IllegalArgumentException("from %d to %d".formatted(best, worst));
        }
    }

    public static Interval of(int score) {
        return new Interval(score, score);
    }

    public Interval plus(Interval other) {
        return new Interval(best + other.best, worst + other.worst);
    }

    public Interval plus(int points) {
        return new Interval(best + points, worst + points);
    }

    /// As far as a table reaches.
    public Interval within(int least, int most) {
        return new Interval(Math.clamp(best, least, most), Math.clamp(worst, least, most));
    }

    /// The worse of two sides of a body.
    public Interval worseOf(Interval other) {
        return new Interval(Math.max(best, other.best), Math.max(worst, other.worst));
    }

    public boolean contains(int score) {
        return best <= score && score <= worst;
    }
}

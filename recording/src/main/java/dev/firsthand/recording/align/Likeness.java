package dev.firsthand.recording.align;

import java.util.Optional;

/// Finds where a piece of one row fits into another row: the normalised correlation at every displacement at
/// which enough of them lies on each other.
final class Likeness {
    private final EvenRow whole;
    private final Fourier fourier;
    private final double[] wholeRe;
    private final double[] wholeIm;
    private final double[] wholeEnergy;

    /// @param pieceMax the longest piece that will be looked for
    Likeness(EvenRow whole, int pieceMax) {
        this.whole = whole;
        fourier = new Fourier(whole.size() + pieceMax);
        wholeRe = padded(whole.values(), 0, whole.size());
        wholeIm = new double[fourier.size()];
        fourier.forward(wholeRe, wholeIm);
        wholeEnergy = energy(whole.values(), 0, whole.size());
    }

    /// A place where a piece fits.
    ///
    /// @param offsetNanos what is to be added to the piece's times
    /// @param value the correlation there, at most 1
    /// @param second the highest correlation anywhere else
    /// @param boundNanos how far off it may be, in 95 of 100 cases
    record Peak(double offsetNanos, double value, double second, double boundNanos) {}

    /// Where `piece[from .. to)` fits best; empty where nothing moves in it.
    Optional<Peak> find(EvenRow piece, int from, int to) {
        int length = to - from;
        int leastOverlap = Math.max(length / 2, Math.min(length, OVERLAP_MIN));
        double[] products = products(piece.values(), from, to);
        double[] pieceEnergy = energy(piece.values(), from, to);
        int first = leastOverlap - length;
        double[] alike = new double[Math.max(0, whole.size() - leastOverlap - first + 1)];
        int best = 0;
        for (int i = 0; i < alike.length; i++) {
            alike[i] = alike(products, pieceEnergy, first + i);
            best = alike[i] > alike[best] ? i : best;
        }
        if (alike.length < 3 || best == 0 || best == alike.length - 1) {
            return Optional.empty(); // a peak has two sides
        }
        double overlap = Math.min(length, whole.size() - (first + best)) - Math.max(0, -(first + best));
        long pieceStart = piece.startNanos() + from * STEP_NANOS;
        double shift = (first + best + between(alike, best)) * STEP_NANOS + (whole.startNanos() - pieceStart);
        return Optional.of(new Peak(shift, alike[best], second(alike, best), bound(alike, best, overlap)));
    }

    private static final int OVERLAP_MIN = 8 * EvenRow.HERTZ;
    private static final double STEP_SECONDS = 1.0 / EvenRow.HERTZ;
    private static final long STEP_NANOS = 1_000_000_000 / EvenRow.HERTZ;

    private double alike(double[] products, double[] pieceEnergy, int shift) {
        int length = pieceEnergy.length - 1;
        int begin = Math.max(0, -shift);
        int end = Math.min(length, whole.size() - shift);
        double piece = pieceEnergy[end] - pieceEnergy[begin];
        double there = wholeEnergy[end + shift] - wholeEnergy[begin + shift];
        double both = Math.sqrt(Math.max(0, piece) * Math.max(0, there));
        double enough = 1e-9 * Math.sqrt(pieceEnergy[length] * wholeEnergy[whole.size()]);
        return both <= enough ? 0 : products[shift < 0 ? shift + products.length : shift] / both;
    }

    /// Sums of products at every displacement; those before the start stand at the end.
    private double[] products(double[] values, int from, int to) {
        double[] re = padded(values, from, to);
        double[] im = new double[re.length];
        fourier.forward(re, im);
        for (int i = 0; i < re.length; i++) {
            double x = wholeRe[i] * re[i] + wholeIm[i] * im[i];
            im[i] = wholeIm[i] * re[i] - wholeRe[i] * im[i];
            re[i] = x;
        }
        fourier.back(re, im);
        return re;
    }

    private double[] padded(double[] values, int from, int to) {
        double[] padded = new double[fourier.size()];
        System.arraycopy(values, from, padded, 0, to - from);
        return padded;
    }

    /// `energy[i]` is the sum of the squares before place `i`.
    private static double[] energy(double[] values, int from, int to) {
        double[] energy = new double[to - from + 1];
        for (int i = from; i < to; i++) {
            energy[i - from + 1] = energy[i - from] + values[i] * values[i];
        }
        return energy;
    }

    /// How far beside `best` the top of a parabola through it and its neighbours lies, in places.
    private static double between(double[] alike, int best) {
        double bend = 2 * alike[best] - alike[best - 1] - alike[best + 1];
        return bend <= 0 ? 0 : (alike[best + 1] - alike[best - 1]) / (2 * bend);
    }

    /// The highest place outside the hill on which `best` stands.
    private static double second(double[] alike, int best) {
        int left = best;
        while (left > 0 && alike[left - 1] < alike[left]) {
            left--;
        }
        int right = best;
        while (right < alike.length - 1 && alike[right + 1] < alike[right]) {
            right++;
        }
        double second = 0;
        for (int i = 0; i < alike.length; i++) {
            second = i < left || i > right ? Math.max(second, alike[i]) : second;
        }
        return second;
    }

    /// The least error that noise of this strength allows (Cramér and Rao), doubled for 95 of 100 cases, and
    /// half a place of the row. The bend of the hill says how fast the common motion changes.
    private static double bound(double[] alike, int best, double overlap) {
        double value = Math.min(alike[best], 0.999_999);
        double bend = Math.max(
                1e-9,
                (2 * alike[best] - alike[best - 1] - alike[best + 1]) / (alike[best] * STEP_SECONDS * STEP_SECONDS));
        double independent = 2 * (EvenRow.HIGH_HERTZ - EvenRow.LOW_HERTZ) * overlap * STEP_SECONDS;
        double deviation = Math.sqrt((1 / (value * value) - 1) / (independent * bend));
        return (2 * deviation + STEP_SECONDS / 10) * 1e9;
    }
}

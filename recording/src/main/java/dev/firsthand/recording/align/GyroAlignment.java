package dev.firsthand.recording.align;

import dev.firsthand.recording.align.AlignResult.CannotTell;
import dev.firsthand.streams.time.ClockAlignment;
import java.util.ArrayList;
import java.util.List;

/// Aligns two recordings that turned together, such as a phone on the head and the head of a suit, by how fast
/// they turned (docs/reference/motion.md). Recordings may begin and end apart by any time.
///
/// A piece of the shorter one counts where it fits into the longer one well, and nowhere else nearly as well;
/// the pieces must then agree on one offset, or on one that drifts as clocks drift.
public final class GyroAlignment {
    /// Peaks below are chance.
    private static final double LIKENESS_MIN = 0.6;

    /// A second place that fits nearly as well, as in an even walk, leaves open which is the right one.
    private static final double SECOND_MAX_SHARE = 0.8;

    private static final double SECONDS_MIN = 8;
    private static final double SECONDS_MAX = 2 * 3600;
    private static final double PIECE_SECONDS = 60;
    private static final int PIECES_MAX = 32;

    private GyroAlignment() {}

    /// How the clock of `from` reads on that of `to`.
    public static AlignResult align(Turning from, Turning to) {
        for (Turning one : List.of(from, to)) {
            double seconds = one.seconds();
            if (seconds < SECONDS_MIN) {
                return new CannotTell(
                        "align-too-short",
                        "%s has %.1f s of turning; %.0f s are the least that can be compared."
                                .formatted(one.clock().value(), seconds, SECONDS_MIN));
            }
            if (seconds > SECONDS_MAX) {
                return new CannotTell(
                        "align-too-long",
                        "%s has %.1f hours; at most %.0f are compared. Cut it into takes."
                                .formatted(one.clock().value(), seconds / 3600, SECONDS_MAX / 3600));
            }
        }
        EvenRow here = EvenRow.of(from);
        EvenRow there = EvenRow.of(to);
        boolean swapped = here.size() > there.size();
        List<Fit> fits = swapped ? fits(there, here) : fits(here, there);
        return told(swapped ? fits.stream().map(Fit::back).toList() : fits, from, to);
    }

    /// Where pieces of the shorter row fit into the longer one, good or not.
    private static List<Fit> fits(EvenRow shorter, EvenRow longer) {
        int pieces = (int) Math.clamp(shorter.seconds() / PIECE_SECONDS, 1, PIECES_MAX);
        int length = Math.min(shorter.size() / pieces, (int) (2 * PIECE_SECONDS * EvenRow.HERTZ));
        var likeness = new Likeness(longer, length);
        List<Fit> fits = new ArrayList<>();
        for (int i = 0; i < pieces; i++) {
            int start = (int) ((long) i * (shorter.size() - length) / Math.max(1, pieces - 1));
            double middle = shorter.startNanos() + (start + length / 2.0) * 1e9 / EvenRow.HERTZ;
            likeness.find(shorter, start, start + length).ifPresent(peak -> fits.add(new Fit(middle, peak)));
        }
        return fits;
    }

    /// Where one piece fits; `middleNanos` is its middle on its own clock.
    private record Fit(double middleNanos, Likeness.Peak peak) {
        boolean good() {
            return peak.value() > LIKENESS_MIN && peak.second() < SECOND_MAX_SHARE * peak.value();
        }

        /// The same told by the other clock.
        Fit back() {
            return new Fit(
                    middleNanos + peak.offsetNanos(),
                    new Likeness.Peak(-peak.offsetNanos(), peak.value(), peak.second(), peak.boundNanos()));
        }
    }

    private static AlignResult told(List<Fit> fits, Turning from, Turning to) {
        List<Fit> good = fits.stream().filter(Fit::good).toList();
        if (good.isEmpty()) {
            return weak(fits);
        }
        ClockLine line = ClockLine.through(
                good.stream()
                        .map(fit -> new ClockLine.Point(
                                fit.middleNanos(),
                                fit.peak().offsetNanos(),
                                fit.peak().boundNanos()))
                        .toList(),
                from.span());
        if (line.agreeing() < ClockLine.agreeingMin(good.size())) {
            return new CannotTell(
                    "align-disagrees",
                    "%d stretches fit somewhere, but only %d of them at one offset: one recording was stopped and started, or they are not of one session."
                            .formatted(good.size(), line.agreeing()));
        }
        if (line.driftImplausible()) {
            return new CannotTell(
                    "align-drift-implausible",
                    "The clocks would drift by %.0f in a million, more than clocks do (%.0f): a rate in one file is wrong."
                            .formatted(line.driftPerMillion(), ClockLine.DRIFT_MAX_PER_MILLION));
        }
        double likeness =
                good.stream().mapToDouble(fit -> fit.peak().value()).average().orElse(0);
        return line.aligned(from.clock(), to.clock(), ClockAlignment.Method.GYRO, likeness);
    }

    private static CannotTell weak(List<Fit> fits) {
        boolean repeats = fits.stream().anyMatch(fit -> fit.peak().value() > LIKENESS_MIN);
        double best = fits.stream().mapToDouble(fit -> fit.peak().value()).max().orElse(0);
        return repeats
                ? new CannotTell(
                        "align-repeats",
                        "The motion repeats: it fits at several offsets nearly as well. Nod a few times at the start, unevenly.")
                : new CannotTell(
                        "align-too-unlike",
                        "The recordings are too unlike to be compared (%.2f, at least %.1f). Was the phone on that part of the body? Nod a few times at the start."
                                .formatted(best, LIKENESS_MIN));
    }
}

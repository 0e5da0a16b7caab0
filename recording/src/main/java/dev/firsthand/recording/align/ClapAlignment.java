package dev.firsthand.recording.align;

import dev.firsthand.recording.align.AlignResult.CannotTell;
import dev.firsthand.streams.time.ClockAlignment;
import dev.firsthand.streams.time.TimeSpan;
import java.util.ArrayList;
import java.util.List;

/// Aligns two recordings by claps that both have: one in each, or several whose distances agree at one offset
/// alone. Claps at the start and at the end, five minutes apart, also tell the drift.
public final class ClapAlignment {
    private static final int CLAPS_MAX = 200;
    private static final double DRIFT_PER_NANO = ClockLine.DRIFT_MAX_PER_MILLION / 1e6;

    private ClapAlignment() {}

    /// How the clock of `from` reads on that of `to`.
    public static AlignResult align(Claps from, Claps to) {
        for (Claps one : List.of(from, to)) {
            if (one.atNanos().isEmpty()) {
                return new CannotTell(
                        "align-no-clap",
                        "%s has no clap. Clap once in view at the start and once at the end."
                                .formatted(one.clock().value()));
            }
            if (one.atNanos().size() > CLAPS_MAX) {
                return new CannotTell(
                        "align-clap-often",
                        "%s has %d moments like a clap: they can't be told from the work itself."
                                .formatted(one.clock().value(), one.atNanos().size()));
            }
        }
        boolean oneEach = from.atNanos().size() == 1 && to.atNanos().size() == 1;
        List<ClockLine.Point> best = List.of();
        int rivals = 0;
        for (long a : from.atNanos()) {
            for (long b : to.atNanos()) {
                List<ClockLine.Point> pairs = pairs(from, to, a, b - a);
                if (pairs.size() > best.size()) {
                    best = pairs;
                    rivals = 0;
                } else if (pairs.size() == best.size() && !same(pairs, best)) {
                    rivals++;
                }
            }
        }
        if (rivals > 0 || (best.size() < 2 && !oneEach)) {
            return new CannotTell(
                    "align-clap-unclear",
                    "%d and %d claps were found, and no one offset on which they agree. Clap three times, unevenly."
                            .formatted(from.atNanos().size(), to.atNanos().size()));
        }
        return told(from, to, best);
    }

    /// The claps that meet at this offset, allowing for drift on the way from `start`.
    private static List<ClockLine.Point> pairs(Claps from, Claps to, long start, long offset) {
        long bound = from.boundNanos() + to.boundNanos();
        List<ClockLine.Point> pairs = new ArrayList<>();
        for (long a : from.atNanos()) {
            double near = bound + DRIFT_PER_NANO * Math.abs(a - start);
            to.atNanos().stream()
                    .filter(b -> Math.abs(b - a - offset) <= near)
                    .findFirst()
                    .ifPresent(b -> pairs.add(new ClockLine.Point(a, b - a, bound)));
        }
        return pairs;
    }

    private static boolean same(List<ClockLine.Point> pairs, List<ClockLine.Point> best) {
        return Math.abs(pairs.getFirst().offsetNanos() - best.getFirst().offsetNanos())
                <= 2 * best.getFirst().boundNanos();
    }

    private static AlignResult told(Claps from, Claps to, List<ClockLine.Point> best) {
        TimeSpan whole = new TimeSpan(from.atNanos().getFirst(), from.atNanos().getLast());
        double share = (double) best.size()
                / Math.max(from.atNanos().size(), to.atNanos().size());
        return ClockLine.through(best, whole).aligned(from.clock(), to.clock(), ClockAlignment.Method.CLAP, share);
    }
}

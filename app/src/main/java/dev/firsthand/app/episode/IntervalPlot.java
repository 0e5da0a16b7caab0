package dev.firsthand.app.episode;

import dev.firsthand.app.episode.Shown.Known;
import dev.firsthand.app.episode.Shown.Plot;
import dev.firsthand.app.episode.Shown.Rule;
import dev.firsthand.app.page.Texts;
import dev.firsthand.engine.quality.FrameIntervals;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntPredicate;

/// Draws how far the pictures of a recording are apart: time to the right, the interval upwards, each line ten times
/// the one below it, because a gap of seconds and an interval of milliseconds are looked at together. Neighbouring
/// columns that are equal are drawn as one, so a steady recording of hours is one short path.
final class IntervalPlot {
    static final int HEIGHT = 100;

    private static final double GAP_TIMES_MEDIAN = 2.5;
    private static final int LOWEST_MICROS = 100;
    private static final double THINNEST = 1.5;

    private final FrameIntervals intervals;
    private final double lowest;
    private final double highest;

    private IntervalPlot(FrameIntervals intervals) {
        this.intervals = intervals;
        double median = intervals.medianNanos() / 1e3;
        double least = Math.max(LOWEST_MICROS, Math.min(intervals.shortestMicrosOfAll(), median));
        double most = Math.max(least * 10, Math.max(intervals.longestMicrosOfAll(), median));
        this.lowest = Math.floor(Math.log10(least));
        this.highest = Math.ceil(Math.log10(most));
    }

    static Plot of(FrameIntervals intervals, Texts texts) {
        return new IntervalPlot(intervals).plot(texts);
    }

    private Plot plot(Texts texts) {
        double gap = GAP_TIMES_MEDIAN * intervals.medianNanos() / 1e3;
        return new Plot(
                intervals.longestMicros().length,
                path(column -> true),
                path(column -> intervals.longestMicros()[column] > gap),
                path(column -> intervals.shortestMicros()[column] == 0),
                rules(texts),
                numbers(texts));
    }

    private String path(IntPredicate wanted) {
        var path = new StringBuilder();
        int columns = intervals.longestMicros().length;
        for (int column = 0; column < columns; ) {
            int end = column + 1;
            while (end < columns && same(column, end)) {
                end++;
            }
            if (wanted.test(column)) {
                double top = height(intervals.longestMicros()[column]);
                double bottom = Math.max(top + THINNEST, height(intervals.shortestMicros()[column]));
                path.append("M%d %sH%dV%sH%dZ".formatted(column, tenths(top), end, tenths(bottom), column));
            }
            column = end;
        }
        return path.toString();
    }

    private boolean same(int a, int b) {
        return intervals.longestMicros()[a] == intervals.longestMicros()[b]
                && intervals.shortestMicros()[a] == intervals.shortestMicros()[b];
    }

    /// From the top of the field.
    private double height(double micros) {
        double share = (Math.log10(Math.max(micros, LOWEST_MICROS)) - lowest) / (highest - lowest);
        return (HEIGHT - THINNEST) * (1 - Math.clamp(share, 0.0, 1.0));
    }

    private static String tenths(double number) {
        return String.format(Locale.ROOT, "%.1f", number);
    }

    private List<Rule> rules(Texts texts) {
        List<Rule> rules = new ArrayList<>();
        for (int exponent = (int) lowest; exponent <= highest; exponent++) {
            double micros = Math.pow(10, exponent);
            rules.add(new Rule(height(micros), texts.say("plot.millis", micros / 1e3)));
        }
        return rules.reversed();
    }

    private List<Known> numbers(Texts texts) {
        return List.of(
                new Known(texts.say("plot.frames"), texts.say("number", intervals.frames())),
                new Known(texts.say("plot.median"), texts.say("plot.millis", intervals.medianNanos() / 1e6)),
                new Known(texts.say("plot.shortest"), texts.say("plot.millis", intervals.shortestMicrosOfAll() / 1e3)),
                new Known(texts.say("plot.longest"), texts.say("plot.millis", intervals.longestMicrosOfAll() / 1e3)),
                new Known(texts.say("plot.gaps"), texts.say("number", intervals.gaps())),
                new Known(texts.say("plot.duplicates"), texts.say("number", intervals.duplicates())));
    }
}

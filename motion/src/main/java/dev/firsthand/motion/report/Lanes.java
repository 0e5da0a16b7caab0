package dev.firsthand.motion.report;

import dev.firsthand.motion.ergonomics.Interval;
import java.util.Arrays;
import java.util.List;

/// Rows over time, below each other: bars where something was found, bands between what is sure and what is
/// possible. The script draws a line through them where the figures are.
final class Lanes {
    private static final int WIDE = 1000;
    private static final int HIGH = 20;
    private static final double BAR_LEAST = 8;
    private static final int BUCKETS = 500;

    private final Moments moments;
    private final StringBuilder rows = new StringBuilder();

    Lanes(Moments moments) {
        this.moments = moments;
    }

    /// What was found between two times of the clip.
    record Bar(long startNanos, long endNanos, boolean fails, String words) {}

    /// A score at a time of the clip.
    record Score(long timeNanos, Interval score) {}

    Lanes bars(String label, List<Bar> bars) {
        var drawn = new StringBuilder();
        for (Bar bar : bars) {
            double from = WIDE * moments.share(bar.startNanos());
            double width = Math.max(BAR_LEAST, WIDE * moments.share(bar.endNanos()) - from);
            drawn.append("<rect class=\"%s\" x=\"%s\" y=\"%d\" width=\"%s\" height=\"%d\"><title>%s</title></rect>"
                    .formatted(
                            bar.fails() ? "fail" : "warn",
                            Text.number(Math.min(from, WIDE - BAR_LEAST), 1),
                            bar.fails() ? 0 : HIGH / 2, // told apart without colour too
                            Text.number(width, 1),
                            bar.fails() ? HIGH : HIGH / 2,
                            Text.html(bar.words())));
        }
        String words = bars.isEmpty() ? "nothing found" : bars.size() + (bars.size() == 1 ? " finding" : " findings");
        return row("lane", label, words, HIGH, drawn.toString());
    }

    /// @param most the highest score there is
    /// @param rules scores at which a line helps the eye
    Lanes band(String label, int most, List<Score> scores, int... rules) {
        int[] best = new int[BUCKETS];
        int[] worst = new int[BUCKETS];
        Arrays.fill(best, Integer.MAX_VALUE);
        for (Score one : scores) {
            int bucket = (int) Math.min(BUCKETS - 1, BUCKETS * moments.share(one.timeNanos()));
            best[bucket] = Math.min(best[bucket], one.score().best());
            worst[bucket] = Math.max(worst[bucket], one.score().worst());
        }
        var drawn = new StringBuilder();
        double step = WIDE / (double) BUCKETS;
        int until = 0;
        for (int b = 0; b < BUCKETS; b = until) {
            until = b + 1;
            while (until < BUCKETS && (worst[until] == 0 || same(best, worst, b, until))) {
                until++;
            }
            if (worst[b] > 0) {
                drawn.append(block("band", b * step, until * step, worst[b], most))
                        .append(block("sure", b * step, until * step, best[b], most));
            }
        }
        for (int rule : rules) {
            drawn.append("<line class=\"rule\" x1=\"0\" x2=\"%d\" y1=\"%d\" y2=\"%d\"/>"
                    .formatted(WIDE, HIGH * (most - rule), HIGH * (most - rule)));
        }
        return row("lane tall", label, "from what is sure to what is possible", HIGH * most, drawn.toString());
    }

    private static boolean same(int[] best, int[] worst, int one, int other) {
        return best[one] == best[other] && worst[one] == worst[other];
    }

    private static String block(String kind, double from, double to, int score, int most) {
        return "<rect class=\"%s\" x=\"%s\" y=\"%d\" width=\"%s\" height=\"%d\"/>"
                .formatted(kind, Text.number(from, 1), HIGH * (most - score), Text.number(to - from, 1), HIGH * score);
    }

    private Lanes row(String kind, String label, String words, int height, String drawn) {
        rows.append(
                """
                <div class="%s"><span>%s</span><svg viewBox="0 0 %d %d" preserveAspectRatio="none" role="img" aria-label="%s: %s">%s<line class="head" x1="0" x2="0" y1="0" y2="%d"/></svg></div>
                """.formatted(kind, Text.html(label), WIDE, height, Text.html(label), Text.html(words), drawn, height));
        return this;
    }

    /// Nothing where there are no rows.
    String html() {
        if (rows.isEmpty()) {
            return "";
        }
        var ticks = new StringBuilder();
        double seconds = (moments.frames() - 1) / (double) moments.grid().fps();
        for (int i = 0; i <= 4; i++) {
            ticks.append("<span>%s s</span>".formatted(Text.number(moments.startSeconds() + seconds * i / 4, 1)));
        }
        return "<div class=\"lanes\">\n%s<div class=\"lane\" aria-hidden=\"true\"><span></span><div class=\"ticks\">%s</div></div></div>\n"
                .formatted(rows, ticks);
    }
}

package dev.firsthand.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Drawings of a policy's page.
final class Plots {
    private static final int WIDTH = 320;
    private static final int HEIGHT = 120;
    private static final int LEFT = 34;
    private static final int BOTTOM = 100;
    private static final int TOP = 8;
    private static final double LONGEST_MINUTES = 64;

    private Plots() {}

    /// Steps of the share of scenarios that are still without a failure.
    static String survival(Figures figures) {
        List<?> steps = figures.list("summary/survival");
        int tasks = Math.max(
                2,
                steps.stream()
                                .mapToInt(step -> (Integer) field(step, "at"))
                                .max()
                                .orElse(1)
                        + 1);
        var points = new StringBuilder("M %d %d".formatted(LEFT, TOP));
        for (Object step : steps) {
            double x = LEFT + (double) (WIDTH - LEFT) * ((Integer) field(step, "at") - 1) / (tasks - 1);
            points.append(String.format(Locale.ROOT, " H %.1f V %.1f", x, y((Double) field(step, "share"))));
        }
        points.append(" H ").append(WIDTH);
        return frame(
                "Share of scenarios without a failure, by how many tasks were asked for",
                points.toString(),
                "1",
                "task " + tasks);
    }

    /// The fitted chance of success over the length of a task, from one minute to an hour.
    static String curve(Figures figures) {
        double a = figures.value("summary/curve/a");
        double b = figures.value("summary/curve/b");
        var points = new ArrayList<String>();
        for (double minutes = 1; minutes <= LONGEST_MINUTES; minutes *= Math.sqrt(2)) {
            double log = Math.log(minutes) / Math.log(2);
            double x = LEFT + (WIDTH - LEFT) * log / (Math.log(LONGEST_MINUTES) / Math.log(2));
            points.add(String.format(Locale.ROOT, "%.1f %.1f", x, y(1 / (1 + Math.exp(-(a - b * log))))));
        }
        return frame(
                "Chance of success by how long a person takes", "M " + String.join(" L ", points), "1 min", "64 min");
    }

    private static Object field(Object map, String key) {
        Object value = ((Map<?, ?>) map).get(key);
        if (value == null) {
            throw new IllegalArgumentException("no " + key);
        }
        return value;
    }

    private static double y(double share) {
        return TOP + (BOTTOM - TOP) * (1 - share);
    }

    private static String frame(String title, String path, String left, String right) {
        return """
                <svg class="plot" viewBox="0 0 %d %d" role="img" aria-label="%s">
                <path class="rule" d="M %d %d H %d M %d %d H %d M %d %d H %d"/>
                <text x="0" y="%d">100 %%</text><text x="0" y="%d">0 %%</text>
                <text x="%d" y="%d">%s</text><text x="%d" y="%d" text-anchor="end">%s</text>
                <path class="line" d="%s"/>
                </svg>
                """.formatted(
                        WIDTH,
                        HEIGHT,
                        title,
                        LEFT,
                        TOP,
                        WIDTH,
                        LEFT,
                        (TOP + BOTTOM) / 2,
                        WIDTH,
                        LEFT,
                        BOTTOM,
                        WIDTH,
                        TOP + 4,
                        BOTTOM + 4,
                        LEFT,
                        BOTTOM + 16,
                        left,
                        WIDTH,
                        BOTTOM + 16,
                        right,
                        path);
    }
}

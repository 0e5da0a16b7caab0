package dev.firsthand.motion.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// What the pictures in three dimensions show; the form of it stands in `figures.js`.
final class Scene {
    private final Moments moments;
    private final List<Figure> figures;
    private final List<String> marks = new ArrayList<>();
    private final List<String> told = new ArrayList<>();

    Scene(Moments moments, List<Figure> figures) {
        this.moments = moments;
        this.figures = figures;
    }

    List<Figure> figures() {
        return figures;
    }

    /// Points out a point of the first figure while something was found there; -1 where it is of no one point.
    void mark(long startNanos, long endNanos, int point, String words) {
        int from = moments.at(startNanos);
        int to = Math.max(from + 1, moments.at(endNanos));
        marks.add("[%d,%d,0,%d,%s]".formatted(from, to, point, Text.json(words)));
    }

    /// Says something from a moment on, until the next is said.
    void tell(long nanos, String words) {
        told.add("[%d,%s]".formatted(moments.at(nanos), Text.json(words)));
    }

    String json() {
        return "{\"fps\":%d,\"frames\":%d,\"startSeconds\":%s,\"marks\":[%s],\"told\":[%s],\"figures\":[%s]}"
                .formatted(
                        moments.grid().fps(),
                        moments.frames(),
                        Text.number(moments.startSeconds(), 6),
                        String.join(",", marks),
                        String.join(",", told),
                        figures.stream().map(Figure::json).collect(Collectors.joining(",")));
    }
}

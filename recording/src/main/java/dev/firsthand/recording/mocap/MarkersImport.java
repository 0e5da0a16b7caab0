package dev.firsthand.recording.mocap;

import dev.firsthand.recording.mocap.ImportReport.Decision;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Makes points in metres, Z up where the file says what is up.
final class MarkersImport {
    private MarkersImport() {}

    static Motion.Points of(C3d c3d) {
        var decisions = new ArrayList<>(c3d.decisions());
        double metres = metres(c3d.unit(), decisions);
        boolean known = !c3d.upAxis().equals("unknown");
        if (!known) {
            decisions.add(Decision.doubtful(
                    "up-axis-unknown", "The file does not say which axis points up: its axes are kept."));
        }
        Axes axes = known ? axes(c3d.upAxis()) : Axes.Z_UP;
        float[] places = c3d.points();
        float[] ours = new float[places.length];
        for (int i = 0; i < places.length; i += 3) {
            for (int axis = 0; axis < 3; axis++) {
                ours[i + axis] = (float) (axes.sign(axis) * places[i + axes.source(axis)] * metres);
            }
        }
        var markers = new Markers(c3d.labels(), 1 / c3d.framesPerSecond(), 0, c3d.frames(), ours);
        String format = "C3D (%s, %s)"
                .formatted(c3d.encoding().processor(), c3d.encoding().real() ? "real" : "whole numbers");
        return new Motion.Points(
                markers, report(format, c3d.declaredFrames(), markers, c3d.unit(), metres, c3d.upAxis(), decisions));
    }

    static ImportReport report(
            String format,
            int declared,
            Markers markers,
            String unit,
            double metres,
            String upAxis,
            List<Decision> decisions) {
        return ImportReport.withoutBody(
                format,
                markers.labels().size(),
                declared,
                markers.frames(),
                markers.framesPerSecond(),
                unit.isEmpty() ? "mm" : unit,
                metres,
                upAxis,
                decisions);
    }

    /// Units are often cut ("mete") or missing.
    static double metres(String unit, List<Decision> decisions) {
        String small = unit.toLowerCase(Locale.ROOT).strip();
        if (small.equals("m") || small.startsWith("met")) {
            return 1;
        }
        if (small.startsWith("cm") || small.startsWith("cent")) {
            return 0.01;
        }
        if (small.startsWith("in")) {
            return 0.0254;
        }
        if (!small.startsWith("mm") && !small.startsWith("mil")) {
            decisions.add(Decision.doubtful(
                    "unit-unknown",
                    small.isEmpty()
                            ? "The file states no unit: millimetres are taken."
                            : "The unit %s is not known: millimetres are taken.".formatted(TextScanner.quoted(unit))));
        }
        return 0.001;
    }

    private static Axes axes(String up) {
        for (Axes axes : Axes.values()) {
            if (axes.up().equals(up)) {
                return axes;
            }
        }
        return Axes.Z_UP;
    }
}

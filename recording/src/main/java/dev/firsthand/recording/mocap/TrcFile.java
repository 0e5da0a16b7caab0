package dev.firsthand.recording.mocap;

import dev.firsthand.recording.mocap.ImportReport.Decision;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// Reads and writes TRC: five lines of heading, then points in cells parted by tabs; an empty cell is a point not
/// seen.
public final class TrcFile {
    private static final int FIRST_POINT = 2;
    private static final double RATES_AGREE = 0.05;

    private final TextLines lines;
    private final List<Decision> decisions = new ArrayList<>();
    private final List<String> labels = new ArrayList<>();
    private double[] times = new double[64];
    private float[] places = new float[0];
    private int frames;
    private int unfit;

    private TrcFile(InputStream in) {
        this.lines = new TextLines(in);
    }

    public static Motion.Points read(Path file) throws IOException {
        MotionLimits.checkFile(Files.size(file));
        try (InputStream in = Files.newInputStream(file)) {
            return read(in);
        }
    }

    static Motion.Points read(InputStream in) throws IOException {
        return new TrcFile(in).read();
    }

    private Motion.Points read() throws IOException {
        if (!line().startsWith("PathFileType")) {
            throw new UnreadableMotion("trc-not-one", "A TRC file begins with PathFileType; this one does not.");
        }
        List<String> names = cells(line());
        List<String> stated = cells(line());
        double metres = MarkersImport.metres(value(names, stated, "Units"), decisions);
        double rate = lines.cell(value(names, stated, "DataRate"));
        readLabels(cells(line()));
        line(); // X1 Y1 Z1 ...: nothing that the line before does not say
        readRows(metres);
        tellCounts(value(names, stated, "NumMarkers"), "marker-count", labels.size());
        tellCounts(value(names, stated, "NumFrames"), "frame-count", frames);
        decisions.add(Decision.doubtful(
                "up-axis-unknown", "A TRC file does not say which axis points up: its axes are kept."));
        double declared = lines.cell(value(names, stated, "NumFrames"));
        var markers = new Markers(
                labels,
                frameSeconds(rate),
                Math.round(times[0] * 1e9),
                frames,
                Arrays.copyOf(places, frames * labels.size() * 3));
        String unit = value(names, stated, "Units");
        return new Motion.Points(
                markers,
                MarkersImport.report(
                        "TRC",
                        Double.isNaN(declared) ? frames : (int) declared,
                        markers,
                        unit,
                        metres,
                        "unknown",
                        decisions));
    }

    private void readLabels(List<String> cells) throws UnreadableMotion {
        for (int at = FIRST_POINT; at < cells.size(); at += 3) {
            labels.add(cells.get(at).strip());
        }
        while (!labels.isEmpty() && labels.getLast().isEmpty()) {
            labels.removeLast();
        }
        if (labels.isEmpty() || labels.size() > MotionLimits.JOINTS_MAX) {
            throw new UnreadableMotion(
                    "trc-labels",
                    "Line 4 names %d points, each followed by two empty cells; 1 to %d are read."
                            .formatted(labels.size(), MotionLimits.JOINTS_MAX));
        }
    }

    private void readRows(double metres) throws IOException {
        int width = 3 * labels.size();
        for (var next = lines.next(); next.isPresent(); next = lines.next()) {
            if (next.get().isBlank()) {
                continue;
            }
            List<String> cells = cells(next.get());
            MotionLimits.checkValues(frames + 1L, width);
            if ((frames + 1L) * width > places.length) {
                places = Arrays.copyOf(places, Math.min(2 * (frames + 8) * width, MotionLimits.valuesMax()));
            }
            times = frames < times.length ? times : Arrays.copyOf(times, 2 * frames);
            times[frames] = cells.size() > 1 ? lines.cell(cells.get(1)) : Double.NaN;
            for (int i = 0; i < width; i++) {
                int at = FIRST_POINT + i;
                places[frames * width + i] =
                        at < cells.size() ? (float) (metres * lines.cell(cells.get(at))) : Float.NaN;
            }
            unfit += cells.stream().skip(FIRST_POINT + (long) width).allMatch(String::isBlank) ? 0 : 1;
            frames++;
        }
        if (frames == 0) {
            throw new UnreadableMotion("trc-no-frames", "The file names points but holds no frame.");
        }
        if (unfit > 0) {
            decisions.add(Decision.doubtful(
                    "cells-left-over", "%d lines have more cells than the points have coordinates.".formatted(unfit)));
        }
    }

    /// Stated rates are exact where times are rounded; where both differ much, the times are what was measured.
    private double frameSeconds(double rate) {
        boolean backward = false;
        for (int f = 1; f < frames; f++) {
            backward |= !(times[f] > times[f - 1]);
        }
        if (backward || !Double.isFinite(times[0])) {
            decisions.add(
                    Decision.doubtful("times-backward", "Times are missing or do not grow: the stated rate is used."));
            times[0] = Double.isFinite(times[0]) ? times[0] : 0;
            return rate > 0 ? 1 / rate : 0.01;
        }
        double measured = frames > 1 ? (times[frames - 1] - times[0]) / (frames - 1) : Double.NaN;
        if (rate > 0 && (Double.isNaN(measured) || Math.abs(measured * rate - 1) < RATES_AGREE)) {
            return 1 / rate;
        }
        if (Double.isNaN(measured)) {
            decisions.add(Decision.doubtful("rate-missing", "The file states no rate: 100 frames a second are taken."));
            return 0.01;
        }
        decisions.add(Decision.doubtful(
                "rate-disagrees",
                String.format(
                        Locale.ROOT,
                        "The file states %s frames a second, its times %.3f: the times are used.",
                        rate,
                        1 / measured)));
        return measured;
    }

    private void tellCounts(String stated, String code, int found) throws UnreadableMotion {
        double count = lines.cell(stated);
        if (!Double.isNaN(count) && count != found) {
            decisions.add(Decision.doubtful(
                    code, "The file states %s and holds %d: those are used.".formatted(stated.strip(), found)));
        }
    }

    private String line() throws IOException {
        return lines.next().orElseThrow(() -> new UnreadableMotion("motion-cut", "The file ends within its heading."));
    }

    private static List<String> cells(String line) {
        return List.of(line.split("\t", -1));
    }

    private static String value(List<String> names, List<String> values, String name) {
        for (int i = 0; i < Math.min(names.size(), values.size()); i++) {
            if (names.get(i).strip().equals(name)) {
                return values.get(i).strip();
            }
        }
        return "";
    }

    /// Metres; a point that was not seen has empty cells.
    public static void write(Markers markers, OutputStream to) throws IOException {
        Writer out = new BufferedWriter(new OutputStreamWriter(to, StandardCharsets.UTF_8));
        double rate = markers.framesPerSecond();
        int points = markers.labels().size();
        out.write("PathFileType\t4\t(X/Y/Z)\tmotion.trc\n");
        out.write(
                "DataRate\tCameraRate\tNumFrames\tNumMarkers\tUnits\tOrigDataRate\tOrigDataStartFrame\tOrigNumFrames\n");
        out.write("%s\t%s\t%d\t%d\tm\t%s\t1\t%d\n"
                .formatted(rate, rate, markers.frames(), points, rate, markers.frames()));
        out.write("Frame#\tTime\t");
        out.write(String.join("\t\t\t", markers.labels()).replaceAll("[\\p{Cntrl}&&[^\t]]", "_"));
        out.write("\t\t\n\t");
        for (int i = 1; i <= points; i++) {
            out.write("\tX%d\tY%d\tZ%d".formatted(i, i, i));
        }
        out.write("\n\n");
        for (int f = 0; f < markers.frames(); f++) {
            out.write((f + 1) + "\t" + markers.timeNanos(f) / 1e9);
            for (int i = 0; i < 3 * points; i++) {
                float value = markers.placesMetres()[f * 3 * points + i];
                out.write(Float.isNaN(value) ? "\t" : "\t" + value);
            }
            out.write('\n');
        }
        out.flush();
    }
}

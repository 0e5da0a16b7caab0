package dev.firsthand.recording.mocap;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Writes motion as CSV (RFC 4180): `time_ns`, then one column per number, empty where nothing was measured. Places
/// are in metres; columns of a table keep the unit of their file.
public final class MotionCsv {
    private MotionCsv() {}

    public static void write(Markers markers, OutputStream to) throws IOException {
        Writer out = writer(to);
        out.write("time_ns");
        for (String label : markers.labels()) {
            for (String axis : List.of("x", "y", "z")) {
                out.write("," + cell(label + "_" + axis + "_m"));
            }
        }
        out.write("\r\n");
        int width = 3 * markers.labels().size();
        for (int f = 0; f < markers.frames(); f++) {
            out.write(Long.toString(markers.timeNanos(f)));
            for (int i = 0; i < width; i++) {
                float value = markers.placesMetres()[f * width + i];
                out.write(Float.isNaN(value) ? "," : "," + value);
            }
            out.write("\r\n");
        }
        out.flush();
    }

    public static void write(MotionTable table, OutputStream to) throws IOException {
        Writer out = writer(to);
        out.write("time_ns");
        for (String column : table.columns()) {
            out.write("," + cell(column));
        }
        out.write("\r\n");
        int width = table.columns().size();
        for (int row = 0; row < table.rows(); row++) {
            out.write(Long.toString(Math.round(table.timesSeconds()[row] * 1e9)));
            for (int i = 0; i < width; i++) {
                double value = table.values()[row * width + i];
                out.write(Double.isNaN(value) ? "," : "," + value);
            }
            out.write("\r\n");
        }
        out.flush();
    }

    private static Writer writer(OutputStream to) {
        return new BufferedWriter(new OutputStreamWriter(to, StandardCharsets.UTF_8));
    }

    private static String cell(String text) {
        String plain = text.replaceAll("\\p{Cntrl}", "_");
        return plain.matches(".*[\",].*") ? "\"" + plain.replace("\"", "\"\"") + "\"" : plain;
    }
}

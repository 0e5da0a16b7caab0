package dev.firsthand.recording.sidecar;

import dev.firsthand.recording.sidecar.SidecarNote.Level;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads Gyroflow's text log (`.gcsv`, <https://docs.gyroflow.xyz/app/technical-details/gcsv-format>).
///
/// Raw numbers times `tscale`, `gscale`, `ascale` are seconds, rad/s and g. `orientation` says which logger axis is the
/// camera's x, y and z; a small letter means the opposite direction.
final class GcsvReader {
    private static final List<String> MAGIC = List.of("GYROFLOW IMU LOG", "CAMERA IMU LOG");
    private static final String AXES = "XYZ";
    private static final int CELLS_NEEDED = 7;
    private static final int FIRST_GYRO = 1;
    private static final int FIRST_ACCELERATION = 4;

    private final Map<String, String> header = new HashMap<>();
    private final List<SidecarNote> notes = new ArrayList<>();

    private int width;

    private GcsvReader() {}

    static SidecarResult.Streams read(InputStream file, Optional<DeclaredOffset> offset) throws IOException {
        var reader = new GcsvReader();
        var rows = new TextRows(file);
        reader.readHeader(rows);
        return ImuTable.read(reader.table(), rows, offset, reader.notes);
    }

    private void readHeader(TextRows rows) throws IOException {
        var first = rows.next();
        if (first.isEmpty() || !MAGIC.contains(first.get())) {
            throw new UnreadableSidecar(
                    "gcsv-not-one",
                    "The first line of a gcsv file is GYROFLOW IMU LOG; this file begins otherwise. If it is another"
                            + " table, declare its columns and upload it as CSV.");
        }
        for (int line = 0; line < SidecarLimits.HEADER_LINES; line++) {
            var next = rows.next();
            if (next.isEmpty()) {
                break;
            }
            List<String> cells = TextRows.cells(next.get(), ',');
            if (cells.getFirst().equals("t") || cells.getFirst().equals("time")) {
                checkColumns(cells);
                width = cells.size();
                return;
            }
            int end = keyEnd(next.get());
            if (end > 0) {
                header.put(
                        next.get().substring(0, end),
                        next.get().substring(end + 1).strip());
            }
        }
        throw new UnreadableSidecar(
                "gcsv-no-columns",
                "No line t,gx,gy,gz,ax,ay,az was found in the first %d lines.".formatted(SidecarLimits.HEADER_LINES));
    }

    /// Some loggers write `version:1.3`.
    private static int keyEnd(String line) {
        int comma = line.indexOf(',');
        return comma >= 0 ? comma : line.indexOf(':');
    }

    private static void checkColumns(List<String> cells) throws UnreadableSidecar {
        List<String> wanted = List.of("gx", "gy", "gz", "ax", "ay", "az");
        if (cells.size() < CELLS_NEEDED || !cells.subList(1, CELLS_NEEDED).equals(wanted)) {
            throw new UnreadableSidecar(
                    "gcsv-columns",
                    "The columns must begin with t,gx,gy,gz,ax,ay,az (%d columns found). A log without accelerometer"
                                    .formatted(cells.size())
                            + " can't be used: switch the accelerometer on in the logger.");
        }
    }

    private SampleTable table() throws UnreadableSidecar {
        BigDecimal tick = scale("tscale", "0.001");
        double rate = scale("gscale", "1").doubleValue();
        double acceleration = scale("ascale", "1").doubleValue() * ImuFindings.STANDARD_GRAVITY_MPS2;
        String orientation = orientation();
        int[] columns = new int[6];
        double[] scales = new double[6];
        for (int axis = 0; axis < 3; axis++) {
            char from = orientation.charAt(axis);
            int source = AXES.indexOf(Character.toUpperCase(from));
            double sign = Character.isUpperCase(from) ? 1 : -1;
            columns[axis] = FIRST_ACCELERATION + source;
            scales[axis] = sign * acceleration;
            columns[3 + axis] = FIRST_GYRO + source;
            scales[3 + axis] = sign * rate;
        }
        return new SampleTable(',', width, 0, cell -> Numbers.nanos(cell, tick), columns, scales);
    }

    private BigDecimal scale(String key, String usual) throws UnreadableSidecar {
        String text = header.get(key);
        if (text == null) {
            note(Level.WARN, "gcsv-scale-missing", "The header has no %s; %s is taken.".formatted(key, usual));
            return new BigDecimal(usual);
        }
        var scale = Numbers.decimal(text);
        if (scale.isEmpty() || scale.get().signum() <= 0) {
            throw new UnreadableSidecar(
                    "gcsv-scale-unreadable", "The header's %s must be a number above 0.".formatted(key));
        }
        return scale.get();
    }

    private String orientation() throws UnreadableSidecar {
        String text = header.get("orientation");
        if (text == null) {
            note(Level.WARN, "gcsv-orientation-missing", "The header has no orientation; the logger's axes are kept.");
            return AXES;
        }
        boolean each = text.length() == 3;
        for (int axis = 0; axis < 3 && each; axis++) {
            each = text.indexOf(AXES.charAt(axis)) >= 0 || text.indexOf(Character.toLowerCase(AXES.charAt(axis))) >= 0;
        }
        if (!each) {
            throw new UnreadableSidecar(
                    "gcsv-orientation-unreadable",
                    "The header's orientation must name X, Y and Z once each, for example YxZ.");
        }
        if (mirrors(text)) {
            note(
                    Level.WARN,
                    "gcsv-orientation-mirrors",
                    "The orientation turns a right-handed system into a left-handed one: turning rates have the wrong"
                            + " sign about one axis. Check it in Gyroflow.");
        }
        return text;
    }

    /// Whether the axes change hands: an odd number of swaps and of opposite directions together.
    private static boolean mirrors(String orientation) {
        String upper = orientation.toUpperCase(java.util.Locale.ROOT);
        boolean swapped = upper.equals("XZY") || upper.equals("YXZ") || upper.equals("ZYX");
        long opposite = orientation.chars().filter(Character::isLowerCase).count();
        return swapped ^ opposite % 2 == 1;
    }

    private void note(Level level, String code, String message) {
        notes.add(new SidecarNote(level, code, ImuTable.STREAM, Optional.empty(), 0, 0, "1", message));
    }
}

package dev.firsthand.app.cli;

import dev.firsthand.recording.sidecar.ImuCsvDeclarationText;
import dev.firsthand.recording.sidecar.ImuCsvDeclarationText.Parsed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Finds out what the columns of an IMU table are: by a declaration in a line above its header, or by the header's
/// names.
final class ImuHeader {
    private static final int HEADER_BYTES_MAX = 64 << 10;
    private static final int SHOWN_MAX = 120;
    private static final String DECLARATION_START = "time=";
    private static final List<String> OTHER_COLUMNS = List.of("acc_x", "acc_y", "acc_z", "gyro_x", "gyro_y", "gyro_z");
    private static final String ACCEPTED = """
        It takes a header with the columns time_s, time_ms, time_us or time_ns; acc_x, acc_y, acc_z in m/s^2, gravity \
        included; gyro_x, gyro_y, gyro_z in rad/s. For any other table write one line above the header, with your \
        columns and units, such as
          # time=t[ms];accel=ax,ay,az[g];gyro=gx,gy,gz[deg/s]
        Units are s, ms, us or ns; m/s^2 or g; rad/s or deg/s. More: docs/how-to/bring-an-imu-file.md""";

    private ImuHeader() {}

    /// What looking at a table gave.
    sealed interface Columns {
        /// `text` declares the columns, as the upload door takes it.
        record Declared(String text) implements Columns {}

        /// `message` says what the table begins with and what is accepted.
        record Unknown(String message) implements Columns {}
    }

    static Columns of(Path table) throws IOException {
        List<String> lines = start(table);
        Optional<String> declaration = lines.stream()
                .takeWhile(line -> line.startsWith("#"))
                .map(line -> line.substring(1).strip())
                .filter(line -> line.startsWith(DECLARATION_START))
                .findFirst();
        if (declaration.isPresent()) {
            return declared(table, declaration.get());
        }
        String header =
                lines.stream().filter(line -> !line.startsWith("#")).findFirst().orElse("");
        return named(header).<Columns>map(Columns.Declared::new).orElseGet(() -> unknown(table, header));
    }

    private static List<String> start(Path table) throws IOException {
        try (var bytes = Files.newInputStream(table)) {
            String text = new String(bytes.readNBytes(HEADER_BYTES_MAX), StandardCharsets.ISO_8859_1);
            return text.lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .toList();
        }
    }

    private static Columns declared(Path table, String declaration) {
        return switch (ImuCsvDeclarationText.parse(declaration)) {
            case Parsed.Declared declared -> new Columns.Declared(declaration);
            case Parsed.Malformed(var message) ->
                new Columns.Unknown("%s: its declaration cannot be read: %s".formatted(table, message));
        };
    }

    private static Optional<String> named(String header) {
        List<String> columns =
                Arrays.stream(header.split("[,;\t]")).map(String::strip).toList();
        return Stream.of("s", "ms", "us", "ns")
                .filter(unit -> columns.contains("time_" + unit) && columns.containsAll(OTHER_COLUMNS))
                .map("time=time_%1$s[%1$s];accel=acc_x,acc_y,acc_z[m/s^2];gyro=gyro_x,gyro_y,gyro_z[rad/s]"::formatted)
                .findFirst();
    }

    private static Columns unknown(Path table, String header) {
        String shown = header.length() > SHOWN_MAX ? header.substring(0, SHOWN_MAX) + "..." : header;
        return new Columns.Unknown(
                "%s begins with '%s', and the demo does not know these columns.%n%s".formatted(table, shown, ACCEPTED));
    }
}

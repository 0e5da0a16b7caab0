package dev.firsthand.app.motion;

import dev.firsthand.recording.child.ChildRunner;
import dev.firsthand.recording.mocap.ImportReport;
import dev.firsthand.recording.mocap.ImportReport.Decision;
import dev.firsthand.recording.mocap.Motion;
import dev.firsthand.recording.mocap.MotionTable;
import dev.firsthand.recording.sidecar.ImuCsvDeclarationText;
import dev.firsthand.recording.sidecar.SidecarFormat;
import dev.firsthand.recording.sidecar.SidecarNote;
import dev.firsthand.recording.sidecar.SidecarReading;
import dev.firsthand.recording.sidecar.SidecarResult;
import dev.firsthand.streams.sensor.SensorStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What a phone or camera logged of its own motion: gcsv, or a CSV with a declaration. Read in a child process, as a
/// server does.
final class SensorLog {
    private final Path file;
    private final String declaration;

    SensorLog(Path file, String declaration) {
        this.file = file;
        this.declaration = declaration;
    }

    static boolean looksLikeOne(Path file, String declaration) {
        return !declaration.isEmpty()
                || file.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".gcsv");
    }

    /// Empty where it is refused, which the screen tells.
    Optional<SidecarResult.Streams> read(PrintStream screen) throws IOException {
        SidecarResult read = switch (ImuCsvDeclarationText.parse(declaration)) {
            case ImuCsvDeclarationText.Parsed.Declared(var declared) -> read(new SidecarFormat.ImuCsv(declared));
            case ImuCsvDeclarationText.Parsed.Malformed(var message) ->
                declaration.isEmpty()
                        ? read(new SidecarFormat.Gcsv(Optional.empty()))
                        : new SidecarResult.Refused("declaration-invalid", message);
        };
        return switch (read) {
            case SidecarResult.Streams streams -> Optional.of(streams);
            case SidecarResult.Refused(var code, var message) -> {
                screen.printf("%s can't be read (%s): %s%n", file, code, MotionFileCommand.plain(message));
                yield Optional.empty();
            }
        };
    }

    private SidecarResult read(SidecarFormat format) throws IOException {
        if (!Files.isRegularFile(file)) {
            return new SidecarResult.Refused("sidecar-missing", "There is no such file.");
        }
        Path work = Files.createTempDirectory("firsthand-log");
        try {
            return new SidecarReading(new ChildRunner()).read(format, file, work);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new SidecarResult.Refused("sidecar-interrupted", "Reading was interrupted.");
        } finally {
            for (Path left : List.of(work.resolve("sidecar-result.bin"), work)) {
                Files.deleteIfExists(left);
            }
        }
    }

    /// Its numbers as columns, on times from the first sample on.
    Optional<Motion> table(PrintStream screen) throws IOException {
        return read(screen).map(read -> {
            SensorStream stream = read.streams().getFirst();
            return new Motion.Table(columns(stream), report(stream, read.notes()));
        });
    }

    private static MotionTable columns(SensorStream stream) {
        double[] seconds = Arrays.stream(stream.timesNanos())
                .mapToDouble(nanos -> (nanos - stream.timesNanos()[0]) / 1e9)
                .toArray();
        List<String> names = stream.kind().channels().stream()
                .map(channel -> channel.name() + "_"
                        + channel.unit().replace("m/s^2", "mps2").replace("rad/s", "radps"))
                .toList();
        return new MotionTable(names, seconds, stream.values(), false);
    }

    private ImportReport report(SensorStream stream, List<SidecarNote> notes) {
        var decisions = new ArrayList<Decision>();
        decisions.add(new Decision(
                "times-from-first",
                false,
                "Times count from the first sample, at which the log's clock reads %d ns."
                        .formatted(stream.timesNanos()[0])));
        notes.forEach(note ->
                decisions.add(new Decision(note.code(), note.level() != SidecarNote.Level.NOTE, note.message())));
        long[] times = stream.timesNanos();
        double seconds = (times[times.length - 1] - times[0]) / 1e9;
        return ImportReport.withoutBody(
                declaration.isEmpty() ? "gcsv" : "CSV",
                stream.kind().channels().size(),
                stream.size(),
                stream.size(),
                seconds > 0 ? (stream.size() - 1) / seconds : 0,
                "m/s^2, rad/s",
                1,
                "unknown",
                decisions);
    }
}

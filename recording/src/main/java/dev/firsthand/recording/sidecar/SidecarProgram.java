package dev.firsthand.recording.sidecar;

import dev.firsthand.recording.sidecar.ImuCsvDeclarationText.Parsed;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Reads one side-car from standard input and writes [SidecarResultFile] into the folder that it runs in. This is the
/// only place where a side-car's bytes are opened; [SidecarReading] starts it with limits.
///
/// Exit 0: the result is written, a refusal among the results. 1: the reader failed on this file. 2: wrong use. 4: the
/// disk failed, which says nothing of the file.
public final class SidecarProgram {
    static final String RESULT = "sidecar-result.bin";
    static final int DISK_FAILED = 4;
    private static final Path STANDARD_INPUT = Path.of("/dev/stdin");

    private SidecarProgram() {}

    public static void main(String[] words) {
        SidecarFormat format;
        try {
            format = format(List.of(words));
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
            return;
        }
        Path folder = Path.of("").toAbsolutePath();
        try (OutputStream out = Files.newOutputStream(folder.resolve(RESULT))) {
            SidecarResultFile.write(new BufferedOutputStream(out), read(format, STANDARD_INPUT, folder));
        } catch (IOException e) {
            System.err.println(e.getMessage());
            System.exit(DISK_FAILED);
        }
    }

    /// Reads in this process: for the program itself and for tests.
    static SidecarResult read(SidecarFormat format, Path file, Path folder) throws IOException {
        try {
            return switch (format) {
                case SidecarFormat.Gcsv gcsv -> {
                    try (InputStream in = open(file)) {
                        yield GcsvReader.read(in, gcsv.offset());
                    }
                }
                case SidecarFormat.ImuCsv csv -> {
                    try (InputStream in = open(file)) {
                        yield ImuCsvReader.read(in, csv.declaration());
                    }
                }
                case SidecarFormat.StrayScanner zip -> StrayScannerReader.read(file, folder);
            };
        } catch (UnreadableSidecar unreadable) {
            return unreadable.refused();
        }
    }

    private static InputStream open(Path file) throws IOException {
        return file.equals(STANDARD_INPUT) ? new FileInputStream(FileDescriptor.in) : Files.newInputStream(file);
    }

    private static SidecarFormat format(List<String> words) {
        return switch (words.isEmpty() ? "" : words.getFirst()) {
            case "gcsv" -> new SidecarFormat.Gcsv(offset(words));
            case "imu-csv" -> new SidecarFormat.ImuCsv(declaration(words));
            case "stray-scanner" -> new SidecarFormat.StrayScanner();
            default ->
                throw new IllegalArgumentException("usage: gcsv [OFFSET_NS BOUND_NS] | imu-csv DECLARATION |"
                        + " stray-scanner  < FILE\nfor example: gcsv -120000000 20000000 < ride.gcsv");
        };
    }

    private static Optional<DeclaredOffset> offset(List<String> words) {
        if (words.size() != 3) {
            return Optional.empty();
        }
        return Optional.of(new DeclaredOffset(
                Duration.ofNanos(Long.parseLong(words.get(1))), Duration.ofNanos(Long.parseLong(words.get(2)))));
    }

    private static ImuCsvDeclaration declaration(List<String> words) {
        return switch (ImuCsvDeclarationText.parse(words.size() == 2 ? words.get(1) : "")) {
            case Parsed.Declared declared -> declared.declaration();
            case Parsed.Malformed malformed -> throw new IllegalArgumentException(malformed.message());
        };
    }
}

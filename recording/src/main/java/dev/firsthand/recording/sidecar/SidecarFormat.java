package dev.firsthand.recording.sidecar;

import java.util.List;
import java.util.Optional;

/// Which reader a file is for, and what a person said about it.
public sealed interface SidecarFormat {
    /// Gyroflow's text log. Without `offset` both recordings are taken to have started together.
    record Gcsv(Optional<DeclaredOffset> offset) implements SidecarFormat {}

    /// A table whose columns are declared.
    record ImuCsv(ImuCsvDeclaration declaration) implements SidecarFormat {}

    /// The folder of Stray Scanner as a zip, its video inside.
    record StrayScanner() implements SidecarFormat {}

    /// As words for the program that reads.
    static List<String> words(SidecarFormat format) {
        return switch (format) {
            case Gcsv gcsv ->
                gcsv.offset()
                        .map(declared -> List.of(
                                "gcsv",
                                Long.toString(declared.offset().toNanos()),
                                Long.toString(declared.bound().toNanos())))
                        .orElse(List.of("gcsv"));
            case ImuCsv csv -> List.of("imu-csv", csv.declaration().text());
            case StrayScanner zip -> List.of("stray-scanner");
        };
    }
}

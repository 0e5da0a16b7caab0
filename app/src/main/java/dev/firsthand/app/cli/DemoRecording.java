package dev.firsthand.app.cli;

import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// One recording to walk with: its files and the part that each plays.
record DemoRecording(String name, List<Part> parts) {
    /// Failures of the video itself, which stands all the same; every other one is about what was sent beside it.
    private static final Set<String> OF_THE_VIDEO = Set.of("recording-short", "frames-missing-often");

    DemoRecording {
        parts = List.copyOf(parts);
    }

    /// The name of the side-car that a failed check is about, if it is about one.
    Optional<String> sideCar(String failed) {
        return OF_THE_VIDEO.contains(failed)
                ? Optional.empty()
                : Optional.of(String.valueOf(parts.getLast().file().getFileName()));
    }

    /// One file. `role` is one of the capture room's upload roles; `declaration` says what a sensor CSV holds,
    /// and is empty for everything else.
    record Part(Path file, String role, String declaration) {
        Map<String, Object> attachment(URI uploadLocation) {
            Map<String, Object> attachment = new LinkedHashMap<>();
            attachment.put("upload", uploadLocation.getPath().replaceFirst(".*/", ""));
            attachment.put("role", role);
            if (!declaration.isEmpty()) {
                attachment.put("declaration", declaration);
            }
            return attachment;
        }
    }
}

package dev.firsthand.app.cli;

import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// One recording to walk with: its files and the part that each plays.
record DemoRecording(String name, List<Part> parts) {
    DemoRecording {
        parts = List.copyOf(parts);
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

package dev.firsthand.app.cli;

import java.nio.file.Path;
import java.util.List;

/// What the demo was asked to walk through. Without videos it makes its own recording.
record DemoOptions(List<Path> videos, List<Path> imus, String task, boolean cleared, Path out) {
    DemoOptions {
        videos = List.copyOf(videos);
        imus = List.copyOf(imus);
    }

    /// The demo's own recording shows nobody, so its reviewer can say so truthfully. A file that was given may show
    /// anything: only the person who ran the demo can say that they looked.
    String privacyAnswer() {
        return videos.isEmpty() || cleared ? "NOTHING_VISIBLE" : "NOT_LOOKED";
    }

    String releaseKind() {
        return videos.isEmpty() || cleared ? "STANDARD" : "DEMONSTRATION";
    }
}

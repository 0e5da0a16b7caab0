package dev.firsthand.app.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What the demo was asked to walk through. Without videos it makes its own recording.
record DemoOptions(
        List<Path> videos, List<Path> imus, Optional<String> statedTask, boolean cleared, boolean withdraw, Path out) {
    static final String OWN_TASK = "Fold a towel on the table.";
    static final String TASK_NOT_STATED = "A household task, not described.";

    DemoOptions {
        videos = List.copyOf(videos);
        imus = List.copyOf(imus);
    }

    /// Nothing is said about a video that nobody said.
    String task() {
        return statedTask.orElse(videos.isEmpty() ? OWN_TASK : TASK_NOT_STATED);
    }

    /// The second half costs another recording: with videos that were given it is walked when asked for.
    boolean withdraws() {
        return withdraw || videos.isEmpty();
    }

    /// How the task ended: known of the demo's own recording, stated by nobody for a file that was given.
    String outcome() {
        return videos.isEmpty() ? "SUCCESS" : "UNKNOWN";
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

package dev.firsthand.recording.child;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// A program with its arguments; the first is the program's absolute path. It runs in `workFolder`, reads
/// `standardInput` (opened by this process and never named to the child; nothing when empty) and has no other open
/// files, no environment but a fixed locale and time zone, and no network where [ChildRunner#isolation] says so.
public record ChildCommand(List<String> arguments, Optional<Path> standardInput, Path workFolder, ChildLimits limits) {
    public ChildCommand {
        arguments = List.copyOf(arguments);
        if (arguments.isEmpty() || !Path.of(arguments.getFirst()).isAbsolute()) {
            throw new IllegalArgumentException("a child is named by its absolute path, got " + arguments);
        }
    }
}

package dev.firsthand.recording.child;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/// Runs children. Every call waits for its child and leaves none behind, even when the calling thread is interrupted;
/// when this whole process is killed its children go with it where `setpriv` is there, else at their CPU limit.
public final class ChildRunner {
    /// What keeps children from the network on this machine.
    public Isolation isolation() {
        return Launching.isolation();
    }

    /// Runs a child whose standard output is not wanted.
    public ChildOutcome run(ChildCommand command) throws IOException, InterruptedException {
        return run(command, (buffer, length) -> {});
    }

    /// Runs a child and keeps its standard output in a new file, at most `outputBytes` of it.
    public ChildOutcome runToFile(ChildCommand command, Path file) throws IOException, InterruptedException {
        try (OutputStream out = Files.newOutputStream(file)) {
            return run(command, (buffer, length) -> out.write(buffer, 0, length));
        }
    }

    /// Runs a child and hands its standard output to `output` while it runs.
    public ChildOutcome run(ChildCommand command, ChildOutput output) throws IOException, InterruptedException {
        return run(command, () -> new RunningChild(Launching.builder(command).start(), command.limits(), output));
    }

    /// Runs a child that reads from `input` what no file holds. Its standard output is not wanted.
    public ChildOutcome feed(ChildCommand command, ChildInput input) throws IOException, InterruptedException {
        if (command.standardInput().isPresent()) {
            throw new IllegalArgumentException("a child is fed from a file or from here, not from both");
        }
        return run(command, () -> {
            Process process = Launching.builder(command)
                    .redirectInput(ProcessBuilder.Redirect.PIPE)
                    .start();
            var child = new RunningChild(process, command.limits(), (buffer, length) -> {});
            child.feed(input);
            return child;
        });
    }

    private interface Start {
        RunningChild begin() throws IOException;
    }

    private static ChildOutcome run(ChildCommand command, Start start) throws IOException, InterruptedException {
        // The kernel ends a child with the thread that started it, so it is started by a thread of its own that waits.
        var outcome = new CompletableFuture<ChildOutcome>();
        Thread watcher = Thread.ofPlatform().daemon().name("child-watch").start(() -> {
            try {
                outcome.complete(start.begin().watch());
            } catch (IOException | InterruptedException | RuntimeException fault) {
                outcome.completeExceptionally(fault);
            }
        });
        try {
            ChildOutcome ended = outcome.get();
            ChildMeter.report(ended.usage());
            requireRoom(ended);
            return ended;
        } catch (ExecutionException failed) {
            throw cause(failed, command);
        } finally {
            watcher.interrupt();
            joinWithoutInterrupt(watcher);
        }
    }

    /// A child that met a full disk says nothing about the file that it was given.
    private static void requireRoom(ChildOutcome ended) throws IOException {
        if (ended instanceof ChildOutcome.Finished finished
                && finished.exitCode() != 0
                && DiskFull.says(finished.errorTail())) {
            throw new IOException(DiskFull.WORDS + ", said a child");
        }
    }

    private static IOException cause(ExecutionException failed, ChildCommand command) {
        if (failed.getCause() instanceof RuntimeException unexpected) {
            throw unexpected;
        }
        String program = String.valueOf(Path.of(command.arguments().getFirst()).getFileName());
        return new IOException("the program %s could not be run".formatted(program), failed.getCause());
    }

    private static void joinWithoutInterrupt(Thread watcher) {
        boolean interrupted = false;
        while (watcher.isAlive()) {
            try {
                watcher.join();
            } catch (InterruptedException again) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}

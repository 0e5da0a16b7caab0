package dev.firsthand.recording.child;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// One child while it runs: two threads carry its output away, a third may feed it, the caller's thread watches its
/// limits.
final class RunningChild {
    private static final Duration LOOK_EVERY = Duration.ofMillis(50);
    private static final Duration CARRIERS_END_WITHIN = Duration.ofSeconds(10);
    private static final int BUFFER_BYTES = 1 << 16;
    private static final int SIGNALLED = 128;
    private static final int SIGXCPU = SIGNALLED + 24;
    private static final int SIGXFSZ = SIGNALLED + 25;

    private final Process process;
    private final ChildLimits limits;
    private final ProcessTree tree;
    private final ErrorTail errors = new ErrorTail();
    private final long startedNanos = System.nanoTime();
    private final AtomicReference<ChildOutcome.@Nullable Reason> reason = new AtomicReference<>();
    private final AtomicReference<@Nullable Throwable> fault = new AtomicReference<>();
    private final Thread outputCarrier;
    private final Thread errorCarrier;

    RunningChild(Process process, ChildLimits limits, ChildOutput output) {
        this.process = process;
        this.limits = limits;
        this.tree = new ProcessTree(process.pid());
        this.outputCarrier = carrier("child-output", process.getInputStream(), new Bounded(output));
        this.errorCarrier = carrier("child-errors", process.getErrorStream(), errors);
    }

    /// What the feeding thread does not write in time, the limits of the child end.
    void feed(ChildInput input) {
        Thread.ofPlatform().daemon().name("child-input").start(() -> write(input));
    }

    private void write(ChildInput input) {
        try (OutputStream in = process.getOutputStream()) {
            input.writeTo(in);
        } catch (IOException closed) {
            return; // the child reads no more: how it ends tells why
        } catch (RuntimeException met) {
            fault.compareAndSet(null, met);
            tree.kill();
        }
    }

    ChildOutcome watch() throws IOException, InterruptedException {
        try {
            do {
                check();
            } while (!process.waitFor(LOOK_EVERY.toNanos(), TimeUnit.NANOSECONDS));
            outputCarrier.join(CARRIERS_END_WITHIN);
            errorCarrier.join(CARRIERS_END_WITHIN);
        } finally {
            end();
        }
        Throwable met = fault.get();
        if (met != null) {
            throw new IOException("a child could not be fed, or its output not be taken", met);
        }
        var usage = new Usage(wall(), tree.cpu(), tree.peakResidentBytes());
        Optional<ChildOutcome.Reason> limit = reached();
        return limit.isPresent()
                ? new ChildOutcome.Killed(limit.get(), errors.text(), usage)
                : new ChildOutcome.Finished(process.exitValue(), errors.text(), usage);
    }

    private void check() {
        long resident = tree.look();
        if (resident > limits.residentBytes()) {
            stop(ChildOutcome.Reason.MEMORY);
        } else if (tree.cpu().compareTo(limits.cpuTime()) > 0) {
            stop(ChildOutcome.Reason.CPU_TIME);
        } else if (wall().compareTo(limits.wallTime()) > 0) {
            stop(ChildOutcome.Reason.WALL_TIME);
        }
    }

    private Optional<ChildOutcome.Reason> reached() {
        ChildOutcome.Reason ours = reason.get();
        if (ours != null) {
            return Optional.of(ours);
        }
        return switch (process.exitValue()) {
            case SIGXCPU -> Optional.of(ChildOutcome.Reason.CPU_TIME);
            case SIGXFSZ -> Optional.of(ChildOutcome.Reason.OUTPUT_SIZE);
            default -> Optional.empty();
        };
    }

    private Duration wall() {
        return Duration.ofNanos(System.nanoTime() - startedNanos);
    }

    private void stop(ChildOutcome.Reason why) {
        reason.compareAndSet(null, why);
        tree.kill();
    }

    /// Nothing of the child is left, whichever way this ends.
    private void end() {
        if (process.isAlive()) {
            tree.kill();
            process.destroyForcibly();
        }
    }

    private Thread carrier(String name, InputStream from, ChildOutput to) {
        return Thread.ofPlatform().daemon().name(name).start(() -> carry(from, to));
    }

    private void carry(InputStream from, ChildOutput to) {
        var buffer = new byte[BUFFER_BYTES];
        try (from) {
            for (int length = from.read(buffer); length >= 0; length = from.read(buffer)) {
                if (!taken(buffer, length, to)) {
                    return;
                }
            }
        } catch (IOException closed) {
            return; // the child was ended: what came before counts
        }
    }

    private boolean taken(byte[] buffer, int length, ChildOutput to) {
        try {
            to.accept(buffer, length);
            return true;
        } catch (IOException | RuntimeException met) {
            fault.compareAndSet(null, met);
            tree.kill();
            return false;
        }
    }

    private final class Bounded implements ChildOutput {
        private final ChildOutput output;
        private long bytes;

        Bounded(ChildOutput output) {
            this.output = output;
        }

        @Override
        public void accept(byte[] buffer, int length) throws IOException {
            bytes += length;
            if (bytes > limits.outputBytes()) {
                stop(ChildOutcome.Reason.OUTPUT_SIZE);
                return;
            }
            output.accept(buffer, length);
        }
    }
}

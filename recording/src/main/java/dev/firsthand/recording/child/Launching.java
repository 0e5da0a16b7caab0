package dev.firsthand.recording.child;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// Puts the machine's own means around a program: `ulimit`, `unshare`, `setpriv`. Tried once, then remembered.
final class Launching {
    private static final String LIMITS = "ulimit -c 0; ulimit -t \"$1\"; ulimit -f \"$2\"; shift 2; exec \"$@\"";
    private static final long FILE_BLOCK_BYTES = 512; // POSIX: the unit of ulimit -f

    private static final class Tried {
        static final List<String> WITHOUT_NETWORK = works("unshare", "-Un");
        static final List<String> ENDS_WITH_PARENT = works("setpriv", "--pdeathsig", "KILL");
    }

    private Launching() {}

    static Isolation isolation() {
        return Tried.WITHOUT_NETWORK.isEmpty() ? Isolation.NONE : Isolation.OWN_NETWORK_NAMESPACE;
    }

    static ProcessBuilder builder(ChildCommand command) {
        var line = new ArrayList<String>();
        ChildLimits limits = command.limits();
        long blocks = limits.outputBytes() / FILE_BLOCK_BYTES + 1;
        // The watch ends a child in time; one second more is the kernel's own limit, for when the watch itself is late.
        line.addAll(List.of("/bin/sh", "-c", LIMITS, "sh"));
        line.add(Long.toString(limits.cpuTime().toSeconds() + 2));
        line.add(Long.toString(blocks));
        line.addAll(Tried.WITHOUT_NETWORK);
        line.addAll(Tried.ENDS_WITH_PARENT); // after unshare, which would clear it
        line.addAll(command.arguments());
        var builder = clean(line).directory(command.workFolder().toFile());
        return builder.redirectInput(command.standardInput().map(Path::toFile).orElseGet(() -> new File("/dev/null")));
    }

    private static ProcessBuilder clean(List<String> line) {
        var builder = new ProcessBuilder(line);
        builder.environment().clear();
        builder.environment().put("LC_ALL", "C.UTF-8");
        builder.environment().put("TZ", "UTC");
        return builder;
    }

    /// The tool with its options where a trial run succeeds, else nothing.
    private static List<String> works(String tool, String... options) {
        Optional<Path> found = program(tool);
        Optional<Path> nothing = program("true");
        if (found.isEmpty() || nothing.isEmpty()) {
            return List.of();
        }
        var prefix = new ArrayList<String>();
        prefix.add(found.get().toString());
        prefix.addAll(List.of(options));
        var trial = new ArrayList<>(prefix);
        trial.add(nothing.get().toString());
        return succeeds(trial) ? List.copyOf(prefix) : List.of();
    }

    private static boolean succeeds(List<String> line) {
        try {
            Process process = clean(line)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            boolean ended = process.waitFor(10, TimeUnit.SECONDS);
            process.destroyForcibly();
            return ended && process.exitValue() == 0;
        } catch (IOException missing) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static Optional<Path> program(String name) {
        return List.of("/usr/bin", "/bin", "/usr/sbin", "/sbin").stream()
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }
}

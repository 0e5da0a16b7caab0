package dev.firsthand.engine.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What `postmaster.pid` in a cluster's folder says, and what the operating system says about that process.
record Postmaster(long pid, int port, boolean ready) {
    private static final int PID_LINE = 0;
    private static final int PORT_LINE = 3;
    private static final int STATUS_LINE = 7;

    static Optional<Postmaster> of(Path cluster) throws IOException {
        try {
            return parse(Files.readAllLines(file(cluster)));
        } catch (NoSuchFileException ignored) {
            return Optional.empty();
        }
    }

    static Path file(Path cluster) {
        return cluster.resolve("postmaster.pid");
    }

    private static Optional<Postmaster> parse(List<String> lines) {
        if (lines.size() <= STATUS_LINE) {
            return Optional.empty(); // still being written
        }
        try {
            return Optional.of(new Postmaster(
                    Long.parseLong(lines.get(PID_LINE).strip()),
                    Integer.parseInt(lines.get(PORT_LINE).strip()),
                    lines.get(STATUS_LINE).strip().equals("ready")));
        } catch (NumberFormatException ignored) {
            return Optional.empty();
        }
    }

    boolean alive() {
        return alive(pid);
    }

    /// A process that died but that nobody has buried counts as dead.
    static boolean alive(long pid) {
        if (ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false)) {
            try {
                var stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
                return stat.charAt(stat.lastIndexOf(')') + 2) != 'Z';
            } catch (IOException ignored) {
                return !Files.isDirectory(Path.of("/proc/self")); // gone meanwhile; or a system without /proc
            }
        }
        return false;
    }

    /// Live processes that work inside the cluster's folder; always empty on a system without `/proc`.
    static List<Long> processesIn(Path cluster) throws IOException {
        var proc = Path.of("/proc");
        if (!Files.isDirectory(proc.resolve("self"))) {
            return List.of();
        }
        var real = cluster.toRealPath();
        try (var entries = Files.list(proc)) {
            return entries.filter(entry -> entry.getFileName().toString().matches("[0-9]+"))
                    .filter(entry -> worksIn(entry, real))
                    .map(entry -> Long.valueOf(entry.getFileName().toString()))
                    .filter(Postmaster::alive)
                    .toList();
        } catch (UncheckedIOException e) {
            throw new IOException("the list of processes could not be read", e);
        }
    }

    private static boolean worksIn(Path process, Path cluster) {
        try {
            return Files.readSymbolicLink(process.resolve("cwd")).equals(cluster);
        } catch (IOException ignored) {
            return false; // gone meanwhile, or another user's
        }
    }
}

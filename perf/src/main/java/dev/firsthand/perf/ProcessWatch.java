package dev.firsthand.perf;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Looks at a process and all its descendants every few milliseconds, in `/proc`: the most memory that each held (the
/// kernel's own count, so a look near the end is enough) and the processor time of all of them.
final class ProcessWatch implements AutoCloseable {
    private static final long LOOK_EVERY_MILLIS = 20;
    private static final double TICKS_PER_SECOND = 100; // USER_HZ on every Linux that Java runs on

    private final ProcessHandle root;
    private final Map<String, Long> peakBytes = new TreeMap<>();
    private final Thread looking;
    private volatile double cpuSeconds;
    private volatile long rootPeakBytes;
    private volatile boolean done;

    ProcessWatch(ProcessHandle root) {
        this.root = root;
        this.looking = Thread.ofPlatform().daemon().name("process-watch").start(this::run);
    }

    private void run() {
        while (!done && root.isAlive()) {
            look();
            try {
                Thread.sleep(LOOK_EVERY_MILLIS); // tidy: memory has no event, it is looked at
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private synchronized void look() {
        double cpu = cpuSeconds(root.pid());
        long peak = peakBytes(root.pid());
        rootPeakBytes = Math.max(rootPeakBytes, peak);
        try (Stream<ProcessHandle> below = root.descendants()) {
            for (ProcessHandle child : below.toList()) {
                cpu += cpuSeconds(child.pid());
                peakBytes.merge(name(child.pid()), peakBytes(child.pid()), Math::max);
            }
        }
        cpuSeconds = Math.max(cpuSeconds, cpu); // a child that ends between two reads is missing in one of them
    }

    /// Processor time so far of the process, its descendants and those that ended.
    double cpuSeconds() {
        look();
        return cpuSeconds;
    }

    /// The most that the process itself held.
    long rootPeakBytes() {
        return rootPeakBytes;
    }

    /// The most that any descendant of each name held.
    synchronized Map<String, Long> peakBytesOfChildren() {
        return new TreeMap<>(peakBytes);
    }

    static long residentBytes(long process) {
        return kilobytes(process, "VmRSS:") << 10;
    }

    private static long peakBytes(long process) {
        return kilobytes(process, "VmHWM:") << 10;
    }

    private static long kilobytes(long process, String field) {
        return text(process, "status")
                .lines()
                .filter(line -> line.startsWith(field))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                .findFirst()
                .orElse(0);
    }

    private static String name(long process) {
        return text(process, "comm").strip();
    }

    /// User and system time, its own and that of children that ended and were waited for.
    private static double cpuSeconds(long process) {
        String stat = text(process, "stat");
        List<String> fields =
                List.of(stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ", -1));
        if (fields.size() < 15) {
            return 0;
        }
        long ticks = 0;
        for (int field = 11; field <= 14; field++) {
            ticks += Long.parseLong(fields.get(field));
        }
        return ticks / TICKS_PER_SECOND;
    }

    private static String text(long process, String file) {
        try {
            return Files.readString(Path.of("/proc/" + process, file));
        } catch (IOException ended) {
            return "";
        }
    }

    @Override
    public void close() {
        done = true;
        looking.interrupt();
    }
}

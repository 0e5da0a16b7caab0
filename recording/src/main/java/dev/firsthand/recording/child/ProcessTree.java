package dev.firsthand.recording.child;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A process and everything below it, measured from `/proc`. Where there is no `/proc` every number is zero.
final class ProcessTree {
    private static final int PROCESSES_MAX = 256;
    private static final long NANOS_PER_TICK = 10_000_000; // USER_HZ is 100 on every Linux that Java runs on
    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");
    private static final Pattern PEAK = Pattern.compile("VmHWM:\\s+(\\d+) kB");

    private final long root;
    private Duration cpuSeen = Duration.ZERO;
    private long peakSeen;

    ProcessTree(long root) {
        this.root = root;
    }

    /// Looks once; returns the resident bytes of all of them now.
    long look() {
        long resident = 0;
        long nanos = 0;
        long highest = 0;
        for (long process : processes()) {
            String status = text(process, "status");
            resident += kilobytes(RESIDENT, status);
            highest = Math.max(highest, kilobytes(PEAK, status));
            nanos += cpuNanos(process);
        }
        peakSeen = Math.max(peakSeen, Math.max(resident, highest));
        Duration cpu = Duration.ofNanos(nanos);
        cpuSeen = cpu.compareTo(cpuSeen) > 0 ? cpu : cpuSeen;
        return resident;
    }

    Duration cpu() {
        return cpuSeen;
    }

    long peakResidentBytes() {
        return peakSeen;
    }

    void kill() {
        for (long process : processes()) {
            ProcessHandle.of(process).ifPresent(ProcessHandle::destroyForcibly);
        }
    }

    private List<Long> processes() {
        var found = new ArrayList<Long>();
        var open = new ArrayDeque<Long>();
        open.add(root);
        while (!open.isEmpty() && found.size() < PROCESSES_MAX) {
            long process = open.remove();
            found.add(process);
            open.addAll(children(process));
        }
        return found;
    }

    private static List<Long> children(long process) {
        var children = new ArrayList<Long>();
        try (DirectoryStream<Path> tasks = Files.newDirectoryStream(Path.of("/proc/" + process + "/task"))) {
            for (Path task : tasks) {
                for (String child : Files.readString(task.resolve("children")).split(" ", -1)) {
                    if (!child.isBlank()) {
                        children.add(Long.parseLong(child.strip()));
                    }
                }
            }
        } catch (IOException | java.nio.file.DirectoryIteratorException ended) {
            return children; // it went away while we looked
        }
        return children;
    }

    private static long cpuNanos(long process) {
        String stat = text(process, "stat");
        // The second field is the name in parentheses and may hold spaces: count from the last parenthesis.
        String[] fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ", -1);
        if (fields.length < 15) {
            return 0;
        }
        long ticks = 0;
        for (int field = 11; field <= 14; field++) { // utime, stime, and those of ended children
            ticks += Long.parseLong(fields[field]);
        }
        return ticks * NANOS_PER_TICK;
    }

    private static long kilobytes(Pattern pattern, String status) {
        Matcher found = pattern.matcher(status);
        return found.find() ? Long.parseLong(found.group(1)) * 1024 : 0;
    }

    private static String text(long process, String file) {
        try {
            return Files.readString(Path.of("/proc/" + process, file));
        } catch (IOException ended) {
            return "";
        }
    }
}

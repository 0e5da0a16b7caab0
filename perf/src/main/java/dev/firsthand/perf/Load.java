package dev.firsthand.perf;

import java.util.List;

/// One way to upload: so many files, so large, sent in parts so large, by so many clients at a time.
record Load(String name, int files, long fileBytes, long partBytes, int clients) {
    private static final long KIB = 1 << 10;
    private static final long MIB = 1 << 20;

    static final List<Load> ALL = List.of(
            new Load("one-request-1gib", 1, 1024 * MIB, 1024 * MIB, 1),
            new Load("64-parts-of-16mib", 1, 1024 * MIB, 16 * MIB, 1),
            new Load("200-files-of-5mib", 200, 5 * MIB, 5 * MIB, 16),
            new Load("2000-files-of-64kib", 2000, 64 * KIB, 64 * KIB, 16));

    long totalBytes() {
        return files * fileBytes;
    }
}

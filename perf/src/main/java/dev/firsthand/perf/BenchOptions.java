package dev.firsthand.perf;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/// Where a bench works and how long. `root` is the repository, `work` a folder that may be filled and emptied.
record BenchOptions(Path root, Path work, int rounds, int minutes) {
    private static final Set<String> NAMES = Set.of("--root", "--work", "--rounds", "--minutes");
    private static final int ROUNDS = 5;

    /// `--root DIR --work DIR [--rounds N] [--minutes N]`
    static BenchOptions of(String[] arguments, int minutes) throws IOException {
        Map<String, String> given = new HashMap<>();
        for (int i = 0; i + 1 < arguments.length; i += 2) {
            given.put(arguments[i], arguments[i + 1]);
        }
        if (arguments.length % 2 != 0 || !NAMES.containsAll(given.keySet()) || !given.containsKey("--work")) {
            // tidy: every bench says its use in the same words
            System.err.println("usage: --root DIR --work DIR [--rounds N] [--minutes N]");
            System.exit(2);
        }
        Path work = Path.of(given.getOrDefault("--work", "")).toAbsolutePath();
        Folders.delete(work);
        Files.createDirectories(work);
        return new BenchOptions(
                Path.of(given.getOrDefault("--root", ".")).toAbsolutePath().normalize(),
                work,
                Integer.parseInt(given.getOrDefault("--rounds", Integer.toString(ROUNDS))),
                Integer.parseInt(given.getOrDefault("--minutes", Integer.toString(minutes))));
    }
}

package dev.firsthand.app.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// The repository that these tests run in.
record Repository(Path root) {
    /// What builds, runs and tools leave behind; no source stands in a folder of these names.
    private static final Set<String> LEFT_BEHIND = Set.of(
            "target", ".git", ".idea", ".venv", "node_modules", "firsthand-data", "firsthand-demo", "__pycache__");

    private static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");

    /// Tests start in their module's folder: the root is the first folder above with the launcher in it.
    static Repository here() {
        Path start = Path.of("").toAbsolutePath();
        for (Path folder = start; folder != null; folder = folder.getParent()) {
            if (Files.isRegularFile(folder.resolve("ARCHITECTURE.md"))
                    && Files.isRegularFile(folder.resolve("firsthand"))) {
                return new Repository(folder);
            }
        }
        throw new IllegalStateException("no folder above %s holds ARCHITECTURE.md and firsthand".formatted(start));
    }

    Path at(String path) {
        return root.resolve(path);
    }

    /// What a plain build builds; modules of profiles are no part of the house.
    List<String> modules() {
        return MODULE.matcher(read(at("pom.xml")).split("<profiles>", 2)[0])
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    /// Files whose names end so, sorted by path.
    List<Path> files(String... endings) {
        var found = new ArrayList<Path>();
        try {
            Files.walkFileTree(root, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes facts) {
                    boolean skipped = LEFT_BEHIND.contains(folder.getFileName().toString())
                            || folder.equals(at("perf").resolve("work"));
                    return skipped ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes facts) {
                    for (String ending : endings) {
                        if (file.getFileName().toString().endsWith(ending)) {
                            found.add(file);
                            break;
                        }
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return found.stream().sorted().toList();
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}

package dev.firsthand.engine.backup;

import dev.firsthand.engine.backup.Snapshot.Kind;
import dev.firsthand.engine.store.DataFolder;
import dev.firsthand.engine.store.PrivateFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Keys in a place of their own. A snapshot of keys lives for [#CYCLE]: then whoever was destroyed is gone from here
/// too. Whose key was in a snapshot and is no longer in the vault is remembered, and is never put back. So is what
/// people asked for that destroys no key of a person: rows of an older backup may not know of it.
public final class KeyBackup {
    /// How long after a key was destroyed a backup of it may still exist.
    public static final Duration CYCLE = Duration.ofDays(7);

    private static final String PERSONS = "persons";
    private static final String DESTROYED = "destroyed.txt";
    private static final String ASKED = "asked.txt";

    private final Path root;

    public KeyBackup(Path root) {
        this.root = root;
    }

    /// Takes a snapshot and removes those whose time has passed. `asked` is what people have asked for and where it
    /// stands now, a line each, as those who take it up after a restore read it; two words name it. What was known
    /// here before and `asked` does not name is known on: rows of an older backup may have been put back.
    public Snapshot take(DataFolder data, List<String> asked, Instant now) throws IOException {
        Owner.claim(root, data);
        Snapshot taken = Snapshot.write(root, Kind.KEYS, now, folder -> {
            copy(data.keys(), folder);
            Files.write(folder.resolve(ASKED), known(asked));
        });
        PrivateFiles.write(root.resolve(ASKED), Files.readAllBytes(taken.file(ASKED)));
        List<Snapshot> all = Snapshot.in(root, Kind.KEYS);
        remember(all, names(data.keys()));
        for (Snapshot old : all) {
            if (expired(old, now)) {
                PrivateFiles.remove(old.folder());
            }
        }
        return taken;
    }

    private Collection<String> known(List<String> asked) throws IOException {
        Map<String, String> known = new TreeMap<>();
        if (Files.exists(root.resolve(ASKED))) {
            Files.readAllLines(root.resolve(ASKED)).forEach(line -> known.put(name(line), line));
        }
        asked.forEach(line -> known.put(name(line), line));
        return known.values();
    }

    private static String name(String line) {
        return String.join(" ", Arrays.asList(line.split(" ", 3)).subList(0, 2));
    }

    static boolean expired(Snapshot keys, Instant now) {
        return keys.madeAt().plus(CYCLE).isBefore(now);
    }

    /// Puts the keys back but for those that were destroyed since, and says how many these are.
    static int read(Snapshot keys, Path folder) throws IOException {
        copy(keys.folder(), folder);
        Files.deleteIfExists(folder.resolve("SHA256SUMS"));
        Files.deleteIfExists(folder.resolve(ASKED));
        int left = 0;
        for (String key : destroyed(keys.folder().resolveSibling(DESTROYED))) {
            if (Files.deleteIfExists(folder.resolve(key))) {
                left++;
            }
        }
        return left;
    }

    /// What people had asked for when keys were last backed up beside this snapshot; where it lies alone, then.
    static List<String> asked(Snapshot keys) throws IOException {
        for (Path file : List.of(keys.folder().resolveSibling(ASKED), keys.file(ASKED))) {
            if (Files.exists(file)) {
                return Files.readAllLines(file, StandardCharsets.UTF_8);
            }
        }
        return List.of();
    }

    private void remember(List<Snapshot> all, Set<String> present) throws IOException {
        Path file = root.resolve(DESTROYED);
        Set<String> destroyed = destroyed(file);
        for (Snapshot one : all) {
            destroyed.addAll(names(one.folder()));
        }
        destroyed.removeAll(present);
        PrivateFiles.write(
                file,
                destroyed.stream()
                        .map(key -> key + "\n")
                        .collect(Collectors.joining())
                        .getBytes(StandardCharsets.US_ASCII));
    }

    private static Set<String> destroyed(Path file) throws IOException {
        return Files.exists(file)
                ? new TreeSet<>(Files.readAllLines(file, StandardCharsets.US_ASCII))
                : new TreeSet<>();
    }

    /// The keys of persons, in whatever vault below this folder they lie.
    private static Set<String> names(Path keys) throws IOException {
        try (Stream<Path> files = Files.walk(keys)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.resolveSibling("").endsWith(PERSONS))
                    .filter(file -> !file.getFileName().toString().startsWith("."))
                    .map(file -> keys.relativize(file).toString())
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    /// A key that is destroyed while this runs may be missing in the copy.
    private static void copy(Path from, Path to) throws IOException {
        List<Path> paths;
        try (Stream<Path> found = Files.walk(from)) {
            paths = new ArrayList<>(found.sorted().toList());
        }
        for (Path path : paths) {
            Path there = to.resolve(from.relativize(path).toString());
            if (Files.isDirectory(path)) {
                PrivateFiles.folder(there);
            } else if (!path.getFileName().toString().startsWith(".")) {
                copyFile(path, there);
            }
        }
    }

    private static void copyFile(Path from, Path to) throws IOException {
        try {
            Files.copy(from, to, StandardCopyOption.COPY_ATTRIBUTES);
        } catch (NoSuchFileException destroyed) {
            Files.deleteIfExists(to);
        }
    }
}

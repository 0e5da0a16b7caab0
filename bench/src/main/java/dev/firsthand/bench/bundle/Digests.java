package dev.firsthand.bench.bundle;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/// `SHA256SUMS` of a folder, as sha256sum writes and checks it.
final class Digests {
    static final String FILE = "SHA256SUMS";
    private static final int HEX = 64;
    private static final String BETWEEN = "  ";

    private Digests() {}

    static void write(Path folder) throws IOException {
        Files.write(folder.resolve(FILE), lines(folder));
    }

    /// Names of files that are not as they were sealed, or are missing or new. The list has one form only, so that it
    /// can't be altered unseen either.
    static List<String> altered(Path folder) throws IOException {
        Path list = folder.resolve(FILE);
        if (!Files.isRegularFile(list)) {
            return List.of(FILE);
        }
        String sealed = new String(Files.readAllBytes(list), StandardCharsets.ISO_8859_1);
        List<String> lines = lines(folder);
        if (sealed.equals(String.join("\n", lines) + "\n")) {
            return List.of();
        }
        Set<String> were = Set.copyOf(sealed.lines().distinct().toList());
        var altered = new TreeSet<String>();
        lines.stream().filter(line -> !were.contains(line)).forEach(line -> altered.add(nameIn(line)));
        were.stream().filter(line -> !lines.contains(line)).forEach(line -> altered.add(nameIn(line)));
        return altered.isEmpty() ? List.of(FILE) : List.copyOf(altered);
    }

    /// Of a line that is none, the list's own name.
    private static String nameIn(String line) {
        return line.startsWith(BETWEEN, HEX) ? line.substring(HEX + BETWEEN.length()) : FILE;
    }

    private static List<String> lines(Path folder) throws IOException {
        var lines = new ArrayList<String>();
        ofFiles(folder).forEach((name, digest) -> lines.add(digest + BETWEEN + name));
        return lines;
    }

    private static Map<String, String> ofFiles(Path folder) throws IOException {
        var digests = new TreeMap<String, String>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = folder.relativize(file).toString().replace('\\', '/');
                if (!name.equals(FILE) && !name.equals(Bundle.SIGNATURE)) {
                    digests.put(name, of(file));
                }
            }
        }
        return digests;
    }

    static String of(Path file) throws IOException {
        return sha256(Files.readAllBytes(file));
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}

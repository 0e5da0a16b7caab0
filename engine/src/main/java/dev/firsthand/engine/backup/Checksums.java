package dev.firsthand.engine.backup;

import dev.firsthand.engine.store.PrivateFiles;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/// `SHA256SUMS` of a folder, in the form that `sha256sum --check` reads.
final class Checksums {
    private static final String FILE = "SHA256SUMS";

    private Checksums() {}

    static void write(Path folder) throws IOException {
        var lines = new StringBuilder();
        for (Path file : files(folder)) {
            lines.append(digest(file))
                    .append("  ")
                    .append(folder.relativize(file))
                    .append('\n');
            PrivateFiles.sync(file);
        }
        PrivateFiles.write(folder.resolve(FILE), lines.toString().getBytes(StandardCharsets.UTF_8));
    }

    /// Refuses a folder that lacks a file, has one more, or one with other bytes.
    static void check(Path folder) throws IOException {
        Map<String, String> listed = new TreeMap<>();
        for (String line : Files.readAllLines(folder.resolve(FILE), StandardCharsets.UTF_8)) {
            int gap = line.indexOf("  ");
            listed.put(line.substring(gap + 2), line.substring(0, Math.max(gap, 0)));
        }
        var faults = new TreeSet<String>();
        for (Path file : files(folder)) {
            String name = folder.relativize(file).toString();
            String expected = listed.remove(name);
            if (!digest(file).equals(expected)) {
                faults.add(name);
            }
        }
        faults.addAll(listed.keySet());
        if (!faults.isEmpty()) {
            throw new IOException("%s is damaged: %d file%s not as they were written (%s). Take another backup."
                    .formatted(folder, faults.size(), faults.size() == 1 ? " is" : "s are", faults.first()));
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.filter(Files::isRegularFile)
                    .filter(file -> !file.equals(folder.resolve(FILE)))
                    .sorted()
                    .toList();
        }
    }

    private static String digest(Path file) throws IOException {
        MessageDigest sha256 = sha256();
        try (InputStream bytes = new DigestInputStream(Files.newInputStream(file), sha256)) {
            bytes.transferTo(OutputStream.nullOutputStream());
        }
        return HexFormat.of().formatHex(sha256.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }
}

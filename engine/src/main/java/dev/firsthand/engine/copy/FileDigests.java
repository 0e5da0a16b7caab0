package dev.firsthand.engine.copy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// SHA-256 of every file below a folder, in the order of their paths.
public final class FileDigests {
    private static final int BUFFER_BYTES = 1 << 18;

    private FileDigests() {}

    /// One file: its path below the folder with `/`, its size and its digest.
    public record FileDigest(String path, long sizeBytes, String sha256) {}

    public static List<FileDigest> of(Path folder) throws IOException {
        return of(folder, Map.of());
    }

    /// As above; files whose digests are known by their paths are not read.
    static List<FileDigest> of(Path folder, Map<String, String> known) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> digest(folder, file, known))
                    .sorted(Comparator.comparing(FileDigest::path))
                    .toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    static FileDigest of(Path folder, String file) throws IOException {
        try {
            return digest(folder, folder.resolve(file));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static FileDigest digest(Path folder, Path file, Map<String, String> known) {
        String path = folder.relativize(file).toString().replace('\\', '/');
        String sha256 = known.get(path);
        try {
            return sha256 == null ? digest(folder, file) : new FileDigest(path, Files.size(file), sha256);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static FileDigest digest(Path folder, Path file) {
        try (DigestInputStream in = new DigestInputStream(Files.newInputStream(file), sha256())) {
            long size = drain(in);
            String path = folder.relativize(file).toString().replace('\\', '/');
            return new FileDigest(
                    path, size, HexFormat.of().formatHex(in.getMessageDigest().digest()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long drain(InputStream in) throws IOException {
        byte[] buffer = new byte[BUFFER_BYTES];
        long size = 0;
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            size += read;
        }
        return size;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}

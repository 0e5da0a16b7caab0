package dev.firsthand.evidence.proof;

import dev.firsthand.evidence.attestation.Sha256;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// Holds the files of a folder against the list of a bundle, one after the other; without a folder, just reads the
/// list.
final class FilesCheck {
    private final Optional<Path> folder;
    private final Consumer<PartResult> results;
    private final Consumer<String> unnamed;
    private final Set<String> listed = new HashSet<>();
    private final MessageDigest lines = Sha256.digester();
    private final Set<String> withdrawn = new HashSet<>();
    private final byte[] buffer = new byte[1 << 20];
    private long count;
    private long faults;
    private String lastPath = "";

    FilesCheck(Optional<Path> folder, Consumer<PartResult> results, Consumer<String> unnamed) {
        this.folder = folder;
        this.results = results;
        this.unnamed = unnamed;
    }

    long count() {
        return count;
    }

    /// Files that belong to this episode alone may be gone.
    void allowMissing(String episode) {
        withdrawn.add(episode);
    }

    void take(Part part) throws IOException {
        lines.update(part.bytes());
        String text = new String(part.bytes(), StandardCharsets.UTF_8);
        if (!text.endsWith("\n")) {
            throw new ProofFormatException(part.toString(), "the last line has no end");
        }
        for (String line : text.substring(0, text.length() - 1).split("\n", -1)) {
            FileLine file = FileLine.parse(part.toString(), line);
            if (file.path().compareTo(lastPath) <= 0) {
                throw new ProofFormatException(part.toString(), "paths must stand in ascending order, each once");
            }
            lastPath = file.path();
            count++;
            if (folder.isPresent()) {
                listed.add(file.path());
                check(folder.get(), file);
            }
        }
    }

    private void check(Path root, FileLine line) {
        Path file = root.resolve(line.path());
        if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && isWithin(root, file)) {
            try {
                if (!digest(file).equals(line.sha256())) {
                    faults++;
                    results.accept(new PartResult.Lie(line.path(), "the file is not the one that was released"));
                }
            } catch (IOException e) {
                faults++;
                results.accept(new PartResult.Lie(line.path(), "the file cannot be read: " + e.getMessage()));
            }
        } else if (line.episode().filter(withdrawn::contains).isPresent()) {
            faults++;
            results.accept(new PartResult.Withdrawn(line.path(), "gone with its episode"));
        } else {
            faults++;
            results.accept(new PartResult.Lie(line.path(), "the file is missing"));
        }
    }

    /// A folder on the way that leads elsewhere is not the copy's.
    private static boolean isWithin(Path root, Path file) {
        try {
            return file.toRealPath().equals(root.toRealPath().resolve(root.relativize(file)));
        } catch (IOException unreadable) {
            return false;
        }
    }

    private Sha256 digest(Path file) throws IOException {
        var sha256 = Sha256.digester();
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                sha256.update(buffer, 0, read);
            }
        }
        return Sha256.ofDigest(sha256.digest());
    }

    /// Says once that all files are there, and which are there beside them.
    void end() throws IOException {
        if (folder.isPresent()) {
            tellUnnamed(folder.get());
        }
        if (folder.isPresent() && faults == 0 && count > 0) {
            results.accept(new PartResult.Holds("files", "%d files are those that were released".formatted(count)));
        }
    }

    private void tellUnnamed(Path folder) throws IOException {
        Path root = folder.toRealPath(); // a link to a copy leads to all that is in it
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                String path = root.relativize(file).toString().replace(File.separatorChar, '/');
                if (!listed.contains(path) && !CopyFiles.NOT_RELEASED.contains(path)) {
                    unnamed.accept(path);
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /// Over all lines.
    Sha256 digest() {
        return Sha256.ofDigest(lines.digest());
    }
}

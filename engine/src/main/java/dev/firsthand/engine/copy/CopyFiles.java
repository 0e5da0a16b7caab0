package dev.firsthand.engine.copy;

import dev.firsthand.engine.copy.FileDigests.FileDigest;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// The files of a finished copy as its own list of digests names them, in the order of their paths. `name` is that of
/// the folder in which whoever takes the whole of it finds them.
public record CopyFiles(Path folder, String name, List<FileDigest> files) {
    /// The folder of a copy with what shows that it is what was released. It comes after the rest, and its files
    /// stand in no list of it.
    public static final String EVIDENCE = "evidence";

    public static final String RELEASE_PROOF = "release.proof";
    public static final String POLICY = "policy.txt";
    public static final String KEYS = "keys.txt";

    private static final int DIGEST_CHARS = 64;

    public CopyFiles {
        files = List.copyOf(files);
    }

    public static CopyFiles read(Path folder, String name) throws IOException {
        List<FileDigest> files = new ArrayList<>();
        for (String line : Files.readAllLines(folder.resolve(CopyPages.SUMS))) {
            String path = line.substring(DIGEST_CHARS + 2);
            files.add(new FileDigest(path, Files.size(folder.resolve(path)), line.substring(0, DIGEST_CHARS)));
        }
        files.add(FileDigests.of(folder, CopyPages.SUMS));
        if (Files.isDirectory(folder.resolve(EVIDENCE))) {
            for (String file : List.of(KEYS, POLICY, RELEASE_PROOF)) {
                files.add(FileDigests.of(folder, EVIDENCE + "/" + file));
            }
        }
        files.sort(Comparator.comparing(FileDigest::path));
        return new CopyFiles(folder, name, files);
    }

    /// Without the proof, which comes behind the release and is in no list of it.
    public List<FileDigest> released() {
        return files.stream()
                .filter(file -> !file.path().startsWith(EVIDENCE + "/"))
                .toList();
    }

    public long sizeBytes() {
        return files.stream().mapToLong(FileDigest::sizeBytes).sum();
    }

    /// Absent until the release stands in the log, and in copies from before there was one.
    public Optional<FileDigest> proof() {
        return find(EVIDENCE + "/" + RELEASE_PROOF);
    }

    public Optional<FileDigest> find(String path) {
        return files.stream().filter(file -> file.path().equals(path)).findFirst();
    }

    public SeekableByteChannel open(FileDigest file) throws IOException {
        return Files.newByteChannel(folder.resolve(file.path()));
    }

    /// The whole copy as one tar file, which is written nowhere: see [CopyArchive].
    public CopyArchive archive() {
        return new CopyArchive(this);
    }

    /// Another archive has another one: it names everything that the archive is made of.
    public String archiveDigest() {
        String made = "tar/1 " + name + " " + find(CopyPages.SUMS).orElseThrow().sha256()
                + proof().map(proof -> " " + proof.sha256()).orElse("");
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(made.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}

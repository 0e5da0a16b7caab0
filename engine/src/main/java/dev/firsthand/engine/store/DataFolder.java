package dev.firsthand.engine.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/// The folder in which one installation keeps everything, and what lies where in it.
public record DataFolder(Path root) {
    /// Makes sure that the folder and its parts are there and private.
    public static DataFolder open(Path root) throws IOException {
        var folder = new DataFolder(root.toAbsolutePath().normalize());
        PrivateFiles.folder(folder.root());
        // Others may pass through, not look: PostgreSQL may have to run as another user. All that lies in it is
        // private.
        Files.setPosixFilePermissions(folder.root(), PosixFilePermissions.fromString("rwx--x--x"));
        PrivateFiles.folder(folder.postgres());
        PrivateFiles.folder(folder.blobs());
        PrivateFiles.folder(folder.keys());
        PrivateFiles.folder(folder.work());
        PrivateFiles.folder(folder.releases());
        PrivateFiles.folder(folder.log());
        PrivateFiles.folder(folder.endedLogs());
        return folder;
    }

    /// The embedded database.
    public Path postgres() {
        return root.resolve("postgres");
    }

    /// Sealed bytes.
    public Path blobs() {
        return root.resolve("blobs");
    }

    /// The vault. Back it up apart from everything else.
    public Path keys() {
        return root.resolve("keys");
    }

    /// The vault of what the law has kept of people who withdrew.
    public Path holds() {
        return keys().resolve("holds");
    }

    /// Plain bytes while a step works on them; swept at start.
    public Path work() {
        return root.resolve("work");
    }

    /// Rendered releases, plain on purpose; left out of backups.
    public Path releases() {
        return root.resolve("releases");
    }

    /// The public log.
    public Path log() {
        return root.resolve("log");
    }

    /// There as long as the public log is one that came out of a backup: whoever signed on would fork it.
    public static Path putBack(Path log) {
        return log.resolve("put-back");
    }

    /// Logs that it went on from, each under its number.
    public Path endedLogs() {
        return root.resolve("ended-logs");
    }
}

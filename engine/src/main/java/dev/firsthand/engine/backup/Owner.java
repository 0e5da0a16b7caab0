package dev.firsthand.engine.backup;

import dev.firsthand.engine.store.DataFolder;
import dev.firsthand.engine.store.PrivateFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// Which installation a folder of backups belongs to: another one's keys would all look destroyed.
final class Owner {
    private static final String FILE = "installation.txt";

    private Owner() {}

    static void claim(Path root, DataFolder data) throws IOException {
        Path id = data.root().resolve("database.id");
        if (!Files.exists(id)) {
            throw new IOException(("%s holds no installation yet. Start it once with firsthand up, or give the folder"
                            + " that you gave there.")
                    .formatted(data.root()));
        }
        byte[] own = Files.readAllBytes(id);
        PrivateFiles.folder(root);
        Path file = root.resolve(FILE);
        if (!Files.exists(file)) {
            PrivateFiles.write(file, own);
        } else if (!Files.readString(file).equals(new String(own, StandardCharsets.US_ASCII))) {
            throw new IOException(
                    "%s holds backups of another installation. Give a folder of its own.".formatted(root));
        }
    }
}

package dev.firsthand.engine.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/// Binds a data folder and a database to each other: both hold one id, and nothing starts on a pair that does not fit.
/// Bytes without their rows, or rows without their keys, are lost to everybody.
public final class Installation {
    private static final String ID = "SELECT id FROM store_installation";

    private final DataFolder data;

    public Installation(DataFolder data) {
        this.data = data;
    }

    /// Before the database inside the data folder is started.
    public void expectInside() throws IOException {
        if (kept().isPresent() && !hasCluster()) {
            throw new IOException(
                    "The database of this data folder is an outside one. Give its address: --database URL, or"
                            + " database.url in settings.properties.");
        }
    }

    /// Before an outside database is opened: the id that it has to bear. `fresh` is one that holds nothing of ours.
    public UUID expectOutside(boolean fresh) throws IOException {
        if (hasCluster()) {
            throw new IOException("This data folder has its database in itself. Start without --database (and without"
                    + " database.url in settings.properties), or give another data folder.");
        }
        Optional<UUID> kept = kept();
        if (fresh && kept.isPresent() && hasKeys()) {
            throw new IOException("This data folder holds records of another database, and the one that is given is"
                    + " empty. Give the address of the right one.");
        }
        if (!fresh && kept.isEmpty()) {
            throw new IOException("The database belongs to another data folder. Give that one with --data, or an empty"
                    + " database.");
        }
        if (kept.isPresent()) {
            return kept.get();
        }
        UUID drawn = UUID.randomUUID();
        keep(drawn); // first here, then there: a crash between leaves a pair that fits
        return drawn;
    }

    /// Once the database is open: refuses one of another folder. A folder from before there were ids takes its own.
    public void hold(Database database) throws IOException {
        UUID there = database.inTransaction(
                tx -> tx.sql().createQuery(ID).mapTo(UUID.class).one());
        Optional<UUID> kept = kept();
        if (kept.isEmpty()) {
            keep(there);
        } else if (!kept.get().equals(there)) {
            throw new IOException(
                    "The database belongs to another data folder: it bears the id %s, and %s says %s. Give the pair that belongs together."
                            .formatted(there, file(), kept.get()));
        }
    }

    private boolean hasCluster() {
        return Files.isDirectory(data.postgres().resolve("cluster"));
    }

    private boolean hasKeys() throws IOException {
        try (Stream<Path> keys = Files.list(data.keys())) {
            return keys.findAny().isPresent();
        }
    }

    private Path file() {
        return data.root().resolve("database.id");
    }

    private Optional<UUID> kept() throws IOException {
        if (!Files.exists(file())) {
            return Optional.empty();
        }
        try {
            return Optional.of(UUID.fromString(Files.readString(file()).strip()));
        } catch (IllegalArgumentException damaged) {
            throw new IOException("%s holds no id. Put it back from a backup.".formatted(file()), damaged);
        }
    }

    private void keep(UUID id) throws IOException {
        PrivateFiles.write(file(), (id + "\n").getBytes(StandardCharsets.US_ASCII));
    }
}

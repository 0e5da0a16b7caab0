package dev.firsthand.engine.backup;

import dev.firsthand.engine.backup.Snapshot.Kind;
import dev.firsthand.engine.postgres.PostgresServer;
import dev.firsthand.engine.store.DataFolder;
import dev.firsthand.engine.store.Database;
import dev.firsthand.engine.store.DatabaseAddress;
import dev.firsthand.engine.store.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A data folder out of a snapshot of the data and one of the keys. It is there whole or not at all.
public final class Restore {
    private final Path data;
    private final Optional<DatabaseAddress> outside;
    private final Instant now;

    /// `outside` is an empty database for the rows; without it they go into one inside the folder.
    public Restore(Path data, Optional<DatabaseAddress> outside, Instant now) {
        this.data = data.toAbsolutePath().normalize();
        this.outside = outside;
        this.now = now;
    }

    /// What to do with keys that are older than [KeyBackup#CYCLE]: people may have been destroyed since of whom
    /// nobody knows here.
    public enum OldKeys {
        REFUSED,
        ACCEPTED
    }

    /// What was put back: how old it is, and whose keys were destroyed since and stay so.
    public record Restored(Instant dataFrom, Instant keysFrom, int destroyedSince) {}

    public Restored from(Path dataSnapshot, Path keySnapshot, OldKeys oldKeys) throws IOException {
        Snapshot rows = Snapshot.read(dataSnapshot, Kind.DATA);
        Snapshot keys = Snapshot.read(keySnapshot, Kind.KEYS);
        refuseOldKeys(keys, oldKeys);
        refuseUsedFolder();
        Path building = data.resolveSibling(data.getFileName() + ".restoring");
        PrivateFiles.remove(building);
        DataFolder folder = DataFolder.open(building);
        int destroyed = KeyBackup.read(keys, folder.keys());
        new BlobPool(rows.folder().resolveSibling("")).read(rows, folder.blobs());
        DataBackup.copyLog(rows.file(DataBackup.LOG), folder.log());
        Files.write(DataFolder.putBack(folder.log()), new byte[0]);
        DataBackup.copyLog(rows.file(DataBackup.ENDED_LOGS), folder.endedLogs());
        DataBackup.copyIfThere(rows.folder(), folder.root(), DataBackup.FILES);
        List<String> asked = KeyBackup.asked(keys);
        rows(rows, asked, folder);
        Files.move(building, data, StandardCopyOption.ATOMIC_MOVE);
        return new Restored(rows.madeAt(), keys.madeAt(), destroyed);
    }

    private void rows(Snapshot snapshot, List<String> asked, DataFolder folder) throws IOException {
        if (outside.isPresent()) {
            fill(snapshot, asked, outside.get());
            return;
        }
        try (PostgresServer postgres = PostgresServer.start(folder.postgres())) {
            fill(snapshot, asked, postgres.address());
        }
    }

    /// The rows go into the schema that they were written in; from there it is brought up to date like any other.
    private void fill(Snapshot snapshot, List<String> asked, DatabaseAddress address) throws IOException {
        Database.prepare(address, snapshot.line(DataBackup.SCHEMA));
        TableCopies.read(address, snapshot.file(DataBackup.TABLES));
        try (Database database = Database.open(address)) {
            database.inTransactionDo(tx -> {
                Restorations.keep(tx, snapshot.madeAt(), now);
                Restorations.keepAsked(tx, asked);
            });
        }
    }

    private void refuseOldKeys(Snapshot keys, OldKeys oldKeys) throws IOException {
        if (oldKeys == OldKeys.REFUSED && KeyBackup.expired(keys, now)) {
            throw new IOException(
                    ("%s is older than %d days. Somebody's key may have been destroyed since, and would come"
                                    + " back. Take a newer one; if there is none, give --accept-old-keys and ask everybody first"
                                    + " who withdrew since.")
                            .formatted(keys.folder(), KeyBackup.CYCLE.toDays()));
        }
    }

    private void refuseUsedFolder() throws IOException {
        if (Files.exists(data)) {
            throw new IOException(
                    "%s is there already. Move it away, or give a folder that is not there.".formatted(data));
        }
        PrivateFiles.folder(data.resolveSibling(""));
    }
}

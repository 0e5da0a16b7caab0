package dev.firsthand.perf;

import dev.firsthand.app.tus.TusDoor;
import dev.firsthand.app.tus.UploadAuthorization.UploadPermission;
import dev.firsthand.engine.custody.Custody;
import dev.firsthand.engine.custody.PlainFolders;
import dev.firsthand.engine.custody.Stores;
import dev.firsthand.engine.postgres.PostgresServer;
import dev.firsthand.engine.provenance.Provenance;
import dev.firsthand.engine.store.DataFolder;
import dev.firsthand.engine.store.Database;
import dev.firsthand.engine.store.DirectoryBlobStore;
import dev.firsthand.engine.store.DirectoryVault;
import dev.firsthand.engine.store.PersonId;
import dev.firsthand.engine.store.PersonalColumns;
import dev.firsthand.engine.store.Sealing;
import dev.firsthand.engine.upload.UploadLimits;
import dev.firsthand.engine.upload.Uploads;
import io.javalin.Javalin;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/// Our server with nothing but the door for uploads, everything else as in the product: real database, vault and
/// blobs on the disk. Prints "UP <port>" and ends with its standard input.
public final class UploadServerProgram {
    private UploadServerProgram() {}

    public static void main(String[] arguments) throws Exception {
        DataFolder folder = DataFolder.open(Path.of(arguments[0]));
        try (var postgres = PostgresServer.start(folder.postgres());
                var database = Database.open(postgres.address())) {
            var vault = DirectoryVault.open(folder.keys());
            var owner = PersonId.random();
            vault.create(owner);
            var clock = InstantSource.system();
            var stores = new Stores(database, DirectoryBlobStore.open(folder.blobs()), vault);
            var custody = new Custody(
                    stores, PlainFolders.onDisk(folder.work()), new Provenance(vault, List.of(), clock), clock);
            try (var uploads =
                    new Uploads(database, custody, new PersonalColumns(vault), clock, UploadLimits.standard())) {
                Sealing.warmUp(Duration.ofSeconds(1));
                var door = new TusDoor(uploads, (_, _) -> new UploadPermission.Granted(owner), "");
                var server = Javalin.create(config -> {
                    config.startup.showJavalinBanner = false;
                    config.concurrency.useVirtualThreads = true;
                    door.addTo(config.routes);
                });
                server.start("127.0.0.1", 0);
                System.out.println("UP " + server.port());
                while (System.in.read() >= 0) {
                    // nothing is said here: only the end counts
                }
                server.stop();
            }
        }
    }
}

package dev.firsthand.app.tus;

import dev.firsthand.app.tus.UploadAuthorization.UploadPermission;
import dev.firsthand.engine.custody.Custody;
import dev.firsthand.engine.custody.PlainFolders;
import dev.firsthand.engine.custody.StoredBytes;
import dev.firsthand.engine.custody.Stores;
import dev.firsthand.engine.provenance.Provenance;
import dev.firsthand.engine.store.Database;
import dev.firsthand.engine.store.DatabaseAddress;
import dev.firsthand.engine.store.DirectoryBlobStore;
import dev.firsthand.engine.store.DirectoryVault;
import dev.firsthand.engine.store.PersonId;
import dev.firsthand.engine.store.PersonalColumns;
import dev.firsthand.engine.upload.CompletedUpload;
import dev.firsthand.engine.upload.UploadId;
import dev.firsthand.engine.upload.UploadLimits;
import dev.firsthand.engine.upload.Uploads;
import io.javalin.Javalin;
import io.javalin.http.Context;
import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/// A server that offers uploads and nothing else. Whoever names a person with a key is that person. A second
/// goes by with each read of bytes. As a program it can be killed: `UploadServer JDBC_URL USER PASSWORD FOLDER` prints
/// its port.
final class UploadServer implements AutoCloseable {
    static final UploadLimits LIMITS = new UploadLimits(
            1L << 34,
            1000,
            100,
            4096,
            Duration.ofDays(14),
            Duration.ofMillis(300),
            Duration.ofSeconds(2),
            1 << 20,
            Duration.ofSeconds(5));

    private final Database database;
    private final Stores stores;
    private final Uploads uploads;
    private final Javalin javalin;
    private final AtomicInteger bringing = new AtomicInteger(Integer.MAX_VALUE);

    UploadServer(Stores stores, Path work, InstantSource clock, UploadLimits limits) {
        this.database = stores.database();
        this.stores = stores;
        var custody =
                new Custody(stores, PlainFolders.onDisk(work), new Provenance(stores.vault(), List.of(), clock), clock);
        this.uploads = new Uploads(database, custody, new PersonalColumns(stores.vault()), clock, limits);
        var seconds = new AtomicLong();
        var door = new TusDoor(uploads, this::permission, "", () -> seconds.incrementAndGet() * 1_000_000_000L);
        this.javalin = Javalin.create(config -> {
            config.startup.showJavalinBanner = false;
            config.concurrency.useVirtualThreads = true;
            door.addTo(config.routes);
        });
        javalin.start("127.0.0.1", 0);
    }

    public static void main(String[] arguments) throws Exception {
        var database = Database.open(new DatabaseAddress(arguments[0], arguments[1], arguments[2]));
        Path folder = Path.of(arguments[3]);
        var server =
                new UploadServer(storesIn(folder, database), folder.resolve("work"), InstantSource.system(), LIMITS);
        System.out.println("UP " + server.port());
        Thread.currentThread().join();
    }

    static Stores storesIn(Path folder, Database database) throws IOException {
        return new Stores(
                database,
                DirectoryBlobStore.open(folder.resolve("blobs")),
                DirectoryVault.open(folder.resolve("keys")));
    }

    private UploadPermission permission(Context request, UploadAuthorization.Deed deed) {
        if (deed == UploadAuthorization.Deed.BRING && bringing.getAndDecrement() <= 0) {
            return new UploadPermission.Refused(403, "consent-withdrawn", "Taken back.");
        }
        return Optional.ofNullable(request.header("Authorization"))
                .map(value -> new PersonId(UUID.fromString(value.substring("Bearer ".length()))))
                .filter(person -> stores.vault().key(person).isPresent())
                .<UploadPermission>map(UploadPermission.Granted::new)
                .orElseGet(() -> new UploadPermission.Refused(401, "sign-in-needed", "Sign in to upload."));
    }

    /// So many more times is said that bytes may be brought.
    void refuseAfter(int times) {
        bringing.set(times);
    }

    /// Waits until it was said as often as that.
    void awaitLastYes() {
        while (bringing.get() > 0 && !Thread.currentThread().isInterrupted()) {
            Thread.onSpinWait();
        }
    }

    PersonId newPerson() {
        var person = PersonId.random();
        stores.vault().create(person);
        return person;
    }

    int port() {
        return javalin.port();
    }

    Uploads uploads() {
        return uploads;
    }

    Optional<CompletedUpload> completed(String path, PersonId owner) {
        UploadId id = UploadId.parse(path.substring(path.lastIndexOf('/') + 1)).orElseThrow();
        return database.inTransaction(tx -> uploads.completed(tx, id, owner));
    }

    /// The digest of what is kept, opened again.
    String keptSha256(CompletedUpload upload) throws IOException {
        return StoredBytes.digest(stores, upload.object(), sha256());
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    static String sha256(byte[] bytes) {
        return HexFormat.of().formatHex(sha256().digest(bytes));
    }

    @Override
    public void close() {
        javalin.stop();
        uploads.close();
    }
}

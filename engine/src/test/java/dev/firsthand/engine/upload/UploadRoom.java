package dev.firsthand.engine.upload;

import dev.firsthand.engine.MovableClock;
import dev.firsthand.engine.TestKeys;
import dev.firsthand.engine.custody.Custody;
import dev.firsthand.engine.custody.PlainFolders;
import dev.firsthand.engine.custody.StoredBytes;
import dev.firsthand.engine.custody.Stores;
import dev.firsthand.engine.provenance.Provenance;
import dev.firsthand.engine.store.Database;
import dev.firsthand.engine.store.FailingBlobStore;
import dev.firsthand.engine.store.MemoryBlobStore;
import dev.firsthand.engine.store.MemoryVault;
import dev.firsthand.engine.store.PersonId;
import dev.firsthand.engine.store.Personal;
import dev.firsthand.engine.store.PersonalColumns;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;

/// The room under test with all it stands on: a real database, stores in memory, a clock that a test moves. It can
/// be started again, as after a kill: only what was durable is still there.
final class UploadRoom implements AutoCloseable {
    static final Duration SILENCE = Duration.ofMillis(60);
    static final Duration WAIT = Duration.ofMillis(200);
    static final long CHECKPOINT_BYTES = 3 << 20;
    static final long LENGTH_MAX = 1L << 30;
    static final int OPEN_MAX = 5;
    static final int RECEIVING_MAX = 4;

    final MovableClock clock = new MovableClock(Instant.parse("2026-03-02T08:00:00Z"));
    final FailingBlobStore blobs = new FailingBlobStore(new MemoryBlobStore(), Long.MAX_VALUE);
    final PersonId owner = PersonId.random();
    final Custody custody;
    final Database database;
    private final PersonalColumns columns;
    private final MemoryVault vault = new MemoryVault();
    private final Duration silence;
    private final Duration wait;
    private Uploads uploads;

    UploadRoom(Database database, Path work) {
        this(database, work, SILENCE, WAIT);
    }

    UploadRoom(Database database, Path work, Duration silence, Duration wait) {
        this.silence = silence;
        this.wait = wait;
        this.database = database;
        this.columns = new PersonalColumns(vault);
        this.custody = new Custody(
                new Stores(database, blobs, vault),
                PlainFolders.onDisk(work),
                new Provenance(vault, TestKeys.statements(), clock),
                clock);
        vault.create(owner);
        this.uploads = open();
    }

    private Uploads open() {
        var limits = new UploadLimits(
                LENGTH_MAX,
                OPEN_MAX,
                RECEIVING_MAX,
                256,
                Duration.ofDays(14),
                silence,
                wait,
                CHECKPOINT_BYTES,
                Duration.ofSeconds(5));
        return new Uploads(database, custody, columns, clock, limits);
    }

    /// A new process: nothing in memory, no open draft; the old one never got to say farewell.
    void restart() {
        uploads = open();
    }

    Uploads uploads() {
        return uploads;
    }

    PersonId anotherPerson() {
        var person = PersonId.random();
        vault.create(person);
        return person;
    }

    UploadId begin(long lengthBytes) {
        return ((BeginResult.Begun) uploads.begin(owner, lengthBytes, Personal.of("kind dmlkZW8=")))
                .status()
                .id();
    }

    ReceiveResult send(UploadId id, long offset, byte[] bytes) {
        return send(id, offset, bytes, Optional.empty());
    }

    ReceiveResult send(UploadId id, long offset, byte[] bytes, Optional<UploadChecksum> checksum) {
        return uploads.receive(
                owner,
                id,
                new UploadPiece(offset, OptionalLong.of(bytes.length), checksum, new ByteArrayInputStream(bytes)));
    }

    /// States more bytes than come before the line is cut.
    ReceiveResult sendCut(UploadId id, long offset, long stated, byte[] bytes, Optional<UploadChecksum> checksum) {
        return uploads.receive(owner, id, new UploadPiece(offset, OptionalLong.of(stated), checksum, thenCut(bytes)));
    }

    static InputStream thenCut(byte[] bytes) {
        return new FilterInputStream(new ByteArrayInputStream(bytes)) {
            @Override
            public int read() throws IOException {
                return orCut(super.read());
            }

            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                return orCut(super.read(target, offset, length));
            }

            private static int orCut(int read) throws IOException {
                if (read < 0) {
                    throw new IOException("connection reset");
                }
                return read;
            }
        };
    }

    long offset(UploadId id) {
        return ((LookResult.Found) uploads.look(owner, id)).status().offsetBytes();
    }

    Optional<CompletedUpload> completed(UploadId id) {
        return database.inTransaction(tx -> uploads.completed(tx, id, owner));
    }

    Optional<CompletedUpload> held(UploadId id) {
        return database.inTransaction(tx -> uploads.hold(tx, id, owner));
    }

    /// The digest of what is kept, opened again.
    String keptSha256(CompletedUpload upload) throws IOException {
        return StoredBytes.digest(new Stores(database, blobs, vault), upload.object(), sha256());
    }

    static String sha256(byte[] bytes) {
        return HexFormat.of().formatHex(sha256().digest(bytes));
    }

    static UploadChecksum checksum(byte[] bytes) {
        return new UploadChecksum(UploadChecksum.Algorithm.SHA256, sha256().digest(bytes));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    static byte[] bytes(long seed, int count) {
        var bytes = new byte[count];
        new SplittableRandom(seed).nextBytes(bytes);
        return bytes;
    }

    static byte[] part(byte[] bytes, long from, long to) {
        return Arrays.copyOfRange(bytes, Math.toIntExact(from), Math.toIntExact(to));
    }

    @Override
    public void close() {
        uploads.close();
    }
}

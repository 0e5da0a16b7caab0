package dev.firsthand.engine.custody;

import dev.firsthand.engine.consent.Consent;
import dev.firsthand.engine.consent.Permit;
import dev.firsthand.engine.provenance.ChangesFact;
import dev.firsthand.engine.provenance.FactType;
import dev.firsthand.engine.provenance.Provenance;
import dev.firsthand.engine.provenance.Statement;
import dev.firsthand.engine.store.BlobKey;
import dev.firsthand.engine.store.BlobStore;
import dev.firsthand.engine.store.ObjectKey;
import dev.firsthand.engine.store.PersonId;
import dev.firsthand.engine.store.PersonKey;
import dev.firsthand.engine.store.PersonRows;
import dev.firsthand.engine.store.Personal;
import dev.firsthand.engine.store.SealedReader;
import dev.firsthand.engine.store.SealedWriter;
import dev.firsthand.engine.store.Tx;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.NoSuchFileException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Seals a person's bytes and opens them, only for a fresh [Permit] of that person. The only user of the blob store.
public final class Custody implements PersonRows {
    private static final Logger LOG = LoggerFactory.getLogger(Custody.class);
    private static final int COPY_BYTES = 1 << 20;

    private final Stores stores;
    private final PlainRoom plainRoom;
    private final Provenance provenance;
    private final InstantSource clock;
    private final FreshLooks looks = new FreshLooks();

    public Custody(Stores stores, PlainFolders folders, Provenance provenance, InstantSource clock) {
        this.stores = stores;
        this.plainRoom = new PlainRoom(folders);
        this.provenance = provenance;
        this.clock = clock;
    }

    /// Clears what a crash left half done. Call it once at start, before anything uploads or works.
    public void sweep() throws IOException {
        plainRoom.sweep();
        stores.database().inTransactionDo(ObjectRows::eraseDerivedDrafts);
        var known = stores.database().inTransaction(ObjectRows::draftBlobs);
        for (BlobKey draft : stores.blobs().drafts()) {
            if (!known.contains(draft)) {
                stores.blobs().erase(draft);
            }
        }
        clearErased();
    }

    /// Has no bytes left of what was erased, and no row of it.
    public void clearErased() throws IOException {
        for (BlobKey erased : stores.database().inTransaction(ObjectRows::erasedBlobs)) {
            stores.blobs().erase(erased);
            stores.database().inTransactionDo(tx -> ObjectRows.deleteErased(tx, erased));
        }
    }

    /// Starts an object that grows as its owner uploads. A disk that fails shows as `UncheckedIOException`.
    public SealedUpload begin(Tx tx, PersonId owner) {
        return begin(tx, owner, ObjectRows.Origin.UPLOADED);
    }

    /// An object that goes on after a restart, and the SHA-256 of what it holds, to be fed with what comes next.
    public record Resumed(SealedUpload upload, MessageDigest sha256) {}

    /// Goes on with an object after a restart. Whoever sends it was told of `keptBytes`: what the disk holds beyond
    /// is cut off, unless the object was published, which is whole.
    ///
    /// This asks for no [Permit] because nobody sees a byte: the digest is made here and tells no more than the
    /// sender of the bytes knows. An object that is recorded as published is whole and must not go on.
    public Resumed resume(ObjectId object, long keptBytes) throws IOException {
        var row = find(object).orElseThrow(() -> new ObjectMissingException(object));
        if (row.sizeBytes().isPresent()) {
            throw new IllegalStateException(
                    "object %s is recorded as whole: it does not go on".formatted(object.value()));
        }
        ObjectKey key = objectKey(row);
        Optional<SeekableByteChannel> published = stores.blobs().open(row.blob());
        var digest = new PrefixDigest(published.isPresent() ? Long.MAX_VALUE : keptBytes);
        SealedUpload upload = published.isPresent()
                ? published(object, key, published.get(), digest)
                : growing(row, key, keptBytes, digest);
        return new Resumed(upload, digest.sha256());
    }

    /// For the files that a piece of work derives from the owner's data.
    public Derived derive(PersonId owner) {
        return new Derived(this, owner);
    }

    /// Whole and durable, and still a draft.
    SealedUpload seal(PersonId owner, InputStream plain) throws IOException {
        SealedUpload draft = stores.database().inTransaction(tx -> begin(tx, owner, ObjectRows.Origin.DERIVED));
        try {
            copy(plain, draft);
            draft.publish();
            return draft;
        } catch (IOException | RuntimeException e) {
            try (draft) {
                stores.database().inTransactionDo(tx -> erase(tx, draft.object()));
            }
            throw e;
        }
    }

    /// Plain bytes as a stream.
    public InputStream open(Permit permit, ObjectId object) throws IOException {
        return reader(permit, object).stream();
    }

    /// Plain bytes as a channel that can seek.
    public SeekableByteChannel channel(Permit permit, ObjectId object) throws IOException {
        return reader(permit, object);
    }

    /// Plain bytes of what was derived, for a page. What was uploaded is missing here: people look at that by
    /// [#view].
    public SeekableByteChannel shown(Permit permit, ObjectId object) throws IOException {
        if (stores.database().inTransaction(tx -> ObjectRows.uploaded(tx, object))) {
            throw new ObjectMissingException(object);
        }
        return reader(permit, object);
    }

    /// Who looks at plain bytes, and why. The reason is free text: it stands in the sealed statement alone.
    public record Look(PersonId viewer, Personal<String> reason) {}

    /// Plain bytes for the eyes of a member of staff or of the owner: every such look is a fact.
    public SeekableByteChannel view(Permit permit, ObjectId object, Look look) throws IOException {
        SealedReader reader = reader(permit, object);
        try {
            stores.database().inTransactionDo(tx -> recordView(tx, permit, object, look));
            looks.add(object, look.viewer(), clock.instant());
            return reader;
        } catch (RuntimeException e) {
            reader.close();
            throw e;
        }
    }

    /// The same bytes once more, as a player asks for them in ranges, while the look is fresh; else as if they were
    /// not there.
    public SeekableByteChannel viewed(Permit permit, ObjectId object, PersonId viewer) throws IOException {
        if (!looks.fresh(object, viewer, clock.instant())) {
            throw new ObjectMissingException(object);
        }
        return reader(permit, object);
    }

    @ChangesFact(FactType.RAW_VIEWED)
    void recordView(Tx tx, Permit permit, ObjectId object, Look look) {
        Map<String, Object> predicate = Map.of(
                "viewer", look.viewer().value(),
                "reason", look.reason().reveal(),
                "purpose", permit.purpose().wireName(),
                "grant", permit.grant(),
                "viewedAt", now().toString());
        provenance.record(tx, permit.person(), new Statement(FactType.RAW_VIEWED, object.value(), predicate));
    }

    /// Plain bytes as a private file without a name, for a child process's standard input or a reader of files.
    public PlainFile lay(Permit permit, ObjectId object) throws IOException {
        try (var reader = reader(permit, object)) {
            return plainRoom.lay(reader.stream(), reader.size());
        }
    }

    /// Plain size of a sealed object.
    public long size(ObjectId object) throws IOException {
        return find(object).flatMap(ObjectRows.Row::sizeBytes).orElseThrow(() -> new ObjectMissingException(object));
    }

    /// What leaves this room with a person: the key of every object, and its bytes by [#clearErased].
    @Override
    public void erase(Tx tx, Leaver leaver) {
        ObjectRows.eraseAll(tx, leaver.person());
    }

    @Override
    public Set<String> tables() {
        return Set.of("custody_object");
    }

    @Override
    public Set<UUID> things(Tx tx, PersonId person) {
        return ObjectRows.of(tx, person).stream().map(row -> row.id().value()).collect(Collectors.toUnmodifiableSet());
    }

    /// A sealed object that leaves custody with its bytes, because the law has it kept.
    public record HandedOver(ObjectId object, BlobKey blob, ObjectKey key, long sizeBytes) {}

    /// Gives the sealed objects of a person away: from now on there are none here, and the bytes stay where they are
    /// until [#eraseHandedOver].
    public List<HandedOver> handOver(Tx tx, PersonId owner) throws IOException {
        List<HandedOver> handed = new ArrayList<>();
        for (ObjectRows.Row row : ObjectRows.of(tx, owner)) {
            if (row.sizeBytes().isPresent()) {
                handed.add(new HandedOver(
                        row.id(), row.blob(), objectKey(row), row.sizeBytes().get()));
                ObjectRows.delete(tx, row.id());
            }
        }
        return handed;
    }

    public void eraseHandedOver(BlobKey blob) throws IOException {
        stores.blobs().erase(blob);
    }

    /// Destroys the object's key with the transaction, and its bytes right after. Erasing again does nothing. The
    /// other objects of its owner stay as they are: so what shows somebody else goes alone.
    public void erase(Tx tx, ObjectId object) {
        ObjectRows.erase(tx, object).ifPresent(blob -> tx.sql().afterCommit(() -> eraseBytes(blob)));
    }

    void eraseDraft(Tx tx, ObjectId object) {
        ObjectRows.eraseDraft(tx, object).ifPresent(blob -> tx.sql().afterCommit(() -> eraseBytes(blob)));
    }

    private void eraseBytes(BlobKey blob) {
        try {
            stores.blobs().erase(blob);
        } catch (IOException e) {
            LOG.warn("bytes without an object stay until the next start: nothing can open them", e);
        }
    }

    private SealedUpload begin(Tx tx, PersonId owner, ObjectRows.Origin origin) {
        var object = new ObjectId(UUID.randomUUID());
        var key = ObjectKey.random();
        byte[] wrapped = personKey(owner)
                .orElseThrow(() -> new IllegalStateException(
                        "no key for person %s: it was never created or is destroyed".formatted(owner.value())))
                .wrap(key, object.value());
        try {
            BlobStore.Draft draft = stores.blobs().draft();
            tx.sql().afterRollback(() -> eraseBytes(draft.key()));
            var row = new ObjectRows.Row(object, owner, draft.key(), wrapped, Optional.empty());
            ObjectRows.insert(tx, row, origin, now());
            return SealedUpload.growing(object, SealedWriter.begin(draft, key, object.value()));
        } catch (IOException e) {
            throw new UncheckedIOException("a new object cannot be stored", e);
        }
    }

    private static SealedUpload published(
            ObjectId object, ObjectKey key, SeekableByteChannel bytes, PrefixDigest digest) throws IOException {
        try (bytes) {
            var reader = new SealedReader(bytes, key, object.value());
            var buffer = ByteBuffer.allocate(COPY_BYTES);
            while (reader.read(buffer.clear()) >= 0) {
                digest.take(buffer.flip());
            }
            return SealedUpload.published(object, reader.size());
        }
    }

    private SealedUpload growing(ObjectRows.Row row, ObjectKey key, long keptBytes, PrefixDigest digest)
            throws IOException {
        BlobStore.Draft draft;
        try {
            draft = stores.blobs().resume(row.blob());
        } catch (NoSuchFileException gone) {
            throw new ObjectMissingException(row.id());
        }
        SealedUpload upload = SealedUpload.growing(
                row.id(), SealedWriter.resume(draft, key, row.id().value(), digest::take));
        try {
            upload.truncate(keptBytes);
            return upload;
        } catch (IOException | RuntimeException e) {
            upload.close();
            throw e;
        }
    }

    private SealedReader reader(Permit permit, ObjectId object) throws IOException {
        ObjectRows.Row row = found(permit, object)
                .filter(found -> found.owner().equals(permit.person()))
                .filter(found -> found.sizeBytes().isPresent())
                .orElseThrow(() -> new ObjectMissingException(object));
        ObjectKey key = objectKey(row);
        SeekableByteChannel bytes =
                stores.blobs().open(row.blob()).orElseThrow(() -> new ObjectMissingException(object));
        try {
            return SealedReader.ofSize(
                    bytes, key, object.value(), row.sizeBytes().orElseThrow());
        } catch (IOException | RuntimeException e) {
            bytes.close();
            throw e;
        }
    }

    /// Consent is asked once more where the object is found: a withdrawal reaches the very next read.
    private Optional<ObjectRows.Row> found(Permit permit, ObjectId object) {
        Instant now = clock.instant();
        if (now.isAfter(permit.issuedAt().plusSeconds(Permit.FRESH_SECONDS))) {
            throw new PermitStaleException(permit, now);
        }
        return stores.database().inTransaction(tx -> {
            if (!Consent.stands(tx, permit, now)) {
                throw new PermitStaleException(permit);
            }
            return ObjectRows.find(tx, object);
        });
    }

    private Optional<ObjectRows.Row> find(ObjectId object) {
        return stores.database().inTransaction(tx -> ObjectRows.find(tx, object));
    }

    private Optional<PersonKey> personKey(PersonId owner) {
        return stores.vault().key(owner);
    }

    private ObjectKey objectKey(ObjectRows.Row row) throws IOException {
        return personKey(row.owner())
                .orElseThrow(() -> new ObjectMissingException(row.id()))
                .unwrap(row.wrappedKey(), row.id().value());
    }

    private static void copy(InputStream plain, SealedUpload target) throws IOException {
        var buffer = new byte[COPY_BYTES];
        int length;
        while ((length = plain.readNBytes(buffer, 0, buffer.length)) > 0) {
            target.append(ByteBuffer.wrap(buffer, 0, length));
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}

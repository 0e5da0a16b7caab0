package dev.firsthand.engine.upload;

import dev.firsthand.engine.custody.Custody;
import dev.firsthand.engine.custody.ObjectId;
import dev.firsthand.engine.custody.ObjectMissingException;
import dev.firsthand.engine.custody.SealedUpload;
import dev.firsthand.engine.store.Database;
import dev.firsthand.engine.store.PersonId;
import dev.firsthand.engine.store.PersonRows;
import dev.firsthand.engine.store.Personal;
import dev.firsthand.engine.store.PersonalColumns;
import dev.firsthand.engine.store.Tx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;

/// Receives recordings in pieces. Bytes are sealed under their owner's key as they come, hashed on the way, and
/// acknowledged only when the disk has them and the database knows; so a server killed at any byte loses nothing
/// that it acknowledged, and the sender goes on from the offset that [#look] tells.
public final class Uploads implements PersonRows, AutoCloseable {
    private static final int EXPIRED_AT_ONCE_MAX = 100;

    private final Means means;
    private final Receptions receptions;
    private final Semaphore receiving;

    public Uploads(
            Database database, Custody custody, PersonalColumns columns, InstantSource clock, UploadLimits limits) {
        this.means = new Means(database, custody, new UploadRows(columns), new GroupCommit(database), clock, limits);
        this.receptions = new Receptions(means);
        this.receiving = new Semaphore(limits.receivingMax());
    }

    public UploadLimits limits() {
        return means.limits();
    }

    /// Uploads that are open and took no byte since this moment, those that lie longest first.
    public List<LyingUpload> lyingSince(Tx tx, Instant since, int max) {
        return UploadRows.lyingSince(tx, since, max);
    }

    /// Begins an upload of exactly `lengthBytes`. `metadata` is kept sealed and told again by [#look]. An empty
    /// upload is complete at once.
    public BeginResult begin(PersonId owner, long lengthBytes, Personal<String> metadata) {
        UploadLimits limits = means.limits();
        if (lengthBytes > limits.lengthMaxBytes()) {
            return new BeginResult.TooLong(lengthBytes, limits.lengthMaxBytes());
        }
        int metadataBytes = metadata.reveal().getBytes(StandardCharsets.UTF_8).length;
        if (metadataBytes > limits.metadataMaxBytes()) {
            return new BeginResult.MetadataTooLong(metadataBytes, limits.metadataMaxBytes());
        }
        Instant now = means.now();
        var wish = new Wish(UploadId.random(), owner, lengthBytes, metadata, now, now.plus(limits.lifetime()));
        try {
            Optional<Arrival> begun = means.commits().commit(tx -> begin(tx, wish));
            if (begun.isEmpty()) {
                return new BeginResult.TooManyOpen(limits.openUploadsPerPersonMax());
            }
            return new BeginResult.Begun(started(wish.id(), begun.get()));
        } catch (UncheckedIOException | IOException storeFailed) {
            return new BeginResult.StoreFailed();
        }
    }

    private record Wish(
            UploadId id,
            PersonId owner,
            long lengthBytes,
            Personal<String> metadata,
            Instant createdAt,
            Instant expiresAt) {}

    private Optional<Arrival> begin(Tx tx, Wish wish) {
        if (means.rows().openCount(tx, wish.owner()) >= means.limits().openUploadsPerPersonMax()) {
            return Optional.empty();
        }
        SealedUpload sealed = means.custody().begin(tx, wish.owner());
        var row = new UploadRow(
                wish.id(),
                wish.owner(),
                sealed.object(),
                wish.lengthBytes(),
                0,
                0,
                wish.metadata(),
                wish.createdAt(),
                wish.expiresAt(),
                false,
                false);
        means.rows().insert(tx, row);
        return Optional.of(Arrival.begun(row, sealed, means));
    }

    private UploadStatus started(UploadId id, Arrival arrival) throws IOException {
        return receptions.at(id, reception -> {
            reception.start(arrival);
            return arrival.durable().status();
        });
    }

    /// How far an upload of this person is.
    public LookResult look(PersonId owner, UploadId id) {
        try {
            return receptions.at(id, reception -> reception.look(owner));
        } catch (IOException e) {
            throw new UncheckedIOException("looking at upload %s failed".formatted(id), e);
        }
    }

    /// Takes a piece. Waits shortly where another request is receiving the same upload, and takes over from one that
    /// has fallen silent.
    public ReceiveResult receive(PersonId owner, UploadId id, UploadPiece piece) {
        if (!receiving.tryAcquire()) {
            return new ReceiveResult.Crowded();
        }
        try {
            return receptions.at(id, reception -> reception.receive(owner, piece));
        } catch (IOException e) {
            throw new UncheckedIOException("receiving upload %s failed".formatted(id), e);
        } finally {
            receiving.release();
        }
    }

    /// Ends an upload that is not complete, and erases its bytes.
    public EndResult end(PersonId owner, UploadId id) {
        try {
            return receptions.at(id, reception -> reception.end(owner));
        } catch (IOException e) {
            throw new UncheckedIOException("ending upload %s failed".formatted(id), e);
        }
    }

    /// Removes uploads that were not completed in time, and complete ones that nobody took in time; returns how
    /// many. Called by a recurring job.
    public int expire() {
        List<UploadId> expired =
                means.database().inTransaction(tx -> means.rows().expired(tx, means.now(), EXPIRED_AT_ONCE_MAX));
        int removed = 0;
        for (UploadId id : expired) {
            try {
                if (receptions.at(id, Reception::endIfExpired)) {
                    removed++;
                }
            } catch (IOException e) {
                throw new UncheckedIOException("expiring upload %s failed".formatted(id), e);
            }
        }
        return removed;
    }

    /// A whole upload of this person; nothing when it is another's, still open, or not there. Its row is held until
    /// the transaction ends.
    public Optional<CompletedUpload> completed(Tx tx, UploadId id, PersonId owner) {
        return means.rows().completed(tx, id, owner);
    }

    /// As above, for good: what a session takes stays until its owner's data goes. What nobody takes within the
    /// lifetime of an upload, counted from its completion, is removed.
    public Optional<CompletedUpload> hold(Tx tx, UploadId id, PersonId owner) {
        return means.rows().hold(tx, id, owner, means.now());
    }

    /// What leaves this room with a person: every upload, complete or not, with its bytes.
    @Override
    public void erase(Tx tx, Leaver leaver) {
        for (UploadId id : means.rows().of(tx, leaver.person())) {
            means.remove(tx, id);
            tx.sql().afterCommit(() -> receptions.closeIdle(id));
        }
    }

    @Override
    public Set<String> tables() {
        return Set.of("upload");
    }

    @Override
    public Set<UUID> things(Tx tx, PersonId person) {
        return means.rows().of(tx, person).stream().map(UploadId::value).collect(Collectors.toSet());
    }

    /// Lets go of all open drafts; what was acknowledged is durable anyway.
    @Override
    public void close() {
        receptions.close();
    }

    /// What the parts of this room work with.
    record Means(
            Database database,
            Custody custody,
            UploadRows rows,
            GroupCommit commits,
            InstantSource clock,
            UploadLimits limits) {

        /// As precise as the database keeps it.
        Instant now() {
            return clock.instant().truncatedTo(ChronoUnit.MICROS);
        }

        Optional<UploadRow> find(UploadId id) {
            return database.inTransaction(tx -> rows.find(tx, id));
        }

        /// Nothing when a crash of the machine took the still empty draft: then there is no upload to go on with.
        Optional<Arrival> resume(UploadRow row) throws IOException {
            try {
                return Optional.of(Arrival.resume(row, this));
            } catch (ObjectMissingException e) {
                if (row.offsetBytes() > 0) {
                    throw e;
                }
                remove(row.id());
                return Optional.empty();
            }
        }

        boolean remove(UploadId id) {
            return commits.commit(tx -> remove(tx, id));
        }

        boolean removeUnheld(UploadId id) {
            return commits.commit(tx -> erase(tx, rows.removeUnheld(tx, id)));
        }

        boolean remove(Tx tx, UploadId id) {
            return erase(tx, rows.remove(tx, id));
        }

        private boolean erase(Tx tx, Optional<ObjectId> object) {
            object.ifPresent(gone -> custody.erase(tx, gone));
            return object.isPresent();
        }
    }
}

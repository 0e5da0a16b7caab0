package dev.firsthand.engine.upload;

import dev.firsthand.engine.store.PersonId;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// Where the requests of one upload meet: one at a time changes it, and what an abandoned one left is settled by the
/// next. [Receptions] makes sure that there is one of these per upload.
final class Reception {
    private final UploadId id;
    private final Uploads.Means means;
    private final Turns turns;
    private @Nullable Arrival arrival;
    private int users;

    Reception(UploadId id, Uploads.Means means) {
        this.id = id;
        this.means = means;
        this.turns = new Turns(means.limits());
    }

    // --- kept by Receptions, under the lock of its map entry ---

    Reception enter() {
        users++;
        return this;
    }

    void leave() {
        users--;
    }

    boolean inUse() {
        return users > 0;
    }

    boolean holdsBytes() {
        return arrival != null;
    }

    long silentFor() {
        return turns.silentFor();
    }

    // --- one at a time ---

    /// Takes over an upload that was just begun.
    void start(Arrival begun) throws IOException {
        long ticket = turns.take().orElseThrow();
        try {
            turns.run(ticket, () -> {
                arrival = begun;
                begun.settle();
                return closeIfComplete(begun);
            });
        } finally {
            turns.release(ticket);
        }
    }

    LookResult look(PersonId owner) throws IOException {
        OptionalLong ticket = turns.take();
        if (ticket.isEmpty()) {
            return new LookResult.Busy();
        }
        try {
            return turns.run(ticket.getAsLong(), () -> found(owner)).orElseGet(LookResult.Busy::new);
        } finally {
            turns.release(ticket.getAsLong());
        }
    }

    private LookResult found(PersonId owner) {
        settleLeftover();
        Optional<UploadRow> row = row(owner);
        if (row.isEmpty()) {
            return new LookResult.Missing();
        }
        return expired(row.get())
                ? new LookResult.Expired()
                : new LookResult.Found(row.get().status());
    }

    ReceiveResult receive(PersonId owner, UploadPiece piece) throws IOException {
        OptionalLong taken = turns.take();
        if (taken.isEmpty()) {
            return new ReceiveResult.Busy();
        }
        long ticket = taken.getAsLong();
        try {
            Optional<Prepared> prepared = turns.run(ticket, () -> prepare(owner, piece));
            return prepared.isEmpty() ? lost(owner) : receive(ticket, owner, piece, prepared.get());
        } catch (IOException storeFailed) {
            return turns.run(ticket, this::giveUp).orElseGet(ReceiveResult.Busy::new);
        } catch (UploadGoneException gone) {
            turns.run(ticket, this::drop);
            return new ReceiveResult.Missing();
        } catch (RuntimeException e) {
            turns.run(ticket, this::drop); // the database may or may not have taken it: ask it again next time
            throw e;
        } finally {
            turns.release(ticket);
        }
    }

    private sealed interface Prepared {
        /// No byte of the piece is wanted.
        record Answered(ReceiveResult result) implements Prepared {}

        /// There is room for so many bytes, hashed on from here.
        record Ready(long roomBytes, RunningDigests digests) implements Prepared {}
    }

    private Prepared prepare(PersonId owner, UploadPiece piece) throws IOException {
        settleLeftover();
        Optional<UploadRow> found = row(owner);
        if (found.isEmpty()) {
            return new Prepared.Answered(new ReceiveResult.Missing());
        }
        UploadRow row = found.get();
        if (expired(row)) {
            return new Prepared.Answered(new ReceiveResult.Expired());
        }
        if (piece.offsetBytes() != row.offsetBytes()) {
            return new Prepared.Answered(new ReceiveResult.OffsetMismatch(piece.offsetBytes(), row.offsetBytes()));
        }
        if (piece.sizeBytes().orElse(0) > row.lengthBytes() - row.offsetBytes()) {
            return new Prepared.Answered(new ReceiveResult.TooLong(row.offsetBytes(), row.lengthBytes()));
        }
        if (row.completed()) {
            return new Prepared.Answered(new ReceiveResult.Received(row.status()));
        }
        if (arrival == null) {
            Optional<Arrival> resumed = means.resume(row);
            if (resumed.isEmpty()) {
                return new Prepared.Answered(new ReceiveResult.Missing());
            }
            arrival = resumed.get();
        }
        UploadRow durable = arrival.durable();
        if (durable.completed()) {
            drop();
            return new Prepared.Answered(new ReceiveResult.OffsetMismatch(piece.offsetBytes(), durable.offsetBytes()));
        }
        return new Prepared.Ready(durable.lengthBytes() - piece.offsetBytes(), arrival.beginPiece(piece.checksum()));
    }

    private ReceiveResult receive(long ticket, PersonId owner, UploadPiece piece, Prepared prepared)
            throws IOException {
        return switch (prepared) {
            case Prepared.Answered answered -> answered.result();
            case Prepared.Ready ready -> receive(ticket, owner, piece, ready);
        };
    }

    private ReceiveResult receive(long ticket, PersonId owner, UploadPiece piece, Prepared.Ready ready)
            throws IOException {
        PieceEnd end = fill(ticket, piece, ready);
        if (end == PieceEnd.TURN_LOST) {
            return lost(owner);
        }
        Optional<ReceiveResult> result = turns.run(ticket, () -> finish(end));
        return result.isPresent() ? result.get() : lost(owner);
    }

    private enum PieceEnd {
        WHOLE,
        CUT,
        TOO_LONG,
        TURN_LOST
    }

    /// Reads outside of the turn, so that a sender who stalls can be replaced; appends inside of it.
    private PieceEnd fill(long ticket, UploadPiece piece, Prepared.Ready ready) throws IOException {
        long wanted = piece.sizeBytes().orElse(ready.roomBytes());
        Relay.Sink sink = (bytes, count, after) ->
                turns.run(ticket, () -> append(bytes, count, after)).isPresent();
        Relay.Passed passed = Relay.pass(piece.bytes(), wanted, ready.digests(), sink);
        return switch (passed.end()) {
            case UNWANTED -> PieceEnd.TURN_LOST;
            case SENDER_GONE -> PieceEnd.CUT;
            case WHOLE -> wholeOr(piece, ready.roomBytes(), passed.bytes());
        };
    }

    private static PieceEnd wholeOr(UploadPiece piece, long room, long passed) {
        if (piece.sizeBytes().isPresent()) {
            return passed < piece.sizeBytes().getAsLong() ? PieceEnd.CUT : PieceEnd.WHOLE;
        }
        return passed == room && moreComes(piece.bytes()) ? PieceEnd.TOO_LONG : PieceEnd.WHOLE;
    }

    private static boolean moreComes(InputStream bytes) {
        try {
            return bytes.read() >= 0;
        } catch (IOException senderGone) {
            return false;
        }
    }

    private boolean append(byte[] block, int count, RunningDigests after) throws IOException {
        Arrival present = present();
        present.append(block, count, after);
        if (present.checkpointDue(means.limits())) {
            present.settle();
        }
        return true;
    }

    private ReceiveResult finish(PieceEnd end) throws IOException {
        Arrival present = present();
        boolean unchecked = end == PieceEnd.CUT && present.checksumPending();
        if (unchecked || end == PieceEnd.TOO_LONG) {
            present.cutBack();
        }
        boolean sound = present.checkPiece();
        present.settle();
        UploadRow row = present.durable();
        closeIfComplete(present);
        if (!sound) {
            return new ReceiveResult.ChecksumMismatch(row.offsetBytes());
        }
        return switch (end) {
            case WHOLE -> new ReceiveResult.Received(row.status());
            case TOO_LONG -> new ReceiveResult.TooLong(row.offsetBytes(), row.lengthBytes());
            case CUT, TURN_LOST -> new ReceiveResult.Interrupted(row.status());
        };
    }

    private boolean closeIfComplete(Arrival present) {
        return !present.durable().completed() || drop();
    }

    /// Ends the upload and has its bytes erased, unless somebody is at it.
    EndResult end(PersonId owner) throws IOException {
        OptionalLong ticket = turns.take();
        if (ticket.isEmpty()) {
            return new EndResult.Busy();
        }
        try {
            return turns.run(ticket.getAsLong(), () -> remove(row(owner))).orElseGet(EndResult.Busy::new);
        } finally {
            turns.release(ticket.getAsLong());
        }
    }

    private EndResult remove(Optional<UploadRow> row) {
        if (row.isEmpty()) {
            return new EndResult.Missing();
        }
        if (row.get().completed()) {
            return new EndResult.AlreadyComplete();
        }
        drop();
        means.remove(id);
        return new EndResult.Ended();
    }

    /// True when the upload had expired and is gone now.
    boolean endIfExpired() throws IOException {
        OptionalLong ticket = turns.takeIfIdle();
        if (ticket.isEmpty()) {
            return false;
        }
        try {
            return turns.run(ticket.getAsLong(), () -> {
                        if (means.find(id).filter(this::expired).isEmpty()) {
                            return false;
                        }
                        drop();
                        return means.removeUnheld(id);
                    })
                    .orElse(false);
        } finally {
            turns.release(ticket.getAsLong());
        }
    }

    /// An earlier request may have been taken over in the middle of its piece.
    private void settleLeftover() {
        if (arrival == null) {
            return;
        }
        try {
            if (arrival.checksumPending()) {
                arrival.cutBack();
            }
            arrival.settle();
            closeIfComplete(arrival);
        } catch (IOException | UploadGoneException e) {
            drop(); // the row tells what is durable
        }
    }

    private Optional<UploadRow> row(PersonId owner) {
        Optional<UploadRow> row = arrival == null ? means.find(id) : Optional.of(arrival.durable());
        return row.filter(found -> found.owner().equals(owner));
    }

    private boolean expired(UploadRow row) {
        return row.expired(means.clock().instant());
    }

    private Arrival present() {
        if (arrival == null) {
            throw new IllegalStateException("upload %s has no arrival though its turn is held".formatted(id));
        }
        return arrival;
    }

    private ReceiveResult lost(PersonId owner) {
        return means.find(id)
                .filter(row -> row.owner().equals(owner))
                .<ReceiveResult>map(row -> new ReceiveResult.Interrupted(row.status()))
                .orElseGet(ReceiveResult.Missing::new);
    }

    private ReceiveResult giveUp() {
        long offsetBytes = arrival == null ? 0 : arrival.durable().offsetBytes();
        drop();
        return new ReceiveResult.StoreFailed(offsetBytes);
    }

    /// Lets go of the open draft. What the database says is durable stays so.
    boolean drop() {
        Arrival dropped = arrival;
        arrival = null;
        if (dropped == null) {
            return true;
        }
        try {
            dropped.close();
        } catch (IOException e) {
            return true; // closing wrote nothing: whatever counts was synced before
        }
        return true;
    }
}

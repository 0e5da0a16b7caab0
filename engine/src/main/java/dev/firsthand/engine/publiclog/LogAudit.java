package dev.firsthand.engine.publiclog;

import dev.firsthand.engine.provenance.Commitments;
import dev.firsthand.engine.provenance.Commitments.Given;
import dev.firsthand.engine.provenance.Erasures;
import dev.firsthand.engine.provenance.Erasures.Counted;
import dev.firsthand.engine.provenance.LogPlace;
import dev.firsthand.engine.provenance.LogQueue;
import dev.firsthand.engine.provenance.LogQueue.Placed;
import dev.firsthand.engine.provenance.LogQueue.Waiting;
import dev.firsthand.engine.store.Database;
import dev.firsthand.engine.store.Tx;
import dev.firsthand.engine.store.Vault;
import dev.firsthand.evidence.attestation.EnvelopeCheck;
import dev.firsthand.evidence.attestation.TrustedKeys;
import dev.firsthand.evidence.log.Fsck;
import dev.firsthand.evidence.log.HandOver;
import dev.firsthand.evidence.log.LogDamagedException;
import dev.firsthand.evidence.log.LogEntry;
import dev.firsthand.evidence.log.LogReader;
import dev.firsthand.evidence.log.PaddingKey;
import dev.firsthand.evidence.merkle.TileName;
import dev.firsthand.evidence.note.Checkpoint;
import dev.firsthand.evidence.note.NoteCheck;
import dev.firsthand.evidence.note.NoteFormatException;
import dev.firsthand.evidence.note.SignedNote;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/// Holds the rows of the database against the log, and both against a checkpoint that somebody else kept. Reads only,
/// also while the log is written, and one bundle of the log at a time: 256 statements are what it holds in memory.
public final class LogAudit {
    /// More are not listed: somebody has to look anyway.
    static final int FINDINGS_MAX = 100;

    private final Database database;
    private final Commitments commitments;
    private final KeptLog log;
    private final Optional<KeptLog> before;

    /// `before` is the log that this one goes on from.
    public LogAudit(Database database, Vault vault, KeptLog log, Optional<KeptLog> before) {
        this.database = database;
        this.commitments = new Commitments(vault);
        this.log = log;
        this.before = before;
    }

    /// What does not fit, and at which entry of the log where that can be said.
    public record Finding(OptionalLong index, String what) {}

    /// What a check of so many entries found; nothing means that all fits. `erased` of them cannot be opened any
    /// more, and the statements of lawful erasures count them.
    public record Report(long size, long erased, List<Finding> findings) {
        public Report {
            findings = List.copyOf(findings);
        }
    }

    public Report check() throws IOException {
        return check(List.of());
    }

    /// `kept` is a checkpoint of this log that somebody else has, such as a witness, or whoever holds a receipt.
    public Report check(SignedNote kept) throws IOException {
        return check(List.of(kept));
    }

    public Report check(List<SignedNote> kept) throws IOException {
        return new Run().report(kept);
    }

    private final class Run {
        private final LogReader reader = log.reader();
        private final List<Finding> findings = new ArrayList<>();
        private long erased;

        Report report(List<SignedNote> kept) throws IOException {
            Fsck.Report whole;
            try {
                whole = Fsck.check(log.source(), log.keys().log());
            } catch (LogDamagedException | NoteFormatException e) {
                tell(0, "The log cannot be read: %s.".formatted(e.getMessage()));
                return new Report(0, erased, findings);
            }
            long size = whole.size();
            for (SignedNote note : kept) {
                holdAgainst(note, size);
            }
            for (long first = whole.from(); first < size && !isFull(); first += TileName.FULL) {
                compare(first, size);
            }
            rowsOutside(size);
            countedErasures();
            // Last, so that a log that is broken everywhere does not hide which entries are.
            whole.findings().forEach(finding -> tell(OptionalLong.empty(), "The log is damaged: " + finding + "."));
            return new Report(size, erased, findings);
        }

        private void holdAgainst(SignedNote note, long size) throws IOException {
            if (!(note.check(log.keys().log()) instanceof NoteCheck.Signed)) {
                tell(OptionalLong.empty(), "The checkpoint that was kept is not signed by this log: it shows nothing.");
                return;
            }
            Checkpoint kept = note.checkpoint();
            if (Long.compareUnsigned(kept.size(), size) > 0) {
                tell(
                        size,
                        "The log ends before this entry, and a checkpoint that was kept covers %s: an older state was put back."
                                .formatted(Long.toUnsignedString(kept.size())));
            } else if (!hasRoot(kept, size)) {
                tell(
                        OptionalLong.empty(),
                        "The first %d entries are not those of the checkpoint that was kept: the log was written anew."
                                .formatted(kept.size()));
            }
        }

        private boolean hasRoot(Checkpoint kept, long size) throws IOException {
            try {
                return reader.proofs(size).root(kept.size()).base64().equals(kept.root());
            } catch (LogDamagedException e) {
                return false;
            }
        }

        /// One bundle of the log and the rows that say they stand in it.
        private void compare(long first, long size) throws IOException {
            List<byte[]> entries;
            try {
                entries = reader.bundle(first / TileName.FULL, size);
            } catch (LogDamagedException e) {
                tell(first, "The log's entries cannot be read from this one on: %s.".formatted(e.getMessage()));
                return;
            }
            database.inTransactionDo(tx -> {
                var rowless = new BitSet();
                rowless.set(0, entries.size());
                List<Placed> rows = LogQueue.placedFrom(tx, place(first), entries.size()).stream()
                        .filter(row -> row.index() - first < entries.size())
                        .toList();
                Map<UUID, Given> given =
                        commitments.of(tx, rows.stream().map(Placed::waiting).toList());
                for (Placed row : rows) {
                    int place = (int) (row.index() - first);
                    rowless.clear(place);
                    compareRow(
                            row,
                            entries.get(place),
                            given.getOrDefault(row.waiting().entry(), Given.NONE));
                }
                rowless.stream().forEach(place -> withoutRow(tx, first + place, entries.get(place)));
            });
        }

        private void compareRow(Placed row, byte[] logged, Given given) {
            long index = row.index();
            if (!Arrays.equals(row.waiting().bytes(), logged)) {
                tell(index, "The row of this entry has other bytes than the log: it was edited or changed its place.");
                return;
            }
            switch (given) {
                case SAME -> {}
                case ERASED -> erased++;
                case CLOSED -> tell(index, "The key of this entry's person is gone, and no erasure says so.");
                case OTHER -> tell(index, "The statement of this entry is not the one that was logged: it was edited.");
                case NONE -> tell(index, "The statement of this entry was deleted.");
            }
        }

        /// Padding has none; and a row may not have been told of its place yet.
        private void withoutRow(Tx tx, long index, byte[] logged) {
            if (isFull() || isPadding(index, logged) || isHandOver(index, logged)) {
                return;
            }
            Optional<Waiting> row = LogQueue.standingFor(tx, place(index), logged);
            if (row.isEmpty()) {
                tell(index, "No row stands for this entry: it was deleted, or an older database was put back.");
                return;
            }
            Given given = commitments
                    .of(tx, List.of(row.get()))
                    .getOrDefault(row.get().entry(), Given.NONE);
            compareRow(new Placed(index, row.get()), logged, given);
        }

        private boolean isPadding(long index, byte[] logged) {
            byte[] commitment = PaddingKey.commitment(log.keys().padding().seed(index));
            return LogEntry.parse(logged)
                    .filter(entry -> entry.equals(LogEntry.of(entry.type(), commitment)))
                    .isPresent();
        }

        private LogPlace place(long index) {
            return new LogPlace(log.number(), index);
        }

        /// The first entry of a log that goes on: it must name the end of the one before.
        private boolean isHandOver(long index, byte[] logged) {
            if (index > 0 || before.isEmpty() || !HandOver.isOne(logged)) {
                return false;
            }
            try {
                HandOver handOver = HandOver.parse(logged);
                SignedNote end = before.get().reader().checkpoint();
                if (!handOver.last().text().equals(end.text())
                        || !handOver.isSignedBy(
                                before.get().keys().log(), log.keys().log())) {
                    tell(index, "The log does not go on from where the one before it ended.");
                }
            } catch (IOException e) {
                tell(
                        index,
                        "The hand-over of the log cannot be held against the one before it: %s."
                                .formatted(e.getMessage()));
            }
            return true;
        }

        /// The log may have grown since its size was read: its rows are read first, then how far it is.
        private void rowsOutside(long size) throws IOException {
            var rows = new ArrayList<Placed>();
            database.inTransactionDo(tx -> {
                rows.addAll(LogQueue.placedFrom(tx, place(Long.MIN_VALUE), FINDINGS_MAX));
                rows.addAll(LogQueue.placedFrom(tx, place(size), FINDINGS_MAX));
            });
            long now = reader.checkpoint().checkpoint().size();
            rows.stream()
                    .mapToLong(Placed::index)
                    .filter(index -> index < 0 || index >= now)
                    .distinct()
                    .forEach(
                            index -> tell(
                                    index,
                                    "A row says that it stands here, but the log has no such entry: the log was put back, or the row moved."));
        }

        /// The entries that bear the mark of an erasure are those that its statement counts, no more and no fewer.
        private void countedErasures() {
            TrustedKeys trusted = log.trusted();
            for (Counted erasure : database.inTransaction(tx -> Erasures.counted(tx, log.number()))) {
                if (erasure.index() < 0
                        || !(trusted.open(erasure.envelope(), erasure.index()) instanceof EnvelopeCheck.Verified said)
                        || !erasure.isWhatIsSaid(said.statement().predicate())) {
                    tell(erasure.index(), "Other entries are marked as erased than this erasure counts.");
                }
            }
        }

        private boolean isFull() {
            return findings.size() >= FINDINGS_MAX;
        }

        private void tell(long index, String what) {
            tell(OptionalLong.of(index), what);
        }

        private void tell(OptionalLong index, String what) {
            if (!isFull()) {
                findings.add(new Finding(index, what));
            }
        }
    }
}

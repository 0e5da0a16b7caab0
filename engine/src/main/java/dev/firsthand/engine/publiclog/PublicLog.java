package dev.firsthand.engine.publiclog;

import dev.firsthand.engine.provenance.LogPlace;
import dev.firsthand.engine.provenance.LogQueue;
import dev.firsthand.engine.provenance.LogQueue.Waiting;
import dev.firsthand.engine.store.Database;
import dev.firsthand.evidence.http.LogServer;
import dev.firsthand.evidence.log.DirectoryLogFiles;
import dev.firsthand.evidence.log.FactId;
import dev.firsthand.evidence.log.HandOver;
import dev.firsthand.evidence.log.LogEntry;
import dev.firsthand.evidence.log.LogReader;
import dev.firsthand.evidence.log.LogSource;
import dev.firsthand.evidence.log.Pruning;
import dev.firsthand.evidence.log.Sequencer;
import dev.firsthand.evidence.log.Submission;
import dev.firsthand.evidence.note.NoteCheck;
import dev.firsthand.evidence.note.SignedNote;
import dev.firsthand.evidence.witness.LawfulRestore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The log's one writer. Whatever waits is put into the log, and then its places into the rows. A crash between the
/// two hands the same entries in again, and each keeps the place that it has. With the year the log ends, and
/// another one goes on in its place.
public final class PublicLog implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PublicLog.class);

    private final Database database;
    private final LogFolders folders;
    private final LogKeyring keyring;
    private final Succession succession;
    private final InstantSource clock;
    private final SortedMap<String, Long> counts = new TreeMap<>();
    private volatile LogKeys keys;
    private volatile String fault = "";
    private @Nullable Open open;

    /// What is held while the log is being written.
    private record Open(DirectoryLogFiles files, Sequencer sequencer) {}

    public PublicLog(Database database, LogFolders folders, LogKeyring keyring, InstantSource clock)
            throws IOException {
        this.database = database;
        this.folders = folders;
        this.keyring = keyring;
        this.clock = clock;
        this.succession = new Succession(folders, keyring, clock);
        this.keys = keyring.of(succession.current());
    }

    /// Of the log that is written.
    public LogKeys keys() {
        return keys;
    }

    /// Every log of this installation, oldest first; the last is the one that is written.
    public List<KeptLog> logs() throws IOException {
        return succession.logs();
    }

    /// The lines of a policy file for all of them.
    String policyLines() throws IOException {
        return succession.policyLines(keys);
    }

    /// Puts everything that waits into the log and says how many entries that were. When it returns, a signed
    /// checkpoint covers them. After a failure the log is opened again.
    public synchronized int commit() throws IOException {
        opened(); // also a log that nothing waits for has a checkpoint
        int placed = 0;
        List<Waiting> batch = waiting();
        while (!batch.isEmpty()) {
            place(batch);
            placed += batch.size();
            batch = waiting();
        }
        return placed;
    }

    /// Once its year is over, has this log's last checkpoint signed and goes on as another one. Nothing is logged
    /// meanwhile. Where a witness did not sign, it is asked again for a day before the log goes on without it.
    synchronized void endYear(BooleanSupplier allSigned) throws IOException {
        if (!succession.isOver(checkpoint().checkpoint(), signedAt())) {
            return;
        }
        commit(); // what the log holds already must not be logged again in the next one
        if (allSigned.getAsBoolean() || succession.isFirstDayOver()) {
            LogKeys next = succession.next();
            goOn(HandOver.of(checkpoint(), "the year ended", next.signer(clock)), next);
            LOG.info("the public log goes on as {}: tell its witnesses", next.origin());
        }
    }

    /// Ends this log and goes on as another one, which the witnesses allow: after a restore, or because a key was
    /// stolen. What the ended log does not hold, although the database says so, is put into the new one.
    public synchronized void goOn(LawfulRestore.MayBegin allowed, String reason) throws IOException {
        LogKeys next = succession.next();
        goOn(allowed.handOver(reason, next.signer(clock)), next);
    }

    private void goOn(HandOver handOver, LogKeys next) throws IOException {
        close();
        try (var _ = DirectoryLogFiles.openForWriting(folders.current())) { // nobody else writes meanwhile
            succession.begin(handOver, next);
        }
        keys = next;
        opened();
    }

    /// Puts new keys beside those of this log, which end at that time. Statements are signed by another key at
    /// once: of those nobody asks for two signatures.
    public synchronized void rotate(Instant overlapEnds) throws IOException {
        close();
        keyring.rotateStatements(clock.instant());
        keys = keyring.rotate(keys.origin(), overlapEnds);
    }

    /// An older state of the log was put back, as somebody proved: nothing is signed before `log restore`.
    synchronized void stopPutBack() throws IOException {
        folders.markPutBack();
        close();
    }

    /// Takes the entries below this index away, whole bundles at a time; gives the first index that is kept. Of
    /// a log that has ended its last checkpoint stays.
    public synchronized long prune(KeptLog log, long below) throws IOException {
        close();
        boolean isCurrent = log.origin().equals(keys.origin());
        try (var files =
                DirectoryLogFiles.openForWriting(isCurrent ? folders.current() : folders.ended(log.number()))) {
            return Pruning.below(files, below, keyring.of(log.origin()).signer(clock));
        }
    }

    /// Puts beside the log whose keys to believe.
    void publishTrust(byte[] policy) throws IOException {
        Files.createDirectories(folders.current());
        Files.write(folders.current().resolve("policy.txt"), policy);
        Files.write(folders.current().resolve("keys.txt"), keys.trusted());
    }

    /// As [#commit], for whoever cannot wait: says how many entries were put into the log. What went wrong is
    /// told by [#fault], and logged once.
    public int round() {
        try {
            int placed = commit();
            fault = "";
            return placed;
        } catch (IOException e) {
            String why = String.valueOf(e.getMessage());
            if (!why.equals(fault)) {
                LOG.error("nothing is put into the public log: {}", why);
            }
            fault = why;
            return 0;
        }
    }

    /// Why nothing is put into the log; empty while it is.
    public String fault() {
        return fault;
    }

    private List<Waiting> waiting() {
        return database.inTransaction(tx -> LogQueue.waiting(tx, Sequencer.BATCH_MAX));
    }

    private void place(List<Waiting> batch) throws IOException {
        Sequencer sequencer = opened().sequencer();
        int log = folders.number();
        Map<FactId, Long> indices;
        try {
            indices = sequencer.commit(batch.stream()
                    .map(waiting -> new Submission(new FactId(waiting.entry()), waiting.bytes()))
                    .toList());
        } catch (IOException | RuntimeException fault) {
            close();
            throw fault;
        }
        Map<UUID, Long> places = new HashMap<>();
        indices.forEach((fact, index) -> places.put(fact.value(), index));
        database.inTransactionDo(tx -> LogQueue.placed(tx, log, places));
        batch.forEach(waiting ->
                LogEntry.parse(waiting.bytes()).ifPresent(entry -> counts.merge(entry.type(), 1L, Long::sum)));
    }

    private synchronized Open opened() throws IOException {
        if (open == null) {
            if (folders.isPutBack()) {
                throw LogRolledBackException.putBack();
            }
            DirectoryLogFiles files = DirectoryLogFiles.openForWriting(folders.current());
            try {
                var sequencer = Sequencer.open(files, keys.signer(clock), Succession.padding(keys));
                refuseRollback(sequencer.checkpoint());
                counts.clear();
                int number = folders.number();
                counts.putAll(database.inTransaction(tx -> LogQueue.countsByType(tx, number)));
                open = new Open(files, sequencer);
            } catch (IOException | RuntimeException fault) {
                files.close();
                throw fault;
            }
        }
        return open;
    }

    private void refuseRollback(SignedNote checkpoint) throws IOException {
        int number = folders.number();
        if (number > 1 && LogFolders.hasLog(folders.ended(number - 1))) {
            var end = new LogPlace(
                    number - 1,
                    readerOf(folders.ended(number - 1))
                            .checkpoint()
                            .checkpoint()
                            .size());
            database.inTransactionDo(tx -> LogQueue.waitFrom(tx, end));
        }
        Optional<LogPlace> newest = database.inTransaction(LogQueue::newest);
        long size = checkpoint.checkpoint().size();
        if (newest.isPresent() && isBeyond(newest.get(), number, size)) {
            throw new LogRolledBackException(size, newest.get());
        }
    }

    private static boolean isBeyond(LogPlace newest, int number, long size) {
        return newest.log() > number || (newest.log() == number && newest.index() >= size);
    }

    /// The newest checkpoint, with every signature that came for it.
    public synchronized SignedNote checkpoint() throws IOException {
        try {
            return opened().sequencer().checkpoint();
        } catch (LogRolledBackException stopped) {
            return reader().checkpoint(); // it can still be read
        }
    }

    /// Adds signatures of witnesses to the newest checkpoint; false when it has moved on.
    synchronized boolean publish(SignedNote cosigned) throws IOException {
        return opened().sequencer().publish(cosigned);
    }

    /// For readers beside the writer.
    public LogReader reader() {
        return readerOf(folders.current());
    }

    private static LogReader readerOf(Path folder) {
        return new LogReader(DirectoryLogFiles.reader(folder));
    }

    /// A file of the log that anybody may have; nothing of the writer's own.
    public Optional<byte[]> served(String path) throws IOException {
        return served(folders.current(), path);
    }

    /// As above, of a log that has ended.
    public Optional<byte[]> served(int ended, String path) throws IOException {
        return served(folders.ended(ended), path);
    }

    private static Optional<byte[]> served(Path folder, String path) throws IOException {
        return LogServer.serves(path) ? DirectoryLogFiles.reader(folder).read(path) : Optional.empty();
    }

    /// How many entries of each type are not padding.
    public synchronized SortedMap<String, Long> counts() throws IOException {
        try {
            opened();
            return new TreeMap<>(counts);
        } catch (LogRolledBackException stopped) {
            int number = folders.number();
            Map<String, Long> held = database.inTransaction(tx -> LogQueue.countsByType(tx, number));
            return new TreeMap<>(held);
        }
    }

    /// When the newest checkpoint was signed, as its signature says that has a time.
    public Optional<Instant> signedAt() throws IOException {
        return checkpoint().check(keys.verifiers()) instanceof NoteCheck.Signed(var by)
                ? by.stream().flatMap(one -> one.time().stream()).findFirst()
                : Optional.empty();
    }

    LogSource source() {
        return DirectoryLogFiles.reader(folders.current());
    }

    @Override
    public synchronized void close() throws IOException {
        if (open != null) {
            DirectoryLogFiles files = open.files();
            open = null;
            files.close();
        }
    }
}

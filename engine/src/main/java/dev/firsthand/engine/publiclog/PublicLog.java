package dev.firsthand.engine.publiclog;

import dev.firsthand.engine.provenance.LogQueue;
import dev.firsthand.engine.provenance.LogQueue.Waiting;
import dev.firsthand.engine.store.Database;
import dev.firsthand.evidence.http.LogServer;
import dev.firsthand.evidence.log.DirectoryLogFiles;
import dev.firsthand.evidence.log.FactId;
import dev.firsthand.evidence.log.LogEntry;
import dev.firsthand.evidence.log.LogReader;
import dev.firsthand.evidence.log.LogSource;
import dev.firsthand.evidence.log.Padding;
import dev.firsthand.evidence.log.Sequencer;
import dev.firsthand.evidence.log.Submission;
import dev.firsthand.evidence.note.NoteCheck;
import dev.firsthand.evidence.note.SignedNote;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The log's one writer. Whatever waits is put into the log, and then its places into the rows. A crash between the
/// two hands the same entries in again, and each keeps the place that it has.
public final class PublicLog implements AutoCloseable {
    private static final List<String> PADDING_TYPES = List.of("att", "consent");

    private static final Logger LOG = LoggerFactory.getLogger(PublicLog.class);

    private final Database database;
    private final Path folder;
    private final LogKeys keys;
    private final InstantSource clock;
    private final SortedMap<String, Long> counts = new TreeMap<>();
    private volatile String fault = "";
    private @Nullable Open open;

    /// What is held while the log is being written.
    private record Open(DirectoryLogFiles files, Sequencer sequencer) {}

    public PublicLog(Database database, Path folder, LogKeys keys, InstantSource clock) {
        this.database = database;
        this.folder = folder;
        this.keys = keys;
        this.clock = clock;
    }

    public LogKeys keys() {
        return keys;
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

    /// Puts beside the log whose keys to believe.
    void publishTrust(byte[] policy) throws IOException {
        Files.createDirectories(folder);
        Files.write(folder.resolve("policy.txt"), policy);
        Files.write(folder.resolve("keys.txt"), keys.trusted());
    }

    /// As [#commit], for whoever cannot wait: says how many entries were put into the log. What went wrong is told by
    /// [#fault], and logged once.
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
        database.inTransactionDo(tx -> LogQueue.placed(tx, places));
        batch.forEach(waiting ->
                LogEntry.parse(waiting.bytes()).ifPresent(entry -> counts.merge(entry.type(), 1L, Long::sum)));
    }

    private synchronized Open opened() throws IOException {
        if (open == null) {
            DirectoryLogFiles files = DirectoryLogFiles.openForWriting(folder);
            try {
                var sequencer = Sequencer.open(files, keys.signer(clock), Padding.keyed(PADDING_TYPES, keys.padding()));
                refuseRollback(sequencer.checkpoint());
                counts.clear();
                counts.putAll(database.inTransaction(LogQueue::countsByType));
                open = new Open(files, sequencer);
            } catch (IOException | RuntimeException fault) {
                files.close();
                throw fault;
            }
        }
        return open;
    }

    private void refuseRollback(SignedNote checkpoint) throws IOException {
        OptionalLong newest = database.inTransaction(LogQueue::newest);
        long size = checkpoint.checkpoint().size();
        if (newest.isPresent() && newest.getAsLong() >= size) {
            throw new LogRolledBackException(size, newest.getAsLong());
        }
    }

    /// The newest checkpoint, with every signature that came for it.
    public synchronized SignedNote checkpoint() throws IOException {
        return opened().sequencer().checkpoint();
    }

    /// Adds signatures of witnesses to the newest checkpoint; false when it has moved on.
    synchronized boolean publish(SignedNote cosigned) throws IOException {
        return opened().sequencer().publish(cosigned);
    }

    /// For readers beside the writer.
    public LogReader reader() {
        return new LogReader(source());
    }

    /// A file of the log that anybody may have; nothing of the writer's own.
    public Optional<byte[]> served(String path) throws IOException {
        return LogServer.serves(path) ? source().read(path) : Optional.empty();
    }

    /// How many entries of each type are not padding.
    public synchronized SortedMap<String, Long> counts() throws IOException {
        opened();
        return new TreeMap<>(counts);
    }

    /// When the newest checkpoint was signed, as its signature says that has a time.
    public Optional<Instant> signedAt() throws IOException {
        return checkpoint().check(keys.verifiers()) instanceof NoteCheck.Signed(var by)
                ? by.stream().flatMap(one -> one.time().stream()).findFirst()
                : Optional.empty();
    }

    LogSource source() {
        return DirectoryLogFiles.reader(folder);
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

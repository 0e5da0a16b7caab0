package dev.firsthand.evidence.log;

import dev.firsthand.evidence.merkle.TileName;
import dev.firsthand.evidence.merkle.Tree;
import dev.firsthand.evidence.merkle.TreeEdge;
import dev.firsthand.evidence.merkle.TreeHash;
import dev.firsthand.evidence.note.SignedNote;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Gives entries their places and signs for them. Each batch goes through three durable writes: bundles and tiles,
/// then the [Batch] that binds the writer to this tree, then the signed checkpoint. A crash before the second
/// leaves files that nobody was told of and the next batch writes over; a crash after it is mended by signing that
/// very tree.
///
/// For one thread. After an [IOException] it must be opened again.
public final class Sequencer {
    /// More than this many entries behind the newest, a fact is not recognised any more.
    public static final int RECOGNISED = 131_072;

    /// What one batch takes in.
    public static final int BATCH_MAX = 32_768;

    private final LogFiles files;
    private final LogSigner signer;
    private final Padding padding;
    private final KnownFacts known;
    private final TreeEdge edge;
    private EntryBundle bundle;
    private SignedNote checkpoint;
    private boolean failed;

    private Sequencer(LogFiles files, LogSigner signer, Padding padding, Recovery recovered) {
        this.files = files;
        this.signer = signer;
        this.padding = padding;
        this.known = recovered.known();
        this.edge = recovered.edge();
        this.bundle = recovered.bundle();
        this.checkpoint = recovered.checkpoint();
    }

    /// Opens a log, or begins one in an empty folder; a batch that a crash interrupted is brought to its end.
    public static Sequencer open(LogFiles files, LogSigner signer, Padding padding) throws IOException {
        return new Sequencer(files, signer, padding, Recovery.of(files, signer));
    }

    /// Begins a log with the hand-over of another as its first entry, or opens one that began so.
    public static Sequencer openAfter(HandOver handOver, LogFiles files, LogSigner signer, Padding padding)
            throws IOException {
        if (!handOver.to().equals(signer.origin())) {
            throw new IllegalArgumentException(
                    "handed over to %s, not to %s".formatted(handOver.to(), signer.origin()));
        }
        Sequencer sequencer = open(files, signer, padding);
        long size = sequencer.edge.size();
        if (size == 0) {
            sequencer.commit(List.of(handOver.submission()));
        } else if (!Arrays.equals(new LogReader(files).entry(0, size), handOver.entry())) {
            throw new LogDamagedException("the log of %s has begun already, and otherwise".formatted(signer.origin()));
        }
        return sequencer;
    }

    public SignedNote checkpoint() {
        return checkpoint;
    }

    /// Logs what is not logged yet. Gives the index of each fact, new or known. When it returns, a signed checkpoint
    /// covers them and both are durable.
    public Map<FactId, Long> commit(List<Submission> submissions) throws IOException {
        if (failed) {
            throw new IOException("an earlier batch failed; open the log again");
        }
        if (submissions.size() > BATCH_MAX) {
            throw new IllegalArgumentException("%d entries, at most %d".formatted(submissions.size(), BATCH_MAX));
        }
        failed = true; // until this batch has come to its end
        var indices = new HashMap<FactId, Long>();
        List<Submission> fresh = place(submissions, indices);
        if (!fresh.isEmpty()) {
            write(fresh);
        }
        failed = false;
        return indices;
    }

    /// Adds signatures, such as those of witnesses, to the checkpoint as it stands; false when it has moved on.
    public boolean publish(SignedNote cosigned) throws IOException {
        if (failed || !cosigned.text().equals(checkpoint.text())) {
            return false;
        }
        SignedNote all = checkpoint.with(cosigned.signatures());
        files.put(Map.of(LogSource.CHECKPOINT, all.bytes()));
        checkpoint = all;
        return true;
    }

    private List<Submission> place(List<Submission> submissions, Map<FactId, Long> indices) {
        var fresh = new ArrayList<Submission>();
        for (Submission submission : submissions) {
            FactId fact = submission.fact();
            if (indices.containsKey(fact)) {
                continue;
            }
            Optional<Long> index = known.index(fact);
            if (index.isEmpty()) {
                indices.put(fact, edge.size() + fresh.size());
                fresh.add(submission);
            } else {
                indices.put(fact, index.get());
            }
        }
        return fresh;
    }

    private void write(List<Submission> fresh) throws IOException {
        long first = edge.size();
        var all = new ArrayList<>(fresh);
        while ((first + all.size()) % Padding.MULTIPLE != 0) {
            all.add(padding.at(first + all.size()));
        }
        var written = new LinkedHashMap<String, byte[]>();
        all.forEach(submission -> append(submission.entry(), written));
        List<Optional<TileName>> unchanged = TreeEdge.partialTiles(first);
        edge.partials((tile, hashes) -> {
            if (!unchanged.contains(Optional.of(tile))) {
                written.put(tile.path(), hashes);
            }
        });
        if (bundle.width() > 0) {
            written.put(
                    TileName.of(TileName.Kind.ENTRIES, 0, edge.size() / TileName.FULL, edge.size())
                            .path(),
                    bundle.bytes());
        }
        files.put(written);
        var batch =
                new Batch(first, edge.tree(), all.stream().map(Submission::fact).toList());
        files.put(Map.of(batch.path(), batch.bytes()));
        sign(batch.tree());
        tidy(batch);
    }

    private void append(byte[] entry, Map<String, byte[]> written) {
        long index = edge.size() / TileName.FULL;
        bundle.add(entry);
        edge.append(TreeHash.leaf(entry), (tile, hashes) -> written.put(tile.path(), hashes));
        if (bundle.isFull()) {
            written.put(new TileName(TileName.Kind.ENTRIES, 0, index, TileName.FULL).path(), bundle.bytes());
            bundle = new EntryBundle();
        }
    }

    private void sign(Tree tree) throws IOException {
        SignedNote signed = signer.sign(tree);
        files.put(Map.of(LogSource.CHECKPOINT, signed.bytes()));
        checkpoint = signed;
    }

    /// Partial tiles go when the full one is there: readers look for that then.
    private void tidy(Batch batch) throws IOException {
        for (Batch forgotten : known.add(batch)) {
            files.remove(forgotten.path());
        }
        long before = batch.first();
        long now = batch.tree().size();
        for (int level = 0; now >= TileName.FULL; level++) {
            before /= TileName.FULL;
            now /= TileName.FULL;
            for (long index = before; index < now; index++) {
                files.remove(new TileName(TileName.Kind.HASHES, level, index, TileName.FULL).partials());
                if (level == 0) {
                    files.remove(new TileName(TileName.Kind.ENTRIES, 0, index, TileName.FULL).partials());
                }
            }
        }
    }
}

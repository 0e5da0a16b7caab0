package dev.firsthand.engine.publiclog;

import dev.firsthand.engine.provenance.Chains;
import dev.firsthand.engine.provenance.Chains.OpenLink;
import dev.firsthand.engine.store.Database;
import dev.firsthand.engine.store.PersonId;
import dev.firsthand.evidence.merkle.Proofs;
import dev.firsthand.evidence.note.SignedNote;
import dev.firsthand.evidence.proof.BundleWriter;
import dev.firsthand.evidence.proof.FileLine;
import dev.firsthand.evidence.proof.LoggedStatement;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Gatherers;

/// Writes the files by which a stranger checks a release or a receipt: see `docs/formats/evidence.md`.
public final class ProofBundles {
    /// A part of a bundle holds 2 MiB; no line is longer than 600 bytes.
    private static final int FILES_IN_A_PART = 3_000;

    private final Database database;
    private final Chains chains;
    private final PublicLog log;

    public ProofBundles(Database database, Chains chains, PublicLog log) {
        this.database = database;
        this.chains = chains;
        this.log = log;
    }

    /// What a release binds: its statement, the last link of each episode by the name that the copy gives it, the
    /// statements of those that were erased since, and its files by ascending path.
    public record Released(
            UUID statement, SortedMap<String, UUID> heads, SortedMap<String, UUID> erasures, List<FileLine> files) {
        public Released {
            files = List.copyOf(files);
        }

        /// With every episode there.
        public Released(UUID statement, SortedMap<String, UUID> heads, List<FileLine> files) {
            this(statement, heads, new TreeMap<>(), files);
        }
    }

    /// The proof of a release, against the newest checkpoint. What it names is in the log when this is called.
    public void release(OutputStream out, Released released) throws IOException {
        var proof = Proof.begin(out, log);
        for (Map.Entry<String, UUID> episode : released.heads().entrySet()) {
            UUID erasure = released.erasures().get(episode.getKey());
            if (erasure != null) {
                proof.writer.tombstone(
                        episode.getKey(),
                        proof.logged(database.inTransaction(tx -> chains.open(tx, erasure))
                                .getFirst()));
                continue;
            }
            List<OpenLink> links = database.inTransaction(tx -> chains.open(tx, episode.getValue()));
            if (links.isEmpty()) {
                throw new IOException("the chain of an episode no longer opens: its person's key is destroyed");
            }
            for (OpenLink link : links) {
                proof.writer.link(episode.getKey(), link.link().step(), proof.logged(link));
            }
        }
        for (List<FileLine> part : released.files().stream()
                .gather(Gatherers.windowFixed(FILES_IN_A_PART))
                .toList()) {
            proof.writer.files(part);
        }
        proof.writer.release(proof.logged(database.inTransaction(tx -> chains.open(tx, released.statement()))
                .getFirst()));
        proof.writer.end();
    }

    /// Every answer about consent that this person gave, oldest first; false when there is none that is logged.
    public boolean receipts(OutputStream out, PersonId person) throws IOException {
        List<OpenLink> answers = database.inTransaction(tx -> chains.receipts(tx, person)).stream()
                .filter(answer -> answer.link().logIndex().isPresent())
                .toList();
        if (answers.isEmpty()) {
            return false;
        }
        var proof = Proof.begin(out, log);
        for (int i = 0; i < answers.size(); i++) {
            proof.writer.statement("answer-%d".formatted(i + 1), proof.logged(answers.get(i)));
        }
        proof.writer.end();
        return true;
    }

    /// One bundle while it is written: all of it is proven against one checkpoint.
    private record Proof(BundleWriter writer, Proofs proofs, long size) {
        static Proof begin(OutputStream out, PublicLog log) throws IOException {
            SignedNote note = log.checkpoint();
            long size = note.checkpoint().size();
            return new Proof(BundleWriter.begin(out, note), log.reader().proofs(size), size);
        }

        LoggedStatement logged(OpenLink link) throws IOException {
            long index = link.link()
                    .logIndex()
                    .orElseThrow(() -> new IOException("a link waits for the log: try again in a moment"));
            return LoggedStatement.of(
                    new LoggedStatement.Place(index, proofs.inclusion(index, size)),
                    link.logType(),
                    link.opening(),
                    link.envelope());
        }
    }
}

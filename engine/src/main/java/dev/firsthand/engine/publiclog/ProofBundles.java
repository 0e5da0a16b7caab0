package dev.firsthand.engine.publiclog;

import dev.firsthand.engine.provenance.Chains;
import dev.firsthand.engine.provenance.Chains.OpenLink;
import dev.firsthand.engine.provenance.LogPlace;
import dev.firsthand.engine.store.Database;
import dev.firsthand.engine.store.PersonId;
import dev.firsthand.evidence.merkle.Proofs;
import dev.firsthand.evidence.note.SignedNote;
import dev.firsthand.evidence.proof.BundleWriter;
import dev.firsthand.evidence.proof.FileLine;
import dev.firsthand.evidence.proof.LoggedStatement;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
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
        var ends = new ArrayList<>(released.heads().values());
        ends.add(released.statement());
        var proof = Proof.begin(out, log.logs(), database.inTransaction(tx -> chains.logs(tx, ends)));
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
        var proof = Proof.begin(
                out,
                log.logs(),
                answers.stream()
                        .flatMap(answer -> answer.link().place().stream())
                        .map(LogPlace::log)
                        .toList());
        for (int i = 0; i < answers.size(); i++) {
            proof.writer.statement("answer-%d".formatted(i + 1), proof.logged(answers.get(i)));
        }
        proof.writer.end();
        return true;
    }

    /// One bundle while it is written: everything in it is proven against one checkpoint of the log that it stands
    /// in.
    private record Proof(BundleWriter writer, Map<Integer, Below> logs) {
        /// A checkpoint by its name in the bundle, and what proves below it.
        private record Below(String name, Proofs proofs, long size) {
            static Below of(String name, SignedNote note, KeptLog log) throws IOException {
                long size = note.checkpoint().size();
                return new Below(name, log.reader().proofs(size), size);
            }
        }

        /// `needed` are the numbers of the logs that hold something of it.
        static Proof begin(OutputStream out, List<KeptLog> logs, Collection<Integer> needed) throws IOException {
            KeptLog current = logs.getLast();
            SignedNote newest = current.reader().checkpoint();
            var proof = new Proof(BundleWriter.begin(out, newest), new HashMap<>());
            proof.logs.put(current.number(), Below.of(BundleWriter.LOG, newest, current));
            for (KeptLog ended : logs) {
                if (ended.number() != current.number() && needed.contains(ended.number())) {
                    String name = "ended-%d".formatted(ended.number());
                    SignedNote last = ended.reader().checkpoint();
                    proof.writer.ended(name, last);
                    proof.logs.put(ended.number(), Below.of(name, last, ended));
                }
            }
            return proof;
        }

        LoggedStatement logged(OpenLink link) throws IOException {
            LogPlace place = link.link()
                    .place()
                    .orElseThrow(() -> new IOException("a link waits for the log: try again in a moment"));
            Below below = logs.get(place.log());
            if (below == null) {
                throw new IOException("log %d, which holds a link, is not there".formatted(place.log()));
            }
            return LoggedStatement.of(
                    new LoggedStatement.Place(
                            below.name(), place.index(), below.proofs().inclusion(place.index(), below.size())),
                    link.logType(),
                    link.opening(),
                    link.envelope());
        }
    }
}

package dev.firsthand.engine.publiclog;

import dev.firsthand.engine.TestKeys;
import dev.firsthand.engine.provenance.Chains;
import dev.firsthand.engine.provenance.FactType;
import dev.firsthand.engine.provenance.Provenance;
import dev.firsthand.engine.provenance.Statement;
import dev.firsthand.engine.store.Database;
import dev.firsthand.engine.store.MemoryVault;
import dev.firsthand.engine.store.PersonId;
import dev.firsthand.evidence.attestation.TrustedKeys;
import dev.firsthand.evidence.note.Policy;
import dev.firsthand.evidence.proof.FileLine;
import dev.firsthand.evidence.proof.PartResult;
import dev.firsthand.evidence.proof.ReleaseStatement;
import dev.firsthand.evidence.proof.Verifier;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/// A database, a log and their keys in the small; recordings are their facts alone.
final class LoggedHouse implements AutoCloseable {
    static final Instant NOW = Instant.parse("2026-11-21T10:17:05Z");

    final Database database;
    final MemoryVault vault = new MemoryVault();
    final LogKeys keys;
    final Provenance provenance;
    final Chains chains = new Chains(vault);
    final PublicLog log;
    final ProofBundles bundles;
    private final Path folder;
    private final Map<UUID, UUID> sessions = new HashMap<>();

    LoggedHouse(Database database, Path folder) throws IOException {
        this(database, folder, InstantSource.fixed(NOW));
    }

    LoggedHouse(Database database, Path folder, InstantSource clock) throws IOException {
        this.database = database;
        this.folder = folder;
        this.keys = TestKeys.log();
        this.provenance = new Provenance(vault, keys.statements().signing(), clock);
        this.log = new PublicLog(
                database, LogFolders.open(logFolder(), folder.resolve("ended-logs")), TestKeys.ring(), clock);
        this.bundles = new ProofBundles(database, chains, log);
    }

    Path logFolder() {
        return folder.resolve("log");
    }

    PersonId person() {
        var person = PersonId.random();
        vault.create(person);
        return person;
    }

    /// The episode of a recording that went the whole way.
    UUID recorded(PersonId person) {
        UUID session = UUID.randomUUID();
        UUID episode = UUID.randomUUID();
        sessions.put(session, episode);
        record(person, FactType.CAPTURE, session, Map.of("purposes", List.of("train"), "deviceClass", "phone of hers"));
        record(person, FactType.INGEST, episode, Map.of("frames", 300, "session", session));
        record(person, FactType.LABEL, episode, Map.of("outcome", "SUCCESS", "stated_by", "contributor"));
        record(person, FactType.QC, episode, Map.of("verdict", "none", "metrics", Map.of("gap", 0.5)));
        record(person, FactType.REDACT, episode, Map.of("level", "scrubbed"));
        record(person, FactType.REVIEW, episode, Map.of("reviewer_kind", "person", "author", "somebody"));
        return episode;
    }

    void record(PersonId person, FactType type, UUID subject, Map<String, Object> predicate) {
        database.inTransactionDo(tx -> provenance.record(tx, person, new Statement(type, subject, predicate)));
    }

    /// A release of these episodes under the names `a`, `b`, ..., without files.
    ProofBundles.Released release(List<UUID> episodes) {
        return database.inTransaction(tx -> {
            Map<UUID, Chains.Head> heads = chains.heads(tx, episodes);
            var statement = new ReleaseStatement();
            var named = new TreeMap<String, UUID>();
            for (UUID episode : episodes) {
                String name = String.valueOf((char) ('a' + named.size()));
                Chains.Head head = Objects.requireNonNull(heads.get(episode), "the episode has no whole chain");
                statement.episode(name, head.payload());
                named.put(name, head.link());
            }
            UUID id = provenance.attest(tx, UUID.randomUUID(), statement.at(NOW, Map.of()));
            return new ProofBundles.Released(id, named, List.<FileLine>of());
        });
    }

    byte[] proof(ProofBundles.Released released) {
        try {
            var out = new ByteArrayOutputStream();
            bundles.release(out, released);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What a stranger finds who trusts the keys of this log.
    List<PartResult> verified(byte[] proof) throws IOException {
        var results = new ArrayList<PartResult>();
        String policy =
                "log %s\nquorum none\n".formatted(keys.verifiers().getFirst().text());
        new Verifier(Policy.parse(policy.getBytes(StandardCharsets.UTF_8)), TrustedKeys.parse(keys.trusted()))
                .verify(new ByteArrayInputStream(proof), results::add);
        return results;
    }

    /// As if all this had been recorded by a version without links.
    void forgetLinks() {
        database.inTransactionDo(tx -> {
            tx.sql().execute("delete from provenance_outbox where entry in (select id from provenance_link)");
            tx.sql().execute("delete from provenance_link");
            tx.sql().execute("delete from provenance_chain where subject <> chain");
            tx.sql().execute("update provenance_chain set linked = false");
        });
    }

    Map<UUID, UUID> episodesOfSessions() {
        return Map.copyOf(sessions);
    }

    boolean carryOne(Map<UUID, UUID> episodes) {
        return database.inTransaction(
                tx -> provenance.carry(tx, session -> Optional.ofNullable(episodes.get(session))));
    }

    void carryAndDie(Map<UUID, UUID> episodes) {
        database.inTransactionDo(tx -> {
            provenance.carry(tx, session -> Optional.ofNullable(episodes.get(session)));
            throw new IllegalStateException("killed");
        });
    }

    List<String> links() {
        return database.inTransaction(tx -> tx.sql()
                .createQuery("select concat(fact, previous) from provenance_link")
                .mapTo(String.class)
                .list());
    }

    @Override
    public void close() throws IOException {
        log.close();
        database.inTransactionDo(tx -> tx.sql()
                .execute("truncate provenance_outbox, provenance_link, provenance_chain, provenance_entry,"
                        + " provenance_erasure"));
    }
}

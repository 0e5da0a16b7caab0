package dev.firsthand.engine.provenance;

import dev.firsthand.engine.store.PersonId;
import dev.firsthand.engine.store.Tx;
import dev.firsthand.engine.store.Vault;
import dev.firsthand.evidence.note.SigningKey;
import dev.firsthand.evidence.proof.Opening;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.statement.Update;

/// Records facts in the caller's transaction: fact and entry are true together or not at all.
public final class Provenance {
    /// One statement: a second way to the database would halve what a transaction can record.
    private static final String INSERT_WAITING = """
            WITH made AS (
              INSERT INTO provenance_entry (id, type, subject, person, recorded_at, statement, salt, commitment)
              VALUES (:id, :type, :subject, :person, :now, :statement, :salt, :commitment)
            )
            INSERT INTO provenance_outbox (entry, log_entry) VALUES (:id, :log_entry)
            """;
    private static final String BY_SUBJECTS = """
            SELECT e.id, e.type, e.subject, e.person, e.recorded_at, e.commitment, o.log_index
              FROM provenance_entry e JOIN provenance_outbox o ON o.entry = e.id
             WHERE e.subject = any(:subjects)
             ORDER BY e.number
            """;
    private static final String SEALED = """
            SELECT id, person, statement, salt, commitment FROM provenance_entry WHERE id = :id
            """;
    private static final String FACTS = """
            SELECT e.id, e.type, e.subject, e.person, e.recorded_at, e.statement, o.log_entry
              FROM provenance_entry e JOIN provenance_outbox o ON o.entry = e.id
             WHERE e.subject = any(:subjects) AND e.person IS NOT NULL
             ORDER BY e.number
            """;
    static final String STATEMENT = "statement";
    static final String SALT = "salt";

    private static final SecureRandom RANDOM = new SecureRandom();

    private final Vault vault;
    private final Links links;
    private final InstantSource clock;

    /// The keys sign what leaves the house, and no checkpoints.
    public Provenance(Vault vault, List<SigningKey> keys, InstantSource clock) {
        this.vault = vault;
        this.links = new Links(vault, keys);
        this.clock = clock;
    }

    /// Takes away what is on record of a person.
    public Erasures erasures() {
        return new Erasures(vault, links, clock);
    }

    /// Records a fact about a person, sealed under that person's key, which must exist.
    public void record(Tx tx, PersonId person, Statement statement) {
        var id = UUID.randomUUID();
        var key = vault.key(person)
                .orElseThrow(() -> new IllegalStateException("no key for person %s: a %s cannot be recorded"
                        .formatted(person.value(), statement.type().wireName())));
        var bytes = statement.bytes();
        var salt = freshSalt();
        var commitment = Opening.salted(salt).commitment(bytes);
        var waiting = LogQueue.Waiting.of(id, statement.type().logType(), commitment);
        insert(tx, waiting, statement, commitment)
                .bind("person", person.value())
                .bind("statement", key.seal(bytes, context(STATEMENT, id)))
                .bind("salt", key.seal(salt, context(SALT, id)))
                .execute();
        var fact = new Fact(
                id, statement.type(), statement.subject(), person, clock.instant(), statement.predicate(), waiting);
        links.state(tx, fact, this::facts);
    }

    /// Records a fact about nobody; its statement stays readable.
    public void recordImpersonal(Tx tx, Statement statement) {
        var id = UUID.randomUUID();
        var bytes = statement.bytes();
        var commitment = Opening.plain().commitment(bytes);
        var waiting = LogQueue.Waiting.of(id, statement.type().logType(), commitment);
        insert(tx, waiting, statement, commitment)
                .bind("person", (UUID) null)
                .bind("statement", bytes)
                .bind("salt", (byte[]) null)
                .execute();
    }

    /// Signs a statement about nobody and has it logged; gives the name under which [Chains] finds it.
    public UUID attest(Tx tx, UUID subject, dev.firsthand.evidence.attestation.Statement statement) {
        return links.attest(tx, subject, statement);
    }

    /// Links one recording from before there were links; false when there is none left. `episodes` names those that
    /// were made from a session.
    public boolean carry(Tx tx, Function<UUID, Optional<UUID>> episodes) {
        Optional<UUID> session = LinkRows.unlinked(tx);
        session.ifPresent(chain -> {
            LinkRows.hold(tx, chain);
            episodes.apply(chain).ifPresent(episode -> LinkRows.join(tx, episode, chain));
            links.carry(tx, chain, this::facts);
        });
        return session.isPresent();
    }

    /// Facts about people whose keys are there, in the order in which they were recorded.
    private List<Fact> facts(Tx tx, List<UUID> subjects) {
        return tx
                .sql()
                .createQuery(FACTS)
                .bindArray("subjects", UUID.class, subjects)
                .map((row, context) -> fact(row))
                .list()
                .stream()
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<Fact> fact(ResultSet row) throws SQLException {
        var id = row.getObject("id", UUID.class);
        var person = new PersonId(row.getObject("person", UUID.class));
        var sealed = row.getBytes("statement");
        var waiting = new LogQueue.Waiting(id, row.getBytes("log_entry"));
        var type = FactType.ofWireName(row.getString("type"));
        var subject = row.getObject("subject", UUID.class);
        var at = row.getObject("recorded_at", OffsetDateTime.class).toInstant();
        return vault.key(person)
                .map(key -> Statement.predicateOf(key.open(sealed, context(STATEMENT, id))))
                .map(predicate -> new Fact(id, type, subject, person, at, predicate, waiting));
    }

    /// All facts about a subject, in the order in which they were recorded.
    public List<ProvenanceEntry> entries(Tx tx, UUID subject) {
        return entries(tx, List.of(subject));
    }

    /// As above, about any of these subjects.
    public List<ProvenanceEntry> entries(Tx tx, Collection<UUID> subjects) {
        return tx.sql()
                .createQuery(BY_SUBJECTS)
                .bindArray("subjects", UUID.class, subjects)
                .map((row, context) -> entry(row))
                .list();
    }

    /// The statement's JSON, checked against its commitment; empty when there is no such entry,
    /// or when the key of its person is destroyed.
    public Optional<String> open(Tx tx, UUID entry) {
        return tx.sql()
                .createQuery(SEALED)
                .bind("id", entry)
                .map((row, context) -> open(entry, row))
                .findOne()
                .flatMap(json -> json);
    }

    private Optional<String> open(UUID id, ResultSet row) throws SQLException {
        byte[] recorded = row.getBytes("commitment");
        return OpenRow.fact(vault, row).map(open -> {
            if (!MessageDigest.isEqual(open.commitment(), recorded)) {
                throw new IllegalStateException("entry %s does not match its commitment".formatted(id));
            }
            return new String(open.bytes(), StandardCharsets.UTF_8);
        });
    }

    private Update insert(Tx tx, LogQueue.Waiting waiting, Statement statement, byte[] commitment) {
        tx.changed(statement.subject());
        return tx.sql()
                .createUpdate(INSERT_WAITING)
                .bind("id", waiting.entry())
                .bind("log_entry", waiting.bytes())
                .bind("type", statement.type().wireName())
                .bind("subject", statement.subject())
                .bind("now", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .bind("commitment", commitment);
    }

    private static ProvenanceEntry entry(ResultSet row) throws SQLException {
        long logIndex = row.getLong("log_index");
        boolean waiting = row.wasNull();
        Instant recordedAt = row.getObject("recorded_at", OffsetDateTime.class).toInstant();
        return new ProvenanceEntry(
                row.getObject("id", UUID.class),
                FactType.ofWireName(row.getString("type")),
                row.getObject("subject", UUID.class),
                Optional.ofNullable(row.getObject("person", UUID.class)).map(PersonId::new),
                recordedAt,
                HexFormat.of().formatHex(row.getBytes("commitment")),
                waiting ? OptionalLong.empty() : OptionalLong.of(logIndex));
    }

    static byte[] freshSalt() {
        var salt = new byte[Opening.SALT_BYTES];
        RANDOM.nextBytes(salt);
        return salt;
    }

    /// What a sealed value is bound to.
    static byte[] context(String part, UUID entry) {
        return "provenance/1\0%s\0%s".formatted(part, entry).getBytes(StandardCharsets.US_ASCII);
    }
}

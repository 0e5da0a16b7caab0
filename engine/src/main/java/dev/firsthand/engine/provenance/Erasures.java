package dev.firsthand.engine.provenance;

import dev.firsthand.engine.store.PersonId;
import dev.firsthand.engine.store.PersonKey;
import dev.firsthand.engine.store.PersonRows.Leaver;
import dev.firsthand.engine.store.Tx;
import dev.firsthand.engine.store.Vault;
import dev.firsthand.evidence.attestation.Envelope;
import dev.firsthand.evidence.attestation.Sha256;
import dev.firsthand.evidence.attestation.Statement;
import dev.firsthand.evidence.attestation.Step;
import dev.firsthand.evidence.audit.Answer;
import dev.firsthand.evidence.audit.ErasedEntries;
import dev.firsthand.evidence.json.JsonFormatException;
import dev.firsthand.evidence.json.JsonValue;
import dev.firsthand.evidence.json.JsonWriter;
import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/// Takes away what is on record of a person, and states in the log that this was done: the entries stay and can be
/// opened by nobody, and a signed statement counts them, so that an erasure is told from entries that somebody
/// destroyed.
public final class Erasures {
    /// The tables of this room in which a row can be one person's.
    public static final Set<String> TABLES = Set.of("provenance_entry", "provenance_link", "provenance_chain");

    private static final String ERASURE = "erasure";
    private static final String HEAD = "head";

    private static final String OF_PERSON = """
            SELECT id FROM provenance_entry WHERE person = :person
             UNION ALL SELECT id FROM provenance_link WHERE person = :person
            """;
    private static final String WAITING = """
            SELECT EXISTS (SELECT 1 FROM provenance_outbox WHERE log_index IS NULL AND entry IN (%s))
            """.formatted(OF_PERSON);
    private static final String ON_RECORD = """
            SELECT EXISTS (%s)
            """.formatted(OF_PERSON);
    private static final String INSERT = """
            INSERT INTO provenance_erasure (id, statement, secret, erased_at) VALUES (:id, :statement, :secret, :now)
            """;
    private static final String CLOSE_ENTRIES = """
            UPDATE provenance_entry
               SET person = NULL, salt = NULL, statement = ''
             WHERE person = :person
            RETURNING id
            """;
    private static final String CLOSE_LINKS = """
            UPDATE provenance_link
               SET person = NULL, salt = NULL, envelope = '', chain = NULL, fact = NULL, previous = NULL
             WHERE person = :person
            RETURNING id
            """;
    private static final String MARK_ENTRIES = """
            UPDATE provenance_entry SET subject = :erasure, erasure = :erasure WHERE id = any(:entries)
            """;
    private static final String MARK_LINKS = """
            UPDATE provenance_link SET subject = :erasure, erasure = :erasure WHERE id = any(:entries)
            """;
    private static final String COUNTED = """
            SELECT e.id, e.secret, l.envelope, coalesce(o.log_index, -1) AS log_index FROM provenance_erasure e
              JOIN provenance_link l ON l.id = e.statement LEFT JOIN provenance_outbox o ON o.entry = l.id
             WHERE o.entry IS NULL OR (o.log_index IS NOT NULL AND o.log_number = :log) ORDER BY log_index
            """;
    private static final String STATED = """
            SELECT e.id, e.secret, l.envelope, o.log_index FROM provenance_erasure e
              JOIN provenance_link l ON l.id = e.statement JOIN provenance_outbox o ON o.entry = l.id
             WHERE o.log_index IS NOT NULL AND o.log_number = :log
               AND e.id IN (SELECT erasure FROM provenance_entry WHERE id = :entry
                             UNION ALL SELECT erasure FROM provenance_link WHERE id = :entry)
            """;
    private static final String INDICES_OF = """
            SELECT log_index FROM provenance_outbox
             WHERE entry IN (SELECT id FROM provenance_entry WHERE erasure = :id
                              UNION ALL SELECT id FROM provenance_link WHERE erasure = :id)
               AND log_index IS NOT NULL
            """;

    private final Vault vault;
    private final Links links;
    private final InstantSource clock;

    Erasures(Vault vault, Links links, InstantSource clock) {
        this.vault = vault;
        this.links = links;
        this.clock = clock;
    }

    /// That nobody can open this entry any more, as a statement says that stands in the same log; empty where none
    /// does.
    public static Optional<Answer.Erased> erased(Tx tx, UUID entry, LogPlace place) {
        return tx.sql()
                .createQuery(STATED)
                .bind("entry", entry)
                .bind("log", place.log())
                .map((row, context) -> new Answer.Erased(
                        row.getLong("log_index"),
                        new Answer.Opened("-", Base64.getEncoder().encodeToString(row.getBytes("envelope"))),
                        new ErasedEntries(marked(tx, row.getObject("id", UUID.class)), row.getBytes("secret"))
                                .proof(place.index())))
                .findOne();
    }

    /// Whether all that is on record of a person stands in the log: only then it can be counted.
    public boolean ready(Tx tx, PersonId person) {
        return !tx.sql()
                .createQuery(WAITING)
                .bind("person", person.value())
                .mapTo(Boolean.class)
                .one();
    }

    public boolean isOnRecord(Tx tx, PersonId person) {
        return tx.sql()
                .createQuery(ON_RECORD)
                .bind("person", person.value())
                .mapTo(Boolean.class)
                .one();
    }

    /// What is on record of a person, opened once more for a hold: for each fact its salt and its statement.
    @SuppressWarnings("ArrayRecordComponent") // compared nowhere: it is sealed again at once
    public record OpenFact(UUID entry, byte[] saltAndStatement) {}

    public List<OpenFact> open(Tx tx, PersonId person) {
        PersonKey key =
                vault.key(person).orElseThrow(() -> new IllegalStateException("the key of a person is gone already"));
        return tx.sql()
                .createQuery("SELECT id, statement, salt FROM provenance_entry WHERE person = :person")
                .bind("person", person.value())
                .map((row, context) -> open(row, key))
                .list();
    }

    private static OpenFact open(ResultSet row, PersonKey key) throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        byte[] salt = key.open(row.getBytes(Provenance.SALT), Provenance.context(Provenance.SALT, id));
        byte[] statement = key.open(row.getBytes(Provenance.STATEMENT), Provenance.context(Provenance.STATEMENT, id));
        return new OpenFact(
                id,
                ByteBuffer.allocate(salt.length + statement.length)
                        .put(salt)
                        .put(statement)
                        .array());
    }

    /// Closes every entry of the person for good, counts them in a statement, and states the erasure of each
    /// released episode: `heads` are the last links by which copies name them. Call it last in the transaction
    /// that erases.
    public void erase(Tx tx, Leaver leaver, Collection<UUID> heads) {
        heads.forEach(head -> bury(tx, head));
        Set<UUID> closed = new HashSet<>(close(tx, CLOSE_ENTRIES, leaver));
        closed.addAll(close(tx, CLOSE_LINKS, leaver));
        byLog(tx, closed).forEach((log, entries) -> count(tx, entries));
        tx.sql()
                .createUpdate("DELETE FROM provenance_chain WHERE subject = any(:things) OR chain = any(:things)")
                .bindArray("things", UUID.class, leaver.things())
                .execute();
    }

    /// An index says something in one log only.
    private static SortedMap<Integer, Map<UUID, Long>> byLog(Tx tx, Set<UUID> closed) {
        SortedMap<Integer, Map<UUID, Long>> byLog = new TreeMap<>();
        tx.sql()
                .createQuery("SELECT entry, log_number, log_index FROM provenance_outbox WHERE entry = any(:closed)")
                .bindArray("closed", UUID.class, closed)
                .map((row, context) -> {
                    if (row.getObject("log_index") == null) {
                        throw new IllegalStateException("an entry of a person who leaves still waits for the log");
                    }
                    return byLog.computeIfAbsent(row.getInt("log_number"), log -> new HashMap<>())
                            .put(row.getObject("entry", UUID.class), row.getLong("log_index"));
                })
                .list();
        return byLog;
    }

    private void count(Tx tx, Map<UUID, Long> entries) {
        UUID erasure = UUID.randomUUID();
        byte[] secret = Provenance.freshSalt();
        UUID statement = links.attest(tx, erasure, counting(new ErasedEntries(entries.values(), secret)));
        tx.sql()
                .createUpdate(INSERT)
                .bind("id", erasure)
                .bind("statement", statement)
                .bind("secret", secret)
                .bind("now", clock.instant().atOffset(ZoneOffset.UTC))
                .execute();
        for (String mark : List.of(MARK_ENTRIES, MARK_LINKS)) {
            tx.sql()
                    .createUpdate(mark)
                    .bind(ERASURE, erasure)
                    .bindArray("entries", UUID.class, entries.keySet())
                    .execute();
        }
    }

    private Statement counting(ErasedEntries entries) {
        Map<String, JsonValue> fields = entries.fields();
        byte[] told = JsonWriter.bytes(JsonValue.Fields.of(fields));
        var about = new Statement.Subject("entries", Sha256.of(told));
        return Statement.of(Step.ERASE, day(), List.of(about), new Statement.Predicate(fields, List.of()));
    }

    /// Stands in proofs in the place of the chain that ends in this link. It tells nothing that joins two episodes of
    /// one person: not even the hour.
    private void bury(Tx tx, UUID head) {
        tx.sql()
                .createQuery("SELECT payload_sha256 FROM provenance_link WHERE id = :head")
                .bind(HEAD, head)
                .mapTo(byte[].class)
                .findOne()
                .map(digest -> new Sha256(HexFormat.of().formatHex(digest)))
                .ifPresent(payload -> {
                    var last = new Statement.Subject(HEAD, payload);
                    var predicate = new Statement.Predicate(Map.of(), List.of(last));
                    links.attest(tx, head, Statement.of(Step.ERASE, day(), List.of(last), predicate));
                });
    }

    private Instant day() {
        return clock.instant()
                .atOffset(ZoneOffset.UTC)
                .truncatedTo(ChronoUnit.DAYS)
                .toInstant();
    }

    private static List<UUID> close(Tx tx, String closing, Leaver leaver) {
        return tx.sql()
                .createQuery(closing)
                .bind("person", leaver.person().value())
                .mapTo(UUID.class)
                .list();
    }

    /// An erasure as it was stated, at which place of the log (-1 where it was taken out of those that wait), and
    /// what its statement would have to say of the entries that bear its mark now; without that where none does.
    public record Counted(long index, Envelope envelope, Optional<Map<String, JsonValue>> marked) {
        /// Whether the statement counts what is marked.
        public boolean isWhatIsSaid(JsonValue.Fields predicate) {
            return marked.filter(fields -> predicate.values().entrySet().containsAll(fields.entrySet()))
                    .isPresent();
        }
    }

    /// Those that are stated in this log: all but those that wait.
    public static List<Counted> counted(Tx tx, int log) {
        return tx.sql()
                .createQuery(COUNTED)
                .bind("log", log)
                .map((row, context) -> counted(tx, row))
                .list();
    }

    private static Counted counted(Tx tx, ResultSet row) throws SQLException {
        List<Long> marked = marked(tx, row.getObject("id", UUID.class));
        byte[] secret = row.getBytes("secret");
        try {
            return new Counted(
                    row.getLong("log_index"),
                    Envelope.parse(row.getBytes("envelope")),
                    Optional.of(marked)
                            .filter(found -> !found.isEmpty())
                            .map(found -> new ErasedEntries(found, secret).fields()));
        } catch (JsonFormatException e) {
            throw new IllegalStateException("an envelope that was kept does not read", e);
        }
    }

    private static List<Long> marked(Tx tx, UUID erasure) {
        return tx.sql()
                .createQuery(INDICES_OF)
                .bind("id", erasure)
                .mapTo(Long.class)
                .list();
    }
}

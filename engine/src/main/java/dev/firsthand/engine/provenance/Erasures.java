package dev.firsthand.engine.provenance;

import dev.firsthand.engine.store.PersonId;
import dev.firsthand.engine.store.Tx;
import dev.firsthand.engine.store.Vault;
import dev.firsthand.evidence.attestation.Envelope;
import dev.firsthand.evidence.attestation.Step;
import dev.firsthand.evidence.audit.Answer;
import dev.firsthand.evidence.audit.ErasedEntries;
import dev.firsthand.evidence.json.JsonFormatException;
import dev.firsthand.evidence.json.JsonValue;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// The entries that nobody can open any more, because the key of their person was destroyed, and the statement that
/// counts them in. That statement is about nobody; its subject in our rows is the person's id. What it must say, and
/// when, is in `docs/formats/evidence.md`.
public final class Erasures {
    private static final String OF_PERSON = """
            SELECT o.log_number, o.log_index FROM provenance_outbox o
             WHERE o.entry IN (SELECT id FROM provenance_entry WHERE person = :person
                               UNION ALL SELECT id FROM provenance_link WHERE person = :person)
             ORDER BY o.log_index
            """;
    private static final String STATED = """
            SELECT l.envelope, o.log_number, o.log_index
              FROM provenance_link l JOIN provenance_outbox o ON o.entry = l.id
             WHERE l.subject = :person AND l.step = :step AND o.log_index IS NOT NULL ORDER BY l.number LIMIT 1
            """;
    private static final String PEOPLE = """
            SELECT person, count(*) AS entries, min(o.log_index) AS first
              FROM (SELECT id, person FROM provenance_entry UNION ALL SELECT id, person FROM provenance_link) rows
              JOIN provenance_outbox o ON o.entry = rows.id
             WHERE person IS NOT NULL AND o.log_number = :log AND o.log_index IS NOT NULL
             GROUP BY person ORDER BY first
            """;
    private static final String SECRET = "firsthand/erasure/1/";

    private final Vault vault;

    public Erasures(Vault vault) {
        this.vault = vault;
    }

    /// Entries of one person without a key, whom no erasure explains: how many, and the first one's index.
    public record Unexplained(long entries, long first) {}

    private record Stated(Envelope envelope, LogPlace place) {}

    /// What the statement of an erasure says of its person's entries in the log of this number, in the transaction that
    /// destroys the key. Empty while one of them still waits for the log: try again a second later.
    public Optional<Map<String, JsonValue>> fields(Tx tx, PersonId person, int log) {
        boolean waits = tx.sql()
                .createQuery(OF_PERSON)
                .bind("person", person.value())
                .map((row, context) -> row.getObject("log_index") == null)
                .list()
                .contains(true);
        if (waits) {
            return Optional.empty();
        }
        List<Long> entries = entries(tx, person.value(), log);
        return Optional.of(
                entries.isEmpty() ? Map.of() : erased(person.value(), entries).fields());
    }

    /// That nobody can open this entry any more, as a logged statement says; empty where none does.
    public Optional<Answer.Erased> erased(Tx tx, UUID entry, LogPlace place) {
        return tx.sql()
                .createQuery("""
                        SELECT person FROM provenance_entry WHERE id = :id AND person IS NOT NULL
                        UNION ALL SELECT person FROM provenance_link WHERE id = :id AND person IS NOT NULL
                        """)
                .bind("id", entry)
                .mapTo(UUID.class)
                .findFirst()
                .flatMap(person -> stated(tx, person)
                        .filter(stated ->
                                explains(tx, person, stated) && stated.place().log() == place.log())
                        .map(stated -> new Answer.Erased(
                                stated.place().index(),
                                new Answer.Opened(
                                        "-",
                                        Base64.getEncoder()
                                                .encodeToString(
                                                        stated.envelope().bytes())),
                                erased(person, entries(tx, person, place.log())).proof(place.index()))));
    }

    /// Rows of this log whose person has no key although no erasure that is logged says so, or counts others in.
    public List<Unexplained> unexplained(Tx tx, int log) {
        return tx
                .sql()
                .createQuery(PEOPLE)
                .bind("log", log)
                .map((row, context) -> Map.entry(
                        row.getObject("person", UUID.class),
                        new Unexplained(row.getLong("entries"), row.getLong("first"))))
                .list()
                .stream()
                .filter(one -> vault.key(new PersonId(one.getKey())).isEmpty())
                .filter(one -> stated(tx, one.getKey())
                        .filter(stated -> explains(tx, one.getKey(), stated))
                        .isEmpty())
                .map(Map.Entry::getValue)
                .toList();
    }

    private Optional<Stated> stated(Tx tx, UUID person) {
        return tx.sql()
                .createQuery(STATED)
                .bind("person", person)
                .bind("step", Step.ERASE.wireName())
                .map((row, context) -> {
                    var place = new LogPlace(row.getInt("log_number"), row.getLong("log_index"));
                    try {
                        return Optional.of(new Stated(Envelope.parse(row.getBytes("envelope")), place));
                    } catch (JsonFormatException changed) {
                        return Optional.<Stated>empty();
                    }
                })
                .findOne()
                .flatMap(stated -> stated);
    }

    /// Whether the statement counts exactly the person's entries of its own log in.
    private boolean explains(Tx tx, UUID person, Stated stated) {
        try {
            List<Long> entries = entries(tx, person, stated.place().log());
            JsonValue.Fields predicate = stated.envelope().unverified().predicate();
            return entries.isEmpty() || erased(person, entries).areThoseOf(predicate);
        } catch (JsonFormatException changed) {
            return false;
        }
    }

    private ErasedEntries erased(UUID person, List<Long> entries) {
        return new ErasedEntries(entries, vault.secret(SECRET + person));
    }

    private static List<Long> entries(Tx tx, UUID person, int log) {
        return tx
                .sql()
                .createQuery(OF_PERSON)
                .bind("person", person)
                .map((row, context) -> Map.entry(row.getInt("log_number"), row.getLong("log_index")))
                .list()
                .stream()
                .filter(place -> place.getKey() == log)
                .map(Map.Entry::getValue)
                .toList();
    }
}

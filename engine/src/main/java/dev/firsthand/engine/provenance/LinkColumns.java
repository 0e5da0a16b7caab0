package dev.firsthand.engine.provenance;

import dev.firsthand.evidence.attestation.Envelope;
import dev.firsthand.evidence.attestation.Sha256;
import dev.firsthand.evidence.attestation.Statement;
import dev.firsthand.evidence.attestation.Step;
import dev.firsthand.evidence.json.JsonFormatException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/// Whether the columns of a link say what follows from its signed payload, its fact and the link before it. The page
/// of an episode and the proof of a release find their links by these columns.
final class LinkColumns {
    /// Of a link with what it points at. The subject of a statement about nobody is a name of ours, which nothing
    /// signed has.
    static final String LINKS = """
            SELECT l.id, l.number, l.step, l.chain, l.subject, l.fact, l.previous, l.person, l.stated_at,
                   l.payload_sha256, l.envelope, l.salt, l.erasure, before.payload_sha256 AS before_payload,
                   before.number AS before_number, before.chain AS before_chain, f.subject AS fact_subject,
                   f.person AS fact_person, o.log_entry AS fact_entry
              FROM provenance_link l
              LEFT JOIN provenance_link before ON before.id = l.previous
              LEFT JOIN provenance_entry f ON f.id = l.fact
              LEFT JOIN provenance_outbox o ON o.entry = l.fact
             WHERE l.id = any(:ids)
            """;

    private static final Duration MICROSECOND = Duration.ofNanos(1_000);

    private LinkColumns() {}

    /// As far as it can be said without the person's key.
    static boolean pointRight(ResultSet row) throws SQLException {
        boolean isOfPerson = row.getObject("person") != null;
        boolean isOfFact = row.getObject("fact") != null;
        return isOfPerson == isOfFact
                && (!isOfFact || (isSame(row, "subject", "fact_subject") && isSame(row, "person", "fact_person")))
                && (row.getObject("previous") == null || row.getLong("before_number") < row.getLong("number"))
                && isInRightChain(row);
    }

    private static boolean isInRightChain(ResultSet row) throws SQLException {
        Step step = Step.ofWireName(row.getString("step")).orElseThrow();
        if (!Step.CHAIN.contains(step)) {
            return row.getObject("chain") == null;
        }
        return isSame(row, "chain", step == Step.CHAIN.getFirst() ? "subject" : "before_chain");
    }

    private static boolean isSame(ResultSet row, String one, String other) throws SQLException {
        UUID value = row.getObject(one, UUID.class);
        return value != null && value.equals(row.getObject(other, UUID.class));
    }

    /// Against the payload, which was opened.
    static boolean follow(ResultSet row, byte[] bytes) throws SQLException {
        try {
            Envelope envelope = Envelope.parse(bytes);
            Statement statement = envelope.unverified();
            return statement.step().wireName().equals(row.getString("step"))
                    && isAt(row, statement)
                    && digest(row, "payload_sha256").equals(Optional.of(envelope.payloadSha256()))
                    && digest(row, "before_payload").equals(statement.input(Links.PREVIOUS))
                    && isAboutFact(row, statement);
        } catch (JsonFormatException changed) {
            return false;
        }
    }

    /// The database counts in microseconds.
    private static boolean isAt(ResultSet row, Statement statement) throws SQLException {
        OffsetDateTime kept = Objects.requireNonNull(row.getObject("stated_at", OffsetDateTime.class));
        return Duration.between(kept.toInstant(), statement.at()).abs().compareTo(MICROSECOND) <= 0;
    }

    private static boolean isAboutFact(ResultSet row, Statement statement) throws SQLException {
        byte[] entry = row.getBytes("fact_entry");
        return entry == null
                ? row.getObject("fact") == null
                : statement.subjects().contains(new Statement.Subject(Links.ENTRY, Sha256.of(entry)));
    }

    private static Optional<Sha256> digest(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getBytes(column))
                .map(bytes -> new Sha256(HexFormat.of().formatHex(bytes)));
    }
}

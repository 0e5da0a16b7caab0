package dev.firsthand.engine.provenance;

import dev.firsthand.engine.provenance.LinkRows.Before;
import dev.firsthand.engine.store.PersonKey;
import dev.firsthand.engine.store.Tx;
import dev.firsthand.engine.store.Vault;
import dev.firsthand.evidence.attestation.Envelope;
import dev.firsthand.evidence.attestation.Sha256;
import dev.firsthand.evidence.attestation.Statement;
import dev.firsthand.evidence.attestation.Step;
import dev.firsthand.evidence.note.SigningKey;
import dev.firsthand.evidence.proof.Opening;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.statement.Update;

/// States of a fact, in the transaction that records it, what may leave the house, signed. The links of a recording
/// are made each from the one before, so that none can be left out, doubled or moved.
///
/// A review that is given again, or a label that is, begins a new end of the chain; the old links stay.
final class Links {
    static final String ENVELOPE = "envelope";
    static final String SALT = "link-salt";

    static final String PREVIOUS = "previous";
    static final String ENTRY = "entry";

    private final Vault vault;
    private final List<SigningKey> keys;

    Links(Vault vault, List<SigningKey> keys) {
        this.vault = vault;
        this.keys = List.copyOf(keys);
    }

    /// Where a link stands: in which chain, behind which link, and the time that it tells.
    private record Place(Optional<UUID> chain, Optional<Before> before, Instant at) {}

    /// How facts that were recorded earlier are read again.
    interface Facts {
        List<Fact> of(Tx tx, List<UUID> subjects);
    }

    void state(Tx tx, Fact fact, Facts facts) {
        Optional<LinkForm> form = LinkForm.of(fact.type());
        if (form.isEmpty()) {
            return;
        }
        if (!form.get().ofRecording()) {
            keep(tx, fact, form.get(), new Place(Optional.empty(), Optional.empty(), fact.at()));
            return;
        }
        join(tx, fact);
        LinkRows.chainOf(tx, fact.subject()).ifPresent(chain -> {
            if (LinkRows.hold(tx, chain)) {
                link(tx, chain, fact, facts);
            } else {
                carry(tx, chain, facts);
            }
        });
    }

    /// Links all facts of a recording from before there were links. What its person's key no longer opens stays
    /// unlinked for good.
    void carry(Tx tx, UUID chain, Facts facts) {
        for (Fact fact : facts.of(tx, LinkRows.subjects(tx, chain))) {
            link(tx, chain, fact, facts);
        }
        LinkRows.linked(tx, chain);
    }

    private static void join(Tx tx, Fact fact) {
        if (fact.type() == FactType.CAPTURE) {
            LinkRows.join(tx, fact.subject(), fact.subject());
        } else if (fact.type() == FactType.INGEST && fact.predicate().get("session") instanceof String session) {
            LinkRows.join(tx, fact.subject(), UUID.fromString(session));
        }
    }

    /// A label may be stated before the review that it stands behind: it is linked when that is.
    private void link(Tx tx, UUID chain, Fact fact, Facts facts) {
        Optional<LinkForm> form = LinkForm.of(fact.type()).filter(LinkForm::ofRecording);
        if (form.isEmpty()) {
            return;
        }
        Optional<Before> before = form.get().before().flatMap(step -> LinkRows.newest(tx, chain, step));
        if ((before.isEmpty() && form.get().before().isPresent()) || LinkRows.stands(tx, fact, before)) {
            return;
        }
        keep(tx, fact, form.get(), new Place(Optional.of(chain), before, day(fact.at(), before)));
        if (fact.type() == FactType.REVIEW) {
            facts.of(tx, List.of(fact.subject())).stream()
                    .filter(other -> other.type() == FactType.LABEL)
                    .reduce((older, newer) -> newer)
                    .ifPresent(label -> link(tx, chain, label, facts));
        }
    }

    /// A copy tells nobody at which hour somebody recorded: a link tells the day, and never one before that of the
    /// link that it was made from.
    private static Instant day(Instant at, Optional<Before> before) {
        Instant day = at.atOffset(ZoneOffset.UTC).truncatedTo(ChronoUnit.DAYS).toInstant();
        return before.map(Before::statedAt).filter(day::isBefore).orElse(day);
    }

    private void keep(Tx tx, Fact fact, LinkForm form, Place place) {
        vault.key(fact.person()).ifPresent(key -> keep(tx, fact, statement(fact, form, place), place, key));
    }

    private static Statement statement(Fact fact, LinkForm form, Place place) {
        var about = new Statement.Subject(ENTRY, Sha256.of(fact.waiting().bytes()));
        List<Statement.Subject> inputs =
                place.before().map(before -> new Statement.Subject(PREVIOUS, before.payload())).stream()
                        .toList();
        var predicate = new Statement.Predicate(LinkFields.of(form, fact.predicate()), inputs);
        return Statement.of(form.step(), place.at(), List.of(about), predicate);
    }

    private void keep(Tx tx, Fact fact, Statement statement, Place place, PersonKey key) {
        UUID id = UUID.randomUUID();
        Envelope envelope = Envelope.sign(statement, keys);
        byte[] salt = Provenance.freshSalt();
        insert(tx, id, fact.subject(), statement, envelope)
                .bind("chain", place.chain().orElse(null))
                .bind("fact", fact.id())
                .bind("previous", place.before().map(Before::id).orElse(null))
                .bind("person", fact.person().value())
                .bind("envelope", key.seal(envelope.bytes(), Provenance.context(ENVELOPE, id)))
                .bind("salt", key.seal(salt, Provenance.context(SALT, id)))
                .execute();
        enqueue(tx, id, statement.step(), Opening.salted(salt).commitment(envelope.bytes()));
    }

    /// A statement about nobody, such as that of a release: readable by everybody, and committed without a salt.
    UUID attest(Tx tx, UUID subject, Statement statement) {
        UUID id = UUID.randomUUID();
        Envelope envelope = Envelope.sign(statement, keys);
        insert(tx, id, subject, statement, envelope)
                .bind("chain", (UUID) null)
                .bind("fact", (UUID) null)
                .bind("previous", (UUID) null)
                .bind("person", (UUID) null)
                .bind("envelope", envelope.bytes())
                .bind("salt", (byte[]) null)
                .execute();
        enqueue(tx, id, statement.step(), Opening.plain().commitment(envelope.bytes()));
        return id;
    }

    private static Update insert(Tx tx, UUID id, UUID subject, Statement statement, Envelope envelope) {
        return tx.sql()
                .createUpdate("""
                        INSERT INTO provenance_link (id, step, chain, subject, fact, previous, person, stated_at,
                                                     payload_sha256, envelope, salt)
                        VALUES (:id, :step, :chain, :subject, :fact, :previous, :person, :at, :payload, :envelope, :salt)
                        """)
                .bind("id", id)
                .bind("step", statement.step().wireName())
                .bind("subject", subject)
                .bind("at", statement.at().atOffset(ZoneOffset.UTC))
                .bind(
                        "payload",
                        HexFormat.of().parseHex(envelope.payloadSha256().hex()));
    }

    private static void enqueue(Tx tx, UUID id, Step step, byte[] commitment) {
        LogQueue.add(tx, LogQueue.Waiting.of(id, logType(step), commitment));
    }

    /// Under which of the log's few types the entry of a link stands.
    static String logType(Step step) {
        return switch (step) {
            case CONSENT -> "consent";
            case RELEASE -> "release";
            case RECALL -> "recall";
            case ERASE -> "erasure";
            case CAPTURE, INGEST, QC, REDACT, REVIEW, LABEL, PAY, ACK, BENCH -> "att";
        };
    }
}

package dev.firsthand.engine.provenance;

import dev.firsthand.engine.store.Tx;
import dev.firsthand.evidence.attestation.Sha256;
import dev.firsthand.evidence.attestation.Step;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Which recording a subject belongs to, and the links that stand for it.
final class LinkRows {
    private LinkRows() {}

    /// A link as far as the next one needs it.
    record Before(UUID id, Sha256 payload, Instant statedAt) {}

    static void join(Tx tx, UUID subject, UUID chain) {
        tx.sql().createUpdate("""
                        INSERT INTO provenance_chain (subject, chain, linked) VALUES (:subject, :chain, true)
                            ON CONFLICT DO NOTHING
                        """).bind("subject", subject).bind("chain", chain).execute();
    }

    static Optional<UUID> chainOf(Tx tx, UUID subject) {
        return tx.sql()
                .createQuery("SELECT chain FROM provenance_chain WHERE subject = :subject")
                .bind("subject", subject)
                .mapTo(UUID.class)
                .findOne();
    }

    /// Holds the chain until the transaction ends: two facts of one recording are linked one after the other. Says
    /// whether its earlier facts are linked.
    static boolean hold(Tx tx, UUID chain) {
        return tx.sql()
                .createQuery("SELECT linked FROM provenance_chain WHERE subject = :chain FOR UPDATE")
                .bind("chain", chain)
                .mapTo(Boolean.class)
                .one();
    }

    static void linked(Tx tx, UUID chain) {
        tx.sql()
                .createUpdate("UPDATE provenance_chain SET linked = true WHERE subject = :chain")
                .bind("chain", chain)
                .execute();
    }

    static Optional<UUID> unlinked(Tx tx) {
        return tx.sql()
                .createQuery("SELECT chain FROM provenance_chain WHERE NOT linked ORDER BY chain LIMIT 1")
                .mapTo(UUID.class)
                .findOne();
    }

    static List<UUID> subjects(Tx tx, UUID chain) {
        return tx.sql()
                .createQuery("SELECT subject FROM provenance_chain WHERE chain = :chain")
                .bind("chain", chain)
                .mapTo(UUID.class)
                .list();
    }

    /// Whether this fact is linked behind that link already.
    static boolean stands(Tx tx, Fact fact, Optional<Before> before) {
        return tx.sql()
                .createQuery("""
                        SELECT EXISTS (SELECT 1 FROM provenance_link
                                        WHERE subject = :subject AND fact = :fact
                                          AND previous IS NOT DISTINCT FROM :before)
                        """)
                .bind("subject", fact.subject())
                .bind("fact", fact.id())
                .bind("before", before.map(Before::id).orElse(null))
                .mapTo(Boolean.class)
                .one();
    }

    static Optional<Before> newest(Tx tx, UUID chain, Step step) {
        return tx.sql()
                .createQuery("""
                        SELECT id, payload_sha256, stated_at FROM provenance_link
                         WHERE chain = :chain AND step = :step ORDER BY number DESC LIMIT 1
                        """)
                .bind("chain", chain)
                .bind("step", step.wireName())
                .map((row, context) -> new Before(
                        row.getObject("id", UUID.class),
                        new Sha256(HexFormat.of().formatHex(row.getBytes("payload_sha256"))),
                        row.getObject("stated_at", OffsetDateTime.class).toInstant()))
                .findOne();
    }
}

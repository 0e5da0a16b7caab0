package dev.firsthand.engine.consent;

import dev.firsthand.engine.contributor.ContributorId;
import dev.firsthand.engine.store.Personal;
import dev.firsthand.engine.store.PersonalColumns;
import dev.firsthand.engine.store.Tx;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// Receipts by code: who holds the paper sees the answers that stand and may take them back or withdraw, without
/// signing in. The code follows from the receipt's id under the vault's key, so nobody makes one up and no table
/// holds one. A new answer makes a new receipt and ends the one before.
final class Receipts {
    private static final String END =
            "UPDATE consent_receipt SET ended_at = :now WHERE contributor = :contributor AND ended_at IS NULL";

    private static final String INSERT = """
            INSERT INTO consent_receipt (id, contributor, code, made_at, expires_at)
            VALUES (:id, :contributor, :code, :now, :expiresAt)
            """;

    private static final String RUNNING = """
            SELECT id FROM consent_receipt WHERE contributor = :contributor AND ended_at IS NULL AND expires_at > :now
            """;

    private static final String OPENED = """
            SELECT contributor FROM consent_receipt WHERE code = :code AND ended_at IS NULL AND expires_at > :now
            """;

    private final PersonalColumns columns;

    Receipts(PersonalColumns columns) {
        this.columns = columns;
    }

    void issue(Tx tx, ContributorId contributor, Instant now, Instant expiresAt) {
        end(tx, contributor, now);
        UUID id = UUID.randomUUID();
        tx.sql()
                .createUpdate(INSERT)
                .bind("id", id)
                .bind("contributor", contributor.value())
                .bind("code", kept(code(id)))
                .bind("now", now)
                .bind("expiresAt", expiresAt)
                .execute();
    }

    void end(Tx tx, ContributorId contributor, Instant now) {
        tx.sql()
                .createUpdate(END)
                .bind("now", now)
                .bind("contributor", contributor.value())
                .execute();
    }

    Optional<ReceiptCode> running(Tx tx, ContributorId contributor, Instant now) {
        return tx.sql()
                .createQuery(RUNNING)
                .bind("contributor", contributor.value())
                .bind("now", now)
                .mapTo(UUID.class)
                .findOne()
                .map(this::code);
    }

    Optional<ContributorId> opened(Tx tx, ReceiptCode code, Instant now) {
        return tx.sql()
                .createQuery(OPENED)
                .bind("code", kept(code))
                .bind("now", now)
                .mapTo(UUID.class)
                .findOne()
                .map(ContributorId::new);
    }

    private ReceiptCode code(UUID id) {
        return ReceiptCode.of(columns.lookup("consent_receipt.id", Personal.of(id.toString())));
    }

    private byte[] kept(ReceiptCode code) {
        return columns.lookup("consent_receipt.code", Personal.of(code.text()));
    }
}

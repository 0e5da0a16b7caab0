package dev.firsthand.engine.provenance;

import dev.firsthand.engine.store.PersonId;
import dev.firsthand.engine.store.Vault;
import dev.firsthand.evidence.audit.Answer;
import dev.firsthand.evidence.proof.Opening;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/// What a row keeps sealed, open: a statement or an envelope, and how its commitment is computed.
final class OpenRow {
    private final byte[] bytes;
    private final Opening opening;

    private OpenRow(byte[] bytes, Opening opening) {
        this.bytes = bytes;
        this.opening = opening;
    }

    /// From the columns id, person, statement and salt; empty when the key of the person is destroyed.
    static Optional<OpenRow> fact(Vault vault, ResultSet row) throws SQLException {
        return open(vault, row, Provenance.STATEMENT, Provenance.SALT);
    }

    /// From the columns id, person, envelope and salt; empty likewise.
    static Optional<OpenRow> link(Vault vault, ResultSet row) throws SQLException {
        return open(vault, row, Links.ENVELOPE, Links.SALT);
    }

    /// The column has the name of the part that its seal is bound to.
    private static Optional<OpenRow> open(Vault vault, ResultSet row, String part, String saltPart)
            throws SQLException {
        byte[] kept = row.getBytes(part);
        var person = Optional.ofNullable(row.getObject("person", UUID.class)).map(PersonId::new);
        if (person.isEmpty()) {
            return Optional.of(new OpenRow(kept, Opening.plain()));
        }
        var id = row.getObject("id", UUID.class);
        byte[] salt = row.getBytes("salt");
        return vault.key(person.get())
                .map(key -> new OpenRow(
                        key.open(kept, Provenance.context(part, id)),
                        Opening.salted(key.open(salt, Provenance.context(saltPart, id)))));
    }

    byte[] bytes() {
        return bytes.clone();
    }

    /// As it is shown to an auditor.
    Answer.Opened answer() {
        return new Answer.Opened(opening.text(), Base64.getEncoder().encodeToString(bytes));
    }

    byte[] commitment() {
        return opening.commitment(bytes);
    }
}

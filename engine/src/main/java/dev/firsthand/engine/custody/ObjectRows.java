package dev.firsthand.engine.custody;

import dev.firsthand.engine.store.BlobKey;
import dev.firsthand.engine.store.PersonId;
import dev.firsthand.engine.store.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/// The rows of sealed objects.
final class ObjectRows {
    private static final String INSERT = """
            INSERT INTO custody_object (id, owner, blob, wrapped_key, origin, state, began_at)
            VALUES (:id, :owner, :blob, :wrappedKey, :origin, 'DRAFT', :now)
            """;

    private static final String FIND = """
            SELECT id, owner, blob, wrapped_key, state, size_bytes FROM custody_object
             WHERE id = :id AND state <> 'ERASED'
            """;

    private static final String UPLOADED =
            "SELECT EXISTS (SELECT 1 FROM custody_object WHERE id = :id AND origin = 'UPLOADED')";

    private static final String SEALED = """
            UPDATE custody_object SET state = 'SEALED', size_bytes = :size WHERE id = :id AND state = 'DRAFT'
            """;

    // The wrapped key goes with the transaction; the bytes, noise from then on, follow.
    private static final String ERASE = """
            UPDATE custody_object SET state = 'ERASED', wrapped_key = NULL, size_bytes = NULL
             WHERE id = :id AND state <> 'ERASED'
            RETURNING blob
            """;

    private static final String ERASE_DRAFT = """
            UPDATE custody_object SET state = 'ERASED', wrapped_key = NULL WHERE id = :id AND state = 'DRAFT'
            RETURNING blob
            """;

    private static final String ERASE_DERIVED_DRAFTS = """
            UPDATE custody_object SET state = 'ERASED', wrapped_key = NULL
             WHERE state = 'DRAFT' AND origin = 'DERIVED'
            """;

    private static final String OF = """
            SELECT id, owner, blob, wrapped_key, state, size_bytes FROM custody_object
             WHERE owner = :owner AND state <> 'ERASED' ORDER BY id FOR UPDATE
            """;

    private static final String ERASE_ALL = """
            UPDATE custody_object SET state = 'ERASED', wrapped_key = NULL, size_bytes = NULL
             WHERE owner = :owner AND state <> 'ERASED'
            """;

    private static final String ERASED_BLOBS = "SELECT blob FROM custody_object WHERE state = 'ERASED' ORDER BY blob";

    private static final String DELETE_ERASED = "DELETE FROM custody_object WHERE state = 'ERASED' AND blob = :blob";

    private static final String DRAFT_BLOBS = "SELECT blob FROM custody_object WHERE state = 'DRAFT'";

    private ObjectRows() {}

    static void insert(Tx tx, Row row, Origin origin, Instant now) {
        tx.sql()
                .createUpdate(INSERT)
                .bind("id", row.id().value())
                .bind("owner", row.owner().value())
                .bind("blob", row.blob().value())
                .bind("wrappedKey", row.wrappedKey())
                .bind("origin", origin.name())
                .bind("now", now)
                .execute();
    }

    static Optional<Row> find(Tx tx, ObjectId object) {
        return tx.sql()
                .createQuery(FIND)
                .bind("id", object.value())
                .map((rs, context) -> row(rs))
                .findOne();
    }

    /// The objects of a person that are not erased, held until the transaction ends.
    static List<Row> of(Tx tx, PersonId owner) {
        return tx.sql()
                .createQuery(OF)
                .bind("owner", owner.value())
                .map((rs, context) -> row(rs))
                .list();
    }

    static void eraseAll(Tx tx, PersonId owner) {
        tx.sql().createUpdate(ERASE_ALL).bind("owner", owner.value()).execute();
    }

    static void delete(Tx tx, ObjectId object) {
        tx.sql()
                .createUpdate("DELETE FROM custody_object WHERE id = :id")
                .bind("id", object.value())
                .execute();
    }

    static boolean uploaded(Tx tx, ObjectId object) {
        return tx.sql()
                .createQuery(UPLOADED)
                .bind("id", object.value())
                .mapTo(Boolean.class)
                .one();
    }

    /// True when the object was a draft until now.
    static boolean sealed(Tx tx, ObjectId object, long sizeBytes) {
        return tx.sql()
                        .createUpdate(SEALED)
                        .bind("size", sizeBytes)
                        .bind("id", object.value())
                        .execute()
                == 1;
    }

    static Optional<BlobKey> erase(Tx tx, ObjectId object) {
        return erase(tx, object, ERASE);
    }

    /// As above, unless it is sealed.
    static Optional<BlobKey> eraseDraft(Tx tx, ObjectId object) {
        return erase(tx, object, ERASE_DRAFT);
    }

    private static Optional<BlobKey> erase(Tx tx, ObjectId object, String erasing) {
        return tx.sql()
                .createQuery(erasing)
                .bind("id", object.value())
                .map((rs, context) -> new BlobKey(rs.getString("blob")))
                .findOne();
    }

    static void eraseDerivedDrafts(Tx tx) {
        tx.sql().execute(ERASE_DERIVED_DRAFTS);
    }

    static List<BlobKey> erasedBlobs(Tx tx) {
        return tx.sql()
                .createQuery(ERASED_BLOBS)
                .map((rs, context) -> new BlobKey(rs.getString("blob")))
                .list();
    }

    static void deleteErased(Tx tx, BlobKey blob) {
        tx.sql().createUpdate(DELETE_ERASED).bind("blob", blob.value()).execute();
    }

    static Set<BlobKey> draftBlobs(Tx tx) {
        return tx.sql()
                .createQuery(DRAFT_BLOBS)
                .map((rs, context) -> new BlobKey(rs.getString("blob")))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                new ObjectId(row.getObject("id", UUID.class)),
                new PersonId(row.getObject("owner", UUID.class)),
                new BlobKey(row.getString("blob")),
                row.getBytes("wrapped_key"),
                Optional.ofNullable(row.getObject("size_bytes", Long.class)));
    }

    /// Where an object's first bytes came from: a derived draft can be made again, an uploaded one can't.
    enum Origin {
        UPLOADED,
        DERIVED
    }

    /// One object that is not erased; its size is known once it is sealed.
    @SuppressWarnings("ArrayRecordComponent") // compared nowhere, and never leaves the package
    record Row(ObjectId id, PersonId owner, BlobKey blob, byte[] wrappedKey, Optional<Long> sizeBytes) {}
}

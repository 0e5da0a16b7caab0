package dev.firsthand.engine.upload;

import dev.firsthand.engine.custody.ObjectId;
import dev.firsthand.engine.store.PersonId;
import dev.firsthand.engine.store.Personal;
import dev.firsthand.engine.store.PersonalColumns;
import dev.firsthand.engine.store.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// The table `upload`: every statement that touches it.
final class UploadRows {
    private static final String METADATA = "upload.metadata";
    private static final String SHA256 = "upload.sha256";

    private final PersonalColumns columns;

    UploadRows(PersonalColumns columns) {
        this.columns = columns;
    }

    void insert(Tx tx, UploadRow row) {
        tx.sql()
                .createUpdate("""
                        INSERT INTO upload (id, owner, object, length_bytes, metadata, created_at, changed_at, expires_at)
                        VALUES (:id, :owner, :object, :length, :metadata, :now, :now, :expires)
                        """)
                .bind("id", row.id().value())
                .bind("owner", row.owner().value())
                .bind("object", row.object().value())
                .bind("length", row.lengthBytes())
                .bind("metadata", columns.seal(row.owner(), METADATA, row.metadata()))
                .bind("now", stamp(row.createdAt()))
                .bind("expires", stamp(row.expiresAt()))
                .execute();
    }

    int openCount(Tx tx, PersonId owner) {
        return tx.sql()
                .createQuery("SELECT count(*) FROM upload WHERE owner = :owner AND completed_at IS NULL")
                .bind("owner", owner.value())
                .mapTo(Integer.class)
                .one();
    }

    /// Moves an upload on from where this process last left it.
    boolean advance(Tx tx, UploadRow from, long reachedBytes, long movedBytes, Instant now) {
        int changed = tx.sql()
                .createUpdate("""
                        UPDATE upload SET offset_bytes = :reached, moved_bytes = :moved, changed_at = :now
                         WHERE id = :id AND offset_bytes = :from AND completed_at IS NULL
                        """)
                .bind("id", from.id().value())
                .bind("from", from.offsetBytes())
                .bind("reached", reachedBytes)
                .bind("moved", movedBytes)
                .bind("now", stamp(now))
                .execute();
        return oneChanged(changed, from);
    }

    boolean complete(Tx tx, UploadRow from, UploadRow to, Personal<String> sha256, Instant now) {
        int changed = tx.sql()
                .createUpdate("""
                        UPDATE upload SET offset_bytes = length_bytes, moved_bytes = :moved, sha256 = :sha256,
                               changed_at = :now, completed_at = :now, expires_at = :expires
                         WHERE id = :id AND offset_bytes = :from AND completed_at IS NULL
                        """)
                .bind("id", from.id().value())
                .bind("from", from.offsetBytes())
                .bind("moved", to.movedBytes())
                .bind("expires", stamp(to.expiresAt()))
                .bind("sha256", columns.seal(from.owner(), SHA256, sha256))
                .bind("now", stamp(now))
                .execute();
        return oneChanged(changed, from);
    }

    private static boolean oneChanged(int changed, UploadRow row) {
        if (changed != 1) {
            throw new UploadGoneException(row.id());
        }
        return true;
    }

    Optional<UploadRow> find(Tx tx, UploadId id) {
        return tx.sql()
                .createQuery("SELECT * FROM upload WHERE id = :id")
                .bind("id", id.value())
                .map((row, context) -> read(row))
                .findOne();
    }

    /// The row, held until the transaction ends, so that nobody erases it meanwhile.
    Optional<CompletedUpload> completed(Tx tx, UploadId id, PersonId owner) {
        return tx.sql()
                .createQuery("""
                        SELECT * FROM upload WHERE id = :id AND owner = :owner AND completed_at IS NOT NULL
                           FOR SHARE
                        """)
                .bind("id", id.value())
                .bind("owner", owner.value())
                .map((row, context) -> readCompleted(row))
                .findOne();
    }

    /// As [#completed], and from now on it does not expire.
    Optional<CompletedUpload> hold(Tx tx, UploadId id, PersonId owner, Instant now) {
        return tx.sql()
                .createQuery("""
                        UPDATE upload SET held_at = coalesce(held_at, :now)
                         WHERE id = :id AND owner = :owner AND completed_at IS NOT NULL
                        RETURNING *
                        """)
                .bind("id", id.value())
                .bind("owner", owner.value())
                .bind("now", stamp(now))
                .map((row, context) -> readCompleted(row))
                .findOne();
    }

    List<UploadId> expired(Tx tx, Instant now, int max) {
        return ids(tx.sql()
                .createQuery("""
                        SELECT id FROM upload WHERE held_at IS NULL AND expires_at <= :now
                         ORDER BY expires_at, id LIMIT :max
                        """)
                .bind("now", stamp(now))
                .bind("max", max)
                .mapTo(UUID.class)
                .list());
    }

    static List<LyingUpload> lyingSince(Tx tx, Instant since, int max) {
        return tx.sql()
                .createQuery("""
                        SELECT id, offset_bytes, length_bytes, changed_at FROM upload
                         WHERE completed_at IS NULL AND changed_at < :since ORDER BY changed_at, id LIMIT :max
                        """)
                .bind("since", stamp(since))
                .bind("max", max)
                .map((row, context) -> new LyingUpload(
                        new UploadId(row.getObject("id", UUID.class)),
                        row.getLong("offset_bytes"),
                        row.getLong("length_bytes"),
                        instant(row, "changed_at")))
                .list();
    }

    List<UploadId> of(Tx tx, PersonId owner) {
        return ids(tx.sql()
                .createQuery("SELECT id FROM upload WHERE owner = :owner ORDER BY id FOR UPDATE")
                .bind("owner", owner.value())
                .mapTo(UUID.class)
                .list());
    }

    private static List<UploadId> ids(List<UUID> values) {
        return values.stream().map(UploadId::new).toList();
    }

    /// Takes the row away and returns the object whose bytes must go with it.
    Optional<ObjectId> remove(Tx tx, UploadId id) {
        return remove(tx, id, "DELETE FROM upload WHERE id = :id RETURNING object");
    }

    /// As above, unless somebody holds it by now.
    Optional<ObjectId> removeUnheld(Tx tx, UploadId id) {
        return remove(tx, id, "DELETE FROM upload WHERE id = :id AND held_at IS NULL RETURNING object");
    }

    private static Optional<ObjectId> remove(Tx tx, UploadId id, String delete) {
        return tx.sql()
                .createQuery(delete)
                .bind("id", id.value())
                .mapTo(UUID.class)
                .findOne()
                .map(ObjectId::new);
    }

    private UploadRow read(ResultSet row) throws SQLException {
        var owner = new PersonId(row.getObject("owner", UUID.class));
        return new UploadRow(
                new UploadId(row.getObject("id", UUID.class)),
                owner,
                new ObjectId(row.getObject("object", UUID.class)),
                row.getLong("length_bytes"),
                row.getLong("offset_bytes"),
                row.getLong("moved_bytes"),
                opened(owner, METADATA, row.getBytes("metadata")),
                instant(row, "created_at"),
                instant(row, "expires_at"),
                row.getObject("completed_at") != null,
                row.getObject("held_at") != null);
    }

    private CompletedUpload readCompleted(ResultSet row) throws SQLException {
        UploadRow upload = read(row);
        return new CompletedUpload(
                upload.id(),
                upload.object(),
                upload.lengthBytes(),
                opened(upload.owner(), SHA256, row.getBytes("sha256")),
                upload.metadata(),
                upload.createdAt(),
                instant(row, "completed_at"),
                upload.movedBytes());
    }

    /// Empty text where the person's key is destroyed: nothing of it can be known any more.
    private Personal<String> opened(PersonId owner, String column, byte[] sealed) {
        return columns.open(owner, column, sealed).orElseGet(() -> Personal.of(""));
    }

    private static OffsetDateTime stamp(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}

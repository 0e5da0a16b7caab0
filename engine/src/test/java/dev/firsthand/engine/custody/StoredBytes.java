package dev.firsthand.engine.custody;

import dev.firsthand.engine.store.BlobKey;
import dev.firsthand.engine.store.ObjectKey;
import dev.firsthand.engine.store.PersonId;
import dev.firsthand.engine.store.SealedReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.UUID;

/// What lies in the stores, opened with the keys themselves: a second way to the bytes, for tests that ask whether
/// the first kept them.
public final class StoredBytes {
    private StoredBytes() {}

    /// Feeds the plain bytes of an object to `digest` and tells what it makes of them.
    public static String digest(Stores stores, ObjectId object, MessageDigest digest) throws IOException {
        @SuppressWarnings("ArrayRecordComponent") // nobody compares it
        record Row(UUID owner, String blob, byte[] wrappedKey) {}
        Row row = stores.database()
                .inTransaction(tx -> tx.sql()
                        .createQuery("SELECT owner, blob, wrapped_key FROM custody_object WHERE id = :id")
                        .bind("id", object.value())
                        .map((found, context) -> new Row(
                                found.getObject("owner", UUID.class),
                                found.getString("blob"),
                                found.getBytes("wrapped_key")))
                        .one());
        ObjectKey key =
                stores.vault().key(new PersonId(row.owner())).orElseThrow().unwrap(row.wrappedKey(), object.value());
        try (var reader =
                new SealedReader(stores.blobs().open(new BlobKey(row.blob())).orElseThrow(), key, object.value())) {
            var buffer = ByteBuffer.allocate(1 << 20);
            while (reader.read(buffer.clear()) >= 0) {
                digest.update(buffer.flip());
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}

package dev.firsthand.perf;

import dev.firsthand.engine.store.BlobStore;
import dev.firsthand.engine.store.DirectoryBlobStore;
import dev.firsthand.engine.store.ObjectKey;
import dev.firsthand.engine.store.SealedWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/// What no server can avoid: hash, seal, write and sync the same bytes on the same disk, with nothing around it. A
/// part is synced when it ends, as a server must before it acknowledges it.
final class BareLoop {
    private final BlobStore store;
    private final byte[] block;

    BareLoop(Path folder, byte[] block) throws IOException {
        this.store = DirectoryBlobStore.open(folder);
        this.block = block;
    }

    void run(Load load) throws IOException {
        for (int file = 0; file < load.files(); file++) {
            runOne(load);
        }
    }

    private void runOne(Load load) throws IOException {
        BlobStore.Draft draft = store.draft();
        try (var writer = SealedWriter.begin(draft, ObjectKey.random(), UUID.randomUUID())) {
            MessageDigest digest = sha256();
            for (long offset = 0; offset < load.fileBytes(); offset += load.partBytes()) {
                for (long left = Math.min(load.partBytes(), load.fileBytes() - offset);
                        left > 0;
                        left -= block.length) {
                    int count = (int) Math.min(left, block.length);
                    digest.update(block, 0, count);
                    writer.append(ByteBuffer.wrap(block, 0, count));
                }
                writer.sync();
            }
            digest.digest();
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this JDK lacks SHA-256", e);
        }
    }
}

package dev.firsthand.engine.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.UUID;

/// Appends to one draft for ever and tells how many plain bytes are durable. Arguments: folder, draft or `new`, key.
final class AppendingProgram {
    static final UUID OBJECT = new UUID(3, 3);

    private AppendingProgram() {}

    public static void main(String[] arguments) throws IOException {
        var blobs = DirectoryBlobStore.open(Path.of(arguments[0]));
        var key = new ObjectKey(HexFormat.of().parseHex(arguments[2]));
        var fresh = arguments[1].equals("new");
        var draft = fresh ? blobs.draft() : blobs.resume(new BlobKey(arguments[1]));
        var writer = fresh ? SealedWriter.begin(draft, key, OBJECT) : SealedWriter.resume(draft, key, OBJECT);
        writer.sync();
        System.out.println(draft.key().value());
        System.out.println(writer.size());
        for (int i = 1; ; i++) {
            int length = 1 + (i * 7_919) % 900_000;
            writer.append(ByteBuffer.wrap(expected(writer.size(), length)));
            if (i % 3 == 0) {
                writer.sync();
                System.out.println(writer.size());
            }
        }
    }

    /// The byte at a place depends on the place alone.
    static byte[] expected(long from, int length) {
        var bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            long at = from + i;
            bytes[i] = (byte) (at ^ (at >> 8) * 31 ^ (at >> 16) * 17);
        }
        return bytes;
    }
}

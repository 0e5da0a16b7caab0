package dev.firsthand.engine.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The master key of a vault; while it is being replaced, the new one and the old one behind it. Persons' keys are
/// wrapped under the new one. What is derived for the whole installation (look-ups, secrets) comes from the first
/// master
/// key that there ever was, which later ones keep wrapped: else every row that is found by such a digest would be lost.
final class MasterKeys {
    private static final byte[] ROOT_CONTEXT = "root-key/1".getBytes(StandardCharsets.US_ASCII);
    private static final String MASTER = "master.key";
    private static final String ROOT = "root.key";

    private final byte[] newest;
    private final List<byte[]> wrappings;
    private final byte[] root;

    private MasterKeys(byte[] newest, List<byte[]> wrappings, byte[] root) {
        this.newest = newest;
        this.wrappings = wrappings;
        this.root = root;
    }

    static MasterKeys read(Path folder) throws IOException {
        List<byte[]> masters = masters(folder);
        Path file = folder.resolve(ROOT);
        List<byte[]> wrappings = masters.stream()
                .map(master -> Secrets.derive(master, "firsthand/master/wrap/1"))
                .toList();
        byte[] root = Files.exists(file) ? open(wrappings, Files.readAllBytes(file), ROOT_CONTEXT) : masters.getLast();
        return new MasterKeys(masters.getFirst(), wrappings, root);
    }

    private static List<byte[]> masters(Path folder) throws IOException {
        Path file = folder.resolve(MASTER);
        byte[] bytes = Files.readAllBytes(file);
        if (bytes.length != Secrets.KEY_BYTES && bytes.length != 2 * Secrets.KEY_BYTES) {
            throw new IOException("%s has %d bytes, a master key has %d. Put it back from your backup."
                    .formatted(file, bytes.length, Secrets.KEY_BYTES));
        }
        List<byte[]> masters = new ArrayList<>();
        for (int from = 0; from < bytes.length; from += Secrets.KEY_BYTES) {
            masters.add(Arrays.copyOfRange(bytes, from, from + Secrets.KEY_BYTES));
        }
        return masters;
    }

    /// Puts a new master key before the old one, unless that was done and not finished.
    static void begin(Path folder) throws IOException {
        List<byte[]> masters = masters(folder);
        if (masters.size() == 1) {
            byte[] both = ByteBuffer.allocate(2 * Secrets.KEY_BYTES)
                    .put(Secrets.random(Secrets.KEY_BYTES))
                    .put(masters.getFirst())
                    .array();
            PrivateFiles.write(folder.resolve(MASTER), both);
        }
    }

    /// Wraps the root under the new master key.
    void keepRoot(Path folder) throws IOException {
        PrivateFiles.write(folder.resolve(ROOT), wrap(root, ROOT_CONTEXT));
    }

    /// The old master key goes: nothing is wrapped under it any more.
    void finish(Path folder) throws IOException {
        PrivateFiles.write(folder.resolve(MASTER), newest);
    }

    byte[] root() {
        return root;
    }

    byte[] wrap(byte[] key, byte[] context) {
        return Secrets.seal(wrappings.getFirst(), key, context);
    }

    byte[] unwrap(byte[] wrapped, byte[] context) {
        return open(wrappings, wrapped, context);
    }

    private static byte[] open(List<byte[]> wrappings, byte[] wrapped, byte[] context) {
        if (wrappings.size() > 1) {
            try {
                return Secrets.open(wrappings.getFirst(), wrapped, context);
            } catch (SealBrokenException notYet) {
                // still under the one before
            }
        }
        return Secrets.open(wrappings.getLast(), wrapped, context);
    }
}

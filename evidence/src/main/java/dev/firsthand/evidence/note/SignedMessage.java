package dev.firsthand.evidence.note;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// The bytes that a key of each kind signs, and how time and signature lie behind the key's id.
final class SignedMessage {
    private static final byte[] SUBTREE_LABEL = "subtree/v1\n\0".getBytes(StandardCharsets.US_ASCII);

    private SignedMessage() {}

    static byte[] of(VerifierKey key, Checkpoint checkpoint, String text, long seconds) {
        return switch (key.kind()) {
            case ED25519 -> text.getBytes(StandardCharsets.UTF_8);
            case ED25519_COSIGNATURE ->
                "cosignature/v1\ntime %d\n%s".formatted(seconds, text).getBytes(StandardCharsets.UTF_8);
            case ML_DSA_44_COSIGNATURE -> subtree(key.name(), checkpoint, seconds);
        };
    }

    private static byte[] subtree(String cosigner, Checkpoint checkpoint, long seconds) {
        byte[] name = cosigner.getBytes(StandardCharsets.UTF_8);
        byte[] origin = checkpoint.origin().getBytes(StandardCharsets.UTF_8);
        byte[] root = checkpoint.rootBytes();
        return ByteBuffer.allocate(SUBTREE_LABEL.length + 1 + name.length + 8 + 1 + origin.length + 8 + 8 + root.length)
                .put(SUBTREE_LABEL)
                .put((byte) name.length)
                .put(name)
                .putLong(seconds)
                .put((byte) origin.length)
                .put(origin)
                .putLong(0)
                .putLong(checkpoint.size())
                .put(root)
                .array();
    }

    static byte[] blob(KeyKind kind, long seconds, byte[] signature) {
        if (!kind.isTimed()) {
            return signature;
        }
        return ByteBuffer.allocate(Long.BYTES + signature.length)
                .putLong(seconds)
                .put(signature)
                .array();
    }
}

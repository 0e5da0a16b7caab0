package dev.firsthand.engine.custody;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// The SHA-256 of the first bytes that it takes: after a crash the disk may hold more of an upload than was ever
/// acknowledged, and that end is cut off.
final class PrefixDigest {
    private final MessageDigest digest;
    private long left;

    PrefixDigest(long prefixBytes) {
        try {
            this.digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
        this.left = prefixBytes;
    }

    void take(ByteBuffer plain) {
        int taken = (int) Math.min(left, plain.remaining());
        digest.update(plain.limit(plain.position() + taken));
        left -= taken;
    }

    MessageDigest sha256() {
        return digest;
    }
}

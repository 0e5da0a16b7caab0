package dev.firsthand.evidence.log;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Opens the padding of a log, and nothing else of it. Without it padding looks like any other entry, so it is kept as
/// secret as salts are.
public final class PaddingKey {
    public static final int BYTES = 32;

    private static final String HMAC = "HmacSHA256";
    private static final String COMMITMENT = "hdlog/padding/1\0";

    private final SecretKeySpec key;

    public PaddingKey(byte[] key) {
        if (key.length != BYTES) {
            throw new IllegalArgumentException("a key of padding has %d bytes, not %d".formatted(BYTES, key.length));
        }
        this.key = new SecretKeySpec(key, HMAC);
    }

    /// What the padding at this index commits to, 32 bytes.
    public byte[] seed(long index) {
        return derived("hdlog/padding-seed/1\0", index);
    }

    /// What an entry of padding says, by its seed.
    public static byte[] commitment(byte[] seed) {
        try {
            var sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(COMMITMENT.getBytes(StandardCharsets.US_ASCII));
            return sha256.digest(seed);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }

    String choice(long index, List<String> types) {
        int drawn = ByteBuffer.wrap(derived("hdlog/padding-type/1\0", index)).getInt();
        return types.get(Integer.remainderUnsigned(drawn, types.size()));
    }

    FactId fact(long index) {
        return new FactId(UUID.nameUUIDFromBytes(derived("hdlog/padding-fact/1\0", index)));
    }

    private byte[] derived(String domain, long index) {
        try {
            var mac = Mac.getInstance(HMAC);
            mac.init(key);
            mac.update(domain.getBytes(StandardCharsets.US_ASCII));
            return mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(index).array());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no " + HMAC, e);
        }
    }

    @Override
    public String toString() {
        return "key of padding";
    }
}

package dev.firsthand.engine.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.UUID;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// Seals and opens single segments of one object; `docs/formats/sealed.md` is the specification.
final class SealedSegment {
    static final byte[] MAGIC = "FHSEAL\0\1".getBytes(StandardCharsets.ISO_8859_1);
    static final int PLAIN_BYTES_MAX = 1 << 20;
    static final int HEADER_BYTES = Integer.BYTES + Secrets.NONCE_BYTES;
    static final int OVERHEAD_BYTES = HEADER_BYTES + Secrets.TAG_BYTES;

    private final Cipher cipher = Secrets.cipher();
    private final SecretKeySpec key;
    private final UUID object;

    /// Where a segment stands in its object: which one it is, and how many plain bytes come before it.
    record Place(long index, long plainOffset) {
        static final Place FIRST = new Place(0, 0);

        Place after(int plainLength) {
            return new Place(index + 1, plainOffset + plainLength);
        }
    }

    SealedSegment(ObjectKey key, UUID object) {
        this.key = Secrets.aesKey(key.secret());
        this.object = object;
    }

    /// Seals `length` bytes of `plain` into `target` from its start: header, ciphertext, tag.
    ByteBuffer seal(Place place, byte[] plain, int offset, int length, byte[] target) {
        var nonce = Secrets.random(Secrets.NONCE_BYTES);
        ByteBuffer.wrap(target).putInt(length).put(nonce);
        try {
            cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(8 * Secrets.TAG_BYTES, nonce));
            cipher.updateAAD(context(place, length));
            int sealed = cipher.doFinal(plain, offset, length, target, HEADER_BYTES);
            return ByteBuffer.wrap(target, 0, HEADER_BYTES + sealed);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("sealing failed", e);
        }
    }

    /// Opens the segment that stands at the start of `sealed` into `target`; returns the plain length.
    int open(Place place, byte[] sealed, byte[] target) {
        var header = ByteBuffer.wrap(sealed);
        int length = plainLength(header.getInt());
        var nonce = Arrays.copyOfRange(sealed, Integer.BYTES, HEADER_BYTES);
        try {
            cipher.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(8 * Secrets.TAG_BYTES, nonce));
            cipher.updateAAD(context(place, length));
            return cipher.doFinal(sealed, HEADER_BYTES, length + Secrets.TAG_BYTES, target);
        } catch (AEADBadTagException e) {
            throw new SealBrokenException(
                    "segment %d does not open: changed, moved, or sealed under another key".formatted(place.index()),
                    e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("opening failed", e);
        }
    }

    static int plainLength(int stated) {
        if (stated < 1 || stated > PLAIN_BYTES_MAX) {
            throw new SealBrokenException(
                    "a segment states %d plain bytes, 1 to %d are possible".formatted(stated, PLAIN_BYTES_MAX));
        }
        return stated;
    }

    private byte[] context(Place place, int length) {
        return ByteBuffer.allocate(MAGIC.length + 2 * Long.BYTES + 2 * Long.BYTES + Integer.BYTES)
                .put(MAGIC)
                .putLong(object.getMostSignificantBits())
                .putLong(object.getLeastSignificantBits())
                .putLong(place.index())
                .putLong(place.plainOffset())
                .putInt(length)
                .array();
    }
}

package dev.firsthand.engine.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// The few calculations with secret bytes that the store is built on: AES-256-GCM, HMAC-SHA-256, HKDF-SHA-256.
final class Secrets {
    static final int KEY_BYTES = 32;
    static final int NONCE_BYTES = 12;
    static final int TAG_BYTES = 16;

    private static final SecureRandom RANDOM = new SecureRandom();

    private Secrets() {}

    static byte[] random(int bytes) {
        var drawn = new byte[bytes];
        RANDOM.nextBytes(drawn);
        return drawn;
    }

    static byte[] derive(byte[] secret, String purpose) {
        try {
            var parameters = HKDFParameterSpec.ofExtract()
                    .addIKM(secret)
                    .thenExpand(purpose.getBytes(StandardCharsets.UTF_8), KEY_BYTES);
            return KDF.getInstance("HKDF-SHA256").deriveData(parameters);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no HKDF-SHA256", e);
        }
    }

    static byte[] hmac(byte[] secret, byte[]... parts) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            for (byte[] part : parts) {
                mac.update(part);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no HmacSHA256", e);
        }
    }

    /// nonce, ciphertext, tag; a fresh random nonce each time.
    static byte[] seal(byte[] secret, byte[] plain, byte[] context) {
        var nonce = random(NONCE_BYTES);
        try {
            var cipher = cipher();
            cipher.init(Cipher.ENCRYPT_MODE, aesKey(secret), new GCMParameterSpec(8 * TAG_BYTES, nonce));
            cipher.updateAAD(context);
            var sealed = cipher.doFinal(plain);
            return ByteBuffer.allocate(NONCE_BYTES + sealed.length)
                    .put(nonce)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("sealing failed", e);
        }
    }

    static byte[] open(byte[] secret, byte[] sealed, byte[] context) {
        if (sealed.length < NONCE_BYTES + TAG_BYTES) {
            throw new SealBrokenException("sealed value of %d bytes is too short".formatted(sealed.length));
        }
        try {
            var cipher = cipher();
            var nonce = Arrays.copyOf(sealed, NONCE_BYTES);
            cipher.init(Cipher.DECRYPT_MODE, aesKey(secret), new GCMParameterSpec(8 * TAG_BYTES, nonce));
            cipher.updateAAD(context);
            return cipher.doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES);
        } catch (AEADBadTagException e) {
            throw new SealBrokenException("sealed value does not open: changed, or sealed under another key", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("opening failed", e);
        }
    }

    static Cipher cipher() {
        try {
            return Cipher.getInstance("AES/GCM/NoPadding");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no AES/GCM/NoPadding", e);
        }
    }

    static SecretKeySpec aesKey(byte[] secret) {
        return new SecretKeySpec(secret, "AES");
    }
}

package dev.firsthand.evidence.note;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/// What a key signs and how. The byte of each kind is part of the key's id.
public enum KeyKind {
    /// Signs the text of the note. Logs have one, because every witness understands it.
    ED25519(0x01, "Ed25519", 32, 64, "302a300506032b6570032100"),
    /// Signs the text of a checkpoint with a time.
    ED25519_COSIGNATURE(0x04, "Ed25519", 32, 64, "302a300506032b6570032100"),
    /// Signs origin, size and root of a checkpoint with a time; stands against quantum computers.
    ML_DSA_44_COSIGNATURE(0x06, "ML-DSA-44", 1312, 2420, "30820532300b06096086480165030403110382052100");

    private final byte code;
    private final String algorithm;
    private final int keyBytes;
    private final int signatureBytes;
    private final String encodingPrefix;

    KeyKind(int code, String algorithm, int keyBytes, int signatureBytes, String encodingPrefix) {
        this.code = (byte) code;
        this.algorithm = algorithm;
        this.keyBytes = keyBytes;
        this.signatureBytes = signatureBytes;
        this.encodingPrefix = encodingPrefix;
    }

    static Optional<KeyKind> ofCode(byte code) {
        return Arrays.stream(values()).filter(kind -> kind.code == code).findFirst();
    }

    byte code() {
        return code;
    }

    /// As the JDK names it.
    public String algorithm() {
        return algorithm;
    }

    int keyBytes() {
        return keyBytes;
    }

    /// Of the bare signature, without a time.
    int signatureBytes() {
        return signatureBytes;
    }

    /// Whether it signs with a time, as witnesses do.
    public boolean isTimed() {
        return this != ED25519;
    }

    PublicKey publicKey(byte[] raw) throws GeneralSecurityException {
        byte[] prefix = HexFormat.of().parseHex(encodingPrefix);
        byte[] encoded = Arrays.copyOf(prefix, prefix.length + raw.length);
        System.arraycopy(raw, 0, encoded, prefix.length, raw.length);
        return KeyFactory.getInstance(algorithm).generatePublic(new X509EncodedKeySpec(encoded));
    }

    byte[] raw(PublicKey key) {
        byte[] encoded = key.getEncoded();
        return Arrays.copyOfRange(encoded, encoded.length - keyBytes, encoded.length);
    }
}

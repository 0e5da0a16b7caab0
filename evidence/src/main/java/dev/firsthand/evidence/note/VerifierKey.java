package dev.firsthand.evidence.note;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.util.Arrays;
import java.util.HexFormat;

/// The public half of a key with its name. Its text form is `name+id+key`, a "vkey".
public final class VerifierKey {
    private static final int NAME_LENGTH_MAX = 255;

    private final String name;
    private final KeyKind kind;
    private final byte[] raw;
    private final PublicKey key;

    private VerifierKey(String name, KeyKind kind, byte[] raw, PublicKey key) {
        this.name = name;
        this.kind = kind;
        this.raw = raw;
        this.key = key;
    }

    public static VerifierKey of(String name, KeyKind kind, PublicKey key) {
        if (!isName(name)) {
            throw new IllegalArgumentException("no name of a key: it must not be empty or hold spaces or '+'");
        }
        return new VerifierKey(name, kind, kind.raw(key), key);
    }

    public static VerifierKey parse(String vkey) throws NoteFormatException {
        String[] parts = vkey.split("\\+", 3);
        if (parts.length != 3 || !isName(parts[0])) {
            throw new NoteFormatException("a verifier key reads name+id+key");
        }
        byte[] coded = Base64s.decode(parts[2]).orElseThrow(() -> new NoteFormatException("the key is not base64"));
        KeyKind kind = coded.length == 0 ? null : KeyKind.ofCode(coded[0]).orElse(null);
        if (kind == null || coded.length != kind.keyBytes() + 1) {
            throw new NoteFormatException("a key of a kind or length that is not known here");
        }
        byte[] raw = Arrays.copyOfRange(coded, 1, coded.length);
        try {
            var key = new VerifierKey(parts[0], kind, raw, kind.publicKey(raw));
            if (!key.idText().equals(parts[1])) {
                throw new NoteFormatException("the key's id is %s, not %s".formatted(key.idText(), parts[1]));
            }
            return key;
        } catch (GeneralSecurityException e) {
            throw new NoteFormatException("no %s key: %s".formatted(kind.algorithm(), e.getMessage()));
        }
    }

    /// Non-empty, without any kind of space, control or plus.
    static boolean isName(String name) {
        return !name.isEmpty()
                && name.getBytes(StandardCharsets.UTF_8).length <= NAME_LENGTH_MAX
                && name.codePoints()
                        .noneMatch(sign -> sign == '+'
                                || sign < ' '
                                || Character.isWhitespace(sign)
                                || Character.isSpaceChar(sign)
                                || sign == 0x85);
    }

    public String name() {
        return name;
    }

    public KeyKind kind() {
        return kind;
    }

    /// The bare public key.
    public byte[] raw() {
        return raw.clone();
    }

    public PublicKey key() {
        return key;
    }

    /// The vkey.
    public String text() {
        byte[] coded = new byte[raw.length + 1];
        coded[0] = kind.code();
        System.arraycopy(raw, 0, coded, 1, raw.length);
        return "%s+%s+%s".formatted(name, idText(), Base64s.encode(coded));
    }

    /// The SHA-256 of the vkey in hexadecimal digits, to be compared by people.
    public String fingerprint() {
        return HexFormat.of().formatHex(Digests.sha256().digest(text().getBytes(StandardCharsets.UTF_8)));
    }

    int id() {
        var sha256 = Digests.sha256();
        sha256.update((name + "\n").getBytes(StandardCharsets.UTF_8));
        sha256.update(kind.code());
        return ByteBuffer.wrap(sha256.digest(raw)).getInt();
    }

    String idText() {
        return HexFormat.of().toHexDigits(id());
    }

    /// Whether the bare signature over exactly these bytes is this key's.
    public boolean signed(byte[] message, byte[] signature) {
        if (signature.length != kind.signatureBytes()) {
            return false;
        }
        try {
            var verifier = Signature.getInstance(kind.algorithm());
            verifier.initVerify(key);
            verifier.update(message);
            return verifier.verify(signature);
        } catch (SignatureException notOne) {
            return false;
        } catch (InvalidKeyException e) {
            throw new IllegalStateException("a key that was read cannot be used: " + name, e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no " + kind.algorithm(), e);
        }
    }

    /// Whether both wrap the same key, whatever their names.
    public boolean isSameKey(VerifierKey other) {
        return kind.algorithm().equals(other.kind.algorithm()) && MessageDigest.isEqual(raw, other.raw);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof VerifierKey key && name.equals(key.name) && kind == key.kind && isSameKey(key);
    }

    @Override
    public int hashCode() {
        return id();
    }

    @Override
    public String toString() {
        return "%s+%s".formatted(name, idText());
    }
}

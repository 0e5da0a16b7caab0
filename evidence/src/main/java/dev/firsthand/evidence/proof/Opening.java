package dev.firsthand.evidence.proof;

import dev.firsthand.evidence.attestation.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// How the commitment of an entry is opened: with a salt where the statement was made about a person's recording,
/// without one where it is about nobody.
public final class Opening {
    public static final int SALT_BYTES = 32;

    private static final String NO_SALT = "-";
    private static final byte[] DOMAIN = "hdlog/commit/1\0".getBytes(StandardCharsets.US_ASCII);

    private final byte[] salt;

    private Opening(byte[] salt) {
        this.salt = salt;
    }

    public static Opening plain() {
        return new Opening(new byte[0]);
    }

    public static Opening salted(byte[] salt) {
        if (salt.length != SALT_BYTES) {
            throw new IllegalArgumentException("a salt has %d bytes, not %d".formatted(SALT_BYTES, salt.length));
        }
        return new Opening(salt.clone());
    }

    static Opening parse(String part, String text) throws ProofFormatException {
        if (text.equals(NO_SALT)) {
            return plain();
        }
        try {
            Opening opening = salted(Base64.getDecoder().decode(text));
            if (opening.text().equals(text)) {
                return opening;
            }
        } catch (IllegalArgumentException notBase64) {
            // told below
        }
        throw new ProofFormatException(part, "the salt is not base64 of %d bytes".formatted(SALT_BYTES));
    }

    /// As proofs and answers write it: base64 of the salt, or `-`.
    public String text() {
        return salt.length == 0 ? NO_SALT : Base64.getEncoder().encodeToString(salt);
    }

    /// What the entry of this envelope says.
    public byte[] commitment(byte[] envelope) {
        byte[] digest = Sha256.digester().digest(envelope);
        if (salt.length == 0) {
            return digest;
        }
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(salt, "HmacSHA256"));
            mac.update(DOMAIN);
            return mac.doFinal(digest);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no HmacSHA256", e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Opening opening && Arrays.equals(salt, opening.salt);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(salt);
    }
}

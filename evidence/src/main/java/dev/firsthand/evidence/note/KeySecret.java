package dev.firsthand.evidence.note;

import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.KDF;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/// What a key file opens with, and how the key of its seal comes from that.
public sealed interface KeySecret {
    /// Somebody chose it, so somebody may guess it: 600,000 rounds make each guess cost.
    static KeySecret passphrase(char[] words) {
        return new Passphrase(words.clone());
    }

    /// 256 bits that were drawn and that nobody guesses: no round makes them better. Older files of the same
    /// secret took its hexadecimal digits for a passphrase; they open too.
    static KeySecret drawn(byte[] bits) {
        if (bits.length != 32) {
            throw new IllegalArgumentException("a drawn secret has 32 bytes, not " + bits.length);
        }
        return new Drawn(bits.clone());
    }

    /// The kind of file that it writes.
    KeyFileKind writes();

    /// The key of the seal of a file of this kind.
    SecretKeySpec sealKey(KeyFileKind kind, byte[] salt) throws GeneralSecurityException;

    final class Passphrase implements KeySecret {
        private static final int ROUNDS = 600_000;

        private final char[] words;

        Passphrase(char[] words) {
            this.words = words;
        }

        @Override
        public KeyFileKind writes() {
            return KeyFileKind.STRETCHED;
        }

        @Override
        public SecretKeySpec sealKey(KeyFileKind kind, byte[] salt) throws GeneralSecurityException {
            if (kind != KeyFileKind.STRETCHED) {
                throw new GeneralSecurityException("it opens with a drawn secret, not with a passphrase");
            }
            byte[] key = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(new PBEKeySpec(words, salt, ROUNDS, 256))
                    .getEncoded();
            return new SecretKeySpec(key, "AES");
        }
    }

    final class Drawn implements KeySecret {
        private final byte[] bits;

        Drawn(byte[] bits) {
            this.bits = bits;
        }

        @Override
        public KeyFileKind writes() {
            return KeyFileKind.DRAWN;
        }

        @Override
        public SecretKeySpec sealKey(KeyFileKind kind, byte[] salt) throws GeneralSecurityException {
            return switch (kind) {
                case STRETCHED -> new Passphrase(HexFormat.of().formatHex(bits).toCharArray()).sealKey(kind, salt);
                case DRAWN -> {
                    var parameters = HKDFParameterSpec.ofExtract().addIKM(bits).addSalt(salt);
                    var derived = KDF.getInstance("HKDF-SHA256").deriveData(parameters.thenExpand(kind.label(), 32));
                    yield new SecretKeySpec(derived, "AES");
                }
            };
        }
    }
}
